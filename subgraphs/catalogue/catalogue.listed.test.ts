import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { shippedLimits } from '../../router/sla.ts'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { catalogue } from './index.ts'
import { application, applicationItem } from './tables.ts'

const OWN = '1199010000000022XR'
const OTHER = '11990000000000019A'
const THIRD = '1299000040000000XH'
const COMMON = Object.fromEntries(new ContractItems(readContract('catalogue')).all().map(({ coordinate }) => [coordinate, 'CLEAR'] as const))

let db: Database
let library: Subgraph
const as = (agency: string, personas: readonly string[] = [], without: readonly string[] = []) =>
  planOf({ agency, personas, common: Object.fromEntries(Object.entries(COMMON).filter(([coordinate]) => !without.includes(coordinate))) })
const STEWARD = as(OWN, ['steward'])

const resourceRow = (code: string, name: string, publishedOn: string | null, more: object = {}) => ({
  code, name, classCode: code.slice(0, 6), provider: OWN, format: '7', shareClass: 'CONDITIONAL' as const, shareCondition: '凭办件', updateCycle: '1',
  open: false, state: publishedOn === null ? ('DRAFT' as const) : ('PUBLISHED' as const), version: 1, publishedOn, ...more,
})
const itemRow = (resource: string, item: string, title: string) => ({
  resource, item, ordinal: 1, title, dataType: 'String', share: 'CONDITIONAL' as const, dataClass: 'PERSONAL' as const, mask: 'NONE' as const, open: false,
})
const applicationRow = (id: string, dueOn: string | null, more: object = {}) => ({
  id, version: 2, state: 'SUBMITTED' as const, applicant: OWN, provider: OTHER, matters: ['m1'], agencyRoles: ['DECIDING'], binding: { kind: 'ANY' as const }, regions: [],
  validFrom: '2026-03-02', validTo: '2026-12-31', legalBasis: '示例办法', scenario: '核对', standing: false, twoPersons: false, submittedBy: 'op', submittedAt: new Date(0), dueOn, ...more,
})

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [], limits: shippedLimits() })
  await load(db, {
    agencies: [], consumers: [], registrations: [], grants: [], grantItems: [], calendar: [],
    resources: [
      resourceRow('1/1', '乙', '2026-01-05'), resourceRow('1/2', '甲', '2026-01-04', { slice: 'T1' }), resourceRow('1/3', '甲', '2026-01-05', { slice: 'T2' }), resourceRow('1/4', '丙', null),
      resourceRow('1/5', 'A', '2026-01-03', { kind: 'TABLE' }),
    ],
    resourceItems: [itemRow('1/1', 'Person.name', '姓名'), itemRow('1/2', 'Licence.face', '甲证照面'), itemRow('1/3', 'Licence.face', '乙证照面'), itemRow('1/4', 'Person.sex', '性别'), itemRow('1/5', 'c1', '列一')],
  })
  await db.orm.insert(application).values([
    applicationRow('A1', '2026-03-09'), applicationRow('A2', null, { state: 'SUPPLEMENT' }), applicationRow('A3', '2026-03-05', { applicant: OTHER, provider: OWN }), applicationRow('A4', '2026-03-09'),
    applicationRow('A5', null, { applicant: OTHER, provider: OWN, state: 'INTERNAL_REVIEW', version: 1 }), applicationRow('A6', '2026-03-03', { applicant: OTHER, provider: THIRD }),
  ])
  await db.orm.insert(applicationItem).values(['Licence.face@T2.holder', 'Person.name', 'Person.unheard', '1/5#c1'].map((item) => ({ applicationId: 'A1', item, disclosure: 'CLEAR' as const })))
})
afterAll(() => db.close())

interface Listed { readonly found: string[]; readonly next: string | null; readonly fault: Record<string, unknown> | undefined }

