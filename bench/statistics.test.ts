import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agree } from './agree.ts'
import { alternate } from './rounds.ts'
import { median, middle, paired, quantile } from './statistics.ts'

const upTo = (count: number) => Array.from({ length: count }, (_each, index) => index + 1)

describe('what contenders answer', () => {
  it('is refused where somebody answers something else, or errors, however the members are ordered', () => {
    const first = '{"data":{"a":1,"b":[2]}}'
    expect(() => agree('q', new Map([['x', first], ['y', '{"data":{"a":1,"b":[3]}}']]))).toThrow('y answers something else than x')
    expect(() => agree('q', new Map([['x', first], ['y', '{"data":{"a":1,"b":[2]},"errors":[{}]}']]))).toThrow('y answers with errors')
    expect(() => agree('q', new Map([['x', first], ['y', '{"data":{"b":[2],"a":1}}']]))).not.toThrow()
  })
})

describe('the interval of a median', () => {
  it('is all of the rounds where they are too few for 95 %', () => {
    expect(middle(upTo(5))).toEqual({ value: 3, low: 1, high: 5, rounds: 5 })
  })

  it('is what tables of order statistics give: 1 to 6 of 6, 2 to 8 of 9, 4 to 12 of 15, 10 to 21 of 30', () => {
    const ends = (count: number) => [middle(upTo(count)).low, middle(upTo(count)).high]
    expect([6, 9, 15, 30].map(ends)).toEqual([[1, 6], [2, 8], [4, 12], [10, 21]])
  })

  it('holds the median, and does not depend on the order of the rounds', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
      const { low, value, high } = middle(values)
      expect(low).toBeLessThanOrEqual(value)
      expect(value).toBeLessThanOrEqual(high)
      expect(middle([...values].reverse())).toEqual(middle(values))
    }), { seed: 4, numRuns: 200 })
  })
})

describe('measurements', () => {
  it('of a round are compared with those of the same round', () => {
    expect(paired([10, 40, 90], [10, 20, 30])).toEqual({ value: 2, low: 1, high: 3, rounds: 3 })
  })

  it('have the middle of an even number between two, and quantiles within them', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect([quantile(upTo(100), 0.5), quantile(upTo(100), 0.99), quantile(upTo(100), 1)]).toEqual([51, 100, 100])
  })

  it('are taken in turns, and another one begins every round', async () => {
    const order: string[] = []
    const kept = await alternate(3, ['a', 'b'], async (name, round) => {
      order.push(name)
      return `${name}${round}`
    })
    expect(order).toEqual(['a', 'b', 'b', 'a', 'a', 'b'])
    expect(kept).toEqual({ a: ['a0', 'a1', 'a2'], b: ['b0', 'b1', 'b2'] })
  })
})
