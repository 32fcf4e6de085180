/** So many verdicts other than `MATCH` an operator is told in a case within a day; one more, and values could be found by guessing. */
export const VERDICTS_MAX = 20

export const DAY_MS = 86_400_000

/** What becomes of a claim. */
export interface Settled {
  /** Whether its verdicts may be told. */
  readonly within: boolean
  /** Whether the limit is reached with them. */
  readonly reached: boolean
  /** What counts of it from now on. */
  readonly counted: number
}

/** What counts of the other claims of an operator in a case within a day. */
export interface OtherMisses {
  /** Verdicts other than `MATCH` that were told. */
  readonly told: number
  /** Claims that are being compared, each of which may come to one at least. */
  readonly pending: number
}

/**
 * Settles a claim among the others of its operator and case. One that goes beyond the limit is not told and uses up what was
 * left: that it was refused tells something too.
 *
 * @param misses how many of its own verdicts were no `MATCH`
 */
export function settledMisses({ told, pending }: OtherMisses, misses: number): Settled {
  const left = VERDICTS_MAX - told - pending
  const within = misses <= left
  const counted = within ? misses : Math.max(1, left)
  return { within, counted, reached: counted > 0 && told + counted >= VERDICTS_MAX }
}
