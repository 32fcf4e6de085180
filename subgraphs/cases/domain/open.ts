import type { CaseKind } from './codes.ts'

const OPEN_STATES = new Set(['10', '11', '20', '30', '31', '40', '41'])
const HANDED_OVER = '92'

/** Kinds that two people open: neither counts without the other. */
const OF_TWO: ReadonlySet<CaseKind> = new Set(['EMERGENCY', 'INSTRUMENT'])

/** What of a case decides whether it is open. */
export interface Standing {
  readonly kind: CaseKind
  readonly state: string
  readonly handedOverBy: string | null
  readonly confirmedBy: string | null
  readonly expiresAt: Date | null
}

/** Whether a case is opened by two people, the second of whom confirms it. */
export function needsTwo(kind: CaseKind): boolean {
  return OF_TWO.has(kind)
}

/**
 * Whether a case is open for an agency, so that it can be the purpose of a question. A case handed over (转报) is closed
 * for the agency that handed it over and open for the others; one of two people is closed until the second has confirmed it;
 * a roster until its list is sealed, which is when it leaves state 10; a draft and an emergency from their expiry on. A state
 * that the list does not know is closed.
 *
 * @param now milliseconds since 1970-01-01T00:00Z
 */
export function isOpen({ kind, state, handedOverBy, confirmedBy, expiresAt }: Standing, agency: string, now: number): boolean {
  if (expiresAt !== null && expiresAt.getTime() <= now) return false
  if (needsTwo(kind) && confirmedBy === null) return false
  if (kind === 'ROSTER' && state === '10') return false
  if (state === HANDED_OVER) return handedOverBy !== null && handedOverBy !== agency
  return OPEN_STATES.has(state)
}
