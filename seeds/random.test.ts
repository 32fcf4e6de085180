import { describe, expect, it } from 'vitest'
import { makeRandom } from './random.ts'

const draws = (seed: number) => {
  const random = makeRandom(seed)
  return Array.from({ length: 50 }, () => random.next())
}

describe('seeded chance', () => {
  it('refuses to pick from nothing', () => {
    expect(() => makeRandom(1).pick([])).toThrow(RangeError)
  })

  it('gives the same sequence for the same seed and another for another', () => {
    expect(draws(7)).toEqual(draws(7))
    expect(draws(7)).not.toEqual(draws(8))
  })

  it('keeps integers within their bounds and reaches both', () => {
    const random = makeRandom(3)
    const seen = new Set(Array.from({ length: 500 }, () => random.int(2, 5)))
    expect([...seen].sort()).toEqual([2, 3, 4, 5])
  })

  it('shuffles without losing anything and leaves the list as it was', () => {
    const list = Object.freeze([1, 2, 3, 4, 5, 6, 7, 8])
    const shuffled = makeRandom(9).shuffle(list)
    expect(shuffled).not.toEqual(list)
    expect([...shuffled].sort()).toEqual(list)
  })
})
