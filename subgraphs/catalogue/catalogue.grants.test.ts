import { shippedLimits } from '../../router/sla.ts'
import { and, eq } from 'drizzle-orm'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan, NamedMatter } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { changing } from './commands.changing.ts'
import { issueGrant } from './commands.grants.ts'
import { noteItemUse } from './commands.use.ts'
import type { GrantTerms } from './domain/grant-terms.ts'
import { catalogue, catalogueFacts } from './index.ts'
import { accessGrant, grantItemUse, quotaUse } from './tables.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const STRANGER = '1299000040000000XH'
const BASIC = '990511001001'
const CONTRACT = `type Person {
  name: String @item(resource: "101001/000001", title: "姓名", share: CONDITIONAL, class: PERSONAL, mask: NAME)
  sex: String @item(resource: "101001/000001", title: "性别", share: CONDITIONAL, class: PERSONAL) }`

let db: Database
let library: Subgraph
let everything: AccessPlan

const terms = (id: string, more: Partial<GrantTerms> = {}): GrantTerms => ({
  id, version: 1, consumer: CIVIL_AFFAIRS, consumerClass: null, provider: PUBLIC_SECURITY, matters: ['m1', 'm2'], agencyRoles: ['DECIDING'],
  binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [], quotaPerDay: 100, validFrom: '2025-01-01', validTo: '2026-12-31',
  legalBasis: '示例办法第三条', approvedBy: 'op-first', approvedOn: '2024-12-20', applicationId: 'A-1',
  items: [{ item: 'Person.name', disclosure: 'CLEAR', arguments: null }, { item: 'Person.sex', disclosure: 'CLEAR', arguments: null }],
  ...more,
})
const issue = (...all: GrantTerms[]) => changing(db, async (orm) => {
  for (const each of all) await issueGrant(orm, each)
})

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  const items = new ContractItems(parse(CONTRACT))
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => items.all(), limits: shippedLimits() })
  const own = new ContractItems(readContract('catalogue')).all()
  everything = planOf({ common: Object.fromEntries(own.map(({ coordinate }) => [coordinate, 'CLEAR'])) })
})
afterAll(() => db.close())

const as = (agency: string, ...personas: string[]): AccessPlan => ({ ...everything, agency, personas, actor: { consumer: 'sys', operator: 'op-now', represented: null, inPerson: false, byMandate: false } })
const provider = () => as(PUBLIC_SECURITY, 'approver')
const authority = () => as(STRANGER, 'sharing-authority')

async function act(plan: AccessPlan, name: string, input: object, more = '') {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await ask(library, plan, `mutation ($input: ${type}!) { ${name}(input: $input) { id version state { code } ${more} } }`, { input })
  return { grant: (data?.[name] ?? null) as Record<string, unknown> | null, error: errors?.[0]?.extensions, message: errors?.[0]?.message }
}
const because = (id: string, reason = '示例原因') => ({ id, reason })
const stateOf = ({ grant }: Awaited<ReturnType<typeof act>>) => (grant?.['state'] as { code: string } | undefined)?.code

describe('an act on a grant is refused', () => {
  beforeAll(() => issue(terms('R1')))

  it.each([
    ['suspendGrant', () => as(CIVIL_AFFAIRS, 'approver')],
    ['resumeGrant', () => as(STRANGER, 'approver')],
    ['changeGrant', () => as(CIVIL_AFFAIRS, 'approver')],
    ['revokeGrant', () => as(STRANGER)],
    ['revokeGrant', () => as('')],
  ])('%s by an agency that it is not for, like one of a grant that nobody has', async (name, plan) => {
    const input = (id: string) => ({ ...because(id), ...(name === 'changeGrant' ? { version: 1 } : {}) })
    const [own, nobodys] = [await act(plan(), name, input('R1')), await act(plan(), name, input('nobody'))]
    expect(own).toMatchObject({ grant: null, error: { code: 'NOT_FOUND' } })
    expect(nobodys).toEqual(own)
  })

  it.each([['suspendGrant', ''], ['suspendGrant', 'steward'], ['changeGrant', 'sharing-authority']])('%s by a system with the role «%s»', async (name, role) => {
    const { error } = await act(as(PUBLIC_SECURITY, role), name, { ...because('R1'), ...(name === 'changeGrant' ? { version: 1 } : {}) })
    expect(error?.['code']).toBe('FORBIDDEN')
  })

  it.each(['', ' ', '长'.repeat(201)])('with a reason that is empty or too long', async (reason) => {
    const { error } = await act(provider(), 'suspendGrant', because('R1', reason))
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.reason', check: 'LENGTH' }] })
  })

  it('from a state that it does not lead out of, which is named', async () => {
    expect(await act(provider(), 'resumeGrant', because('R1'))).toMatchObject({ error: { code: 'CONFLICT' }, message: 'the grant is ACTIVE, and has to be one of SUSPENDED' })
    await issue(terms('R2', { validTo: '2026-03-01' }), terms('R3'))
    expect((await act(provider(), 'suspendGrant', because('R2'))).message).toContain('the grant is EXPIRED')
    await act(provider(), 'revokeGrant', because('R3'))
    expect((await act(provider(), 'suspendGrant', because('R3'))).message).toContain('the grant is REVOKED')
    expect((await act(provider(), 'changeGrant', { ...because('R3'), version: 1 })).message).toContain('the grant is REVOKED')
  })

  it('which would give more than before, with every fault and the advice to apply, and changes nothing', async () => {
    const input = { ...because('R1'), version: 1, matters: ['m3'], quotaPerDay: 200, items: [{ item: 'Person.sex', disclosure: 'MASKED' }] }
    const { error } = await act(provider(), 'changeGrant', input)
    expect(error?.['code']).toBe('BAD_USER_INPUT')
    expect((error?.['faults'] as { argument: string }[]).map(({ argument }) => argument)).toEqual(['input.matters', 'input.quotaPerDay', 'input.items[0]'])
    expect(await db.orm.select({ version: accessGrant.version }).from(accessGrant).where(eq(accessGrant.id, 'R1'))).toEqual([{ version: 1 }])
  })
})

