import type { Disclosure } from './situation.ts'

/** The reasons of design §4, in the order in which they are decided. */
export const ORDER = [
  'UNAUTHENTICATED', 'CONSUMER_SUSPENDED', 'AGENCY_NOT_SERVED', 'NETWORK_ZONE', 'ASSURANCE_TOO_LOW', 'NOT_PUBLISHED', 'WITHHELD',
  'PURPOSE_REQUIRED', 'CASE_NOT_YOURS', 'CASE_CLOSED', 'CASE_MATTER_MISMATCH', 'CASE_UNPROVEN', 'NO_GRANT', 'GRANT_NOT_YET_VALID',
  'GRANT_EXPIRED', 'GRANT_REVOKED', 'MATTER_NOT_COVERED', 'AGENCY_ROLE_NOT_COVERED', 'PARTY_ROLE_NOT_COVERED', 'REGION_NOT_COVERED',
  'VERIFY_ONLY', 'QUOTA_EXHAUSTED', 'SUBJECT_NOT_PARTY', 'OPERATOR_IS_SUBJECT',
] as const
export type Reason = (typeof ORDER)[number]

export const last = (reasons: readonly Reason[]): Reason | undefined =>
  reasons.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)).at(-1)

const RANK = { VERIFY: 1, MASKED: 2, CLEAR: 3 }
export const better = (a: Disclosure | undefined, b: Disclosure): Disclosure => (a !== undefined && RANK[a] > RANK[b] ? a : b)
