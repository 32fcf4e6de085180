const FORMAT = /^\d{4}-\d{2}-\d{2}$/

/**
 * Whether `text` is a day of the Gregorian calendar written `YYYY-MM-DD` (GB/T 7408, ISO 8601).
 * The year 0000 is no year here, as in PostgreSQL.
 */
export function isCalendarDate(text: string): boolean {
  if (!FORMAT.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
