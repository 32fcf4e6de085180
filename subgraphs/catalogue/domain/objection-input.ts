import type { InputFault } from '#platform/errors'
import { fault, listFaults, textFaults } from './application-faults.ts'
import { itemName } from './application-input.ts'
import type { ObjectionOutcome } from './objection-states.ts'

/** What is doubted about whom, as the contract takes it; numbers of people have become keys. */
export interface ObjectionInput {
  readonly item: string
  readonly subject?: { readonly citizenId?: string | null; readonly creditCode?: string | null } | null
  readonly statement: string
  readonly evidence: readonly { readonly kind: string; readonly digest: string; readonly name: string }[]
  readonly clientMutationId?: string | null
}

/** What the provider answers. */
export interface ObjectionAnswerInput {
  readonly id: string
  readonly outcome: ObjectionOutcome
  readonly answer: string
}

const TEXT_MAX = 500
const NAME_MAX = 100
const EVIDENCE_MAX = 10
const SM3 = /^[0-9a-f]{64}$/

/**
 * Whom an input is about: whoever it names, and where it names nobody who acts in person.
 *
 * @returns `null` where it names nobody, or two
 */
export function subjectOf({ subject }: ObjectionInput, represented: string | null): string | null {
  const named = [subject?.citizenId, subject?.creditCode].flatMap((each) => each ?? [])
  if (named.length === 0) return represented
  return named.length === 1 ? (named[0] as string) : null
}

/** Every fault of an input, but for whether its item and its subject may be doubted. */
export function objectionFaults({ item, statement, evidence }: ObjectionInput, subject: string | null): InputFault[] {
  const name = itemName(item)
  const digests = evidence.map(({ digest }) => digest)
  return [
    ...(name === null || 'resource' in name ? [fault('input.item', 'UNKNOWN_ITEM')] : []),
    ...(subject === null ? [fault('input.subject', 'SUBJECT_WRONG')] : []),
    ...textFaults('input.statement', statement, TEXT_MAX),
    ...listFaults('input.evidence', digests, EVIDENCE_MAX),
    ...evidence.slice(0, EVIDENCE_MAX).flatMap(({ digest, name: file }, at) => [
      ...(SM3.test(digest) ? [] : [fault(`input.evidence[${at}].digest`, 'DIGEST_WRONG')]),
      ...textFaults(`input.evidence[${at}].name`, file, NAME_MAX),
    ]),
  ]
}

/** Every fault of an answer: whoever may read the item reads it, so it holds no number. */
export function answerFaults({ answer }: Pick<ObjectionAnswerInput, 'answer'>): InputFault[] {
  return textFaults('input.answer', answer, TEXT_MAX)
}
