import { eq } from 'drizzle-orm'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Access, type AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { shippedLimits } from '../../router/sla.ts'
import { type CatalogueRows, load, revokeGrant, setConsumerState } from './commands.ts'
import { catalogue, catalogueFacts, type GrantRow } from './index.ts'
import { accessGrant } from './tables.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const STRANGER = '1299000040000000XH'
const MATTER = '1199010000000022XR3990112003001'
const LICENCE_TYPE = '11990000000000019A001'

const resource = (code: string, name: string, more: object = {}) => ({
  code, name, classCode: code.slice(0, 6), provider: PUBLIC_SECURITY, format: '7', shareClass: 'CONDITIONAL' as const,
  shareCondition: '凭办件', updateCycle: '1', open: false, state: 'PUBLISHED' as const, version: 1, publishedOn: '2026-01-05', ...more,
})

const grant = (id: string, more: object = {}) => ({
  id, version: 1, consumer: CIVIL_AFFAIRS, provider: PUBLIC_SECURITY, matters: [MATTER], agencyRoles: ['DECIDING'],
  binding: { kind: 'CASE_PARTY' as const, roles: ['APPLICANT', 'AGENT'] }, regions: ['990101000000'], validFrom: '2026-01-01',
  validTo: '2026-12-31', legalBasis: '示例办法第三条', approvedBy: 'approver-1', approvedOn: '2025-12-20', ...more,
})

const entryItem = (item: string) => ({
  item, ordinal: 1, title: '示例项', dataType: 'String', share: 'CONDITIONAL' as const, dataClass: 'PERSONAL' as const, mask: 'NONE' as const, open: false,
})

const ROWS: CatalogueRows = {
  agencies: [{ creditCode: CIVIL_AFFAIRS, name: '示例民政局', division: '990101000000', regions: ['990101000000'] }],
  consumers: [
    { id: 'allowances', name: '示例津贴系统', state: 'ACTIVE', personas: ['steward'] },
    { id: 'unregistered', name: '示例系统', state: 'ACTIVE', personas: [] },
  ],
  registrations: [
    { consumer: 'allowances', agency: CIVIL_AFFAIRS, state: 'ACTIVE' },
    { consumer: 'allowances', agency: STRANGER, state: 'SUSPENDED' },
  ],
  resources: [
    resource('101001/000001', '自然人基础信息', {
      shareMethods: ['3', '4'], openCondition: null, related: ['101001/000005', '999'], grade: '2', system: '示例系统', office: '示例科',
      matters: [MATTER], sourceAgency: PUBLIC_SECURITY, sourceSystem: '示例目录系统', sourceRecordId: 'R-1',
      recordedAt: new Date('2026-01-05T01:00:00Z'), updatedAt: new Date('2026-02-01T16:30:00Z'), qualityFlags: ['stale'],
    }),
    resource('101001/000005', '自然人保护信息', { state: 'WITHDRAWN', shareClass: 'WITHHELD', withheldBasis: '示例法' }),
    resource('105001/000001', '居民身份证 ABC', { slice: LICENCE_TYPE, provider: CIVIL_AFFAIRS }),
  ],
  resourceItems: [
    { resource: '101001/000001', ...entryItem('Person.name') }, { resource: '101001/000005', ...entryItem('Person.protection') },
    { resource: '105001/000001', ...entryItem('Licence.name') },
  ],
  grants: [
    grant('G1'),
    grant('G2', { validTo: '2026-01-31', binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' }, matters: [], regions: [] }),
    grant('G3', { consumer: STRANGER, provider: CIVIL_AFFAIRS, binding: { kind: 'SELF' } }),
    grant('G4', { consumer: STRANGER, binding: { kind: 'ANY' } }),
  ],
  grantItems: [
    { grantId: 'G1', item: 'Person.name', disclosure: 'MASKED' },
    { grantId: 'G1', item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years: [80] } },
    { grantId: 'G2', item: `Licence.face@${LICENCE_TYPE}.cardNo`, disclosure: 'VERIFY' },
    { grantId: 'G4', item: 'Person.mobile', disclosure: 'CLEAR' },
  ],
}

let db: Database
let library: Subgraph
let READ_ALL: AccessPlan

// Items of other libraries' contracts, in their order.
const CONTRACT = `
  type Person { name: String @item(resource: "101001/000001", title: "姓名", share: CONDITIONAL, class: PERSONAL, mask: NAME) }
  type Licence { state: String @item(resource: "105001/*", title: "证照状态", share: UNCONDITIONAL, class: INTERNAL, sliced: true) }
  type LicenceType { name: String @item(resource: "105001/000001", title: "证照名称", share: UNCONDITIONAL, class: PUBLIC) }
`

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  await load(db, ROWS)
  const items = new ContractItems(parse(CONTRACT))
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => items.all(), limits: shippedLimits() })
  const own = new ContractItems(readContract('catalogue')).all()
  READ_ALL = planOf({ common: Object.fromEntries(own.map(({ coordinate }) => [coordinate, 'CLEAR'])) })
})

