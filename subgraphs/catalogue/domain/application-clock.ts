import type { ApplicationState } from './application-states.ts'
import { addWorkingDays, type Calendar, workingDaysBetween } from './working-days.ts'

/** How the time of an application stands. */
export interface ApplicationClock {
  readonly dueOn: string | null
  readonly state: 'NORMAL' | 'YELLOW' | 'RED' | 'STOPPED' | 'UNKNOWN'
  readonly daysLeft: number | null
}

/** States in which somebody is waited for, so that time is counted. */
const COUNTED: readonly ApplicationState[] = ['SUBMITTED', 'SECOND_APPROVAL']

/**
 * How the time stands today; `null` while none is counted.
 *
 * @param warning so many working days before the last one it is yellow
 */
export function clockOf(
  { state, dueOn }: { readonly state: ApplicationState; readonly dueOn: string | null }, calendar: Calendar, today: string, warning: number,
): ApplicationClock | null {
  if (state === 'SUPPLEMENT') return { dueOn: null, state: 'STOPPED', daysLeft: null }
  return COUNTED.includes(state) ? timeLeft(dueOn, calendar, today, warning) : null
}

/** How the time up to a last day stands today; `null` as last day is one that cannot be counted. */
export function timeLeft(dueOn: string | null, calendar: Calendar, today: string, warning: number): ApplicationClock {
  const daysLeft = dueOn === null ? null : workingDaysBetween(calendar, today, dueOn)
  if (dueOn !== null && today > dueOn) return { dueOn, state: 'RED', daysLeft }
  if (daysLeft === null) return { dueOn, state: 'UNKNOWN', daysLeft: null }
  return { dueOn, state: daysLeft <= warning ? 'YELLOW' : 'NORMAL', daysLeft }
}

/** What is noted of an extension, days first, so that they can be counted again: `+5wd · 节假日` */
export const extensionNote = (days: number, reason: string): string => `+${days}wd · ${reason}`

/** The days of an extension, by what was noted of it. */
export const extensionOf = (note: string | null): number => Number(/^\+(\d+)wd/.exec(note ?? '')?.[1] ?? 0)

/** When an application was sent, and for how long it waited for a supplement; days, `YYYY-MM-DD`. */
export interface Course {
  readonly sentOn: string
  readonly stoppedOn: string | null
  readonly resumedOn: string | null
  /** Working days: the limit, and the extension. */
  readonly days: number
}

/** The last day of the provider's time; the days on which it waited for the applicant are not counted. `null`: a year is not loaded. */
export function dueOnAfter({ sentOn, stoppedOn, resumedOn, days }: Course, calendar: Calendar): string | null {
  if (stoppedOn === null || resumedOn === null) return addWorkingDays(calendar, sentOn, days)
  const waited = workingDaysBetween(calendar, stoppedOn, resumedOn)
  return waited === null ? null : addWorkingDays(calendar, sentOn, days + waited)
}
