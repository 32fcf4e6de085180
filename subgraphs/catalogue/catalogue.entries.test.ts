import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { shippedLimits } from '../../router/sla.ts'
import { load } from './commands.ts'
import { catalogue, catalogueFacts } from './index.ts'

const OWN = '1199010000000022XR'
const BASICS = '101001/000001'

const items = new ContractItems(parse(`type Person {
  name: String @item(resource: "${BASICS}", title: "姓名", share: CONDITIONAL, class: PERSONAL, mask: NAME)
  sex: String @item(resource: "${BASICS}", title: "性别", share: CONDITIONAL, class: PERSONAL)
}`)).all()
const entryItem = (resource: string, item: string, ordinal: number) => ({
  resource, item, ordinal, title: item, dataType: 'String', share: 'CONDITIONAL' as const, dataClass: 'PERSONAL' as const, mask: 'NONE' as const, open: false,
})
const row = (code: string, more: object = {}) => ({
  code, name: `示例${code}`, classCode: code.slice(0, 6), provider: OWN, format: '7', shareClass: 'CONDITIONAL' as const, shareCondition: '凭办件', updateCycle: '1',
  open: false, state: 'PUBLISHED' as const, version: 1, publishedOn: '2026-01-05', ...more,
})

let db: Database
let library: Subgraph
const COMMON = Object.fromEntries(new ContractItems(readContract('catalogue')).all().map(({ coordinate }) => [coordinate, 'CLEAR'] as const))

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => items, limits: shippedLimits(), explain: () => Promise.reject(new Error('nobody explains here')) })
  await load(db, {
    agencies: [], consumers: [], registrations: [], grants: [], grantItems: [],
    calendar: [{ day: '2026-01-01', worked: false, name: '元旦' }, { day: '2026-03-03', worked: false, name: '示例假日' }],
    resources: [
      row(BASICS), row('306001/000001', { state: 'DRAFT', publishedOn: null }), row('306001/000002', { state: 'WITHDRAWN', publishedOn: null }),
      row('306001/000003', { kind: 'TABLE' }), row('306001/000004', { state: 'IN_REVIEW', publishedOn: null }), row('306001/000005', { state: 'DRAFT', provider: '' }),
    ],
    resourceItems: [entryItem(BASICS, 'Person.name', 1), entryItem(BASICS, 'Person.sex', 2), entryItem('306001/000003', 'Person.mobile', 1)],
  })
})
afterAll(() => db.close())

const as = (personas: readonly string[], actor: Partial<Actor> = {}, agency = OWN) => planOf({ agency, personas, actor, common: COMMON })
const STEWARD = as(['steward'], { operator: 'op-1' })
const AUTHORITY = as(['sharing-authority'], { operator: 'op-2' }, '11990000000000019A')

const act = async (plan: typeof STEWARD, mutation: string, type: string, input: object) => {
  const { data, errors } = await ask(library, plan, `mutation ($input: ${type}!) { ${mutation}(input: $input) { state { code } version } }`, { input })
  return errors?.[0] === undefined ? data?.[mutation] : errors[0].extensions
}
const seen = async (plan: typeof STEWARD) =>
  ((await ask(library, plan, '{ resources { edges { node { code } } } }')).data?.['resources'] as { edges: { node: { code: string } }[] }).edges.map(({ node }) => node.code)

describe('who is not concerned', () => {
  it('sees no draft, nothing in review, and nothing that was withdrawn before anybody could see it', async () => {
    const others = [BASICS, '306001/000003']
    for (const plan of [as([]), as(['approver']), as(['steward'], {}, '11990000000000019A'), as(['steward'], { consumer: '' }), as(['steward'], {}, '')]) expect(await seen(plan)).toEqual(others)
    expect(await seen(STEWARD)).toEqual([BASICS, '306001/000001', '306001/000002', '306001/000003', '306001/000004'])
    expect(await seen(AUTHORITY)).toEqual([BASICS, '306001/000001', '306001/000002', '306001/000003', '306001/000004', '306001/000005'])
  })

  it('cannot give an item of the hub other terms by a table that has one of its name', async () => {
    expect((await catalogueFacts(db).items()).map(({ item }) => item)).toEqual(['Person.name', 'Person.sex'])
  })
})

