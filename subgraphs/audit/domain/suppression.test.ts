import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEWEST, suppress } from './suppression.ts'

interface Group {
  readonly key: number
  readonly count: number
}

const groupsOf = (counts: readonly number[]): Group[] => counts.map((count, key) => ({ key, count }))
const told = (...counts: number[]) => {
  const { shown, suppressed, total } = suppress(groupsOf(counts))
  return { shown: shown.map(({ count }) => count), suppressed, total }
}

const RUNS = { seed: 20260302, numRuns: 2_000 }
const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 100_000 })), { maxLength: 30 })

/** Every list of so many counts up to a largest one. */
function worlds(length: number, largest: number): number[][] {
  if (length === 0) return [[]]
  return worlds(length - 1, largest).flatMap((before) => Array.from({ length: largest + 1 }, (_, count) => [...before, count]))
}

/** Whatever may stand behind what is told, for whoever knows the rule: the values of each group in all worlds that look the same. */
function guessesOf(length: number, largest: number, fewest: number) {
  const looks = new Map<string, { readonly told: ReturnType<typeof suppress<Group>>; readonly values: Set<number>[] }>()
  for (const world of worlds(length, largest)) {
    const result = suppress(groupsOf(world), fewest)
    const look = JSON.stringify(result)
    const { values } = looks.get(look) ?? looks.set(look, { told: result, values: world.map(() => new Set<number>()) }).get(look)!
    world.forEach((count, key) => values[key]?.add(count))
  }
  return [...looks.values()].map(({ told, values }) => ({
    told, leftOut: values.filter((_, key) => !told.shown.some((group) => group.key === key)).map((set) => [...set]),
  }))
}

describe('small counts are kept back', () => {
  it('alone neither they nor the total', () => {
    expect(told(3)).toEqual({ shown: [], suppressed: 1, total: null })
  })

  it('and the next smallest with them, so that the total does not give them away', () => {
    expect(told(500, 3, 40)).toEqual({ shown: [500], suppressed: 2, total: 543 })
  })

  it('and all that are equal to that, or it would be known which was chosen', () => {
    expect(told(500, 40, 3, 40)).toEqual({ shown: [500], suppressed: 3, total: 583 })
  })

  it('and of several the next as well, since their sum would tell that each of them is small', () => {
    expect(told(500, 2, 1, 40)).toEqual({ shown: [500], suppressed: 3, total: 543 })
  })

  it('and where all are small the total too, unless one of them might have made it up', () => {
    expect(told(4, 5)).toEqual({ shown: [], suppressed: 2, total: null })
    expect(told(4, 6)).toEqual({ shown: [], suppressed: 2, total: null })
    expect(told(5, 6)).toEqual({ shown: [], suppressed: 2, total: 11 })
  })

  it('and no small one is ever shown', () => {
    fc.assert(fc.property(counts, (some) => {
      for (const { count } of suppress(groupsOf(some)).shown) expect(count === 0 || count >= FEWEST).toBe(true)
    }), RUNS)
  })

  it('and what is left of the total when what is shown is taken away may be any of those left out, to the largest', () => {
    fc.assert(fc.property(counts, (some) => {
      const { shown, suppressed, total } = suppress(groupsOf(some))
      if (suppressed === 0 || total === null) return
      const rest = total - shown.reduce((sum, { count }) => sum + count, 0)
      // Each of the others is one at least; so much could be the one.
      expect(rest - (suppressed - 1)).toBeGreaterThanOrEqual(FEWEST)
      expect(suppressed).toBeGreaterThan(1)
    }), RUNS)
  })

  it('from whoever knows the rule as well: no count left out is known', () => {
    for (const length of [1, 2, 3, 4]) {
      for (const { leftOut } of guessesOf(length, 9, 3)) for (const values of leftOut) expect(values.length).toBeGreaterThan(1)
    }
  })

  it('from whoever knows the rule as well: where there is a total, each that is left out may be small and may be not', () => {
    for (const length of [1, 2, 3, 4]) {
      for (const { told, leftOut } of guessesOf(length, 9, 3)) {
        if (told.total === null) continue
        for (const values of leftOut) expect([Math.min(...values) < 3, Math.max(...values) >= 3]).toEqual([true, true])
      }
    }
  })
})

describe('counts are told', () => {
  it('with their total where none is small, zero too', () => {
    expect(told(10, 0, 12)).toEqual({ shown: [10, 0, 12], suppressed: 0, total: 22 })
    expect(told()).toEqual({ shown: [], suppressed: 0, total: 0 })
  })

  it('in the order in which they came, and as they are', () => {
    fc.assert(fc.property(counts, (some) => {
      const groups = groupsOf(some)
      const { shown, suppressed, total } = suppress(groups)
      expect(groups.filter((group) => shown.includes(group))).toEqual(shown)
      expect(shown.length + suppressed).toBe(groups.length)
      if (total !== null) expect(total).toBe(some.reduce((sum, count) => sum + count, 0))
    }), RUNS)
  })
})
