export { addWorkingDays, isWorkingDay } from '../subgraphs/cases/domain/working-days.ts'

/** The day on which the seeded world stands still; everything open is open on it. */
export const REFERENCE_DAY = '2026-03-02'

const DAY_MS = 86_400_000

// A million people are born, married and registered on a few ten thousand days, and dates are slow to read and write.
const numbers = new Map<string, number>()
const names = new Map<number, string>()

/** Days since 1970-01-01 of a day, `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  const known = numbers.get(day)
  if (known !== undefined) return known
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_MS
  numbers.set(day, number)
  return number
}

function dayOf(number: number): string {
  const known = names.get(number)
  if (known !== undefined) return known
  const day = new Date(number * DAY_MS).toISOString().slice(0, 10)
  names.set(number, day)
  return day
}

/** The day so many days after (or, negative, before) a day, both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return dayOf(dayNumber(day) + days)
}

/** The same day of another year; 29 February becomes 28 February. */
export function addYears(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0')
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`
}

/** Whole years of age on a day. */
export function ageOn(birthDate: string, day: string = REFERENCE_DAY): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** An instant at the hub's place, `2026-02-03T09:30:00+08:00`. */
export function at(day: string, time = '09:30:00'): string {
  return `${day}T${time}+08:00`
}
