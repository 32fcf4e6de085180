import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { audit, type CountedRow, statisticsStore } from './index.ts'

const NOON = new Date('2026-03-02T12:00:00+08:00')
const LATER = new Date('2026-03-02T12:00:01+08:00')
const CIVIL_AFFAIRS = '11990101000000019X'
const TAX = '119901010000000781'
const matterOf = (agency: string, last: string) => `${agency}49905110010${last}`

const counts = (of: string, by: string, values: Record<string, number>): CountedRow[] =>
  Object.entries(values).map(([key, value]) => ({ of, by, key, name: key.startsWith('0') ? `${key}号` : null, measure: 'count', value }))
const sums = (matter: string, month: string, values: Record<string, number>): CountedRow[] =>
  Object.entries(values).map(([measure, value]) => ({ of: 'DECIDED_CASES', by: 'MATTER_MONTH', key: `${matter} ${month}`, name: null, measure, value }))
const limit = (matter: string, promised: number, statutory: number): CountedRow[] =>
  Object.entries({ promised, statutory }).map(([measure, value]) => ({ of: 'MATTERS', by: 'LIMIT', key: matter, name: null, measure, value }))

const FIRST = matterOf(CIVIL_AFFAIRS, '01')
const SECOND = matterOf(CIVIL_AFFAIRS, '02')
const THIRD = matterOf(TAX, '01')

let db: Database
let library: Subgraph
let store: ReturnType<typeof statisticsStore>
beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  library = audit({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [] })
  store = statisticsStore(db)
  await store.replace('population', NOON, [...counts('PERSONS', 'SEX', { '01': 900, '02': 800 }), ...counts('PERSONS', 'DIVISION', { '01': 1_600, '02': 97, '03': 3 })])
  await store.replace('legal-persons', NOON, counts('LEGAL_PERSONS', 'STATE', { '01': 3, '02': 4 }))
  await store.replace('geo', NOON, [])
  await store.replace('matters', NOON, [...counts('MATTERS', 'AGENCY', { [CIVIL_AFFAIRS]: 20 }), ...limit(FIRST, 15, 20), ...limit(THIRD, 5, 20)])
  await store.replace('cases', NOON, [
    ...counts('CASES', 'MONTH', { '2026-01': 40, '2026-02': 4, '2026-03': 12 }),
    ...counts('CASES', 'DAY', { '2026-01-05': 25, '2026-01-06': 15, '2026-02-02': 4, '2026-03-02': 12 }),
    ...sums(FIRST, '2025-01', { decided: 60, onTime: 57, promised: 60, days: 600, timed: 60, rated: 30, poor: 12, rectified: 6, materials: 50, exempt: 40 }),
    ...sums(FIRST, '2025-02', { decided: 40, onTime: 38, promised: 40, days: 520, timed: 40, rated: 10, poor: 0, rectified: 0, materials: 50, exempt: 40 }),
    ...sums(SECOND, '2025-02', { decided: 50, onTime: 50, promised: 50 }),
    ...sums(THIRD, '2025-02', { decided: 300, onTime: 300, promised: 300 }),
    ...sums(THIRD, '2024-12', { decided: 700, onTime: 0, promised: 700 }),
  ])
})
afterAll(() => db.close())

const FIELDS = {
  Statistics: ['asOf', 'total', 'suppressed'], StatisticsGroup: ['code', 'count', 'division', 'agency'], CaseIndicators: ['asOf', 'suppressed'],
  CaseIndicatorGroup: ['matter', 'agency', 'month', 'decided', 'onTimeRate', 'averageDays', 'promiseCompression', 'goodRatingRate', 'poorRectifiedRate', 'materialExemptRate'],
}
const PLAN: AccessPlan = planOf({
  common: Object.fromEntries(Object.entries(FIELDS).flatMap(([type, fields]) => fields.map((field) => [`${type}.${field}`, 'CLEAR' as const]))),
})

type Told = { readonly groups: readonly unknown[] } | null

