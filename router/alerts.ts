import type { AccessPlan } from '#platform/access'
import type { RaisedAlert } from '../subgraphs/audit/index.ts'
import type { CaseParty, Facts } from './decision/facts.ts'

interface Told {
  readonly facts: Pick<Facts, 'caseFacts'>
  readonly plan: Pick<AccessPlan, 'read'>
  /** Whoever something is claimed about. */
  readonly claimed: ReadonlySet<string>
  /** Whether anything of the answer leaves the hub. */
  readonly told: boolean
  /** Whether the operator has reached the limit of wrong claims in the case with it. */
  readonly limitReached: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A party that was added to a case so short a time ago may have been added to be read. */
const JUST_ADDED_MS = 24 * 3_600_000

/** What should be looked at because of an answer. */
export function alertsOf({ facts: { caseFacts }, plan, claimed, told, limitReached, now }: Told): readonly RaisedAlert[] {
  const limit: readonly RaisedAlert[] = limitReached ? [{ kind: 'MISMATCH_LIMIT', subject: null }] : []
  if (!told || caseFacts === null) return limit
  const read = new Set([...plan.read, ...claimed])
  const justAdded = ({ addedAt }: CaseParty) => typeof addedAt === 'string' && now - Date.parse(addedAt) < JUST_ADDED_MS
  const added = new Set(caseFacts.parties.flatMap((party) => (read.has(party.subject) && justAdded(party) ? [party.subject] : [])))
  return [
    ...limit,
    ...[...added].map((subject): RaisedAlert => ({ kind: 'PARTY_JUST_ADDED', subject })),
    ...(caseFacts.kind === 'EMERGENCY' && read.size > 0 ? [{ kind: 'EMERGENCY_READ', subject: null } as const] : []),
  ]
}
