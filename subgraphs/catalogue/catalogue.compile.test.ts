import { asc } from 'drizzle-orm'
import { parse } from 'graphql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealedCursors } from '#platform/connection'
import { ContractItems } from '#platform/contract'
import type { Database } from '#platform/db'
import { isSeeded } from '../../seeds/load.ts'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { shippedLimits } from '../../router/sla.ts'
import { compileCatalogue, forgetCompiled } from './commands.compile.ts'
import { type CatalogueRows, load } from './commands.ts'
import { catalogue, catalogueFacts } from './index.ts'
import { resource, resourceItem, resourceVersion } from './tables.ts'

const PROVIDER = '1199010000000022XR'
const OTHER = '11990000000000019A'

const itemsOf = (text: string) => new ContractItems(parse(text)).all()
const CONTRACT = itemsOf(`
  type Person {
    name: String @item(resource: "101001/000001", title: "姓名", share: CONDITIONAL, class: PERSONAL, mask: NAME)
    protection: String @item(resource: "101001/000005", title: "保护等级", share: WITHHELD, class: SENSITIVE, basis: "示例法 第一条")
  }
  type Licence { state: String @item(resource: "105001/*", title: "证照状态", share: CONDITIONAL, class: INTERNAL, sliced: true) }
`)

const EMPTY: CatalogueRows = { agencies: [], consumers: [], registrations: [], resources: [], resourceItems: [], grants: [], grantItems: [] }
const row = (code: string, more: object = {}) => ({
  code, name: '示例资源', classCode: code.slice(0, 6), provider: PROVIDER, format: '7', shareClass: 'CONDITIONAL' as const, shareCondition: '凭办件',
  updateCycle: '1', open: false, state: 'PUBLISHED' as const, version: 1, publishedOn: '2026-01-05', ...more,
})

let db: Database
beforeEach(async () => {
  db = await openTestDatabase(['catalogue'])
})
afterEach(() => db.close())

const compile = (items = CONTRACT) => compileCatalogue(db, items, testClock)
const resources = () => db.orm.select({ code: resource.code, provider: resource.provider, state: resource.state, name: resource.name }).from(resource).orderBy(asc(resource.code))
const items = () => db.orm.select({ resource: resourceItem.resource, item: resourceItem.item, title: resourceItem.title }).from(resourceItem).orderBy(asc(resourceItem.resource), asc(resourceItem.ordinal))
const versions = () => db.orm.select({ resource: resourceVersion.resource, version: resourceVersion.version, state: resourceVersion.state }).from(resourceVersion).orderBy(asc(resourceVersion.resource), asc(resourceVersion.version))

