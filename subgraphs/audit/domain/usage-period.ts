/** From one day to another, both with it. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** Days, and the whole months among them: those from `monthsFrom` up to, and without, `monthsTo`. */
export interface SplitPeriod extends Period {
  readonly monthsFrom: string
  readonly monthsTo: string
}

const DAY_MS = 86_400_000
const DAYS_MOST = 3_660

const dayAfter = (day: string, days = 1) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
const monthOf = (day: string) => `${day.slice(0, 7)}-01`

/** The first day of the month after one. */
export const monthAfter = (day: string): string => monthOf(dayAfter(monthOf(day), 31))

/** The last day of the month of a day. */
const lastOfMonth = (day: string): string => dayAfter(monthAfter(day), -1)

/** Whether a period goes on and is not longer than ten years. */
export function isPeriod({ from, to }: Period): boolean {
  return from <= to && (Date.parse(to) - Date.parse(from)) / DAY_MS < DAYS_MOST
}

/** Whether a period is made of whole calendar months. */
export function isWholeMonths({ from, to }: Period): boolean {
  return from === monthOf(from) && to === lastOfMonth(to)
}

/** A period with the whole months in it, which are counted already. */
export function split({ from, to }: Period): SplitPeriod {
  const monthsFrom = from === monthOf(from) ? from : monthAfter(from)
  const monthsTo = to === lastOfMonth(to) ? dayAfter(to) : monthOf(to)
  return monthsFrom < monthsTo ? { from, to, monthsFrom, monthsTo } : { from, to, monthsFrom: from, monthsTo: from }
}
