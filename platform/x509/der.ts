/** One value of DER (ITU-T X.690), its content and the bytes that it stands in. */
export interface DerValue {
  readonly tag: number
  readonly content: Buffer
  readonly whole: Buffer
}

/** Tags of the universal class that certificates are made of. */
export const TAG = {
  BOOLEAN: 0x01, INTEGER: 0x02, BIT_STRING: 0x03, OCTET_STRING: 0x04, OID: 0x06, UTF8_STRING: 0x0c, PRINTABLE_STRING: 0x13, UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18, SEQUENCE: 0x30, SET: 0x31,
} as const

const LONG_FORM = 0x80
const LENGTH_BYTES_MAX = 3

/**
 * Reads the one value that fills some bytes.
 *
 * @throws RangeError where it does not, or its length is not in its shortest form
 */
export function readDer(bytes: Buffer): DerValue {
  const value = firstOf(bytes)
  if (value.whole.length !== bytes.length) throw new RangeError('more bytes than one value has')
  return value
}

/**
 * The values that a constructed one holds.
 *
 * @throws RangeError where its content is not a row of them
 */
export function membersOf({ content }: DerValue): DerValue[] {
  const found: DerValue[] = []
  for (let at = 0; at < content.length;) {
    const value = firstOf(content.subarray(at))
    found.push(value)
    at += value.whole.length
  }
  return found
}

function firstOf(bytes: Buffer): DerValue {
  const tag = bytes[0]
  const first = bytes[1]
  if (tag === undefined || first === undefined) throw new RangeError('a value ends before its length')
  const counted = first < LONG_FORM ? 0 : first - LONG_FORM
  if (first === LONG_FORM || counted > LENGTH_BYTES_MAX || bytes.length < 2 + counted) throw new RangeError('a length that cannot be read')
  const length = counted === 0 ? first : bytes.readUIntBE(2, counted)
  const start = 2 + counted
  if (lengthOf(length).length !== 1 + counted || bytes.length < start + length) throw new RangeError('a length that is not the value’s')
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) }
}

/** A value of a tag around its parts. */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < LONG_FORM) return Buffer.from([length])
  const digits = length.toString(16)
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.from([LONG_FORM + bytes.length]), bytes])
}

const OID_BASE = 128

/** An object identifier by its numbers, as `2.5.4.3`. */
export function derOid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return der(TAG.OID, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(number: number): number[] {
  const digits = [number % OID_BASE]
  for (let left = Math.floor(number / OID_BASE); left > 0; left = Math.floor(left / OID_BASE)) digits.unshift((left % OID_BASE) + OID_BASE)
  return digits
}

/** A whole number from 0, given in bytes. */
export function derInteger(bytes: Buffer): Buffer {
  let at = 0
  while (at < bytes.length - 1 && bytes[at] === 0) at += 1
  const digits = bytes.subarray(at)
  return der(TAG.INTEGER, ...((digits[0] ?? 0) >= LONG_FORM ? [Buffer.from([0])] : []), digits)
}

/** Whole bytes as a bit string. */
export const derBits = (bytes: Buffer, unused = 0) => der(TAG.BIT_STRING, Buffer.from([unused]), bytes)

/**
 * The bytes of a bit string without the number of its unused bits.
 *
 * @throws RangeError where bits of its last byte are unused and not `unusedAllowed`
 */
export function bitsOf({ tag, content }: DerValue, unusedAllowed = false): Buffer {
  if (tag !== TAG.BIT_STRING || content.length === 0 || (!unusedAllowed && content[0] !== 0)) throw new RangeError('no bit string of whole bytes')
  return content.subarray(1)
}
