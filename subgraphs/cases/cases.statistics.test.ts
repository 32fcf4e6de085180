import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import type { StatisticRow } from '#platform/db/statistics'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock, TODAY } from '../../tests/harness/library.ts'
import { type CasesRows, load } from './commands.ts'
import { type Procedure, readClock, type Timed } from './domain/clock.ts'
import { workingDaysBetween } from './domain/working-days.ts'
import { cases } from './index.ts'

const MANY = 1_300
const DAY_MS = 86_400_000
const dayAfter = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
// Late in the evening at the hub's place is another day in Greenwich.
const at = (day: string, hour: number) => new Date(`${day}T${String(hour).padStart(2, '0')}:30:00+08:00`)

/** A decided application with special procedures, ratings and materials, all of it at random. */
interface Drawn extends Timed {
  readonly hour: number
  readonly decidedOn: string
  readonly ratings: readonly { readonly satisfaction: string; readonly rectified: boolean }[]
  readonly materials: readonly { readonly code: string | null; readonly source: string }[]
}

const days = (max: number) => fc.integer({ min: 0, max })
const procedure = fc.record({ kind: fc.constantFrom('1', '2', '2'), start: days(40), lasts: fc.option(days(20)), extendsDays: days(15) })
const drawn: fc.Arbitrary<Drawn> = fc.record({
  accepted: fc.option(days(300), { freq: 12 }), promise: fc.option(days(40), { freq: 12 }), took: days(70), unit: fc.constantFrom('WORKING_DAY' as const, 'CALENDAR_DAY' as const),
  hour: fc.constantFrom(1, 9, 23), procedures: fc.array(procedure, { maxLength: 3 }),
  ratings: fc.array(fc.record({ satisfaction: fc.constantFrom('1', '2', '3', '4', '5'), rectified: fc.boolean() }), { maxLength: 3 }),
  materials: fc.array(fc.record({ code: fc.constantFrom('M1', 'M2', null), source: fc.constantFrom('UPLOAD', 'LICENCE', 'SHARED', 'WAIVED') }), { maxLength: 4 }),
}).map(({ accepted, promise, took, procedures, ...more }) => {
  const from = dayAfter('2025-01-02', accepted ?? 0)
  return {
    ...more,
    acceptedOn: accepted === null ? null : from,
    promisedOn: promise === null ? null : dayAfter(from, promise),
    decidedOn: dayAfter(from, took),
    endedOn: dayAfter(from, took),
    procedures: procedures.map(({ kind, start, lasts, extendsDays }): Procedure => ({
      kind, extendsDays: kind === '1' ? extendsDays : 0, startedOn: dayAfter(from, start), endedOn: lasts === null ? null : dayAfter(from, start + lasts),
    })),
  }
})

const DRAWN = fc.sample(drawn, { seed: 20260302, numRuns: MANY })
const matterOf = (place: number) => `M${String(place).padStart(4, '0')}`
const keyOf = (place: number) => `${matterOf(place)} ${DRAWN[place]?.decidedOn.slice(0, 7)}`

function rowsOf(all: readonly Drawn[]): CasesRows {
  const numbered = all.map((each, place) => ({ ...each, caseNo: `CASE-${place}`, place }))
  return {
    agencies: [], parties: [], processes: [], results: [],
    cases: numbered.map(({ caseNo, place, acceptedOn, promisedOn, decidedOn, unit, hour }) => ({
      caseNo, division: '990101000000', slice: matterOf(place), basicCode: 'B', kind: 'APPLICATION' as const, state: '40', handlingDivision: '990101000000',
      appliedAt: at(acceptedOn ?? decidedOn, 1), acceptedAt: acceptedOn === null ? null : at(acceptedOn, hour), promisedBy: promisedOn === null ? null : at(promisedOn, 23),
      promiseUnit: unit, decidedAt: at(decidedOn, hour), evidence: 'RECONCILED' as const, channel: place % 2 === 0 ? '1' : null,
    })),
    specials: numbered.flatMap(({ caseNo, procedures }) => procedures.map(({ kind, startedOn, endedOn, extendsDays }, ordinal) => ({
      caseNo, ordinal, kind, name: '鉴定', startedAt: at(startedOn, 23), endedAt: endedOn === null ? null : at(endedOn, 1), extendsDays,
    }))),
    evaluations: numbered.flatMap(({ caseNo, ratings, decidedOn }) => ratings.map(({ satisfaction, rectified }, ordinal) => ({
      caseNo, ordinal, evaluatedAt: at(decidedOn, 9), satisfaction, rectifiedAt: rectified ? at(decidedOn, 10) : null,
    }))),
    materials: numbered.flatMap(({ caseNo, materials }) => materials.map(({ code, source }, ordinal) => ({ caseNo, ordinal, name: '材料', materialCode: code, sourceKind: source, received: true }))),
  }
}

