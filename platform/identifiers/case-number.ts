import { isCalendarDate } from './calendar-date.ts'
import { parseMatterCode } from './matter-code.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** The parts of a case number that this project writes; no national layout is in force. */
export interface CaseNumberParts {
  /** Implementation code of the matter, 31 characters. */
  readonly implementationCode: string
  /** Day of the application, `YYYY-MM-DD`. */
  readonly date: string
  /** 0 to 999 999, unique for matter and day. */
  readonly sequence: number
}

const FORMAT = /^[0-9A-Za-z-]{8,50}$/
const MAX_SEQUENCE = 999_999

/**
 * Reads a case number of any source: 8 to 50 digits, letters and hyphens (GB/T 39046-2020 gives it at most 50).
 * Refuses by `format` only. Unique per source system, not in the country.
 */
export function parseCaseNumber(text: string): Parsed<string> {
  return FORMAT.test(text) ? accepted(text) : refused('format')
}

/**
 * Writes a case number of 47 characters: implementation code, `yyyyMMdd` and six digits, joined by hyphens.
 *
 * @throws RangeError when a part is outside its bounds
 */
export function formatCaseNumber({ implementationCode, date, sequence }: CaseNumberParts): string {
  const matter = parseMatterCode(implementationCode)
  if (!matter.ok || matter.value.generation !== 2 || matter.value.kind !== 'IMPLEMENTATION') {
    throw new RangeError('a case number starts with an implementation code of 31 characters')
  }
  if (!isCalendarDate(date)) throw new RangeError('the date of a case number must be YYYY-MM-DD')
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > MAX_SEQUENCE) {
    throw new RangeError(`the sequence of a case number must be an integer from 0 to ${MAX_SEQUENCE}`)
  }
  return `${implementationCode}-${date.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`
}
