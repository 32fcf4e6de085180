/** A source of chance that gives the same sequence for the same seed, so that a seeded world can be made again. */
export interface Random {
  /** A real number from 0 up to, not including, 1. */
  next(): number
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** Whether an event of this probability (0 to 1) happens. */
  chance(probability: number): boolean
  /** One element; every element is as likely as any other. Throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T
  /** A copy in another order. */
  shuffle<T>(list: readonly T[]): T[]
}

/**
 * A small generator (mulberry32). Good enough for invented people, never for a secret.
 *
 * @param seed any integer; taken modulo 2³²
 */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[int(0, list.length - 1)] as (typeof list)[number]
    },
    shuffle(list) {
      const copy = [...list]
      for (let at = copy.length - 1; at > 0; at--) {
        const other = int(0, at)
        const [a, b] = [copy[at], copy[other]] as [(typeof copy)[number], (typeof copy)[number]]
        copy[at] = b
        copy[other] = a
      }
      return copy
    },
  }
}
