import { grouped } from '#platform/grouped'
import { canonical } from '#platform/plan/canonical'

/** Entries of a stream that were taken out of the record. */
export interface RetiredRange {
  readonly stream: number
  readonly from: number
  readonly to: number
  /** Hash of the entry before the first, base64url; `null` where the first opened the stream. */
  readonly before: string | null
  /** Hash of the last of them, from which the entries after it go on, base64url. */
  readonly after: string
}

/** What is signed when months are taken out of the record. */
export interface Certificate {
  readonly type: 'retirement'
  /** From 1 on, without gap. */
  readonly number: number
  /** Instant, UTC. */
  readonly at: string
  /** `YYYY-MM`, each a month in Beijing. */
  readonly months: readonly string[]
  readonly entries: number
  readonly ranges: readonly RetiredRange[]
}

export const certificateText = (certificate: Certificate): string => canonical(certificate)

/** Reads a certificate that was signed; `null` for anything else. */
export function readCertificate(text: string): Certificate | null {
  try {
    const certificate = JSON.parse(text) as Certificate | null
    return certificate?.type === 'retirement' ? certificate : null
  } catch {
    return null
  }
}

/** What was taken out, by stream and in the order of the entries; ranges that follow each other are one. */
export function retiredIn(certificates: readonly Certificate[]): ReadonlyMap<number, readonly RetiredRange[]> {
  const byStream = grouped(certificates.flatMap(({ ranges }) => ranges), ({ stream }) => stream)
  return new Map([...byStream].map(([stream, ranges]) => [stream, ranges.toSorted((one, other) => one.from - other.from)]))
}

/** Months that are over so many months before a day, the oldest first, of those from a month on. */
export function monthsOver(first: string, today: string, keptMonths: number): string[] {
  const last = monthNumber(today) - keptMonths
  return Array.from({ length: Math.max(0, last - monthNumber(first)) }, (_, index) => monthName(monthNumber(first) + index))
}

const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const monthName = (number: number) => `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
