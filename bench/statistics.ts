/** A middle value and the interval that holds the true one with 95 % confidence. */
export interface Middle { readonly value: number; readonly low: number; readonly high: number; readonly rounds: number }

/** The middle value of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values)
  const half = sorted.length >> 1
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 === 1 ? (sorted[half] ?? Number.NaN) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

/** The value that a share of some measurements does not exceed; the share is between 0 and 1. */
export function quantile(values: readonly number[], share: number): number {
  return ascending(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
}

/**
 * The median with its interval by order statistics: nothing is assumed of how the measurements are spread. Under 6 of
 * them no interval reaches 95 %, and it is all of them.
 */
export function middle(values: readonly number[]): Middle {
  const sorted = ascending(values)
  const cut = ranksCutOff(sorted.length)
  return { value: median(sorted), low: sorted[cut] ?? Number.NaN, high: sorted[sorted.length - 1 - cut] ?? Number.NaN, rounds: sorted.length }
}

/** How many measurements may be cut off at each end so that the rest still holds the median with 95 % confidence. */
function ranksCutOff(count: number): number {
  let chance = 0.5 ** count
  let below = chance
  let cut = 0
  // `below` is the chance that at most `cut` measurements lie under the median; both ends together may miss 5 %.
  while (below <= 0.025 && cut < count) {
    cut += 1
    chance *= (count - cut + 1) / cut
    below += chance
  }
  return Math.max(0, cut - 1)
}

/** Ratios of measurements taken in the same round. */
export function paired(ours: readonly number[], theirs: readonly number[]): Middle {
  return middle(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)))
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}
