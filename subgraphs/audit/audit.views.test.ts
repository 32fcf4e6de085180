import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { type AccessEntry, audit, record, recordedDecision } from './index.ts'
import type { SaidOfDecision } from './domain/entry.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const TAX = '91990100MA0000AB0H'
const MATTER = '1199010000000022XR3990112003001'

const SAID: SaidOfDecision = {
  agencyRoles: ['DECIDING'], zone: 'GOVERNMENT', channel: 'WINDOW', operationName: 'Allowance', operationHash: 'hash-1', grants: ['G1@1'], asked: ['Person.address'],
  released: ['Person.name=CLEAR', 'Person.household=MASKED'], refused: ['Person.mobile=NO_GRANT'], searched: ['Person.name'], provided: [[0], [1, 2]], policyVersion: '0.1.0',
}
type Given = Partial<AccessEntry & SaidOfDecision> & { readonly providers?: readonly string[] }

function entry(more: Given = {}): AccessEntry {
  const { released = SAID.released, refused = SAID.refused, asked = SAID.asked, provided = SAID.provided, providers = [PUBLIC_SECURITY, TAX], ...own } = more
  return {
    at: new Date(testClock.now()), traceId: 'trace-1', consumer: 'allowances', agency: CIVIL_AFFAIRS, operator: 'operator-7', represented: null, client: '192.0.2.7', matter: MATTER,
    caseNo: 'CASE-0001', reason: '核发高龄津贴', decision: recordedDecision({ ...SAID, released, refused, asked, provided }, `${providers.join()}`, providers), verdicts: [], rows: 1,
    outcome: 'PARTIAL', durationMs: 12, catalogueVersion: 7, answer: 'answer-1', subjects: ['old-man'], named: [], namedAgain: [], category: null, circumstances: null, alerts: [], ...own,
  }
}

const day = (date: string) => new Date(`${date}T09:00:00+08:00`)

let db: Database
let library: Subgraph

const all = new ContractItems(readContract('audit')).all()
const EVERYTHING = planOf({ common: Object.fromEntries(all.map(({ coordinate }) => [coordinate, 'CLEAR'])) })
const acting = (agency: string, ...personas: string[]): AccessPlan => ({ ...EVERYTHING, agency, personas, read: new Set() })
const self = (subject: string, inPerson = true): AccessPlan => ({ ...acting(''), actor: { consumer: 'portal', operator: 'UNATTENDED', represented: subject, inPerson, byMandate: !inPerson } })

const titles = () => [
  { coordinate: 'Person.name', title: '姓名' }, { coordinate: 'Person.mobile', title: '联系电话' }, { coordinate: 'Person.household', title: '户籍信息' }, { coordinate: 'Matter.name', title: '事项名称', open: true },
]

beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  library = audit({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => titles() as unknown as ReturnType<ContractItems['all']> })
  await record(db, entry({ at: day('2026-02-01') }))
  await record(db, entry({ at: day('2026-02-02'), caseNo: 'INSTRUMENT-1', category: 'AUDIT' }))
  await record(db, entry({ at: day('2025-02-02'), caseNo: 'INSTRUMENT-0', category: 'AUDIT', reason: '审计' }))
  await record(db, entry({ at: day('2026-02-03'), agency: TAX, caseNo: 'CASE-0002', outcome: 'REFUSED', subjects: [], named: ['old-man'], released: [], refused: ['Query.person=SUBJECT_NOT_PARTY'], asked: ['Person.name', 'Matter.name'], providers: [], provided: [] }))
  await record(db, entry({ at: day('2026-02-04'), caseNo: 'CASE-0003', subjects: [], named: ['old-man'], verdicts: ['Person.name=MISMATCH'], released: ['Person.name=VERIFY'], refused: [] }))
  await record(db, entry({ at: day('2026-02-05'), represented: 'old-man', agency: '11990100000000009B', matter: null, caseNo: null, providers: [PUBLIC_SECURITY] }))
  await record(db, entry({ at: day('2026-02-06'), subjects: ['daughter'], caseNo: 'CASE-0009' }))
})

afterAll(() => db.close())

const MINE = `query ($first: Int, $after: String) { myDataUsage(first: $first, after: $after) { withheldCategories { category { code name } months }
  edges { node { id at agency { creditCode } matter { code } caseNo onBehalf attempt items { coordinate title disclosure { code } } } } pageInfo { hasNextPage endCursor } } }`

interface Use {
  readonly at: string
  readonly caseNo: string | null
  readonly items: readonly { readonly title: string; readonly disclosure: { readonly code: string } }[]
}

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