describe('a grant', () => {
  it('is suspended and resumed by its provider or the sharing authority, and opens nothing meanwhile', async () => {
    await issue(terms('S1'))
    const revoked = async () => (await catalogueFacts(db).grantsOf(CIVIL_AFFAIRS)).find(({ id }) => id === 'S1')?.revoked
    expect(stateOf(await act(provider(), 'suspendGrant', because('S1')))).toBe('SUSPENDED')
    expect(await revoked()).toBe(true)
    expect(stateOf(await act(authority(), 'resumeGrant', because('S1')))).toBe('ACTIVE')
    expect(await revoked()).toBe(false)
    expect(stateOf(await act(authority(), 'suspendGrant', because('S1')))).toBe('SUSPENDED')
  })

  it('is revoked by either side, once and for good, and tells what was done to it by whom', async () => {
    await issue(terms('E1'))
    await act(provider(), 'suspendGrant', because('E1', '核查'))
    await act(as(CIVIL_AFFAIRS), 'revokeGrant', because('E1', '不再需要'))
    const { grant } = await act(provider(), 'revokeGrant', because('E1', '第二次'), 'events { at action agency { creditCode } operator version from to reason }')
    const by = (agency: string) => ({ at: '2026-03-02T09:00:00.000+08:00', agency: { creditCode: agency }, operator: 'op-now', version: 1 })
    expect(grant?.['events']).toEqual([
      { ...by(PUBLIC_SECURITY), action: 'SUSPEND', from: 'ACTIVE', to: 'SUSPENDED', reason: '核查' },
      { ...by(CIVIL_AFFAIRS), action: 'REVOKE', from: 'SUSPENDED', to: 'REVOKED', reason: '不再需要' },
    ])
  })

  it('is changed by a new version that gives less, while the old one stays to be read as it was', async () => {
    await issue(terms('C1'))
    const input = { ...because('C1'), version: 1, items: [{ item: 'Person.name', disclosure: 'MASKED' }], matters: ['m1'], quotaPerDay: 10, validTo: '2026-06-30' }
    const { grant } = await act(provider(), 'changeGrant', input, 'validTo quotaPerDay items { item disclosure } canonical hash intact versions { version canonical hash superseded }')
    expect(grant).toMatchObject({ version: 2, validTo: '2026-06-30', quotaPerDay: 10, items: [{ item: 'Person.name', disclosure: 'MASKED' }], intact: true })
    const [first, second] = grant?.['versions'] as { version: number; canonical: string; hash: string; superseded: boolean }[]
    expect([first?.superseded, second?.superseded]).toEqual([true, false])
    expect(second).toMatchObject({ canonical: grant?.['canonical'], hash: grant?.['hash'] })
    expect(JSON.parse(first?.canonical ?? '')).toMatchObject({ version: 1, validTo: '2026-12-31', approvedBy: 'op-first' })
    expect(JSON.parse(second?.canonical ?? '')).toMatchObject({ version: 2, validTo: '2026-06-30', approvedBy: 'op-now', approvedOn: '2026-03-02' })
    const facts = (await catalogueFacts(db).grantsOf(CIVIL_AFFAIRS)).filter(({ id }) => id === 'C1')
    expect(facts).toMatchObject([{ version: 2, matters: ['m1'], items: [{ item: 'Person.name', disclosure: 'MASKED' }] }])
  })

  it('is changed by one of two who change the same version, and stays suspended where it was', async () => {
    await issue(terms('C2'))
    await act(provider(), 'suspendGrant', because('C2'))
    const change = (quotaPerDay: number) => act(provider(), 'changeGrant', { ...because('C2'), version: 1, quotaPerDay })
    const both = await Promise.all([change(10), change(20)])
    expect(both.map(({ error }) => error?.['code'] ?? 'changed').sort()).toEqual(['CONFLICT', 'changed'])
    expect(both.map(stateOf).filter((state) => state !== undefined)).toEqual(['SUSPENDED'])
  })

  it('is changed once however often a change with one clientMutationId is sent', async () => {
    await issue(terms('C3'))
    const input = { ...because('C3'), version: 1, quotaPerDay: 10, clientMutationId: 'once' }
    const both = [await act(provider(), 'changeGrant', input), await act(provider(), 'changeGrant', input)]
    expect(both.map(({ grant }) => grant?.['version'])).toEqual([2, 2])
    expect((await act(provider(), 'changeGrant', { ...input, quotaPerDay: 5 })).error?.['code']).toBe('CONFLICT')
  })

  it('shows that its row was changed past the hub', async () => {
    await issue(terms('T1'))
    const intact = async () => (await ask(library, provider(), '{ grant(id: "T1") { intact } }')).data
    expect(await intact()).toEqual({ grant: { intact: true } })
    await db.orm.update(accessGrant).set({ validTo: '2036-12-31' }).where(and(eq(accessGrant.id, 'T1'), eq(accessGrant.version, 1)))
    expect(await intact()).toEqual({ grant: { intact: false } })
  })

  it('tells its state, its quota and how much of it is left today', async () => {
    await issue(terms('Q1'), terms('Q2', { quotaPerDay: null, validFrom: '2026-04-01', applicationId: null }))
    await db.orm.insert(quotaUse).values([{ grantId: 'Q1', day: '2026-03-01', used: 99 }, { grantId: 'Q1', day: '2026-03-02', used: 30 }])
    const question = (id: string) => `{ grant(id: "${id}") { state { code name } quotaPerDay quotaLeft application { id } consumerClass { basicCode } } }`
    expect((await ask(library, provider(), question('Q1'))).data?.['grant']).toEqual({ state: { code: 'ACTIVE', name: '有效' }, quotaPerDay: 100, quotaLeft: 70, application: null, consumerClass: null })
    expect((await ask(library, provider(), question('Q2'))).data?.['grant']).toEqual({ state: { code: 'NOT_YET', name: '未生效' }, quotaPerDay: null, quotaLeft: null, application: null, consumerClass: null })
  })
})

