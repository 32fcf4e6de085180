import { parse } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { shippedLimits } from '../../router/sla.ts'
import type { AccessPlan, NamedMatter } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { changing } from './commands.changing.ts'
import { issueGrant } from './commands.grants.ts'
import { countGrantUse } from './commands.use.ts'
import { DRAFTS_MAX } from './domain/draft-input.ts'
import type { GrantTerms } from './domain/grant-terms.ts'
import { catalogue } from './index.ts'
import { applicationDraft, grantUse } from './tables.drafts.ts'
import { accessGrant, accessGrantItem } from './tables.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const BASIC = '990511001001'
const CONTRACT = 'type Person { name: String @item(resource: "101001/000001", title: "姓名", share: CONDITIONAL, class: PERSONAL, mask: NAME) }'
const MATTER: NamedMatter = { code: 'm', name: '高龄津贴发放', basicCode: BASIC, agency: CIVIL_AFFAIRS, handleScope: null, afterDecisionDays: 0, jointAgencies: [], entrustedAgencies: [], division: '990101001000', inUse: true }

let db: Database
let library: Subgraph
let everything: AccessPlan

const terms = (id: string, more: Partial<GrantTerms> = {}): GrantTerms => ({
  id, version: 1, consumer: CIVIL_AFFAIRS, consumerClass: null, provider: PUBLIC_SECURITY, matters: ['m1'], agencyRoles: ['DECIDING'], binding: { kind: 'ANY' }, regions: [], quotaPerDay: null,
  validFrom: '2025-01-01', validTo: '2026-12-31', legalBasis: '示例办法第三条', approvedBy: 'op-first', approvedOn: '2024-12-20', applicationId: null,
  items: [{ item: 'Person.name', disclosure: 'CLEAR', arguments: null }], ...more,
})
const issue = (...all: GrantTerms[]) => changing(db, async (orm) => {
  for (const each of all) await issueGrant(orm, each)
})
const as = (agency: string, more: Partial<AccessPlan> = {}): AccessPlan => ({ ...everything, agency, ...more, actor: { consumer: 'sys', operator: 'op', represented: null, inPerson: false, byMandate: false } })

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  const items = new ContractItems(parse(CONTRACT))
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => items.all(), limits: shippedLimits() })
  everything = planOf({ common: Object.fromEntries(new ContractItems(readContract('catalogue')).all().map(({ coordinate }) => [coordinate, 'CLEAR'])) })
})
afterAll(() => db.close())
beforeEach(async () => {
  for (const table of [accessGrantItem, accessGrant, grantUse, applicationDraft]) await db.orm.delete(table)
})

interface Listed { readonly ids: string[]; readonly next: string | null; readonly errors: unknown }

