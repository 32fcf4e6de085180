import { addWorkingDays, type Calendar } from './working-days.ts'

const DAY_MS = 86_400_000

/** Where the working days of a year are not loaded, an answer is told for twice as many days of the calendar. */
const PLAINLY = 2

/** The last day on which readers are told of an answer, which is never left open. */
export function toldUntil(calendar: Calendar, days: number, answeredOn: string): string {
  return addWorkingDays(calendar, answeredOn, days) ?? new Date(Date.parse(answeredOn) + PLAINLY * days * DAY_MS).toISOString().slice(0, 10)
}

/** Whether an answer came, or has not come, after its last day; `null` where the last day cannot be counted. */
export function isLate(dueOn: string | null, answeredOn: string | null, today: string): boolean | null {
  return dueOn === null ? null : (answeredOn ?? today) > dueOn
}
