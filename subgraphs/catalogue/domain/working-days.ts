/** A day on which offices work otherwise than the day of the week says, as the State Council announces them for a year. */
export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly worked: boolean
}

/** The working days of the years that are loaded; of any other year nothing is known, and nothing is guessed. */
export interface Calendar {
  readonly worked: ReadonlyMap<string, boolean>
}

const DAY_MS = 86_400_000
const numberOf = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** A calendar of these days. A year counts as loaded where its first day is among them. */
export const calendarOf = (days: readonly CalendarDay[]): Calendar => ({ worked: new Map(days.map(({ day, worked }) => [day, worked])) })

/** Whether offices work on a day; `null` where its year is not loaded. */
export function isWorkingDay({ worked }: Calendar, day: string): boolean | null {
  if (!worked.has(`${day.slice(0, 4)}-01-01`)) return null
  return worked.get(day) ?? isWeekday(day)
}

/** Whether a day is one of Monday to Friday, which says nothing of holidays. */
export function isWeekday(day: string): boolean {
  const weekday = new Date(numberOf(day) * DAY_MS).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/**
 * The day on which so many working days have passed since a day, which is itself not counted.
 *
 * @param count 0 and up; for 0 the day itself
 * @returns `null` where a year on the way is not loaded
 */
export function addWorkingDays(calendar: Calendar, day: string, count: number): string | null {
  let number = numberOf(day)
  for (let left = count; left > 0; ) {
    number += 1
    const works = isWorkingDay(calendar, dayOf(number))
    if (works === null) return null
    if (works) left -= 1
  }
  return dayOf(number)
}

/**
 * Working days after `from` up to and with `to`; below 0 where `to` is earlier.
 *
 * @returns `null` where a year on the way is not loaded
 */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number | null {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from)
    return back === null ? null : -back
  }
  let counted = 0
  for (let number = numberOf(from) + 1; number <= numberOf(to); number += 1) {
    const works = isWorkingDay(calendar, dayOf(number))
    if (works === null) return null
    if (works) counted += 1
  }
  return counted
}
