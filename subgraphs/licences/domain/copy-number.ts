import { randomBytes } from 'node:crypto'
import { DIGITS_AND_CAPITALS, mod37Check } from '#platform/identifiers'

/** Without I, L, O and U, which are read for others. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const LENGTH = 17

/** So many symbols of chance, five bits each. */
export function chanceOf(symbols: number): string {
  return [...randomBytes(symbols)].map((byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join('')
}

/** A new number of a copy: eighty bits of chance, so that none is found by trying, and a check character. */
export function newCopyNumber(): string {
  const chance = chanceOf(LENGTH - 1)
  return `${chance}${mod37Check(chance)}`
}

/** The number that somebody typed, spaces and hyphens left out; `null` where it was mistyped. */
export function readCopyNumber(text: string): string | null {
  const number = text.replace(/[\s-]/g, '').toUpperCase()
  if (number.length !== LENGTH || [...number].some((symbol) => !DIGITS_AND_CAPITALS.includes(symbol))) return null
  return mod37Check(number.slice(0, -1)) === number.slice(-1) ? number : null
}