async function listed(plan: AccessPlan, args: string): Promise<Listed> {
  const { data, errors } = await ask(library, plan, `{ grantList(${args}) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`)
  const page = data?.['grantList'] as { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null
  return { ids: page?.edges.map(({ node }) => node.id) ?? [], next: page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null, errors: errors?.[0]?.extensions }
}

describe('grants as a list', () => {
  it('is in no order by what the caller may not read', async () => {
    await issue(terms('A'))
    const blind = as(CIVIL_AFFAIRS, { common: new Map([...everything.common].filter(([item]) => item !== 'Grant.validTo')) })
    for (const order of ['ENDS_FIRST', 'ENDS_LAST']) expect((await listed(blind, `orderBy: ${order}`)).errors).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Grant.validTo' })
    expect((await listed(blind, 'orderBy: ID')).ids).toEqual(['A'])
  })

  it('shows each side its own and a third agency none', async () => {
    await issue(terms('A'), terms('B', { provider: CIVIL_AFFAIRS, consumer: PUBLIC_SECURITY }))
    expect((await listed(as(CIVIL_AFFAIRS), 'filter: { side: HELD }')).ids).toEqual(['A'])
    expect((await listed(as(CIVIL_AFFAIRS), 'filter: { side: GIVEN }')).ids).toEqual(['B'])
    expect((await listed(as('1299000040000000XH'), 'first: 5')).ids).toEqual([])
    expect((await listed(as(''), 'first: 5')).ids).toEqual([])
  })

  it('shows whoever implements a matter in a region the grants for that class too', async () => {
    const consumerClass = (region: string) => ({ basicCode: BASIC, region })
    await issue(terms('C1', { consumer: '', consumerClass: consumerClass('990100000000') }), terms('C2', { consumer: '', consumerClass: consumerClass('980000000000') }))
    expect((await listed(as(CIVIL_AFFAIRS, { matters: new Map([['m', MATTER]]) }), 'first: 5')).ids).toEqual(['C1'])
    expect((await listed(as(CIVIL_AFFAIRS), 'first: 5')).ids).toEqual([])
  })

  it('filters by state, other side and text', async () => {
    await issue(terms('A'), terms('E', { validTo: '2026-01-31' }), terms('F', { validFrom: '2026-06-01', provider: '1299000040000000XH', items: [{ item: 'Person.sex', disclosure: 'CLEAR', arguments: null }], matters: ['zz9'] }))
    const own = as(CIVIL_AFFAIRS)
    expect((await listed(own, 'filter: { state: "EXPIRED" }')).ids).toEqual(['E'])
    expect((await listed(own, 'filter: { state: "NOT_YET" }')).ids).toEqual(['F'])
    expect((await listed(own, 'filter: { agency: "1299000040000000XH" }')).ids).toEqual(['F'])
    expect((await listed(own, 'filter: { text: "person.SEX" }')).ids).toEqual(['F'])
    expect((await listed(own, 'filter: { text: "zz" }')).ids).toEqual(['F'])
    expect((await listed(own, `filter: { text: "${'x'.repeat(51)}" }`)).errors).toMatchObject({ code: 'BAD_USER_INPUT' })
    const blind = as(CIVIL_AFFAIRS, { common: new Map() })
    expect((await listed(blind, 'filter: { state: "ACTIVE" }')).errors).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Grant.state' })
  })

  it('pages in any order without leaving one out, and takes no cursor of another order', async () => {
    await issue(...['2026-05-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-04-01'].map((validTo, at) => terms(`G${at}`, { validTo })))
    const all = async (order: string) => {
      const found: string[] = []
      for (let after: string | null = null; ;) {
        const page: Listed = await listed(as(CIVIL_AFFAIRS), `first: 2, orderBy: ${order}${after === null ? '' : `, after: "${after}"`}`)
        found.push(...page.ids)
        if (page.next === null) return found
        after = page.next
      }
    }
    expect(await all('ENDS_FIRST')).toEqual(['G1', 'G4', 'G0', 'G2', 'G3'])
    expect(await all('ENDS_LAST')).toEqual(['G3', 'G2', 'G0', 'G4', 'G1'])
    expect(await all('ID')).toEqual(['G0', 'G1', 'G2', 'G3', 'G4'])
    const { next } = await listed(as(CIVIL_AFFAIRS), 'first: 2, orderBy: ENDS_FIRST')
    expect((await listed(as(CIVIL_AFFAIRS), `first: 2, orderBy: ENDS_LAST, after: "${next}"`)).errors).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('lists what is held by name and what is held by class in one order', async () => {
    await issue(terms('A', { validTo: '2026-05-01' }), terms('C', { consumer: '', consumerClass: { basicCode: BASIC, region: '990100000000' }, validTo: '2026-04-01' }), terms('D', { validTo: '2026-06-01' }))
    const both = as(CIVIL_AFFAIRS, { matters: new Map([['m', MATTER]]) })
    expect((await listed(both, 'orderBy: ENDS_FIRST')).ids).toEqual(['C', 'A', 'D'])
    const { ids, next } = await listed(both, 'orderBy: ENDS_FIRST, first: 1')
    expect([...ids, ...(await listed(both, `orderBy: ENDS_FIRST, first: 2, after: "${next}"`)).ids]).toEqual(['C', 'A', 'D'])
  })

  it('tells how often each was used, and what of it nobody reads', async () => {
    await issue(terms('A'))
    await countGrantUse(db, [{ grantId: 'A', day: '2026-03-01', requests: 2 }, { grantId: 'A', day: '2025-10-01', requests: 9 }])
    await countGrantUse(db, [{ grantId: 'A', day: '2026-03-01', requests: 3 }])
    const { data } = await ask(library, as(CIVIL_AFFAIRS), '{ grantList { edges { node { usedOn { day requests } unused { item lastReadOn } } } } }')
    expect(data?.['grantList']).toEqual({ edges: [{ node: { usedOn: [{ day: '2026-03-01', requests: 5 }], unused: [{ item: 'Person.name', lastReadOn: null }] } }] })
  })
})

describe('drafts', () => {
  const keep = async (plan: AccessPlan, input: object) => {
    const { data, errors } = await ask(library, plan, 'mutation ($input: KeepDraftInput!) { keepDraft(input: $input) { id version title content } }', { input })
    return { draft: (data?.['keepDraft'] ?? null) as { id: string; version: number } | null, error: errors?.[0]?.extensions }
  }
  const listOf = async (plan: AccessPlan) => ((await ask(library, plan, '{ applicationDrafts { edges { node { title version } } } }')).data?.['applicationDrafts'] as { edges: { node: object }[] }).edges.map(({ node }) => node)

  it('are refused where they have no name, are no object, or hold somebody’s number', async () => {
    const check = async (input: object) => ((await keep(as(CIVIL_AFFAIRS), input)).error?.['faults'] as { check: string }[] | undefined)?.map((each) => each.check)
    expect(await check({ title: ' ', content: {} })).toEqual(['EMPTY'])
    expect(await check({ title: '示例', content: [1] })).toEqual(['CONTENT_WRONG'])
    expect(await check({ title: '示例', content: { scenario: '查 11010519491231002X' } })).toEqual(['CONTENT_WRONG'])
    expect(await check({ title: '示例', content: { scenario: 'x'.repeat(100_001) } })).toEqual(['CONTENT_WRONG'])
  })

  it('are found again by the agency and by no other, and go once they are thrown away', async () => {
    const { draft } = await keep(as(CIVIL_AFFAIRS), { title: '示例', content: { matters: ['m'] } })
    expect(await listOf(as(CIVIL_AFFAIRS))).toEqual([{ title: '示例', version: 1 }])
    expect(await listOf(as(PUBLIC_SECURITY))).toEqual([])
    const discard = async (plan: AccessPlan) => (await ask(library, plan, 'mutation ($input: DiscardDraftInput!) { discardDraft(input: $input) { id } }', { input: { id: draft?.id } })).errors?.[0]?.extensions?.['code']
    expect(await discard(as(PUBLIC_SECURITY))).toBe('NOT_FOUND')
    expect(await discard(as(CIVIL_AFFAIRS))).toBeUndefined()
    expect(await discard(as(CIVIL_AFFAIRS))).toBeUndefined()
    expect(await listOf(as(CIVIL_AFFAIRS))).toEqual([])
  })

  it('are replaced by whoever knows their version, and kept once for one clientMutationId', async () => {
    const input = { title: '示例', content: {}, clientMutationId: 'one' }
    const { draft } = await keep(as(CIVIL_AFFAIRS), input)
    expect((await keep(as(CIVIL_AFFAIRS), input)).draft?.id).toBe(draft?.id)
    expect((await keep(as(CIVIL_AFFAIRS), { id: draft?.id, version: 1, title: '改名', content: {} })).draft).toMatchObject({ version: 2, title: '改名' })
    expect((await keep(as(CIVIL_AFFAIRS), { id: draft?.id, version: 1, title: '又改', content: {} })).error).toMatchObject({ code: 'CONFLICT' })
    expect((await keep(as(PUBLIC_SECURITY), { id: draft?.id, version: 2, title: '又改', content: {} })).error).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('are at most so many', async () => {
    await db.orm.insert(applicationDraft).values(Array.from({ length: DRAFTS_MAX }, (_, at) => ({ id: `D${at}`, version: 1, agency: CIVIL_AFFAIRS, title: '示例', content: {}, keptBy: 'op', keptAt: new Date(testClock.now()) })))
    expect((await keep(as(CIVIL_AFFAIRS), { title: '再一份', content: {} })).error).toMatchObject({ code: 'CONFLICT' })
    const first = await ask(library, as(CIVIL_AFFAIRS), '{ applicationDrafts(first: 60) { edges { node { id } } pageInfo { endCursor hasNextPage } } }')
    const { edges, pageInfo } = first.data?.['applicationDrafts'] as { edges: { node: { id: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
    const second = await ask(library, as(CIVIL_AFFAIRS), 'query ($a: String) { applicationDrafts(first: 60, after: $a) { edges { node { id } } } }', { a: pageInfo.endCursor })
    const rest = second.data?.['applicationDrafts'] as { edges: { node: { id: string } }[] }
    expect(new Set([...edges, ...rest.edges].map(({ node }) => node.id)).size).toBe(DRAFTS_MAX)
  })
})
