import { type GraphQLLeafType, isEnumType } from 'graphql'

/** Writes a leaf that is not `null` as JSON; `null` where it is no value of its type. */
export type WriteLeaf = (value: unknown) => string | null

/** How values of a leaf type are written. A library has brought them into the form of their type before. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name as unknown, JSON.stringify(name)]))
    return (value) => texts.get(value) ?? null
  }
  return (value) => {
    if (typeof value === 'string') return quoted(value)
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
    if (typeof value === 'boolean') return value ? 'true' : 'false'
    return JSON.stringify(value) ?? null
  }
}

const TO_ESCAPE = /[\0-\x1f"\\\ud800-\udfff]/

/** As long as this, a text is looked through faster by hand than by an expression. */
const SHORT = 24

/** A text as JSON. Few need escaping, and finding that out costs less than JSON.stringify. */
export function quoted(text: string): string {
  return needsEscape(text) ? JSON.stringify(text) : `"${text}"`
}

function needsEscape(text: string): boolean {
  if (text.length > SHORT) return TO_ESCAPE.test(text)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff)) return true
  }
  return false
}
