import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatCaseNumber } from '#platform/identifiers'
import { codeOf } from '../../seeds/agencies.ts'
import { ageOn } from '../../seeds/calendar.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT_B } from '../../seeds/places.ts'
import type { World } from '../../seeds/world.ts'
import { SUBJECTS } from '../../subgraphs/audit/domain/statistics.ts'
import { type CasesRows, load as loadCases } from '../../subgraphs/cases/commands.ts'
import { licence } from '../../subgraphs/licences/tables.ts'
import { person } from '../../subgraphs/population/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { keyOf, numberOf } from './story.ts'

let hub: TestHub
let licences: (typeof licence.$inferSelect)[]
beforeAll(async () => {
  hub = await openTestHub()
  licences = await hub.db.orm.select().from(licence).where(eq(licence.current, true))
})
afterAll(() => hub?.close())

const county = (division: string) => `${division.slice(0, 6)}000000`
const day = (instant: Date) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** What the rows of the seeds come to, each record by what it is counted by. */
function keysIn({ population, legalPersons, credit, geo, matters, supervision, cases }: World): Record<string, readonly (string | null | undefined)[]> {
  const people = population.persons.filter(({ status }) => status !== '3' && status !== '4')
  const firms = legalPersons.legalPersons
  const records: [string, string][] = [
    ...credit.listings.map(({ includedOn }): [string, string] => ['LISTING', includedOn]), ...credit.penalties.map(({ decidedOn }): [string, string] => ['PENALTY', decidedOn]),
    ...credit.permits.map(({ decidedOn }): [string, string] => ['PERMIT', decidedOn]), ...credit.commitments.map(({ committedOn }): [string, string] => ['COMMITMENT', committedOn]),
    ...credit.evaluations.map(({ evaluatedOn }): [string, string] => ['EVALUATION', evaluatedOn]), ...(credit.repairs ?? []).map(({ acceptedOn }): [string, string] => ['REPAIR', acceptedOn]),
  ]
  const inspected = supervision.inspections.filter(({ inspectedOn }) => inspectedOn !== null && inspectedOn !== undefined)
  const filed = cases.cases.filter(({ kind }) => kind === 'APPLICATION')
  return {
    'PERSONS DIVISION': people.map(({ division }) => county(division)),
    'PERSONS SEX': people.map(({ sex }) => sex),
    'PERSONS AGE': people.map(({ birthDate }) => String(Math.floor(ageOn(birthDate) / 10) * 10)),
    'LEGAL_PERSONS KIND': firms.map(({ subject }) => subject.slice(0, 2)),
    'LEGAL_PERSONS INDUSTRY': firms.map(({ industry }) => industry),
    'LEGAL_PERSONS DIVISION': firms.map(({ division }) => county(division)),
    'LEGAL_PERSONS YEAR': firms.map(({ establishedOn }) => establishedOn?.slice(0, 4)),
    'LEGAL_PERSONS STATE': firms.map(({ status }) => status),
    'LICENCES LICENCE_TYPE': licences.map(({ slice }) => slice),
    'LICENCES YEAR': licences.map(({ issuedOn }) => issuedOn?.slice(0, 4)),
    'LICENCES STATE': licences.map(({ state }) => state),
    'CREDIT_RECORDS KIND': records.map(([kind]) => kind),
    'CREDIT_RECORDS YEAR': records.map(([, on]) => on.slice(0, 4)),
    'ADDRESSES DIVISION': geo.addresses.map(({ division }) => county(division)),
    'ADDRESSES KIND': geo.addresses.map(({ addressType }) => addressType),
    'MATTERS KIND': matters.matters.map(({ kind }) => kind),
    'MATTERS AGENCY': matters.matters.map(({ agency }) => agency),
    'INSPECTIONS KIND': inspected.map(({ kind }) => kind),
    'INSPECTIONS RESULT': inspected.map(({ result }) => result),
    'INSPECTIONS YEAR': inspected.map(({ inspectedOn }) => inspectedOn?.slice(0, 4)),
    'CASES MONTH': filed.map(({ appliedAt }) => day(appliedAt).slice(0, 7)),
    'CASES DAY': filed.map(({ appliedAt }) => day(appliedAt)),
    'CASES CHANNEL': filed.map(({ channel }) => channel),
  }
}

function countsIn(keys: readonly (string | null | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key ?? 'UNKNOWN', (counts.get(key ?? 'UNKNOWN') ?? 0) + 1)
  return counts
}

const WAYS = Object.entries(SUBJECTS).flatMap(([of, { by }]) => by.map((dimension) => ({ of, by: dimension })))

interface Told {
  readonly asOf: string
  readonly total: number | null
  readonly suppressed: number
  readonly groups: readonly { readonly code: { readonly code: string; readonly name: string }; readonly count: number }[]
}