async function mine(plan: AccessPlan, variables: Record<string, unknown> = {}) {
  const { data, errors } = await ask(library, plan, MINE, variables)
  const found = data?.['myDataUsage'] as unknown as Connection<Use> & { withheldCategories: unknown }
  return { errors, found, days: found?.edges.map(({ node }) => node.at.slice(0, 10)) }
}

async function records(plan: AccessPlan, filter: Record<string, unknown> = {}, fields = 'caseNo') {
  const { data, errors } = await ask(library, plan, `query ($filter: AccessRecordFilter) { accessRecords(filter: $filter) { edges { node { ${fields} } } } }`, { filter })
  return { errors, nodes: (data?.['accessRecords'] as unknown as Connection<Record<string, unknown>> | null)?.edges.map(({ node }) => node) }
}
const cases = async (plan: AccessPlan, filter?: Record<string, unknown>) => (await records(plan, filter)).nodes?.map(({ caseNo }) => caseNo)

describe('who read my data is not told', () => {
  it.each([['to a department', acting(CIVIL_AFFAIRS)], ['to an auditor', acting(CIVIL_AFFAIRS, 'auditor')], ['by a mandate, or to somebody hardly identified', self('old-man', false)]])('%s', async (_who, plan) => {
    const { errors, found } = await mine(plan)
    expect(found ?? null).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messageZh: expect.stringContaining('仅限本人') as unknown })
  })

  it('of somebody else, even where a statement let a row through', () => {
    const rule = library.shield.rows['DataUse']
    const covers = (plan: AccessPlan, subject: string) => rule?.covers({ plan } as never, 'DataUse', { subject })
    expect([covers(self('daughter'), 'old-man'), covers(self('old-man', false), 'old-man'), covers(self('old-man'), 'old-man')]).toEqual([false, false, true])
  })

  it('of a case that is confidential by law until its time, while the category is named to everybody alike', async () => {
    const [man, nobody] = [await mine(self('old-man')), await mine(self('nobody'))]
    expect(man.days).toEqual(['2026-02-05', '2026-02-04', '2026-02-03', '2026-02-01', '2025-02-02'])
    expect(nobody.days).toEqual([])
    expect(nobody.found.withheldCategories).toEqual(man.found.withheldCategories)
    expect(man.found.withheldCategories).toEqual([
      { category: { code: 'AUDIT', name: '审计' }, months: 12 }, { category: { code: 'JUDICIAL', name: '司法' }, months: 60 }, { category: { code: 'SUPERVISION', name: '监察' }, months: 36 },
    ])
  })

  it('of a category that nobody has set a time for', async () => {
    await record(db, entry({ at: day('2015-01-01'), category: 'UNHEARD_OF', subjects: ['widow'], providers: [], provided: [] }))
    expect((await mine(self('widow'))).days).toEqual([])
  })
})

describe('who read my data', () => {
  it('says when, who, why and which items in words', async () => {
    const { found } = await mine(self('old-man'), { first: 4 })
    expect(found.edges[3]?.node).toEqual({
      id: expect.stringMatching(/^\d+-\d+$/) as unknown, at: '2026-02-01T09:00:00.000+08:00', agency: { creditCode: CIVIL_AFFAIRS }, matter: { code: MATTER }, caseNo: 'CASE-0001', onBehalf: false, attempt: false,
      items: [
        { coordinate: 'Person.name', title: '姓名', disclosure: { code: 'CLEAR' } }, { coordinate: 'Person.household', title: '户籍信息', disclosure: { code: 'MASKED' } },
        { coordinate: 'Person.mobile', title: '联系电话', disclosure: { code: 'REFUSED' } },
      ],
    })
  })

  it('tells of attempts, without the case that they stated, and of comparisons, without the verdict', async () => {
    const { found } = await mine(self('old-man'))
    expect(found.edges[2]?.node).toMatchObject({ attempt: true, caseNo: null, items: [{ title: '姓名', disclosure: { code: 'REFUSED' } }] })
    expect(found.edges[1]?.node).toMatchObject({ attempt: true, caseNo: null, items: [{ title: '姓名', disclosure: { code: 'VERIFY' } }] })
    expect(found.edges[0]?.node).toMatchObject({ onBehalf: true })
  })

  it('comes page by page, each in one statement and the categories in another', async () => {
    const first = await mine(self('old-man'), { first: 2 })
    expect(first.found.pageInfo.hasNextPage).toBe(true)
    const before = db.statements.count
    const second = await mine(self('old-man'), { first: 3, after: first.found.pageInfo.endCursor })
    expect(db.statements.count - before).toBe(2)
    expect(second.days).toEqual(['2026-02-03', '2026-02-01', '2025-02-02'])
    expect(second.found.pageInfo.hasNextPage).toBe(false)
  })
})

