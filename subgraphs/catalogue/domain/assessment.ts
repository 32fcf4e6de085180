import type { CodeList } from '#platform/codes'
import { type Calendar, workingDaysBetween } from './working-days.ts'

/** From one day to another, both with it. */
export interface AssessedPeriod {
  readonly from: string
  readonly to: string
}

/** An application as far as time is concerned; days, `YYYY-MM-DD`. */
export interface AnsweredApplication {
  readonly provider: string
  readonly submittedOn: string
  readonly dueOn: string | null
  readonly decidedOn: string | null
}

/** How a provider answered applications. */
export interface AnswerFigures {
  readonly received: number
  readonly answered: number
  /** Those whose last day lay in the period, and was reached or answered before. */
  readonly due: number
  /** Of those due: not answered before the warning began, and in time all the same (黄牌). */
  readonly warned: number
  /** Of those due: not answered in time (红牌). */
  readonly late: number
  /** Mean of calendar days from the application to the answer; `null` where none was answered. */
  readonly averageAnswerDays: number | null
}

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS

/**
 * What a period says of a provider. An application counts as received, answered and due where those days lie in it, so that each of
 * these counts it in one period and no other.
 *
 * @param warning so many working days before the last one the clock is yellow
 */
export function answersIn(applications: readonly AnsweredApplication[], { from, to }: AssessedPeriod, today: string, calendar: Calendar, warning: number): AnswerFigures {
  const within = (day: string | null): day is string => day !== null && day >= from && day <= to
  const answered = applications.filter(({ decidedOn }) => within(decidedOn))
  const due = applications.filter((each) => within(each.dueOn) && (each.decidedOn !== null || each.dueOn < today))
  const late = due.filter(isLate)
  const warned = due.filter((each) => !isLate(each) && isWarned(each, calendar, warning))
  const days = answered.map(({ submittedOn, decidedOn }) => daysBetween(submittedOn, decidedOn ?? submittedOn))
  return {
    received: applications.filter(({ submittedOn }) => within(submittedOn)).length,
    answered: answered.length, due: due.length, warned: warned.length, late: late.length,
    averageAnswerDays: days.length === 0 ? null : rounded(days.reduce((sum, each) => sum + each, 0) / days.length),
  }
}

function isLate({ dueOn, decidedOn }: AnsweredApplication): boolean {
  return dueOn !== null && (decidedOn === null || decidedOn > dueOn)
}

// Of a year that is not loaded nothing is known, and nobody is warned.
function isWarned({ dueOn, decidedOn }: AnsweredApplication, calendar: Calendar, warning: number): boolean {
  if (dueOn === null || decidedOn === null) return false
  const left = workingDaysBetween(calendar, decidedOn, dueOn)
  return left !== null && left <= warning
}

/** To two digits. */
const rounded = (value: number): number => Math.round(value * 100) / 100

/** Whether a resource is kept as its update cycle says; the hub's own list. */
export const freshnesses = { LIVE: '实时', CURRENT: '按期', OVERDUE: '逾期', NOT_JUDGED: '不定期' } as const satisfies CodeList

export type Freshness = keyof typeof freshnesses

/** Calendar days that each update cycle allows; a resource without a cycle (9) is not judged. */
const CYCLE_DAYS: Readonly<Record<string, number>> = { '1': 1, '2': 1, '3': 7, '4': 31, '5': 92, '6': 366, '7': 184 }

/**
 * How fresh a resource is. What the hub itself asks the library for is as new as the library's own rows; of anything else the catalogue
 * knows when its entry was last brought up to date.
 */
export function freshnessOf({ kind, updateCycle, updatedOn }: { readonly kind: string; readonly updateCycle: string; readonly updatedOn: string }, today: string): Freshness {
  const days = CYCLE_DAYS[updateCycle]
  if (days === undefined) return 'NOT_JUDGED'
  if (updateCycle === '1' && kind === 'ITEMS') return 'LIVE'
  return daysBetween(updatedOn, today) <= days ? 'CURRENT' : 'OVERDUE'
}