describe('a grant to a class of agencies', () => {
  const matter = (more: Partial<NamedMatter> = {}): NamedMatter => ({
    code: 'm', basicCode: BASIC, name: '示例事项', agency: STRANGER, jointAgencies: [], entrustedAgencies: [], division: '990101000000', handleScope: null, afterDecisionDays: 0, inUse: true, ...more,
  })
  const seen = async (given: NamedMatter) => {
    const plan = { ...as(STRANGER), matters: new Map([[given.code, given]]) }
    const { data } = await ask(library, plan, '{ grants { id } grant(id: "K1") { id } }')
    return [data?.['grants'], data?.['grant']]
  }
  beforeAll(() => issue(terms('K1', { consumer: '', consumerClass: { basicCode: BASIC, region: '990100000000' }, matters: [BASIC] })))

  it.each([['another basic code', { basicCode: '990511001002' }], ['another region', { division: '990201000000' }], ['another agency', { agency: CIVIL_AFFAIRS }], ['a retired matter', { inUse: false }]])(
    'is not seen from %s', async (_case, given) => {
      expect(await seen(matter(given))).toEqual([[], null])
    },
  )

  it('is listed for an agency that implements the matter there, for its provider and for the sharing authority', async () => {
    expect(await seen(matter())).toEqual([[{ id: 'K1' }], { id: 'K1' }])
    const question = '{ grant(id: "K1") { consumer { creditCode } matters { code } matterCodes consumerClass { basicCode region } } }'
    const told = { consumer: null, matters: [], matterCodes: [BASIC], consumerClass: { basicCode: BASIC, region: '990100000000' } }
    expect((await ask(library, provider(), question)).data?.['grant']).toEqual(told)
    expect((await ask(library, { ...authority(), agency: CIVIL_AFFAIRS }, question)).data?.['grant']).toEqual(told)
  })

  it('is told to the router once for all agencies, and is nobody’s by name', async () => {
    const facts = catalogueFacts(db)
    expect((await facts.classGrants()).map(({ id, consumerClass }) => [id, consumerClass])).toEqual([['K1', { basicCode: BASIC, region: '990100000000' }]])
    expect(await facts.grantsOf('')).toEqual([])
  })
})

