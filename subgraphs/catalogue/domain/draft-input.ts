import type { InputFault } from '#platform/errors'
import { holdsPersonalNumber } from '#platform/texts'
import { fault, textFaults } from './application-faults.ts'

/** A draft to keep, as the contract takes it. */
export interface KeepDraftInput {
  readonly id?: string | null
  readonly version?: number | null
  readonly title: string
  readonly content: unknown
  readonly clientMutationId?: string | null
}

/** An agency keeps so many drafts at a time. */
export const DRAFTS_MAX = 100

const TITLE_MAX = 100
const CONTENT_MAX = 100_000

/** Whatever is wrong with a draft; what it says of the application may be wrong until it is sent. */
export function draftFaults({ title, content }: KeepDraftInput): InputFault[] {
  return [...textFaults('input.title', title, TITLE_MAX), ...(isContent(content) ? [] : [fault('input.content', 'CONTENT_WRONG')])]
}

function isContent(content: unknown): boolean {
  if (content === null || typeof content !== 'object' || Array.isArray(content)) return false
  const text = JSON.stringify(content)
  return text.length <= CONTENT_MAX && !holdsNumbers(content) && !text.includes('\\u0000')
}

// Text by text, since digits of neighbours would be taken for a number together.
function holdsNumbers(value: unknown): boolean {
  if (typeof value === 'string') return holdsPersonalNumber(value)
  if (value === null || typeof value !== 'object') return false
  return Object.entries(value as Record<string, unknown>).some(([name, each]) => !CODES.has(name) && holdsNumbers(each))
}

/** Members whose codes are longer than a person's number, and of no person. */
const CODES: ReadonlySet<string> = new Set(['matters', 'items', 'regions', 'consumerClass'])