async function listed(plan: AccessPlan, root: string, args: string): Promise<Listed> {
  const { data, errors } = await ask(library, plan, `{ ${root}(${args}) { edges { node { ${root === 'resources' ? 'key: code' : 'key: id'} } } pageInfo { hasNextPage endCursor } } }`)
  const page = data?.[root] as { edges: { node: { key: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } | null | undefined
  return { found: page?.edges.map(({ node }) => node.key) ?? [], next: page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null, fault: errors?.[0]?.extensions }
}

/** All of a list, two rows to a page. */
async function all(plan: AccessPlan, root: string, args: string): Promise<string[]> {
  const rows: string[] = []
  for (let after = ''; ;) {
    const { found, next } = await listed(plan, root, `${args}, first: 2${after}`)
    rows.push(...found)
    if (next === null) return rows
    after = `, after: "${next}"`
  }
}

describe('the order of resources', () => {
  it('is refused by what the caller may not read', async () => {
    const blind = as(OWN, ['steward'], ['Resource.name', 'Resource.publishedOn'])
    expect((await listed(blind, 'resources', 'orderBy: NAME_BACKWARDS')).fault).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Resource.name' })
    expect((await listed(blind, 'resources', 'orderBy: PUBLISHED_LAST')).fault).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Resource.publishedOn' })
    expect((await listed(blind, 'resources', 'orderBy: CODE')).found).toHaveLength(5)
  })

  it('takes no cursor of another', async () => {
    const { next } = await listed(STEWARD, 'resources', 'first: 2, orderBy: NAME')
    expect((await listed(STEWARD, 'resources', `first: 2, orderBy: NAME_BACKWARDS, after: "${next}"`)).fault).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it.each([
    ['CODE', ['1/1', '1/2', '1/3', '1/4', '1/5']],
    ['CODE_BACKWARDS', ['1/5', '1/4', '1/3', '1/2', '1/1']],
    ['NAME', ['1/5', '1/4', '1/1', '1/2', '1/3']],
    ['NAME_BACKWARDS', ['1/3', '1/2', '1/1', '1/4', '1/5']],
    ['PUBLISHED_FIRST', ['1/5', '1/2', '1/1', '1/3', '1/4']],
    ['PUBLISHED_LAST', ['1/4', '1/3', '1/1', '1/2', '1/5']],
  ])('by %s leaves out none and shows none twice, page by page', async (order, codes) => {
    expect(await all(STEWARD, 'resources', `orderBy: ${order}`)).toEqual(codes)
  })

  it('keeps to what the caller may see and asked for', async () => {
    expect(await all(as(OTHER), 'resources', 'orderBy: PUBLISHED_LAST')).toEqual(['1/3', '1/1', '1/2', '1/5'])
    expect(await all(STEWARD, 'resources', 'orderBy: NAME_BACKWARDS, filter: { text: "证照面" }')).toEqual(['1/3', '1/2'])
  })
})

describe('the order of applications', () => {
  it('is refused by what the caller may not read', async () => {
    expect((await listed(as(OWN, [], ['Application.clock']), 'applications', 'orderBy: DUE_FIRST')).fault).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Application.clock' })
  })

  it.each([['NEWEST', ['A4', 'A3', 'A2', 'A1']], ['OLDEST', ['A1', 'A2', 'A3', 'A4']], ['DUE_FIRST', ['A3', 'A1', 'A4', 'A2']], ['DUE_LAST', ['A2', 'A4', 'A1', 'A3']]])(
    'by %s holds what the agency made and what was sent to it, page by page', async (order, ids) => {
      expect(await all(as(OWN), 'applications', `orderBy: ${order}`)).toEqual(ids)
    })

  it('holds one side alone where that is asked for, and everything for the sharing authority', async () => {
    expect(await all(as(OWN), 'applications', 'orderBy: DUE_FIRST, filter: { side: PROVIDER }')).toEqual(['A3'])
    expect(await all(as(OWN), 'applications', 'orderBy: DUE_FIRST, filter: { side: APPLICANT, state: "SUBMITTED" }')).toEqual(['A1', 'A4'])
    expect(await all(as(THIRD, ['sharing-authority']), 'applications', 'orderBy: DUE_FIRST')).toEqual(['A6', 'A3', 'A1', 'A4', 'A2', 'A5'])
  })

  it('takes one statement, whatever it is', async () => {
    const before = db.statements.count
    await listed(as(OWN), 'applications', 'orderBy: DUE_LAST, first: 100')
    expect(db.statements.count - before).toBe(1)
  })
})

describe('what an application says', () => {
  it('calls its items by their titles, those of a slice by that slice’s, with one statement', async () => {
    const before = db.statements.count
    const { data } = await ask(library, as(OWN), '{ application(id: "A1") { items { item title } matters { code } } }')
    expect(data?.['application']).toEqual({
      items: [
        { item: '1/5#c1', title: '列一' }, { item: 'Licence.face@T2.holder', title: '乙证照面' }, { item: 'Person.name', title: '姓名' }, { item: 'Person.unheard', title: null },
      ],
      matters: [{ code: 'm1' }],
    })
    expect(db.statements.count - before).toBe(3)
  })

  it('is called the same where items are asked for by name; drafts of others tell nothing', async () => {
    const { data } = await ask(library, as(OTHER), '{ itemsByName(names: ["Person.sex", "1/5#c1", "Person.name", "no name"]) { name title dataClass mask } }')
    expect(data?.['itemsByName']).toEqual([{ name: '1/5#c1', title: '列一', dataClass: 'PERSONAL', mask: 'NONE' }, { name: 'Person.name', title: '姓名', dataClass: 'PERSONAL', mask: 'NONE' }])
    expect((await ask(library, as(OTHER), '{ itemsByName(names: []) { name } }')).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  it('can be written with the names that the entries of items give', async () => {
    const { data } = await ask(library, STEWARD, '{ resources { edges { node { items { grantName } } } } }')
    const names = (data?.['resources'] as { edges: { node: { items: { grantName: string }[] } }[] }).edges.flatMap(({ node }) => node.items.map(({ grantName }) => grantName))
    expect(names).toEqual(['Person.name', 'Licence.face@T1', 'Licence.face@T2', 'Person.sex', '1/5#c1'])
  })
})
