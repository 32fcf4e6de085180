import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

const FORMAT = /^1[3-9]\d{9}$/

/**
 * Reads a mainland mobile phone number: 11 digits, the second from 3 to 9, no country code, spaces or hyphens.
 * Refuses by `format` only; whether the number is in service is not known here.
 */
export function parseMobile(text: string): Parsed<string> {
  return FORMAT.test(text) ? accepted(text) : refused('format')
}