afterAll(() => db.close())

const codesOf = (data: Record<string, unknown> | null | undefined) =>
  (data?.['resources'] as { edges: { node: { code: string } }[] }).edges.map(({ node }) => node.code)

describe('the catalogue refuses', () => {
  it('an item without a right', async () => {
    const { data, errors } = await ask(library, planOf({}), '{ resource(code: "101001/000001") { name } }')
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Resource.name' })
  })

  it('to search by what the caller may not read', async () => {
    const plan = planOf({ common: { 'Resource.name': 'CLEAR' } })
    const before = db.statements.count
    const { data, errors } = await ask(library, plan, '{ resources(filter: { state: "PUBLISHED" }) { edges { node { name } } } }')
    expect(data).toEqual({ resources: null })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Resource.state' })
    expect(db.statements.count).toBe(before)
  })

  it('the grants of other agencies, on both sides', async () => {
    const other = { ...READ_ALL, agency: '91990100MA0000AB0H' }
    expect(await ask(library, other, '{ held: grants { id } given: grants(forMe: false) { id } }')).toEqual({ data: { held: [], given: [] } })
  })

  it('a grant between others even where a statement let it through', () => {
    const covers = (agency: string, agencies: string[]) =>
      library.shield.rows['Grant']?.covers(new Access({ ...READ_ALL, agency }, library.items), 'Grant', { agencies })
    expect(covers(CIVIL_AFFAIRS, [STRANGER, PUBLIC_SECURITY])).toBe(false)
    expect(covers('', [''])).toBe(false)
    expect(covers(CIVIL_AFFAIRS, [STRANGER, CIVIL_AFFAIRS])).toBe(true)
  })

  it('every grant to an anonymous caller, and never asks the table', async () => {
    const before = db.statements.count
    expect(await ask(library, { ...READ_ALL, agency: '' }, '{ grants { id } }')).toEqual({ data: { grants: [] } })
    expect(db.statements.count).toBe(before)
  })

  it.each(['first: 0', 'first: 101', 'after: "forged"', `filter: { text: "${'名'.repeat(51)}" }`])('a list beyond its bounds: %s', async (bounds) => {
    const { data, errors } = await ask(library, READ_ALL, `{ resources(${bounds}) { pageInfo { hasNextPage } } }`)
    expect(data).toEqual({ resources: null })
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  it('to change what does not exist, and then its version stays', async () => {
    const facts = catalogueFacts(db)
    const before = await facts.version()
    await expect(setConsumerState(db, 'nobody', 'SUSPENDED')).rejects.toThrow('no such consumer')
    await expect(revokeGrant(db, 'G9', new Date(testClock.now()))).rejects.toThrow('no such grant')
    expect(await facts.version()).toBe(before)
  })

  it('half of a load: where a key exists already nothing of it is written', async () => {
    const before = await catalogueFacts(db).version()
    const half = { ...ROWS, agencies: [{ creditCode: STRANGER, name: '示例中心', division: '990101000000', regions: [] }] }
    await expect(load(db, half)).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE', sqlState: '23505' } })
    expect(await catalogueFacts(db).agency(STRANGER)).toBeNull()
    expect(await catalogueFacts(db).version()).toBe(before)
  })
})

describe('the catalogue answers', () => {
  it('a resource with its terms, and null for an unknown code', async () => {
    const question = `{ known: resource(code: "101001/000005") {
        classCode provider { creditCode } format { name } shareClass shareCondition withheldBasis updateCycle { name } open
        state { code name } version publishedOn }
      unknown: resource(code: "101001/999999") { name } }`
    expect((await ask(library, READ_ALL, question)).data).toEqual({
      known: {
        classCode: '101001', provider: { creditCode: PUBLIC_SECURITY }, format: { name: '服务接口' }, shareClass: 'WITHHELD',
        shareCondition: '凭办件', withheldBasis: '示例法', updateCycle: { name: '实时' }, open: false,
        state: { code: 'WITHDRAWN', name: '停用' }, version: 1, publishedOn: '2026-01-05',
      },
      unknown: null,
    })
  })

  it('how a resource is shared, what it belongs with, and where its entry comes from', async () => {
    const { data, errors } = await ask(library, READ_ALL, `{ resource(code: "101001/000001") {
      shareMethods { code name } openCondition related { code } secrecy { name } grade { name } system office matters { code }
      provenance { sourceAgency sourceSystem sourceRecordId recordedAt updatedAt version qualityFlags } } }`)
    expect(errors).toBeUndefined()
    expect(data?.['resource']).toEqual({
      shareMethods: [{ code: '3', name: '服务接口' }, { code: '4', name: '核验' }],
      openCondition: null,
      related: [{ code: '101001/000005' }],
      secrecy: { name: '非涉密' },
      grade: { name: '重要数据' },
      system: '示例系统',
      office: '示例科',
      matters: [{ code: MATTER }],
      provenance: {
        sourceAgency: PUBLIC_SECURITY, sourceSystem: '示例目录系统', sourceRecordId: 'R-1', version: 1, qualityFlags: ['stale'],
        recordedAt: '2026-01-05T09:00:00.000+08:00', updatedAt: '2026-02-02T00:30:00.000+08:00',
      },
    })
  })

  it('the items of a resource as its entry states them, whatever the contracts say', async () => {
    const question = `{ person: resource(code: "101001/000001") { kind { code name } items { name coordinate fieldName title shareClass dataClass mask open } }
      licence: resource(code: "105001/000001") { items { coordinate } } }`
    expect((await ask(library, READ_ALL, question)).data).toEqual({
      person: { kind: { code: 'ITEMS', name: '库表信息项' }, items: [
        { name: 'Person.name', coordinate: 'Person.name', fieldName: 'name', title: '示例项', shareClass: 'CONDITIONAL', dataClass: 'PERSONAL', mask: 'NONE', open: false },
      ] },
      licence: { items: [{ coordinate: 'Licence.name' }] },
    })
  })

  it('resources page by page in the order of their codes', async () => {
    const first = await ask(library, READ_ALL, '{ resources(first: 2) { edges { node { code } } pageInfo { hasNextPage endCursor } } }')
    const { endCursor, hasNextPage } = (first.data?.['resources'] as { pageInfo: { endCursor: string; hasNextPage: boolean } }).pageInfo
    expect([codesOf(first.data), hasNextPage]).toEqual([['101001/000001', '101001/000005'], true])
    const second = await ask(
      library, READ_ALL, 'query ($after: String) { resources(first: 2, after: $after) { edges { node { code } } pageInfo { hasNextPage } } }',
      { after: endCursor },
    )
    expect(codesOf(second.data)).toEqual(['105001/000001'])
    expect(second.data?.['resources']).toMatchObject({ pageInfo: { hasNextPage: false } })
  })

  it.each([
    ['state: "PUBLISHED"', ['101001/000001', '105001/000001']],
    [`provider: "${CIVIL_AFFAIRS}"`, ['105001/000001']],
    ['text: "自然人"', ['101001/000001', '101001/000005']],
    ['text: "abc"', ['105001/000001']],
    ['text: "%"', []],
    ['text: "示例项"', ['101001/000001', '101001/000005', '105001/000001']],
    ['text: "person.NAME"', ['101001/000001']],
    ['text: "101001"', ['101001/000001', '101001/000005']],
    ['text: "01001"', []],
    [`state: "PUBLISHED", provider: "${PUBLIC_SECURITY}", text: "自然"`, ['101001/000001']],
  ])('resources by %s', async (filter, expected) => {
    const { data } = await ask(library, READ_ALL, `{ resources(filter: { ${filter} }) { edges { node { code } } } }`)
    expect(codesOf(data)).toEqual(expected)
  })

  it('the grants that the agency holds, with what they give and whom they reach', async () => {
    const question = `{ grants { id version provider { creditCode } consumer { creditCode } matters { code } agencyRoles { name } binding
      regions { code } validFrom validTo revoked legalBasis items { item disclosure arguments } } }`
    expect((await ask(library, READ_ALL, question)).data?.['grants']).toEqual([
      {
        id: 'G1', version: 1, provider: { creditCode: PUBLIC_SECURITY }, consumer: { creditCode: CIVIL_AFFAIRS }, matters: [{ code: MATTER }],
        agencyRoles: [{ name: '实施' }], binding: 'CASE_PARTY(APPLICANT, AGENT)', regions: [{ code: '990101000000' }],
        validFrom: '2026-01-01', validTo: '2026-12-31', revoked: false, legalBasis: '示例办法第三条',
        items: [
          { item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: '{"years":[80]}' },
          { item: 'Person.name', disclosure: 'MASKED', arguments: null },
        ],
      },
      expect.objectContaining({
        id: 'G2', matters: [], regions: [], binding: 'KIN(spouse of APPLICANT)',
        items: [{ item: `Licence.face@${LICENCE_TYPE}.cardNo`, disclosure: 'VERIFY', arguments: null }],
      }),
    ])
  })

  it('the grants that the agency gave, also where one has no items', async () => {
    const { data } = await ask(library, READ_ALL, '{ grants(forMe: false) { id binding items { item } } }')
    expect(data?.['grants']).toEqual([{ id: 'G3', binding: 'SELF', items: [] }])
  })
})

describe('the catalogue batches', () => {
  it.each([1, 100])('%i resources with one statement', async (count) => {
    const codes = ['101001/000001', ...Array.from({ length: count }, (_, at) => `909001/${at}`)]
    const before = db.statements.count
    const { data } = await askEntities(
      library, READ_ALL, '... on Resource { name }', codes.map((code) => ({ __typename: 'Resource', code })),
    )
    expect((data?.['_entities'] as unknown[])[0]).toEqual({ name: '自然人基础信息' })
    expect(db.statements.count - before).toBe(1)
  })

  it('all grants of an agency with their items in one statement, for callers and for the router', async () => {
    const facts = catalogueFacts(db)
    const before = db.statements.count
    await ask(library, READ_ALL, '{ grants { id items { item } } }')
    expect(db.statements.count - before).toBe(1)
    await facts.grantsOf(CIVIL_AFFAIRS)
    expect(db.statements.count - before).toBe(2)
  })
})

// These change the catalogue, so they come last.
describe('the catalogue tells the router', () => {
  it('nothing of a consumer, an agency or grants that it does not know', async () => {
    const facts = catalogueFacts(db)
    expect([await facts.consumers(['nobody']), await facts.agency(STRANGER), await facts.grantsOf('')]).toEqual([[], null, []])
  })

  it('a consumer with the agencies it may serve, without those whose registration is suspended', async () => {
    const facts = catalogueFacts(db)
    const found = await facts.consumers(['allowances', 'nobody', 'unregistered'])
    expect(found.toSorted((one, other) => one.id.localeCompare(other.id))).toEqual([
      { id: 'allowances', state: 'ACTIVE', personas: ['steward'], agencies: [CIVIL_AFFAIRS] },
      { id: 'unregistered', state: 'ACTIVE', personas: [], agencies: [] },
    ])
  })

  it('an agency with the divisions it administers, and the items of resources in force', async () => {
    const facts = catalogueFacts(db)
    expect(await facts.agency(CIVIL_AFFAIRS)).toMatchObject({ name: '示例民政局', regions: ['990101000000'] })
    const inForce = { share: 'CONDITIONAL', open: false }
    expect(await facts.items()).toEqual([
      { resource: '101001/000001', slice: null, provider: PUBLIC_SECURITY, item: 'Person.name', ...inForce },
      { resource: '105001/000001', slice: LICENCE_TYPE, provider: CIVIL_AFFAIRS, item: 'Licence.name', ...inForce },
    ])
  })

  it('expired and revoked grants too, and a revocation that is repeated keeps its first instant', async () => {
    const at = new Date(testClock.now())
    await revokeGrant(db, 'G1', at)
    await revokeGrant(db, 'G1', new Date(testClock.now() + 60_000))
    const found: GrantRow[] = await catalogueFacts(db).grantsOf(CIVIL_AFFAIRS)
    expect(found.map(({ id, revoked, validTo }) => ({ id, revoked, validTo }))).toEqual([
      { id: 'G1', revoked: true, validTo: '2026-12-31' },
      { id: 'G2', revoked: false, validTo: '2026-01-31' },
    ])
    const kept = await db.orm.select({ revokedAt: accessGrant.revokedAt }).from(accessGrant).where(eq(accessGrant.id, 'G1'))
    expect(kept).toEqual([{ revokedAt: at }])
    expect(found[0]).toMatchObject({ binding: { kind: 'CASE_PARTY', roles: ['APPLICANT', 'AGENT'] } })
    expect(found[0]?.items).toContainEqual({ item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years: [80] } })
    expect((await ask(library, READ_ALL, '{ grants { revoked } }')).data).toEqual({ grants: [{ revoked: true }, { revoked: false }] })
  })

  it('a new version after every change', async () => {
    const facts = catalogueFacts(db)
    const before = await facts.version()
    await setConsumerState(db, 'allowances', 'SUSPENDED')
    await revokeGrant(db, 'G4', new Date(testClock.now()))
    expect(await facts.version()).toBe(before + 2)
    expect((await facts.consumers(['allowances']))[0]?.state).toBe('SUSPENDED')
  })
})
