import type { CodeList } from '#platform/codes'

/** States of a grant (授权状态); the hub's own list. */
export const grantStates = { ACTIVE: '有效', NOT_YET: '未生效', EXPIRED: '已到期', SUSPENDED: '已暂停', REVOKED: '已撤销' } as const satisfies CodeList

export type GrantState = keyof typeof grantStates

/** What the state of a grant follows from. Dates are `YYYY-MM-DD`; both days of a term belong to it. */
export interface GrantTimes {
  readonly validFrom: string
  readonly validTo: string
  readonly suspendedAt: Date | null
  readonly revokedAt: Date | null
}

/** The state of a grant on a day. What ended it for good is told before what may pass. */
export function grantStateOf({ validFrom, validTo, suspendedAt, revokedAt }: GrantTimes, today: string): GrantState {
  if (revokedAt !== null) return 'REVOKED'
  if (validTo < today) return 'EXPIRED'
  if (suspendedAt !== null) return 'SUSPENDED'
  return validFrom > today ? 'NOT_YET' : 'ACTIVE'
}

/** From which states each act may move a grant. */
export const GRANT_ACTS = {
  REVOKE: ['ACTIVE', 'NOT_YET', 'SUSPENDED', 'EXPIRED'],
  SUSPEND: ['ACTIVE', 'NOT_YET'],
  RESUME: ['SUSPENDED'],
  CHANGE: ['ACTIVE', 'NOT_YET', 'SUSPENDED'],
} as const satisfies Record<string, readonly GrantState[]>

export type GrantAct = keyof typeof GRANT_ACTS

/** Whether an act may move a grant that is in this state. */
export function mayAct(act: GrantAct, state: GrantState): boolean {
  return (GRANT_ACTS[act] as readonly GrantState[]).includes(state)
}
