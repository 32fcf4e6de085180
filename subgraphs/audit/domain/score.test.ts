import { describe, expect, it } from 'vitest'
import { pointsOf, scoreOf } from './score.ts'

const rule = { code: 'X', weight: 20, target: 10, worst: 60 }

describe('a score', () => {
  it('gives all points at the target and beyond, none at the worst and beyond, and in between in proportion', () => {
    expect([5, 10, 35, 60, 90].map((value) => pointsOf(rule, value))).toEqual([20, 20, 10, 0, 0])
    expect([0.4, 0.5, 0.75, 1].map((value) => pointsOf({ ...rule, target: 1, worst: 0.5 }, value))).toEqual([0, 0, 10, 20])
  })

  it('is of a hundred, over what there are values of; nobody is scored by nothing', () => {
    expect(scoreOf([{ points: 10, weight: 20 }, { points: 20, weight: 20 }])).toBe(75)
    expect(scoreOf([])).toBeNull()
  })

  it('that has one value for all and for none is all or nothing', () => {
    expect([pointsOf({ ...rule, worst: 10 }, 10), pointsOf({ ...rule, worst: 10 }, 9)]).toEqual([20, 0])
  })
})
