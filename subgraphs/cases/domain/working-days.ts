/** Days off and days worked instead, as the State Council announces them for a year (国务院办公厅节假日安排). */
interface Notice {
  /** First and last day of each holiday. */
  readonly off: readonly (readonly [from: string, to: string])[]
  /** Weekend days that are worked. */
  readonly worked: readonly string[]
}

// Recalled, so data to be corrected here and nowhere else. In a year without a notice weekends alone are free.
const NOTICES: readonly Notice[] = [
  {
    off: [
      ['2024-01-01', '2024-01-01'], ['2024-02-10', '2024-02-17'], ['2024-04-04', '2024-04-06'], ['2024-05-01', '2024-05-05'],
      ['2024-06-10', '2024-06-10'], ['2024-09-15', '2024-09-17'], ['2024-10-01', '2024-10-07'],
    ],
    worked: [
      '2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12',
    ],
  },
  {
    off: [
      ['2025-01-01', '2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    off: [
      ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
]

const DAY_MS = 86_400_000
const numberOf = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)

// 1970-01-01 was a Thursday; counted from the Monday before it.
const MONDAY_OFFSET = 3
const isWeekday = (number: number) => (((number + MONDAY_OFFSET) % 7) + 7) % 7 < 5

/** Days that are not what their place in the week says, in order: +1 worked, -1 free; with the sum up to each. */
const EXCEPTIONS = exceptions()
const KIND = new Map(EXCEPTIONS.map(({ number, kind }) => [number, kind]))

function exceptions(): { number: number; kind: 1 | -1; sum: number }[] {
  const found: { number: number; kind: 1 | -1; sum: number }[] = []
  for (const { off, worked } of NOTICES) {
    for (const day of worked) found.push({ number: numberOf(day), kind: 1, sum: 0 })
    for (const [from, to] of off) {
      for (let number = numberOf(from); number <= numberOf(to); number += 1) {
        if (isWeekday(number)) found.push({ number, kind: -1, sum: 0 })
      }
    }
  }
  found.sort((one, other) => one.number - other.number)
  let sum = 0
  return found.map((each) => ({ ...each, sum: (sum += each.kind) }))
}

/** Working days from the calendar's Monday zero up to and with a day, whatever year it is in. */
function countThrough(number: number): number {
  const days = number + MONDAY_OFFSET + 1
  const weeks = Math.floor(days / 7)
  return weeks * 5 + Math.min(5, days - weeks * 7) + sumThrough(number)
}

function sumThrough(number: number): number {
  let low = 0
  let high = EXCEPTIONS.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((EXCEPTIONS[middle]?.number ?? 0) <= number) low = middle + 1
    else high = middle
  }
  return EXCEPTIONS[low - 1]?.sum ?? 0
}

const isWorked = (number: number) => (KIND.get(number) ?? (isWeekday(number) ? 1 : -1)) === 1

/** Whether offices work on a day, `YYYY-MM-DD`. */
export function isWorkingDay(day: string): boolean {
  return isWorked(numberOf(day))
}

/** Working days after `from` up to and with `to`; 0 where `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  return Math.max(0, countThrough(numberOf(to)) - countThrough(numberOf(from)))
}

/**
 * The day on which so many working days have passed since a day, which is itself not counted (行政许可法 article 82).
 *
 * @param count 0 and up; for 0 the day itself where it is worked, else the next one that is
 */
export function addWorkingDays(day: string, count: number): string {
  let number = numberOf(day)
  const wanted = countThrough(number) + count
  number += Math.floor((count * 7) / 5)
  while (countThrough(number) < wanted) number += 1
  while (countThrough(number - 1) >= wanted && number > numberOf(day)) number -= 1
  while (!isWorked(number)) number += 1
  return dayOf(number)
}

/** The first day of {@link workingDaysThrough}, and how many days it knows. */
export const CALENDAR_FROM = '2000-01-01'
const CALENDAR_DAYS = 50 * 366

let through: readonly number[] | undefined

/** Working days from some day on through each day since {@link CALENDAR_FROM}, fifty years of them, for a statement to count with. */
export function workingDaysThrough(): readonly number[] {
  const first = numberOf(CALENDAR_FROM)
  through ??= Array.from({ length: CALENDAR_DAYS }, (_, after) => countThrough(first + after))
  return through
}