describe('a review', () => {
  it('is by none of those who wrote or submitted it, and by no system on its own', async () => {
    const both = (operator: string) => as(['steward', 'sharing-authority'], { operator })
    expect(await act(both('op-1'), 'editResource', 'EditResourceInput', { code: BASICS, version: 1, office: '一科' })).toMatchObject({ state: { code: 'CHANGING' } })
    expect(await act(both('op-3'), 'submitResource', 'ResourceVersionInput', { code: BASICS, version: 2 })).toMatchObject({ state: { code: 'CHANGING' } })
    const decision = { code: BASICS, version: 2, approve: true }
    const words = { code: 'FORBIDDEN', messageZh: '编制或提交该版本的人员不得审核' }
    for (const operator of ['op-1', 'op-3']) expect(await act(both(operator), 'reviewResource', 'ReviewResourceInput', decision)).toEqual(words)
    expect(await act(both('UNATTENDED'), 'reviewResource', 'ReviewResourceInput', decision)).toEqual({ code: 'FORBIDDEN', messageZh: '须由人员办理' })
    const before = await catalogueFacts(db).version()
    expect(await act(AUTHORITY, 'reviewResource', 'ReviewResourceInput', decision)).toEqual({ state: { code: 'PUBLISHED' }, version: 2 })
    expect(await catalogueFacts(db).version()).toBe(before + 1)
  })

  it('does not let in what the contract has lost since it was written', async () => {
    await act(STEWARD, 'editResource', 'EditResourceInput', { code: BASICS, version: 2, office: '二科' })
    await act(STEWARD, 'submitResource', 'ResourceVersionInput', { code: BASICS, version: 3 })
    const later = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => items.slice(0, 1), limits: shippedLimits(), explain: () => Promise.reject(new Error('nobody explains here')) })
    const { errors } = await ask(later, AUTHORITY, 'mutation ($input: ReviewResourceInput!) { reviewResource(input: $input) { version } }', { input: { code: BASICS, version: 3, approve: true } })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'version.items[1].name', check: 'UNKNOWN_ITEM' }] })
    expect(await act(STEWARD, 'withdrawChange', 'ResourceVersionInput', { code: BASICS, version: 3 })).toMatchObject({ state: { code: 'PUBLISHED' } })
  })

  it('is due two working days later, as the loaded calendar counts them', async () => {
    await act(STEWARD, 'editResource', 'EditResourceInput', { code: BASICS, version: 3, office: '三科' })
    await act(STEWARD, 'submitResource', 'ResourceVersionInput', { code: BASICS, version: 4 })
    const { data } = await ask(library, STEWARD, `{ resource(code: "${BASICS}") { versions { version reviewDueOn submittedAt } } }`)
    // The Tuesday is a holiday; what was submitted before could be counted too, since the year is loaded.
    expect(data).toMatchObject({ resource: { versions: [{ version: 4, reviewDueOn: '2026-03-05', submittedAt: '2026-03-02T09:00:00.000+08:00' }, {}, {}, {}] } })
  })
})

describe('what brings back a withdrawn resource', () => {
  it('can be given up, and what was withdrawn remains as it was', async () => {
    const code = '306001/000003'
    await act(AUTHORITY, 'withdrawResource', 'ResourceVersionInput', { code, version: 1, note: '不再提供' })
    await act(STEWARD, 'editResource', 'EditResourceInput', { code, version: 2, name: '新表', items: [{ name: 'mobile', title: '电话', dataType: 'C' }] })
    const shown = async () => (await ask(library, STEWARD, `{ resource(code: "${code}") { name state { code } items { name } } }`)).data?.['resource']
    expect(await shown()).toEqual({ name: '新表', state: { code: 'DRAFT' }, items: [{ name: 'mobile' }] })
    await act(STEWARD, 'withdrawChange', 'ResourceVersionInput', { code, version: 3 })
    expect(await shown()).toEqual({ name: `示例${code}`, state: { code: 'WITHDRAWN' }, items: [{ name: 'Person.mobile' }] })
  })
})

describe('resources are read', () => {
  it.each([1, 6])('with items, versions and events, %i of them, in one statement each', async (first) => {
    const before = db.statements.count
    const { errors } = await ask(library, AUTHORITY, `{ resources(first: ${first}) { edges { node { name items { name } versions { version } events { version } } } } }`)
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(4)
  })

  it('without asking for what was not granted', async () => {
    const before = db.statements.count
    const { errors } = await ask(library, planOf({ agency: OWN, common: { 'Resource.name': 'CLEAR' } }), '{ resources { edges { node { items { name } } } } }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Resource.items' })
    expect(db.statements.count).toBe(before)
  })
})
