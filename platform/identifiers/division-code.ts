import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** 0 the nation, 1 province, 2 prefecture, 3 county, 4 township, 5 village. */
export type DivisionLevel = 0 | 1 | 2 | 3 | 4 | 5

/** A division by its code of 12 digits. */
export interface DivisionCode {
  readonly code: string
  readonly level: DivisionLevel
}

/** The code that stands above all provinces and covers every division. */
export const NATION_CODE = '000000000000'

const FORMAT = /^(?:\d{6}|\d{9}|\d{12})$/

/** How many leading digits name a division of each level, GB/T 2260 and the 12-digit statistical codes. */
const SIGNIFICANT_DIGITS = [0, 2, 4, 6, 9, 12] as const

/**
 * Reads a division code of 6 (GB/T 2260), 9 (to the township) or 12 digits (to the village) and pads it to 12.
 *
 * Refuses by `format` what has no place in the tree: digits below an empty province or prefecture, a village
 * below an empty township. An empty county is right: some cities have townships and no districts (441900003).
 * Whether such a division exists, or ever did, is not looked up.
 */
export function parseDivisionCode(text: string): Parsed<DivisionCode> {
  if (!FORMAT.test(text)) return refused('format')
  const code = text.padEnd(12, '0')
  const level = levelOf(code)
  if (level >= 1 && isZero(code, 0, 2)) return refused('format')
  if (level >= 2 && isZero(code, 2, 4)) return refused('format')
  if (level === 5 && isZero(code, 6, 9)) return refused('format')
  return accepted({ code, level })
}

/**
 * The level of a division, from which places of its code are filled.
 *
 * @param code 6, 9 or 12 digits
 * @throws RangeError when it is no division code
 */
export function divisionLevel(code: string): DivisionLevel {
  return required(code).level
}

/**
 * The 12-digit code of the division above: a village's township, a township's county (or its prefecture where
 * that has no counties), …, a province's nation. `null` above the nation.
 *
 * The parent is structural: counties under direct provincial control (`469001`) give the placeholder
 * `469000000000`.
 *
 * @param code 6, 9 or 12 digits
 * @throws RangeError when it is no division code
 */
export function divisionParent(code: string): string | null {
  const division = required(code)
  if (division.level === 0) return null
  return division.code.slice(0, SIGNIFICANT_DIGITS[division.level - 1]).padEnd(12, '0')
}

/**
 * The digits that name a division and begin the code of everything in it: 2, 4, 6, 9 or 12, as many as its level fills;
 * none for the nation.
 *
 * @param code 6, 9 or 12 digits
 * @throws RangeError when it is no division code
 */
export function divisionPrefix(code: string): string {
  const division = required(code)
  return division.code.slice(0, SIGNIFICANT_DIGITS[division.level])
}

/**
 * Whether `region` is `division` or lies above it: their first 2, 4, 6, 9 or 12 digits agree, as many as the
 * level of `region` fills. The nation covers all. Text that is no division code covers nothing and is covered
 * by nothing.
 */
export function divisionCovers(region: string, division: string): boolean {
  const above = parseDivisionCode(region)
  const below = parseDivisionCode(division)
  if (!above.ok || !below.ok) return false
  return below.value.code.startsWith(above.value.code.slice(0, SIGNIFICANT_DIGITS[above.value.level]))
}

function levelOf(code: string): DivisionLevel {
  if (!isZero(code, 9, 12)) return 5
  if (!isZero(code, 6, 9)) return 4
  if (!isZero(code, 4, 6)) return 3
  if (!isZero(code, 2, 4)) return 2
  return isZero(code, 0, 2) ? 0 : 1
}

function isZero(code: string, from: number, to: number): boolean {
  return Number(code.slice(from, to)) === 0
}

function required(code: string): DivisionCode {
  const parsed = parseDivisionCode(code)
  if (!parsed.ok) throw new RangeError('not a division code of 6, 9 or 12 digits')
  return parsed.value
}