describe('items that nobody reads', () => {
  const U = 'unused-provider'
  const list = async (plan: AccessPlan, given = '') =>
    ((await ask(library, plan, `{ unusedItems${given} { edges { node { grant { id } item lastReadOn } } pageInfo { hasNextPage endCursor } } }`)).data?.['unusedItems'] as {
      edges: { node: { grant: { id: string }; item: string; lastReadOn: string | null } }[]; pageInfo: { hasNextPage: boolean; endCursor: string }
    } | null)
  const told = (page: Awaited<ReturnType<typeof list>>) => page?.edges.map(({ node }) => `${node.grant.id} ${node.item} ${node.lastReadOn ?? 'never'}`)

  beforeAll(async () => {
    const of = (id: string, more: Partial<GrantTerms> = {}) => terms(id, { provider: U, ...more })
    await issue(
      of('U1'), of('U2-young', { approvedOn: '2026-01-01' }), of('U3-over', { validTo: '2026-03-01' }), of('U4-revoked'), of('U5-begins', { validFrom: '2026-02-01' }),
      of('U6'), of('U6', { version: 2, approvedOn: '2026-02-01' }),
    )
    await db.orm.update(accessGrant).set({ revokedAt: new Date(0) }).where(eq(accessGrant.id, 'U4-revoked'))
    await db.orm.update(accessGrant).set({ superseded: true }).where(and(eq(accessGrant.id, 'U6'), eq(accessGrant.version, 1)))
    // 90 days before the tests' own day is the 2nd of December.
    await noteItemUse(db, [{ grantId: 'U1', item: 'Person.name', day: '2025-12-02' }, { grantId: 'U1', item: 'Person.sex', day: '2025-12-03' }])
  })

  it('are nobody else’s to see, and no grants that are young, over, revoked or have only begun', async () => {
    expect(told(await list(as(CIVIL_AFFAIRS)))).toEqual([])
    expect(told(await list(as('')))).toEqual([])
    expect(told(await list(as(U)))).toEqual(['U1 Person.name 2025-12-02', 'U6 Person.name never', 'U6 Person.sex never'])
    expect(told(await list(as(U), '(days: 89)'))).toEqual(['U1 Person.name 2025-12-02', 'U1 Person.sex 2025-12-03', 'U6 Person.name never', 'U6 Person.sex never'])
  })

  it.each(['(days: 0)', '(days: 3651)', '(first: 101)', '(after: "forged")'])('are not told beyond the bounds: %s', async (given) => {
    expect(await list(as(U), given)).toBeNull()
  })

  it('come page by page', async () => {
    const first = await list(as(U), '(first: 2)')
    expect([told(first), first?.pageInfo.hasNextPage]).toEqual([['U1 Person.name 2025-12-02', 'U6 Person.name never'], true])
    expect(told(await list(as(U), `(first: 2, after: "${first?.pageInfo.endCursor}")`))).toEqual(['U6 Person.sex never'])
  })

  it('are noted by their last day, in one statement that nobody’s question is counted for', async () => {
    const before = db.statements.count
    await noteItemUse(db, [{ grantId: 'N1', item: 'a', day: '2026-03-02' }, { grantId: 'N1', item: 'b', day: '2026-03-02' }])
    await noteItemUse(db, [{ grantId: 'N1', item: 'a', day: '2026-03-01' }, { grantId: 'N1', item: 'b', day: '2026-03-03' }])
    expect(db.statements.count).toBe(before)
    const rows = await db.orm.select().from(grantItemUse).where(eq(grantItemUse.grantId, 'N1')).orderBy(grantItemUse.item)
    expect(rows.map(({ item, lastReadOn }) => [item, lastReadOn])).toEqual([['a', '2026-03-02'], ['b', '2026-03-03']])
  })
})

describe('grants are read', () => {
  it('with as many statements for many as for one', async () => {
    const question = '{ grants(forMe: false) { id quotaLeft versions { version } events { action } items { item } } }'
    const count = async (plan: AccessPlan) => {
      const before = db.statements.count
      const { data, errors } = await ask(library, plan, question)
      expect(errors).toBeUndefined()
      return [(data?.['grants'] as unknown[]).length, db.statements.count - before]
    }
    await issue(terms('O1', { provider: 'one-provider' }))
    const [[one, forOne], [many, forMany]] = [await count(as('one-provider')), await count(provider())]
    expect([one, forOne, forMany]).toEqual([1, 4, 4])
    expect(many).toBeGreaterThan(5)
  })
})