describe('compiling the contracts', () => {
  it('makes drafts that are nobody’s, and leaves the catalogue without a load', async () => {
    await compile()
    expect(await resources()).toEqual([
      { code: '101001/000001', provider: '', state: 'DRAFT', name: '姓名等信息' }, { code: '101001/000005', provider: '', state: 'DRAFT', name: '保护等级等信息' },
    ])
    expect(await items()).toEqual([{ resource: '101001/000001', item: 'Person.name', title: '姓名' }, { resource: '101001/000005', item: 'Person.protection', title: '保护等级' }])
    expect(await versions()).toEqual(['101001/000001', '101001/000005'].map((code) => ({ resource: code, version: 1, state: 'DRAFT' })))
    expect([await catalogueFacts(db).items(), await isSeeded(db)]).toEqual([[], false])
  })

  it('changes nothing a second time, and asks one statement', async () => {
    await compile()
    const before = [await resources(), await items(), await versions()]
    const { count } = db.statements
    await compile()
    expect(db.statements.count - count).toBeLessThanOrEqual(1)
    expect([await resources(), await items(), await versions()]).toEqual(before)
  })

  it('by several processes at once makes each draft once', async () => {
    await Promise.all([compile(), compile(), compile()])
    expect(await resources()).toHaveLength(2)
  })

  it('stands in the way of no load, and what it made of other resources stays', async () => {
    await compile()
    await load(db, { ...EMPTY, resources: [row('101001/000001')], resourceItems: [{
      resource: '101001/000001', item: 'Person.name', ordinal: 1, title: '人名', dataType: 'String', share: 'CONDITIONAL', dataClass: 'PERSONAL', mask: 'NAME', open: false,
    }] })
    expect(await resources()).toEqual([
      { code: '101001/000001', provider: PROVIDER, state: 'PUBLISHED', name: '示例资源' }, { code: '101001/000005', provider: '', state: 'DRAFT', name: '保护等级等信息' },
    ])
    expect(await items()).toEqual([{ resource: '101001/000001', item: 'Person.name', title: '人名' }, { resource: '101001/000005', item: 'Person.protection', title: '保护等级' }])
    expect(await versions()).toEqual([{ resource: '101001/000001', version: 1, state: 'PUBLISHED' }, { resource: '101001/000005', version: 1, state: 'DRAFT' }])
  })

  it('can be forgotten before a load that wants an empty database', async () => {
    await compile()
    await forgetCompiled(db)
    expect([await resources(), await items(), await versions()]).toEqual([[], [], []])
  })

  it('gives the items of the contract to resources without any, slices too, from when on decisions are taken anew', async () => {
    await load(db, { ...EMPTY, resources: [
      row('101001/000001'), row('105001/100001', { slice: 'A001' }), row('105001/100002', { slice: 'A002' }), row('306001/000001', { kind: 'TABLE' }),
    ] })
    const before = await catalogueFacts(db).version()
    await compile()
    expect(await items()).toEqual([
      { resource: '101001/000001', item: 'Person.name', title: '姓名' }, { resource: '101001/000005', item: 'Person.protection', title: '保护等级' },
      { resource: '105001/100001', item: 'Licence.state', title: '证照状态' }, { resource: '105001/100002', item: 'Licence.state', title: '证照状态' },
    ])
    expect(await catalogueFacts(db).version()).toBe(before + 1)
    expect((await catalogueFacts(db).items()).map(({ resource: code, item, slice }) => [code, item, slice])).toEqual([
      ['101001/000001', 'Person.name', null], ['105001/100001', 'Licence.state', 'A001'], ['105001/100002', 'Licence.state', 'A002'],
    ])
  })

  it('applies nothing to entries that are there: it is listed', async () => {
    await load(db, { ...EMPTY, resources: [row('101001/000001'), row('101001/000005', { provider: OTHER })] })
    await compile()
    const changed = itemsOf(`type Person {
      name: Name @item(resource: "101001/000001", title: "名字", share: CONDITIONAL, class: SENSITIVE, mask: DROP)
      mobile: String @item(resource: "101001/000001", title: "电话", share: CONDITIONAL, class: PERSONAL)
    }`)
    const [rowsBefore, itemsBefore, version] = [await resources(), await items(), await catalogueFacts(db).version()]
    await compile(changed)
    expect([await resources(), await items(), await catalogueFacts(db).version()]).toEqual([rowsBefore, itemsBefore, version])
    const library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => changed, limits: shippedLimits(), explain: () => Promise.reject(new Error('nobody explains here')) })
    const read = ['resourceCode', 'item', 'kind', 'contract', 'entry']
    const drift = async (agency: string, ...personas: string[]) => {
      const plan = planOf({ agency, personas, common: Object.fromEntries(read.map((field) => [`CatalogueDrift.${field}`, 'CLEAR'])) })
      const { data } = await ask(library, plan, '{ catalogueDrift { resourceCode item kind { code } contract entry } }')
      return (data?.['catalogueDrift'] as { resourceCode: string; item: string; kind: { code: string }; contract: string; entry: string }[])
        .map(({ resourceCode, item, kind, contract, entry }) => [resourceCode, item, kind.code, contract, entry])
    }
    const own = [
      ['101001/000001', 'Person.name', 'TITLE', '名字', '姓名'], ['101001/000001', 'Person.name', 'DATA_TYPE', 'Name', 'String'],
      ['101001/000001', 'Person.name', 'MASK', 'DROP', 'NAME'], ['101001/000001', 'Person.name', 'CLASS', 'SENSITIVE', 'PERSONAL'],
      ['101001/000001', 'Person.mobile', 'MISSING', '电话', null],
    ]
    const others = [['101001/000005', 'Person.protection', 'LOST', null, '保护等级']]
    expect(await drift(PROVIDER, 'steward')).toEqual(own)
    expect(await drift(OTHER, 'steward')).toEqual(others)
    expect(await drift(OTHER, 'sharing-authority')).toEqual([...own, ...others])
    expect(await drift(PROVIDER, 'approver')).toEqual([])
  })
})

describe('a draft that is nobody’s', () => {
  it('is given to an agency by the sharing authority, whose steward then writes it', async () => {
    await load(db, { ...EMPTY, agencies: [{ creditCode: PROVIDER, name: '示例公安局', division: '990101000000', regions: [] }] })
    await compile()
    const library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => CONTRACT, limits: shippedLimits(), explain: () => Promise.reject(new Error('nobody explains here')) })
    const common = { 'Resource.name': 'CLEAR', 'Resource.state': 'CLEAR', 'Resource.version': 'CLEAR' } as const
    const steward = planOf({ agency: PROVIDER, personas: ['steward'], common })
    const authority = planOf({ agency: OTHER, personas: ['sharing-authority'], common, actor: { operator: 'op-authority' } })
    const seen = async (plan: typeof steward) => (await ask(library, plan, '{ resource(code: "101001/000001") { name state { code } } }')).data?.['resource']
    const assign = (plan: typeof steward, provider: string) =>
      ask(library, plan, 'mutation ($input: AssignResourceInput!) { assignResource(input: $input) { name } }', { input: { code: '101001/000001', version: 1, provider } })
    expect([await seen(steward), await seen(planOf({ agency: '', personas: ['steward'], common }))]).toEqual([null, null])
    expect(await seen(authority)).toEqual({ name: '姓名等信息', state: { code: 'DRAFT' } })
    expect((await assign(steward, PROVIDER)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
    expect((await assign(authority, OTHER)).errors?.[0]?.extensions).toMatchObject({ faults: [{ argument: 'input.provider', check: 'UNKNOWN_AGENCY' }] })
    await assign(authority, PROVIDER)
    const edited = await ask(library, steward, 'mutation ($input: EditResourceInput!) { editResource(input: $input) { name version } }', {
      input: { code: '101001/000001', version: 1, name: '人口基本信息', shareCondition: '凭办件' },
    })
    expect(edited.data).toEqual({ editResource: { name: '人口基本信息', version: 2 } })
  })
})
