import { today as dateAt } from '#platform/clock'
import type { DayUnit, TimeState } from './codes.ts'
import { isWorkingDay, workingDaysBetween } from './working-days.ts'

/** A special procedure, as far as the clock is concerned. Days are `YYYY-MM-DD`. */
export interface Procedure {
  /** GB/T 39046-2020 A.7; `1` extends the time, any other stops it. */
  readonly kind: string
  readonly startedOn: string
  /** `null` while it goes on. */
  readonly endedOn: string | null
  /** What an extension adds, in the unit of the promise. */
  readonly extendsDays: number
}

/** A case, as far as its clock is concerned. */
export interface Timed {
  readonly acceptedOn: string | null
  readonly promisedOn: string | null
  /** When the decision came, or the case ended without one; `null` while it is awaited. */
  readonly endedOn: string | null
  readonly unit: DayUnit
  readonly procedures: readonly Procedure[]
}

/** What the clock says on a day. */
export interface ClockReading {
  readonly dueOn: string | null
  readonly overdue: boolean | null
  readonly timeState: TimeState | null
}

const EXTENSION = '1'
const WARNING_DAYS = 2
const HORIZON_DAYS = 3_650

/**
 * The last day for the decision, and how the time stands (行政许可法 articles 42 and 45). Counted from the day after the
 * acceptance; days after the start of a special procedure up to its end are not counted, and an extension adds its own.
 * While a procedure goes on the clock stands still up to `today`, so that the last day moves on with it. All `null`
 * where the case was not accepted or nothing was promised.
 *
 * @param today the day on which it is asked, `YYYY-MM-DD`
 */
export function readClock(timed: Timed, today: string): ClockReading {
  const { acceptedOn, promisedOn, endedOn } = timed
  if (acceptedOn === null || promisedOn === null) return { dueOn: null, overdue: null, timeState: null }
  const dueOn = dueDay(timed, acceptedOn, promisedOn, today)
  const overdue = (endedOn ?? today) > dueOn
  return { dueOn, overdue, timeState: endedOn === null ? timeState(timed, dueOn, overdue, today) : null }
}

function timeState({ unit, procedures }: Timed, dueOn: string, overdue: boolean, today: string): TimeState {
  if (overdue) return 'OVERDUE'
  if (procedures.some((each) => each.kind !== EXTENSION && each.endedOn === null && each.startedOn <= today)) return 'STOPPED'
  return daysBetween(unit, today, dueOn) <= WARNING_DAYS ? 'WARNING' : 'NORMAL'
}

function dueDay({ unit, procedures }: Timed, acceptedOn: string, promisedOn: string, today: string): string {
  const stops = procedures.filter(({ kind }) => kind !== EXTENSION)
  const added = procedures.reduce((sum, { kind, extendsDays }) => (kind === EXTENSION ? sum + extendsDays : sum), 0)
  if (stops.length === 0 && added === 0) return promisedOn
  const stopped = (day: string) => stops.some(({ startedOn, endedOn }) => startedOn < day && day <= (endedOn ?? today))
  let left = daysBetween(unit, acceptedOn, promisedOn) + added
  let day = acceptedOn
  for (let at = 0; left > 0 && at < HORIZON_DAYS; at += 1) {
    day = dayAfter(day)
    if (counts(unit, day) && !stopped(day)) left -= 1
  }
  return day > promisedOn ? day : promisedOn
}

const counts = (unit: DayUnit, day: string) => unit === 'CALENDAR_DAY' || isWorkingDay(day)

const DAY_MS = 86_400_000
const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayAfter = (day: string) => new Date(midnight(day) + DAY_MS).toISOString().slice(0, 10)

function daysBetween(unit: DayUnit, from: string, to: string): number {
  if (unit === 'WORKING_DAY') return workingDaysBetween(from, to)
  return Math.max(0, Math.round((midnight(to) - midnight(from)) / DAY_MS))
}

/** A special procedure as a statement tells it; instants are ISO 8601. */
export interface StoredProcedure {
  readonly kind: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly extendsDays: number
}

const dayOf = (at: Date) => dateAt({ now: () => at.getTime() })
const dayOrNull = (at: Date | null) => (at === null ? null : dayOf(at))

/** The times of a case as its tables hold them. */
interface StoredTime {
  readonly acceptedAt: Date | null
  readonly promisedBy: Date | null
  readonly endedAt: Date | null
  readonly unit: DayUnit
  readonly procedures: readonly StoredProcedure[]
}

/** What the clock needs of a case, in days at the hub's place. */
export const timedOf = ({ acceptedAt, promisedBy, endedAt, unit, procedures }: StoredTime): Timed => ({
  unit,
  acceptedOn: dayOrNull(acceptedAt),
  promisedOn: dayOrNull(promisedBy),
  endedOn: dayOrNull(endedAt),
  procedures: procedures.map(({ kind, extendsDays, ...row }) => ({
    kind, extendsDays, startedOn: dayOf(new Date(row.startedAt)), endedOn: row.endedAt === null ? null : dayOf(new Date(row.endedAt)),
  })),
})
