import { describe, expect, it } from 'vitest'
import { FirstUses } from './first-uses.ts'

const firsts = (uses: FirstUses) => Object.fromEntries(uses.grants())

describe('a grant has no first use', () => {
  it('before an entry whose decision rests on it, though the decision is known', () => {
    const uses = new FirstUses()
    expect(firsts(uses)).toEqual({})
    uses.learn(1, ['G1@1'])
    expect(firsts(uses)).toEqual({})
  })

  it('by an entry whose decision rests on no grant, or by one that is not known', () => {
    const uses = new FirstUses()
    uses.learn(1, [])
    uses.add({ decision: 1, at: 5 })
    uses.add({ decision: 2, at: 5 })
    expect(firsts(uses)).toEqual({})
  })

  it('where what an answer rests on overrides a region’s closing, which is no grant', () => {
    const uses = new FirstUses()
    uses.learn(1, ['region-override:R1', 'G1@1'])
    uses.add({ decision: 1, at: 5 })
    expect(firsts(uses)).toEqual({ G1: 5 })
  })
})

describe('the first use of a grant is', () => {
  it('the earliest of its entries, in whatever order they come', () => {
    const uses = new FirstUses()
    uses.learn(1, ['G1@1'])
    for (const at of [7, 3, 9]) uses.add({ decision: 1, at })
    expect(firsts(uses)).toEqual({ G1: 3 })
  })

  it('that of any version, under any decision, learnt before or after the entries', () => {
    const uses = new FirstUses()
    uses.add({ decision: 1, at: 9 })
    uses.learn(1, ['G1@2', 'G2@1'])
    uses.learn(2, ['G1@1'])
    uses.add({ decision: 2, at: 4 })
    expect(firsts(uses)).toEqual({ G1: 4, G2: 9 })
  })
})
