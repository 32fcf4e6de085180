import { mod37Check } from './check-arithmetic.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** The parts of an electronic licence identifier that its check covers, GB/T 36904-2018. */
export interface LicenceIdentifierParts {
  /** Licence type: the defining organisation's credit code and three digits, 21 characters. */
  readonly type: string
  /** Issuer, 1 to 32 digits or capitals: a credit code, though region and other codes are met in practice. */
  readonly issuer: string
  /** Serial number unique to the issuer, 1 to 64 digits or capitals. */
  readonly serial: string
  /** From 1; one more at every change or renewal of the same licence, at most 999. */
  readonly version: number
}

/** An electronic licence identifier as text and in parts. */
export interface LicenceIdentifier extends LicenceIdentifierParts {
  readonly identifier: string
  /** The last segment, one digit or capital. */
  readonly check: string
}

/** An identifier found in stored data, whose check character may be wrong. */
export interface StoredLicenceIdentifier extends LicenceIdentifier {
  readonly checksumOk: boolean
}

/** The root under which all electronic licences of the country are numbered. */
export const LICENCE_ROOT = '1.2.156.3005.2'

const SEGMENTS = /^([0-9A-Z]{18}\d{3})\.([0-9A-Z]{1,32})\.([0-9A-Z]{1,64})\.(\d{3})\.([0-9A-Z])$/

/**
 * Reads an identifier given as input, GB/T 36904-2018. Checks, in order: `format`, `checksum`.
 * The codes inside (type definer, issuer) are not validated, since deployed ones are not all credit codes.
 */
export function parseLicenceIdentifier(text: string): Parsed<LicenceIdentifier> {
  const read = readStoredLicenceIdentifier(text)
  if (!read.ok) return read
  const { checksumOk, ...identifier } = read.value
  return checksumOk ? accepted(identifier) : refused('checksum')
}

/**
 * Reads an identifier out of stored data, GB/T 36904-2018. Only `format` refuses: deployed systems hold
 * identifiers with wrong check characters, and such a row is a finding (`checksumOk: false`), not lost.
 */
export function readStoredLicenceIdentifier(text: string): Parsed<StoredLicenceIdentifier> {
  if (!text.startsWith(`${LICENCE_ROOT}.`)) return refused('format')
  const [, type, issuer, serial, version, check] = SEGMENTS.exec(text.slice(LICENCE_ROOT.length + 1)) ?? []
  if (!type || !issuer || !serial || !version || !check || version === '000') return refused('format')
  const checksumOk = licenceCheck(type + issuer + serial + version) === check
  return accepted({ identifier: text, type, issuer, serial, version: Number(version), check, checksumOk })
}

/**
 * Check character of an identifier, GB/T 36904-2018: ISO/IEC 7064 MOD 37,36 over type, issuer, serial and
 * version, written together without root and dots. So a dot moved between issuer and serial goes unnoticed.
 *
 * @throws RangeError on anything but digits and capitals
 */
export function licenceCheck(body: string): string {
  return mod37Check(body)
}

/**
 * Writes the identifier of a licence, check character included, GB/T 36904-2018.
 *
 * @throws RangeError when a part is outside its bounds; the message names no value
 */
export function formatLicenceIdentifier(parts: LicenceIdentifierParts): string {
  const version = String(parts.version).padStart(3, '0')
  const body = [parts.type, parts.issuer, parts.serial, version]
  // The dotted form is what is validated: joined without dots, characters of one part could pass as another's.
  const check = body.every(part => /^[0-9A-Z]+$/.test(part)) ? licenceCheck(body.join('')) : ''
  const identifier = `${LICENCE_ROOT}.${body.join('.')}.${check}`
  if (!parseLicenceIdentifier(identifier).ok) {
    throw new RangeError('a part of a licence identifier is out of bounds')
  }
  return identifier
}
