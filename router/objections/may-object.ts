import { coordinateOf } from '#platform/access'
import { hubError } from '#platform/errors'
import type { ItemOfSubject, MayObject } from '../../subgraphs/catalogue/index.ts'
import { caseBarrier } from '../decision/case-rules.ts'
import { outcomeFor } from '../decision/decide.ts'
import type { Facts } from '../decision/facts.ts'
import { type Reason, REASONS } from '../decision/reasons.ts'
import { subjectsOf } from '../decision/subjects.ts'
import type { Desk } from '../questions.ts'

/**
 * Decides whether whoever asks may doubt an item of somebody: whoever could read or compare it now, under the purpose of the
 * question. It is the decision that reading it takes, so that raising an objection tells nothing that reading would not.
 */
export function objectionLeave(desk: Desk): MayObject {
  return async (plan, about) => {
    const question = desk.deciding.get(plan)
    if (question === undefined) throw hubError('LIBRARY_UNAVAILABLE', 'nothing is decided here')
    const { identity, purpose } = question
    const facts = await desk.facts.about(identity, purpose, { closed: true, personal: true, named: [about.subject], matters: [] })
    const reason = refusalOf(about, facts, desk)
    return { agency: identity.agency, caseNo: purpose?.caseNo ?? null, refusal: reason === null ? null : { en: `${reason}: ${REASONS[reason].en}`, zh: REASONS[reason].zh } }
  }
}

/** Why an item of somebody may not be doubted; `null` where it may. Pure. */
export function refusalOf({ item: name, subject }: ItemOfSubject, facts: Facts, { items }: Pick<Desk, 'items'>): Reason | null {
  const item = items.get(coordinateOf(name))
  if (item === undefined) return 'NOT_PUBLISHED'
  const barrier = purposeBarrier(facts)
  if (barrier !== null) return barrier
  const { standing, conflicted } = subjectsOf(facts)
  if (conflicted.has(subject)) return 'OPERATOR_IS_SUBJECT'
  const own = standing.get(subject)
  if (own === undefined) return 'SUBJECT_NOT_PARTY'
  const outcome = outcomeFor({ item, verify: true, args: {} }, own, subject, facts)
  return outcome.granted.has(name) ? null : outcome.reason
}

// An agency doubts in its case alone, even what everybody may read. Whoever acts in person needs one where reading does.
function purposeBarrier(facts: Facts): Reason | null {
  const { purpose, caller: { represented } } = facts
  if (purpose === null) return 'PURPOSE_REQUIRED'
  const mandate = represented?.mandateMatters ?? null
  if (mandate !== null && !mandate.includes(purpose.matter)) return 'MATTER_NOT_COVERED'
  if (purpose.caseNo === null) return represented === null ? 'PURPOSE_REQUIRED' : null
  return caseBarrier(facts)
}
