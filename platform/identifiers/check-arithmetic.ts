/** Digits then capitals, each standing for its index: the alphabet of GB 11714 and of ISO 7064 MOD 37,36. */
export const DIGITS_AND_CAPITALS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const MOD_11_SYMBOLS = '0123456789X'

/**
 * The value of one symbol: its index in `alphabet`.
 *
 * @throws RangeError when the symbol is not of the alphabet; the message does not repeat it.
 */
export function symbolValue(alphabet: string, symbol: string): number {
  const value = alphabet.indexOf(symbol)
  if (value < 0) throw new RangeError('a symbol lies outside the alphabet of the check')
  return value
}

/**
 * Σ value × weight over `text`, one weight per symbol.
 *
 * @throws RangeError when lengths differ or a symbol is not of the alphabet.
 */
export function weightedSum(alphabet: string, weights: readonly number[], text: string): number {
  if (text.length !== weights.length) throw new RangeError(`the check needs ${weights.length} symbols`)
  return weights.reduce((sum, weight, i) => sum + weight * symbolValue(alphabet, text.charAt(i)), 0)
}

/**
 * Check character of a string of digits by ISO/IEC 7064 MOD 11-2 (pure system, one of `0-9X`).
 * Catches every single substitution and every transposition of two neighbours.
 *
 * @throws RangeError on anything but digits.
 */
export function mod11Check(digits: string): string {
  let remainder = 0
  for (const digit of digits) {
    remainder = ((remainder + symbolValue('0123456789', digit)) * 2) % 11
  }
  return MOD_11_SYMBOLS.charAt((12 - remainder) % 11)
}

/**
 * Check character of a string of digits and capitals by ISO/IEC 7064 MOD 37,36 (hybrid system, one of
 * `0-9A-Z`). Catches every single substitution, and every transposition of two neighbours but for those that follow each
 * other in the alphabet (Z and 0 among them), of which it lets one in 36 pass.
 *
 * @throws RangeError on any other symbol, lower case included.
 */
export function mod37Check(text: string): string {
  let product = 36
  for (const symbol of text) {
    const sum = (product + symbolValue(DIGITS_AND_CAPITALS, symbol)) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return DIGITS_AND_CAPITALS.charAt((37 - product) % 36)
}
