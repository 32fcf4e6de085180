import { DIGITS_AND_CAPITALS, weightedSum } from './check-arithmetic.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

const FORMAT = /^[0-9A-Z]{8}-?[0-9X]$/
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * Reads an organisation code, GB 11714: eight digits or capitals and a check character, printed with or without
 * a hyphen before it. The value has nine characters and no hyphen. Checks: `format`, `checksum`.
 */
export function parseOrganisationCode(text: string): Parsed<string> {
  if (!FORMAT.test(text)) return refused('format')
  const code = text.replace('-', '')
  return organisationCodeCheck(code.slice(0, 8)) === code.charAt(8) ? accepted(code) : refused('checksum')
}

/**
 * Check character of the first eight, GB 11714: 11 less the weighted sum modulo 11, where 10 is `X` and 11 is
 * `0`. Letters count 10 to 35, so symbols whose values differ by 11, 22 or 33 (`0` `B` `M` `X`) look the same.
 *
 * @throws RangeError on anything but eight digits or capitals
 */
export function organisationCodeCheck(first8: string): string {
  const value = 11 - (weightedSum(DIGITS_AND_CAPITALS, WEIGHTS, first8) % 11)
  if (value === 11) return '0'
  return value === 10 ? 'X' : String(value)
}
