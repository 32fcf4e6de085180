import { isCalendarDate } from './calendar-date.ts'
import { mod11Check } from './check-arithmetic.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/**
 * Which document a number of this format stands on: the identity card of a resident, the residence permit of a resident of
 * Hong Kong, Macao or Taiwan (港澳台居民居住证), or the permanent residence card of a foreigner in its form of 2023.
 */
export type CitizenIdKind = 'RESIDENT' | 'HONG_KONG' | 'MACAO' | 'TAIWAN' | 'FOREIGNER'

/** What the number of a foreigner's permanent residence card says beside birth and sex. */
export interface PermanentResidence {
  /** Two digits of the province (GB/T 2260) of the first application. */
  readonly province: string
  /** Three digits of the nationality, GB/T 2659. */
  readonly nationality: string
}

/** A citizen identification number and what it says of its holder, GB 11643-1999. */
export interface CitizenId {
  /** 18 characters; the last is a digit or a capital `X`. */
  readonly number: string
  /** First six digits: the division (GB/T 2260) at first registration, which may have been withdrawn since. */
  readonly division6: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  /** GB/T 2261.1: `1` male, `2` female, from the parity of the 17th digit. */
  readonly sex: '1' | '2'
  readonly kind: CitizenIdKind
  /** Only of a `FOREIGNER`, whose first six digits are no division. */
  readonly residence?: PermanentResidence
}

/**
 * Sequence numbers which, in 15-digit numbers, marked people born in the 1800s.
 * Known from practice, not from the standard's text; a deployment may pass its own set.
 */
export const SEQUENCES_OF_THE_1800S: readonly string[] = ['996', '997', '998', '999']

/** Residence permits of Hong Kong, Macao and Taiwan residents, by the six digits that they all begin with. */
const REGIONS: Readonly<Record<string, CitizenIdKind>> = { '810000': 'HONG_KONG', '820000': 'MACAO', '830000': 'TAIWAN' }

/** Provinces that issue permanent residence cards, GB/T 2260. None begins with 9, so synthetic numbers (99…) are no cards. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' '),
)

const FORMAT_18 = /^\d{17}[\dXx]$/
const FORMAT_15 = /^\d{15}$/
const FIRST_17 = /^\d{17}$/

/**
 * Reads an 18-character citizen number, GB 11643-1999. A small `x` is read as `X`.
 *
 * Checks, in order: `format`, `date` (a real day), `future` (born after `today`), `checksum`.
 * The division is not looked up: withdrawn codes stay valid, so an unknown one is at most the caller's warning.
 * Residence permits of Hong Kong, Macao and Taiwan residents and the 2023 permanent residence cards of foreigners (9, a
 * province, a nationality) follow the same rule; `kind` says which of them the number is. The layout of that card is known
 * from practice and not from its standard's text, so nothing is refused by it.
 *
 * @param today the current day, `YYYY-MM-DD`
 * @throws RangeError when `today` is no date, since a wrong one would let the future pass
 */
export function parseCitizenId(text: string, today: string): Parsed<CitizenId> {
  if (!isCalendarDate(today)) throw new RangeError('today must be a date, YYYY-MM-DD')
  if (!FORMAT_18.test(text)) return refused('format')
  const number = text.toUpperCase()
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isCalendarDate(birthDate)) return refused('date')
  if (birthDate > today) return refused('future')
  if (citizenIdCheck(number.slice(0, 17)) !== number.charAt(17)) return refused('checksum')
  const sex = Number(number.charAt(16)) % 2 === 1 ? '1' : '2'
  return accepted({ number, division6: number.slice(0, 6), birthDate, sex, ...documentOf(number) })
}

function documentOf(number: string): Pick<CitizenId, 'kind' | 'residence'> {
  const kind = REGIONS[number.slice(0, 6)]
  if (kind !== undefined) return { kind }
  const province = number.slice(1, 3)
  if (!number.startsWith('9') || !PROVINCES.has(province)) return { kind: 'RESIDENT' }
  return { kind: 'FOREIGNER', residence: { province, nationality: number.slice(3, 6) } }
}

/**
 * Check character of the first 17 digits, GB 11643-1999: ISO/IEC 7064 MOD 11-2.
 *
 * @throws RangeError on anything but 17 digits
 */
export function citizenIdCheck(first17: string): string {
  if (!FIRST_17.test(first17)) throw new RangeError('the check of a citizen number needs 17 digits')
  return mod11Check(first17)
}

/**
 * Turns a first-generation number of 15 digits (two-digit year, no check) into the 18 characters of
 * GB 11643-1999. The century is 19, or 18 for the sequences in `of1800s`. Refuses by `format`, `date` or
 * `future`.
 *
 * @param today the current day, `YYYY-MM-DD`
 */
export function upgradeCitizenId15(
  text: string,
  today: string,
  of1800s: readonly string[] = SEQUENCES_OF_THE_1800S,
): Parsed<CitizenId> {
  if (!FORMAT_15.test(text)) return refused('format')
  const century = of1800s.includes(text.slice(12)) ? '18' : '19'
  const first17 = text.slice(0, 6) + century + text.slice(6)
  return parseCitizenId(first17 + citizenIdCheck(first17), today)
}