describe('the record of others is not told', () => {
  it('to an agency that has no part in it', async () => {
    expect(await cases(acting('11990100000000008C'))).toEqual([])
    expect(await cases(acting('11990100000000008C'), { role: 'PROVIDER' })).toEqual([])
  })

  it('for ending in some way, to an agency that provides nothing of it', async () => {
    const february = { role: 'PROVIDER', from: '2026-02-01T00:00:00+08:00', to: '2026-03-01T00:00:00+08:00' }
    expect(await cases(acting('11990100000000008C'), { ...february, outcome: 'PARTIAL' })).toEqual([])
    expect(await cases(acting(PUBLIC_SECURITY), { ...february, outcome: 'REFUSED' })).toEqual([])
    expect(await cases(acting(TAX), { ...february, outcome: 'PARTIAL', from: '2026-02-05T00:00:00+08:00' })).toEqual(['CASE-0009'])
  })

  it('by naming another agency', async () => {
    expect((await records(acting(CIVIL_AFFAIRS), { agency: TAX })).errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
  })

  it('to an assessor, whoever provides or asked', async () => {
    expect(await cases(acting('11990100000000008C', 'assessor'))).toEqual([])
  })

  it.each([['matter', { matter: MATTER }], ['outcome', { outcome: 'REFUSED', from: '2026-01-01T00:00:00+08:00' }], ['outcome', { outcome: 'LOST', caseNo: 'CASE-0001' }]])('by %s alone, nor by what there is not: %j', async (argument, filter) => {
    const { errors } = await records(acting(CIVIL_AFFAIRS), filter)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: `filter.${argument}` }] })
  })

  it('of a period that ends before it begins', async () => {
    const { errors } = await records(acting(CIVIL_AFFAIRS), { from: '2026-02-03T00:00:00Z', to: '2026-02-03T07:59:59+08:00' })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'filter.from', check: 'ORDER' }] })
  })

  it.each([['NEWEST_FIRST', '2026-02-04'], ['OLDEST_FIRST', '2026-02-03']])('beyond a period, by a cursor of a list without it, %s', async (orderBy, day) => {
    const paged = async (filter: object, after?: string) => {
      const { data, errors } = await ask(library, acting('12990000400000406A', 'auditor'), `query ($filter: AccessRecordFilter, $orderBy: AccessRecordOrder, $after: String) {
        accessRecords(filter: $filter, orderBy: $orderBy, first: 1, after: $after) { edges { node { at } cursor } } }`, { filter, orderBy, after })
      expect(errors).toBeUndefined()
      return (data?.['accessRecords'] as unknown as { edges: { node: { at: string }; cursor: string }[] }).edges[0]
    }
    const first = await paged({})
    const found = await paged({ from: '2026-02-03T00:00:00+08:00', to: '2026-02-05T00:00:00+08:00' }, first?.cursor)
    expect(found?.node.at.slice(0, 10)).toBe(day)
  })

  it('to a provider beyond its own items, nor who worked there, nor a confidential case', async () => {
    const { nodes } = await records(acting(PUBLIC_SECURITY), { role: 'PROVIDER', to: '2026-02-03T00:00:00+08:00' }, 'caseNo reason operator client released refused searched matter { code }')
    expect(nodes).toEqual([
      { caseNo: null, reason: null, operator: null, client: null, released: ['Person.name=CLEAR'], refused: [], searched: ['Person.name'], matter: { code: MATTER } },
      { caseNo: 'CASE-0001', reason: '核发高龄津贴', operator: null, client: null, released: ['Person.name=CLEAR'], refused: [], searched: ['Person.name'], matter: { code: MATTER } },
      { caseNo: null, reason: null, operator: null, client: null, released: ['Person.name=CLEAR'], refused: [], searched: ['Person.name'], matter: { code: MATTER } },
    ])
    expect(await cases(acting(PUBLIC_SECURITY), { role: 'PROVIDER', caseNo: 'INSTRUMENT-1' })).toEqual([])
    expect(await cases(acting(PUBLIC_SECURITY), { role: 'PROVIDER', caseNo: 'CASE-0001' })).toEqual(['CASE-0001'])
  })
})

