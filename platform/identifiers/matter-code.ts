import { parseCreditCode } from './credit-code.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A basic code of 12. Its inner split is inferred from deployed codes, so items may hold letters. */
export interface BasicMatterParts {
  /** `00` the nation, else the province's two digits. */
  readonly division2: string
  /** Kind of matter, two digits of GB/T 39046-2020 table A.1. */
  readonly matterType: string
  /** Department or line of business, two characters. */
  readonly department: string
  /** Main item, three characters. */
  readonly mainItem: string
  /** Sub-item, three characters. */
  readonly subItem: string
}

/** An implementation code of 31: who exercises which matter, and at which level. */
export interface ImplementationParts {
  /** Credit code of the implementing body, valid. */
  readonly creditCode: string
  /** Level of exercise `1`–`7`, GB/T 39046-2020 table A.2. */
  readonly exerciseLevel: string
  /** The basic code of 12. */
  readonly basicCode: string
  readonly basic: BasicMatterParts
}

/** A handling item code of 33: one way of handling an implemented matter. */
export interface HandlingItemParts {
  /** The implementation code of 31. */
  readonly implementationCode: string
  readonly implementation: ImplementationParts
  /** Number of the handling item, two digits. */
  readonly handlingItem: string
}

/** A basic code of 10, first generation. */
export interface FirstBasicMatterParts {
  /** Kind of matter, two letters, such as `XK` for a permit. */
  readonly matterType: string
  /** Main item, five characters. */
  readonly mainItem: string
  /** Sub-item, three characters. */
  readonly subItem: string
}

/** A matter code by generation and kind. How a first-generation implementation code splits is not known. */
export type MatterCode = { readonly code: string } & (
  | { readonly generation: 1; readonly kind: 'BASIC'; readonly parts: FirstBasicMatterParts }
  | { readonly generation: 1; readonly kind: 'IMPLEMENTATION'; readonly parts: null }
  | { readonly generation: 2; readonly kind: 'BASIC'; readonly parts: BasicMatterParts }
  | { readonly generation: 2; readonly kind: 'IMPLEMENTATION'; readonly parts: ImplementationParts }
  | { readonly generation: 2; readonly kind: 'HANDLING_ITEM'; readonly parts: HandlingItemParts }
)

const FIRST_BASIC = /^[A-Z]{2}[0-9A-Z]{8}$/
const FIRST_IMPLEMENTATION = /^[0-9A-Z]{24}$/
const BASIC = /^\d{4}[0-9A-Z]{8}$/
const IMPLEMENTATION = /^[0-9A-Z]{18}[1-7]\d{4}[0-9A-Z]{8}$/
const HANDLING_ITEM = /^[0-9A-Z]{31}\d{2}$/

/**
 * Reads the code of a government service matter; its length tells generation and kind. Second generation
 * (GB/T 39554.1-2020): basic 12, implementation 31, handling item 33. First (GB/T 39046-2020): basic 10,
 * implementation 24. Some systems call the code of 33 an implementation code; here it is a handling item.
 *
 * Refuses by `format`, or by the check that the credit code inside fails. The codes have no check of their own.
 */
export function parseMatterCode(code: string): Parsed<MatterCode> {
  if (FIRST_BASIC.test(code)) {
    const parts = { matterType: code.slice(0, 2), mainItem: code.slice(2, 7), subItem: code.slice(7) }
    return accepted({ code, generation: 1, kind: 'BASIC', parts })
  }
  if (FIRST_IMPLEMENTATION.test(code)) {
    return accepted({ code, generation: 1, kind: 'IMPLEMENTATION', parts: null })
  }
  if (BASIC.test(code)) return accepted({ code, generation: 2, kind: 'BASIC', parts: basicParts(code) })
  if (HANDLING_ITEM.test(code)) return parseHandlingItem(code)
  const implementation = parseImplementation(code)
  if (!implementation.ok) return implementation
  return accepted({ code, generation: 2, kind: 'IMPLEMENTATION', parts: implementation.value })
}

function parseHandlingItem(code: string): Parsed<MatterCode> {
  const implementationCode = code.slice(0, 31)
  const implementation = parseImplementation(implementationCode)
  if (!implementation.ok) return implementation
  const parts = { implementationCode, implementation: implementation.value, handlingItem: code.slice(31) }
  return accepted({ code, generation: 2, kind: 'HANDLING_ITEM', parts })
}

function parseImplementation(code: string): Parsed<ImplementationParts> {
  if (!IMPLEMENTATION.test(code)) return refused('format')
  const body = parseCreditCode(code.slice(0, 18))
  if (!body.ok) return body
  const basicCode = code.slice(19)
  return accepted({
    creditCode: body.value.code,
    exerciseLevel: code.charAt(18),
    basicCode,
    basic: basicParts(basicCode),
  })
}

function basicParts(code: string): BasicMatterParts {
  return {
    division2: code.slice(0, 2),
    matterType: code.slice(2, 4),
    department: code.slice(4, 6),
    mainItem: code.slice(6, 9),
    subItem: code.slice(9),
  }
}
