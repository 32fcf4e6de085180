/**
 * Which check an identifier failed. Parsers test in the order listed here and report the first that fails.
 *
 * `format` length or character · `date` no such day in the calendar · `future` a birth after today ·
 * `category` no such kind of organisation or document · `organisationCode` the inner check character of a credit code ·
 * `checksum` the check character of the identifier itself.
 */
export type IdentifierCheck = 'format' | 'date' | 'future' | 'category' | 'organisationCode' | 'checksum'

/** What a parser answers. A fault says which check failed and never carries the text, which may be personal. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly check: IdentifierCheck }

/** A successful answer holding `value`. */
export function accepted<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

/** A fault naming `check`, assignable to every `Parsed<T>`. */
export function refused(check: IdentifierCheck): Parsed<never> {
  return { ok: false, check }
}