describe('the record is told', () => {
  it('to an agency of what it asked, and of what it provides', async () => {
    expect(await cases(acting(TAX))).toEqual(['CASE-0002'])
    expect(await cases(acting(TAX), { role: 'PROVIDER', from: '2026-02-05T00:00:00+08:00' })).toEqual(['CASE-0009'])
  })

  it('to an auditor by case, agency, side, matter, outcome and time', async () => {
    const auditor = acting('12990000400000406A', 'auditor')
    expect(await cases(auditor, { from: '2026-02-01T00:00:00+08:00', to: '2026-02-04T00:00:00+08:00' })).toEqual(['CASE-0002', 'INSTRUMENT-1', 'CASE-0001'])
    expect(await cases(auditor, { agency: TAX })).toEqual(['CASE-0002'])
    expect(await cases(auditor, { agency: PUBLIC_SECURITY, role: 'PROVIDER', from: '2026-02-04T00:00:00+08:00' })).toEqual(['CASE-0009', null, 'CASE-0003'])
    expect(await cases(auditor, { caseNo: 'INSTRUMENT-1' })).toEqual(['INSTRUMENT-1'])
    expect(await cases(auditor, { outcome: 'REFUSED', from: '2026-02-01T00:00:00+08:00', to: '2026-03-01T00:00:00+08:00' })).toEqual(['CASE-0002'])
    expect(await cases(auditor, { matter: MATTER, outcome: 'REFUSED', caseNo: 'CASE-0001' })).toEqual([])
  })

  it('the oldest first where that is asked for, page by page, and by no cursor of the other order', async () => {
    const auditor = acting('12990000400000406A', 'auditor')
    const paged = async (orderBy: string, after?: string) => {
      const { data, errors } = await ask(library, auditor, `query ($filter: AccessRecordFilter, $orderBy: AccessRecordOrder, $after: String) { accessRecords(filter: $filter, orderBy: $orderBy, first: 2, after: $after) {
        edges { node { at } } pageInfo { hasNextPage endCursor } } }`, { filter: { from: '2026-02-02T00:00:00+08:00', to: '2026-02-06T00:00:00+08:00' }, orderBy, after })
      const found = data?.['accessRecords'] as unknown as Connection<{ at: string }> | null
      return { code: errors?.[0]?.extensions['code'], days: found?.edges.map(({ node }) => node.at.slice(0, 10)), ...found?.pageInfo }
    }
    const first = await paged('OLDEST_FIRST')
    expect(first).toMatchObject({ days: ['2026-02-02', '2026-02-03'], hasNextPage: true })
    expect(await paged('OLDEST_FIRST', first.endCursor ?? '')).toMatchObject({ days: ['2026-02-04', '2026-02-05'], hasNextPage: false })
    expect(await paged('NEWEST_FIRST')).toMatchObject({ days: ['2026-02-05', '2026-02-04'], hasNextPage: true })
    expect((await paged('NEWEST_FIRST', first.endCursor ?? '')).code).toBe('BAD_USER_INPUT')
  })

  it('in one statement, whatever the filter', async () => {
    const auditor = acting('12990000400000406A', 'auditor')
    for (const filter of [{}, { agency: TAX }, { agency: PUBLIC_SECURITY, role: 'PROVIDER' }, { caseNo: 'CASE-0001' }]) {
      const before = db.statements.count
      await cases(auditor, filter)
      expect(db.statements.count - before).toBe(1)
    }
  })

  it('entry by entry, to those who see it in a list', async () => {
    const [{ id } = {}] = (await records(acting(TAX), {}, 'id')).nodes ?? []
    const one = async (plan: AccessPlan, which = id) => (await ask(library, plan, 'query ($id: ID!) { accessRecord(id: $id) { caseNo } }', { id: which })).data
    expect(await one(acting(TAX))).toEqual({ accessRecord: { caseNo: 'CASE-0002' } })
    expect(await one(acting('', 'auditor'))).toEqual({ accessRecord: { caseNo: 'CASE-0002' } })
    for (const plan of [acting(CIVIL_AFFAIRS), acting(''), acting(CIVIL_AFFAIRS, 'assessor')]) expect(await one(plan)).toEqual({ accessRecord: null })
    expect(await one(acting(TAX), '1-999999')).toEqual({ accessRecord: null })
    expect(await one(acting(TAX), 'x')).toEqual({ accessRecord: null })
  })

  it('and whose entries were read is on record with the reading', async () => {
    const auditor = acting('12990000400000406A', 'auditor')
    await cases(auditor, { agency: TAX })
    expect([...auditor.read]).toEqual([TAX])
    const provider = acting(PUBLIC_SECURITY)
    await cases(provider, { role: 'PROVIDER', from: '2026-02-06T00:00:00+08:00' })
    expect([...provider.read]).toEqual([CIVIL_AFFAIRS])
    const own = acting(TAX)
    await cases(own)
    expect([...own.read]).toEqual([])
  })
})