const QUESTION = 'query ($of: StatisticsSubject!, $by: StatisticsDimension!) { statistics(of: $of, by: $by) { asOf total suppressed groups { code { code name } count } } }'
const ask = (of: string, by: string, persona = 'assessor', asked = hub) => asked.ask({ persona, query: QUESTION, variables: { of, by } })
const told = async (of: string, by: string): Promise<Told> => (await ask(of, by)).data.statistics as Told
const shownOf = ({ groups }: Told) => Object.fromEntries(groups.map(({ code, count }) => [code.code, count]))

describe('nobody is told counts', () => {
  it('without a token, however they ask', async () => {
    expect(await hub.ask({ query: '{ statistics(of: PERSONS, by: SEX) { total } }' })).toMatchObject({ status: 401, data: null, refused: [{ code: 'UNAUTHENTICATED' }] })
    expect(await hub.ask({ query: '{ caseIndicators(by: MONTH, from: "2025-01-01", to: "2025-12-31") { groups { decided } } }' })).toMatchObject({ status: 401 })
  })

  it('as libraries give them to the router', async () => {
    const { refused } = await hub.ask({ persona: 'assessor', query: '{ _statistics(of: "PERSONS", by: "SEX", after: "") { key value } }' })
    expect(refused).toMatchObject([{ code: 'GRAPHQL_VALIDATION_FAILED' }])
  })

  it('by what nothing is counted by', async () => {
    expect(await ask('CASES', 'SEX')).toMatchObject({ data: { statistics: null }, refused: [{ code: 'BAD_USER_INPUT' }] })
  })

  it('that were not made yet, which is no error', async () => {
    expect(await ask('PERSONS', 'SEX')).toMatchObject({ data: { statistics: null }, refused: [] })
  })
})

describe('an assessor', () => {
  beforeAll(async () => {
    expect(await hub.hub.background.statistics.count()).toEqual([])
  })

  it.each(WAYS)('reads $of by $by, exactly as many as there are, and none that is small', async ({ of, by }) => {
    const counts = countsIn(keysIn(hub.world)[`${of} ${by}`] ?? [])
    const answer = await told(of, by)
    const shown = shownOf(answer)
    expect(counts.size).toBeGreaterThan(0)
    for (const [code, count] of Object.entries(shown)) expect([code, count]).toEqual([code, counts.get(code)])
    expect(Object.values(shown).filter((count) => count < 10)).toEqual([])
    expect(answer.suppressed).toBe(counts.size - Object.keys(shown).length)
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    if (answer.total !== null) expect(answer.total).toBe(total)
    // Of those left out one is not small, or there would be nothing to hide it among.
    const leftOut = [...counts].filter(([code]) => shown[code] === undefined).map(([, count]) => count)
    if (Object.keys(shown).length > 0 && leftOut.length > 0) expect(Math.max(...leftOut)).toBeGreaterThanOrEqual(10)
    expect(answer.asOf).toBe('2026-03-02T09:00:00.000+08:00')
  })

  it('reads codes with their names, and divisions with theirs from the geo library', async () => {
    expect((await told('PERSONS', 'SEX')).groups.map(({ code }) => code)).toEqual([{ code: '1', name: '男性' }, { code: '2', name: '女性' }])
    expect((await told('LICENCES', 'LICENCE_TYPE')).groups.map(({ code }) => code.name)).toContain('居民身份证')
    const { data } = await hub.ask({ persona: 'assessor', query: '{ statistics(of: PERSONS, by: DIVISION) { groups { division { name } } } }' })
    expect(data.statistics.groups).toContainEqual({ division: { name: '示例区' } })
  })

  it('reads what any registered system reads, though nothing was granted to it', async () => {
    expect((await ask('PERSONS', 'SEX', 'outsider')).data).toEqual((await ask('PERSONS', 'SEX')).data)
  })

  it('leaves a record of it', async () => {
    await ask('ADDRESSES', 'KIND')
    const { data } = await hub.ask({ persona: 'assessor', query: '{ accessRecords(first: 1) { edges { node { released } } } }' })
    expect(data.accessRecords.edges[0].node.released).toContain('StatisticsGroup.count=CLEAR')
  })
})

const ALLOWANCE = matterCode('old-age-allowance')
const PERMIT = matterCode('residence-permit')