let db: Database
let library: Subgraph
beforeAll(async () => {
  db = await openTestDatabase(['cases'])
  library = cases({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)) })
  await load(db, rowsOf(DRAWN))
  const other = { division: '990101000000', slice: 'OTHER', basicCode: 'B', state: '40', handlingDivision: '990101000000', evidence: 'RECONCILED' as const }
  await load(db, {
    agencies: [], parties: [], processes: [], results: [], materials: [],
    cases: [
      { ...other, caseNo: 'OLD', kind: 'APPLICATION', appliedAt: at('2023-12-31', 23), decidedAt: at('2023-12-31', 23) },
      { ...other, caseNo: 'EX-OFFICIO', kind: 'EX_OFFICIO', appliedAt: at('2025-05-05', 9), decidedAt: at('2025-05-06', 9) },
      { ...other, caseNo: 'OPEN', kind: 'APPLICATION', appliedAt: at('2026-02-28', 23), state: '30' },
    ],
  })
})
afterAll(() => db.close())

const QUESTION = 'query ($of: String!, $by: String!, $after: String!) { _statistics(of: $of, by: $by, after: $after) { key name measure value } }'
const page = (of: string, by: string, after: string, router = true) => ask(library, planOf({ router }), QUESTION, { of, by, after })

async function counted(of: string, by: string): Promise<StatisticRow[]> {
  const all: StatisticRow[] = []
  for (let after = ''; ; ) {
    const rows = (await page(of, by, after)).data?.['_statistics'] as unknown as StatisticRow[]
    if (rows.length === 0) return all
    all.push(...rows)
    after = rows.at(-1)?.key ?? ''
  }
}

/** What is expected of each decided application, by the clock that every case has. */
function expectedOf({ acceptedOn, promisedOn, decidedOn, ratings, materials, ...timed }: Drawn): Record<string, number> {
  const { overdue } = readClock({ ...timed, acceptedOn, promisedOn }, TODAY)
  const poor = ratings.filter(({ satisfaction }) => satisfaction > '3')
  return {
    decided: 1, promised: overdue === null ? 0 : 1, onTime: overdue === false ? 1 : 0,
    timed: acceptedOn === null ? 0 : 1, days: acceptedOn === null ? 0 : workingDaysBetween(acceptedOn, decidedOn),
    rated: ratings.length, poor: poor.length, rectified: poor.filter(({ rectified }) => rectified).length,
    ...materialsOf(acceptedOn === null ? [] : materials),
  }
}

// Two pieces of one material are one, and whoever uploads one of them has submitted it.
function materialsOf(pieces: Drawn['materials']): Record<'materials' | 'exempt', number> {
  const uploaded = new Map<string, boolean>()
  for (const [at, { code, source }] of pieces.entries()) uploaded.set(code ?? `#${at}`, uploaded.get(code ?? `#${at}`) === true || source === 'UPLOAD')
  return { materials: uploaded.size, exempt: [...uploaded.values()].filter((each) => !each).length }
}

describe('the cases library counts for nobody', () => {
  it('but the router', async () => {
    const { data, errors } = await page('CASES', 'MONTH', '', false)
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('what it does not count', async () => {
    const { data, errors } = await page('CASES', 'SEX', '')
    expect([data, errors?.[0]?.extensions['code']]).toEqual([{ _statistics: null }, 'BAD_USER_INPUT'])
  })
})

describe('the cases library counts', () => {
  it('applications by the month and the day at the hub\'s place, of this year and the two before', async () => {
    const by = (length: number) => {
      const filed = [...DRAWN.map(({ acceptedOn, decidedOn }) => acceptedOn ?? decidedOn), '2026-02-28'].map((day) => day.slice(0, length))
      return Object.fromEntries([...new Set(filed)].map((key) => [key, filed.filter((each) => each === key).length]))
    }
    const told = async (dimension: string) => Object.fromEntries((await counted('CASES', dimension)).map(({ key, value }) => [key, value]))
    expect(await told('MONTH')).toEqual(by(7))
    expect(await told('DAY')).toEqual(by(10))
  })

  it('by a list, with the names of its codes and with those that do not say', async () => {
    expect(await counted('CASES', 'CHANNEL')).toEqual([
      { key: '1', name: '窗口办理', measure: 'count', value: MANY / 2 }, { key: 'UNKNOWN', name: '未知', measure: 'count', value: MANY / 2 + 1 },
    ])
  })

  it('decided applications by matter and month, on time as the clock of each says', async () => {
    const told = new Map<string, Record<string, number>>()
    for (const { key, measure, value } of await counted('DECIDED_CASES', 'MATTER_MONTH')) told.set(key, { ...told.get(key), [measure]: value })
    expect([...told.keys()]).toEqual(DRAWN.map((_, place) => keyOf(place)))
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(DRAWN.map((each, place) => [keyOf(place), expectedOf(each)])))
    // The clock decides where there are procedures, and both ways.
    const late = DRAWN.filter(({ procedures, decidedOn, promisedOn }) => procedures.length > 0 && promisedOn !== null && decidedOn > promisedOn).map(expectedOf)
    expect([late.some(({ onTime }) => onTime === 1), late.some(({ onTime, promised }) => onTime === 0 && promised === 1)]).toEqual([true, true])
  })

  it('a page of 1000 keys in one statement, whatever there is', async () => {
    const before = db.statements.count
    const { data } = await page('DECIDED_CASES', 'MATTER_MONTH', '')
    expect(db.statements.count - before).toBe(1)
    expect(new Set((data?.['_statistics'] as unknown as StatisticRow[]).map(({ key }) => key)).size).toBe(1_000)
  })
})
