import type { Disclosure } from '#platform/access'
import type { ContractItem } from '#platform/contract'
import { hasMaskedForm } from '#platform/masks'
import type { CaseFacts, Facts, Grant } from './facts.ts'
import type { Reason } from './reasons.ts'

/** Kinds of case that name whom they are about: nobody is reached through somebody else. */
export const NAMED_ONLY: ReadonlySet<string> = new Set(['EMERGENCY', 'INSTRUMENT'])

/** States between acceptance and decision (standards §2.2), when agencies that join in do their step. */
const IN_HAND: ReadonlySet<string> = new Set(['20', '30', '31'])

/** States of a case that ended with a decision. */
const DECIDED: ReadonlySet<string> = new Set(['50', '51'])

/** What an enrolment (实名注册) may compare: that a name belongs to a number. */
const ENROLLED: ReadonlySet<string> = new Set(['Person.citizenId', 'Person.name'])

/** What tells how far the papers of a case are, which whoever received them may know. */
const MATERIAL_STATUS: ReadonlySet<string> = new Set([
  'Case.materials', 'CaseMaterial.materialCode', 'CaseMaterial.name', 'CaseMaterial.received', 'CaseMaterial.receivedAt',
])

const DAY_MS = 86_400_000

/** The roles in which an agency may ask under a case today: a joint one only while its step may be under way. */
export function rolesToday({ agencyRoles, step, state }: CaseFacts): readonly string[] {
  return step !== null && IN_HAND.has(state) ? agencyRoles : agencyRoles.filter((role) => role !== 'JOINT')
}

/** What is wrong with the case of the purpose, whatever is asked. */
export function caseBarrier(facts: Facts): Reason | null {
  const { caller, caseFacts, purpose } = facts
  if (caseFacts === null || purpose === null) return 'CASE_NOT_YOURS'
  if (!hasPart(caller, caseFacts)) return 'CASE_NOT_YOURS'
  if (!caseFacts.open && !mayBeChecked(caseFacts, facts)) return 'CASE_CLOSED'
  if (caller.represented === null && rolesToday(caseFacts).length === 0) return 'CASE_CLOSED'
  return caseFacts.matterCode === purpose.matter ? null : 'CASE_MATTER_MISMATCH'
}

/** Whether the caller has a part in a case: its agency a role, or who acts in person as a party. A draft is its subject's own business. */
export function hasPart({ represented }: Facts['caller'], { agencyRoles, kind, parties }: CaseFacts): boolean {
  if (represented === null) return agencyRoles.length > 0 && kind !== 'DRAFT'
  return parties.some(({ subject }) => subject === represented.subject)
}

/** Whether a case that ended with a decision is so fresh that its matter still allows checks: so many calendar days after that of the decision. */
function mayBeChecked({ state, decidedAt }: CaseFacts, { matter, today }: Facts): boolean {
  const days = matter?.afterDecisionDays ?? 0
  if (days === 0 || decidedAt === null || !DECIDED.has(state)) return false
  return Date.parse(today) - Date.parse(decidedAt.slice(0, 10)) <= days * DAY_MS
}

/** Whether the agency asks as one that only received the papers, under a grant that is for other roles. */
export function onlyReceives(grant: Grant, { caller, caseFacts }: Facts): boolean {
  if (caller.represented !== null || caseFacts === null) return false
  const roles = rolesToday(caseFacts)
  return roles.includes('RECEIVING') && !roles.some((role) => grant.agencyRoles.includes(role))
}

/** What is left of a disclosure, and what stops the rest of it. */
export interface Left {
  readonly disclosure: Disclosure | null
  readonly reason: Reason | null
}

/** What is left of a disclosure under the kind, the state and the evidence of the case: where reading ends, comparing may go on. */
export function underCase(item: ContractItem, given: Disclosure, grant: Grant, facts: Facts): Left {
  const { caseFacts } = facts
  const received = onlyReceives(grant, facts) && !MATERIAL_STATUS.has(item.coordinate) ? compared(item, given, 'VERIFY_ONLY') : whole(given)
  if (received.disclosure === null || caseFacts === null) return received
  if (!caseFacts.open) return compared(item, received.disclosure, 'CASE_CLOSED')
  if (!item.personal) return received
  const kind = underKind(item, received.disclosure, caseFacts.kind)
  if (kind.disclosure === null || kind.disclosure !== 'CLEAR' || caseFacts.proven) return { disclosure: kind.disclosure, reason: kind.reason ?? received.reason }
  return hasMaskedForm(item.mask) ? whole('MASKED') : compared(item, 'CLEAR', 'CASE_UNPROVEN')
}

function underKind(item: ContractItem, given: Disclosure, kind: string): Left {
  if (kind === 'ENROLMENT') return ENROLLED.has(item.coordinate) ? compared(item, given, 'VERIFY_ONLY') : { disclosure: null, reason: 'VERIFY_ONLY' }
  return kind === 'ROSTER' && !item.derived ? compared(item, given, 'VERIFY_ONLY') : whole(given)
}

const whole = (disclosure: Disclosure): Left => ({ disclosure, reason: null })

// A masked form does not tell whether a claim is true, and a conclusion or a row of a slice is read or it is nothing.
function compared({ sliced, derived }: ContractItem, given: Disclosure, reason: Reason): Left {
  if (given === 'VERIFY') return whole(given)
  return { disclosure: given === 'MASKED' || sliced || derived ? null : 'VERIFY', reason }
}