/** Decided applications of one matter in one month of 2025: every fifth late, every second rated, badly by every fourth. */
function decidedCases(slug: string, slice: string, month: string, count: number): CasesRows {
  const at = (rest: string) => new Date(`${month}-${rest}:00:00+08:00`)
  const all = Array.from({ length: count }, (_, nth) => ({
    nth, late: nth % 5 === 0, caseNo: formatCaseNumber({ implementationCode: slice, date: `${month}-02`, sequence: 5_000 + nth }),
  }))
  const subject = keyOf(numberOf('old-man'))
  return {
    cases: all.map(({ caseNo, late }) => ({
      caseNo, slice, subject, kind: 'APPLICATION' as const, division: '990101000000', handlingDivision: '990101000000', basicCode: slice.slice(-12), state: '50', evidence: 'RECONCILED' as const,
      appliedAt: at('02T09'), acceptedAt: at('03T09'), promisedBy: at('10T18'),
      decidedAt: at(late ? '11T09' : '06T09'),
    })),
    agencies: all.map(({ caseNo }) => ({ caseNo, agency: codeOf(slug === 'old-age-allowance' ? 'civil-affairs' : 'public-security'), role: 'DECIDING' as const })),
    parties: all.map(({ caseNo }) => ({ caseNo, ordinal: 1, subject, subjectKind: 'PERSON' as const, role: 'APPLICANT' as const })),
    materials: all.flatMap(({ caseNo }) => ['SHARED', 'UPLOAD'].map((sourceKind, ordinal) => ({ caseNo, ordinal, name: '材料', sourceKind, received: true }))),
    evaluations: all.filter(({ nth }) => nth % 2 === 0).map(({ caseNo, nth }) => ({
      caseNo, ordinal: 1, evaluatedAt: at('20T09'), satisfaction: nth % 8 === 0 ? '5' : '1',
      rectifiedAt: nth % 16 === 0 ? at('25T09') : null,
    })),
    processes: [], results: [],
  }
}

const INDICATORS = `query ($by: CaseIndicatorDimension!) { caseIndicators(by: $by, from: "2025-01-01", to: "2025-12-31") { suppressed groups {
  matter { code name } agency { creditCode name } month decided onTimeRate averageDays promiseCompression goodRatingRate poorRectifiedRate materialExemptRate } } }`
const indicators = async (by: string) => (await hub.ask({ persona: 'assessor', query: INDICATORS, variables: { by } })).data.caseIndicators

// Only here is the world changed.
describe('what changes', () => {
  it('is told after the next count and not before, also where two routers count at once', async () => {
    const before = shownOf(await told('PERSONS', 'DIVISION'))
    const moved = await hub.db.orm.update(person).set({ division: DISTRICT_B.code })
      .where(sql`${person.subject} in (select subject_key from population.person where division like '990101%' and status_code = '1' order by subject_key limit 5)`).returning()
    expect(moved).toHaveLength(5)
    expect(shownOf(await told('PERSONS', 'DIVISION'))).toEqual(before)
    const other = await openTestHub({ beside: hub, clock: { now: () => Date.parse('2026-03-02T09:00:01+08:00') } })
    try {
      expect(await Promise.all([hub.hub.background.statistics.count(), other.hub.background.statistics.count()])).toEqual([[], []])
    } finally {
      await other.close()
    }
    const to = county(DISTRICT_B.code)
    const after = await told('PERSONS', 'DIVISION')
    expect(after.asOf).toBe('2026-03-02T09:00:01.000+08:00')
    expect(shownOf(after)).toEqual({ ...before, '990101000000': (before['990101000000'] ?? 0) - 5, [to]: (before[to] ?? 0) + 5 })
  })

  it('shows in the indicators of cases, once there are enough decided ones', async () => {
    expect(await indicators('MATTER')).toMatchObject({ groups: [] })
    await loadCases(hub.db, decidedCases('old-age-allowance', ALLOWANCE, '2025-06', 400))
    await loadCases(hub.db, decidedCases('residence-permit', PERMIT, '2025-09', 160))
    const later = await openTestHub({ beside: hub, clock: { now: () => Date.parse('2026-03-02T09:00:02+08:00') } })
    try {
      expect(await later.hub.background.statistics.count()).toEqual([])
    } finally {
      await later.close()
    }
    const seeded = hub.world.cases.cases.filter(({ slice, kind, decidedAt }) => slice === ALLOWANCE && kind === 'APPLICATION' && decidedAt?.getUTCFullYear() === 2025)
    const { groups } = await indicators('MATTER')
    // The next smallest is left out with the few of a third agency.
    expect(groups).toHaveLength(1)
    const [found] = groups.filter(({ matter }: { matter: { code: string } }) => matter.code === ALLOWANCE)
    expect(found).toMatchObject({ matter: { name: '高龄津贴发放' }, agency: { creditCode: codeOf('civil-affairs') }, month: null, decided: 400 + seeded.length })
    // 22 of 30 working days are promised; those of the seeds move the others by a little.
    expect(found.promiseCompression).toBe(0.2667)
    expect(found.onTimeRate).toBeCloseTo(0.8, 1)
    expect(found.averageDays).toBeCloseTo((3 * 4 + 6) / 5, 0)
    expect(found.goodRatingRate).toBeCloseTo(0.75, 1)
    expect(found.poorRectifiedRate).toBeCloseTo(0.5, 1)
    expect(found.materialExemptRate).toBeCloseTo(0.5, 1)
    expect((await indicators('MONTH')).groups).toMatchObject([{ month: '2025-06', matter: null, agency: null }])
  })
})
