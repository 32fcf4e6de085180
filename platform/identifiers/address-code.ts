import { mod11Check } from './check-arithmetic.ts'
import { parseDivisionCode } from './division-code.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A standard address code. The layout is this project's own: GB/T 23705 fixes no national length. */
export interface AddressCode {
  /** 21 characters; the last is a digit or `X`. */
  readonly code: string
  /** The village's 12 digits; a division above it where the village is not known. */
  readonly villageCode: string
  /** 0 to 99 999 999, unique in the village. */
  readonly sequence: number
}

const FORMAT = /^\d{20}[\dX]$/
const FIRST_20 = /^\d{20}$/
const VILLAGE = /^\d{12}$/
const MAX_SEQUENCE = 99_999_999

/** Reads an address code: village code 12, sequence 8, check 1. Checks, in order: `format`, `checksum`. */
export function parseAddressCode(code: string): Parsed<AddressCode> {
  if (!FORMAT.test(code)) return refused('format')
  const villageCode = code.slice(0, 12)
  if (!parseDivisionCode(villageCode).ok) return refused('format')
  if (addressCodeCheck(code.slice(0, 20)) !== code.charAt(20)) return refused('checksum')
  return accepted({ code, villageCode, sequence: Number(code.slice(12, 20)) })
}

/**
 * Check character of the first 20 digits, ISO/IEC 7064 MOD 11-2.
 *
 * @throws RangeError on anything but 20 digits
 */
export function addressCodeCheck(first20: string): string {
  if (!FIRST_20.test(first20)) throw new RangeError('the check of an address code needs 20 digits')
  return mod11Check(first20)
}

/**
 * Writes the address code of a village and a sequence number, check included.
 *
 * @param villageCode 12 digits of a division
 * @param sequence an integer from 0 to 99 999 999
 * @throws RangeError when either is outside its bounds
 */
export function formatAddressCode(villageCode: string, sequence: number): string {
  if (!VILLAGE.test(villageCode) || !parseDivisionCode(villageCode).ok) {
    throw new RangeError('the village code of an address must be a division code of 12 digits')
  }
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > MAX_SEQUENCE) {
    throw new RangeError(`the sequence of an address must be an integer from 0 to ${MAX_SEQUENCE}`)
  }
  const first20 = villageCode + String(sequence).padStart(8, '0')
  return first20 + addressCodeCheck(first20)
}
