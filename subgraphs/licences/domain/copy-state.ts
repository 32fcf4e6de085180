import type { CodeList } from '#platform/codes'

/** Whether a copy counts; the hub's own codes. */
export const copyStates = { GENUINE: '有效', EXPIRED: '已过期', WITHDRAWN: '已撤回', LICENCE_ENDED: '原证照已失效' } as const satisfies CodeList

export type CopyState = keyof typeof copyStates

/** By what right a copy is made (用证依据); the hub's own codes. */
export const copyBases: CodeList = { DUTY: '依职权', HOLDER: '本人', AUTHORISATION: '授权', SHOWN: '亮证' }

export type CopyBasis = 'DUTY' | 'HOLDER' | 'AUTHORISATION' | 'SHOWN'

/** Whether leave can be used; the hub's own codes. */
export const authorisationStates = { VALID: '有效', USED_UP: '已用完', EXPIRED: '已过期', WITHDRAWN: '已撤回' } as const satisfies CodeList

interface Lived {
  readonly expiresAt: Date
  readonly withdrawnAt: Date | null
}

/**
 * Whether a copy counts now.
 *
 * @param outcomes what using each licence on it comes to today, in its newest version
 */
export function stateOfCopy({ expiresAt, withdrawnAt }: Lived, outcomes: readonly string[], now: number): CopyState {
  if (withdrawnAt !== null) return 'WITHDRAWN'
  if (outcomes.some((outcome) => outcome !== '0')) return 'LICENCE_ENDED'
  return expiresAt.getTime() <= now ? 'EXPIRED' : 'GENUINE'
}

/** Whether leave can be used now. */
export function stateOfAuthorisation({ expiresAt, withdrawnAt, times, used }: Lived & { readonly times: number; readonly used: number }, now: number): keyof typeof authorisationStates {
  if (withdrawnAt !== null) return 'WITHDRAWN'
  if (used >= times) return 'USED_UP'
  return expiresAt.getTime() <= now ? 'EXPIRED' : 'VALID'
}
