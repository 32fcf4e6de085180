import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import { makeRandom } from '../random.ts'
import { BLOCK_PERSONS, MAX_BLOCKS, PER_BLOCK, rangesOf } from './ranges.ts'

const block = fc.integer({ min: 0, max: MAX_BLOCKS - 1 })
const pairOfBlocks = fc.tuple(block, block).filter(([one, other]) => one !== other)

/** Days of birth and pairs of sequence numbers that a block may give away; drawn, since the ranges do not list them. */
function drawn(number: number): Set<string> {
  const { births } = rangesOf(number, 1_000)
  const random = makeRandom(number)
  return new Set(Array.from({ length: 4_000 }, () => {
    const birthday = addYears(REFERENCE_DAY, -random.int(0, 2))
    return `${addDays(birthday, -births.daysBefore(birthday, random.int(1, 364)))} ${births.pair(random)}`
  }))
}

describe('two blocks never share', () => {
  it('a day of birth together with a sequence number', () => {
    fc.assert(fc.property(pairOfBlocks, ([one, other]) => {
      const taken = drawn(one)
      expect([...drawn(other)].filter((each) => taken.has(each))).toEqual([])
    }), { numRuns: 30 })
  })

  it('a number of anything else', () => {
    fc.assert(fc.property(pairOfBlocks, ([one, other]) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)].map((each) => rangesOf(each, 1_000))
      if (low === undefined || high === undefined) throw new RangeError('two blocks')
      expect(high.firstPerson - low.firstPerson).toBeGreaterThanOrEqual(BLOCK_PERSONS)
      expect(high.firstOrganisation - low.firstOrganisation).toBeGreaterThanOrEqual(PER_BLOCK.organisations)
      expect(high.firstAddress - low.firstAddress).toBeGreaterThanOrEqual(PER_BLOCK.addressesPerVillage)
      expect(high.lastUnit - low.lastUnit).toBeGreaterThanOrEqual(PER_BLOCK.units)
      expect(high.firstCase - low.firstCase).toBeGreaterThanOrEqual(PER_BLOCK.casesPerDay)
    }))
  })
})

describe('the numbers of a block', () => {
  it('stay where their codes can be written, up to the last block', () => {
    const last = rangesOf(MAX_BLOCKS - 1, 1_000)
    expect(last.firstOrganisation + PER_BLOCK.organisations).toBeLessThanOrEqual(1_000_000)
    expect(last.firstCase + PER_BLOCK.casesPerDay).toBeLessThanOrEqual(1_000_000)
    expect(last.firstAddress + PER_BLOCK.addressesPerVillage).toBeLessThanOrEqual(100_000_000)
    expect(last.firstPerson + BLOCK_PERSONS).toBeGreaterThan(3_000_000)
    expect(last.firstPerson + BLOCK_PERSONS).toBeLessThan(7_000_000)
  })

  it('leave a birth in the year of age that was asked for', () => {
    fc.assert(fc.property(block, fc.integer({ min: 1, max: 364 }), fc.integer({ min: 0, max: 95 }), (number, days, age) => {
      const moved = rangesOf(number, 0).births.daysBefore(addYears(REFERENCE_DAY, -age), days)
      expect(moved).toBeGreaterThanOrEqual(1)
      expect(moved).toBeLessThanOrEqual(364)
    }))
  })
})
