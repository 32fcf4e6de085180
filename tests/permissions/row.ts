import type { Reason } from '../../router/decision/reasons.ts'

/** One question, and exactly what comes of it. Examples and matters are named as the seeds name them. */
export interface Row {
  /** What the row shows, as a sentence about the caller. */
  readonly says: string
  /** A persona of the seeds or of `world.ts`; left out for a caller without a token. */
  readonly persona?: string
  /** Whom the portal acts for. */
  readonly subject?: string
  /** The matters that somebody else's mandate for the subject covers; left out where the subject acts in person. */
  readonly mandate?: readonly string[]
  readonly purpose?: { readonly matter: string; readonly case?: string }
  /** `Sharing-Denial: reject`. */
  readonly allOrNothing?: boolean
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  /** Every item of which some value came back, and no other. A verdict counts as `PersonVerification.<item>`. */
  readonly granted: readonly string[]
  /** Items that are answered, in rows that came, and of which the library holds nothing; not looked at where it is left out. */
  readonly unknown?: readonly string[]
  /** Items that `extensions.disclosure` says were masked. */
  readonly masked?: readonly string[]
  /** Every refused coordinate with its reason; `*` stands for the whole request. */
  readonly refused: Readonly<Record<string, Reason | 'BAD_USER_INPUT' | 'NOT_FOUND' | 'CONFLICT' | 'FORBIDDEN'>>
  /** All values of some coordinates in the order of the answer; `[]` where none may come. */
  readonly values?: Readonly<Record<string, readonly unknown[]>>
  /** 200 where it is left out. */
  readonly status?: number
  /** Libraries asked for the answer, sorted; those asked to decide do not count. */
  readonly hops: readonly string[]
}