async function statistics(of: string, by: string, selection = 'total suppressed groups { code { code name } count }') {
  const { data, errors } = await ask(library, PLAN, `{ statistics(of: ${of}, by: ${by}) { ${selection} } }`)
  return { told: data?.['statistics'] as Told, error: errors?.[0] }
}

async function indicators(by: string, from = '2025-01-01', to = '2025-12-31', selection = FIELDS.CaseIndicatorGroup.slice(3).join(' ')) {
  const places = 'matter { code } agency { creditCode } month'
  const { data, errors } = await ask(library, PLAN, `{ caseIndicators(by: ${by}, from: "${from}", to: "${to}") { asOf suppressed groups { ${places} ${selection} } } }`)
  return { told: data?.['caseIndicators'] as Told, error: errors?.[0] }
}

describe('counts are refused', () => {
  it('without a right', async () => {
    const { errors } = await ask(library, planOf({}), '{ statistics(of: PERSONS, by: SEX) { groups { count } } }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'StatisticsGroup.count' })
  })

  it('by what nothing is counted by, naming what it is counted by, and ask no table', async () => {
    const before = db.statements.count
    const { told, error } = await statistics('PERSONS', 'RESULT')
    expect([told, error?.extensions['code'], error?.message]).toEqual([null, 'BAD_USER_INPUT', 'by: PERSONS is counted by DIVISION, SEX, AGE'])
    expect(db.statements.count).toBe(before)
  })

  it.each([['2025-01-01', '2025-06-30'], ['2024-01-01', '2025-12-31']])('for a period that is no calendar year: %s to %s', async (from, to) => {
    const { told, error } = await indicators('AGENCY', from, to)
    expect([told, error?.extensions['code']]).toEqual([null, 'BAD_USER_INPUT'])
  })
})

describe('counts are not there', () => {
  it('before a library was counted, and are none where it was and has nothing', async () => {
    expect((await statistics('LICENCES', 'YEAR')).told).toBeNull()
    expect((await statistics('ADDRESSES', 'KIND')).told).toEqual({ total: 0, suppressed: 0, groups: [] })
  })

  it('where they are small', async () => {
    expect((await statistics('LEGAL_PERSONS', 'STATE')).told).toEqual({ total: null, suppressed: 2, groups: [] })
    expect((await statistics('PERSONS', 'DIVISION')).told).toEqual({ total: 1_700, suppressed: 2, groups: [{ code: { code: '01', name: '01号' }, count: 1_600 }] })
  })

  it('of the days of a month that is left out', async () => {
    expect((await statistics('CASES', 'MONTH')).told).toMatchObject({ total: 56, suppressed: 2, groups: [{ code: { code: '2026-01' } }] })
    expect((await statistics('CASES', 'DAY')).told).toMatchObject({ total: 56, suppressed: 2, groups: [{ count: 25 }, { count: 15 }] })
  })

  it('for another year than was asked', async () => {
    expect((await indicators('MATTER', '2023-01-01', '2023-12-31')).told).toMatchObject({ suppressed: 0, groups: [] })
  })
})

describe('counts are told', () => {
  it('with when they were counted and where they lead, in one statement', async () => {
    const before = db.statements.count
    expect((await statistics('PERSONS', 'SEX', 'asOf total groups { code { code name } count division { code } }')).told).toEqual({
      asOf: '2026-03-02T12:00:00.000+08:00', total: 1_700,
      groups: [{ code: { code: '01', name: '01号' }, count: 900, division: null }, { code: { code: '02', name: '02号' }, count: 800, division: null }],
    })
    expect(db.statements.count - before).toBe(1)
    expect((await statistics('MATTERS', 'AGENCY', 'groups { agency { creditCode } }')).told).toEqual({ groups: [{ agency: { creditCode: CIVIL_AFFAIRS } }] })
  })

  it('as indicators by matter, each with its agency, in one statement', async () => {
    const before = db.statements.count
    const { told } = await indicators('MATTER')
    expect(db.statements.count - before).toBe(1)
    expect(told).toEqual({
      asOf: '2026-03-02T12:00:00.000+08:00', suppressed: 0,
      groups: [
        {
          matter: { code: FIRST }, agency: { creditCode: CIVIL_AFFAIRS }, month: null, decided: 100, onTimeRate: 0.95, averageDays: 11.2, promiseCompression: 0.25, goodRatingRate: 0.7,
          poorRectifiedRate: 0.5, materialExemptRate: 0.8,
        },
        {
          matter: { code: SECOND }, agency: { creditCode: CIVIL_AFFAIRS }, month: null, decided: 50, onTimeRate: 1, averageDays: null, promiseCompression: null, goodRatingRate: null,
          poorRectifiedRate: null, materialExemptRate: null,
        },
        {
          matter: { code: THIRD }, agency: { creditCode: TAX }, month: null, decided: 300, onTimeRate: 1, averageDays: null, promiseCompression: 0.75, goodRatingRate: null,
          poorRectifiedRate: null, materialExemptRate: null,
        },
      ],
    })
  })

  it('as indicators by agency and by month, summed over what they are made of', async () => {
    expect((await indicators('AGENCY', undefined, undefined, 'decided onTimeRate promiseCompression')).told?.groups).toEqual([
      { matter: null, agency: { creditCode: CIVIL_AFFAIRS }, month: null, decided: 150, onTimeRate: 0.9667, promiseCompression: 0.25 },
      { matter: null, agency: { creditCode: TAX }, month: null, decided: 300, onTimeRate: 1, promiseCompression: 0.75 },
    ])
    expect((await indicators('MONTH', undefined, undefined, 'decided promiseCompression')).told?.groups).toEqual([
      { matter: null, agency: null, month: '2025-01', decided: 60, promiseCompression: 0.25 },
      { matter: null, agency: null, month: '2025-02', decided: 390, promiseCompression: Number(((40 * 0.25 + 300 * 0.75) / 340).toFixed(4)) },
    ])
  })
})

// These replace what was counted, so they come last.
describe('a new count', () => {
  const sexes = async () => (await statistics('PERSONS', 'SEX', 'asOf groups { count }')).told

  it('takes the place of the one before, whole', async () => {
    expect(await store.replace('population', LATER, counts('PERSONS', 'SEX', { '01': 901, '02': 801 }))).toBe(true)
    expect(await sexes()).toEqual({ asOf: '2026-03-02T12:00:01.000+08:00', groups: [{ count: 901 }, { count: 801 }] })
    expect((await statistics('PERSONS', 'DIVISION')).told).toMatchObject({ groups: [] })
    expect((await statistics('MATTERS', 'AGENCY', 'groups { count }')).told).toEqual({ groups: [{ count: 20 }] })
  })

  it('that is older than what is there is not kept', async () => {
    expect(await store.replace('population', NOON, counts('PERSONS', 'SEX', { '01': 1 }))).toBe(false)
    expect(await sexes()).toMatchObject({ groups: [{ count: 901 }, { count: 801 }] })
  })

  it('by two routers at the same time is one count and not half of each', async () => {
    const of = (first: number) => counts('PERSONS', 'SEX', Object.fromEntries(Array.from({ length: 3_000 }, (_, place) => [`0${place}`, first])))
    await Promise.all([1, 2].map((nth) => store.replace('population', new Date(LATER.getTime() + nth), of(nth * 100))))
    expect(await sexes()).toEqual({ asOf: '2026-03-02T12:00:01.002+08:00', groups: Array.from({ length: 3_000 }, () => ({ count: 200 })) })
  })

  it('that cannot be written leaves the one before', async () => {
    await db.orm.execute(sql`alter table audit.library_statistic add constraint positive check (value >= 0)`)
    await expect(store.replace('matters', LATER, counts('MATTERS', 'AGENCY', { [TAX]: -1 }))).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    expect((await statistics('MATTERS', 'AGENCY', 'asOf groups { count }')).told).toEqual({ asOf: '2026-03-02T12:00:00.000+08:00', groups: [{ count: 20 }] })
  })
})
