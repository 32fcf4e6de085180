export const GRANT_STATES = ['ACTIVE', 'NOT_YET', 'EXPIRED', 'SUSPENDED', 'REVOKED'] as const

const TONES: Readonly<Record<string, string>> = { ACTIVE: 'good', SUSPENDED: 'warn', REVOKED: 'bad', EXPIRED: 'bad' }

export function StateTag({ state }: { readonly state: { readonly code: string; readonly name: string } | null }) {
  return state === null ? null : <span className={`tag tag-${TONES[state.code] ?? ''}`}>{state.name}</span>
}

/** Requests of all the days together. */
export function usedIn(days: readonly { readonly requests: number }[] | null): number {
  return (days ?? []).reduce((sum, { requests }) => sum + requests, 0)
}
