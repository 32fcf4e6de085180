import { createHash } from 'node:crypto'

/**
 * JSON in the one form that RFC 8785 gives every value: members in the order of their UTF-16 code units, no white space,
 * numbers and texts as ECMAScript writes them. Two sides that parsed the same JSON write the same text.
 *
 * @param value what `JSON.parse` gives, or may have given; members without a value are left out, as `JSON.stringify` does
 * @throws RangeError where it is nested deeper than the stack reaches
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const members = value as Readonly<Record<string, unknown>>
  const names = Object.keys(members).filter((name) => members[name] !== undefined)
  return `{${names.sort().map((name) => `${JSON.stringify(name)}:${canonical(members[name])}`).join(',')}}`
}

/** SHA-256 (FIPS 180-4) of a text in UTF-8, as base64url. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url')
}
