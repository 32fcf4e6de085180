import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  divisionCovers,
  divisionLevel,
  divisionParent,
  divisionPrefix,
  NATION_CODE,
  parseDivisionCode,
} from './division-code.ts'
import { PROPERTY_SEED, substitutions } from './testing.ts'

/** Few distinct numbers, so that random divisions are often related. */
const segment = (width: number, min: number) =>
  fc.integer({ min, max: 3 }).map(n => String(n).padStart(width, '0'))
const divisions = fc.oneof(
  fc.constant(NATION_CODE),
  fc.tuple(segment(2, 1)),
  fc.tuple(segment(2, 1), segment(2, 1)),
  fc.tuple(segment(2, 1), segment(2, 1), segment(2, 0)),
  fc.tuple(segment(2, 1), segment(2, 1), segment(2, 0), segment(3, 1)),
  fc.tuple(segment(2, 1), segment(2, 1), segment(2, 0), segment(3, 1), segment(3, 0)),
).map(parts => (typeof parts === 'string' ? parts : parts.join('').padEnd(12, '0')))

function withAncestors(code: string): string[] {
  const parent = divisionParent(code)
  return parent === null ? [code] : [code, ...withAncestors(parent)]
}

describe('a division code is refused by format', () => {
  it.each([
    '', '11', '1101', '1101011', '11010100', '1101010010', '110101001001111', '11010X', ' 110101', '１１０１０１',
  ])('when it has not 6, 9 or 12 digits: %j', text => {
    expect(parseDivisionCode(text)).toEqual({ ok: false, check: 'format' })
  })

  it.each([
    ['a prefecture of no province', '000100'],
    ['a county of no province', '000101'],
    ['a county of no prefecture', '110001'],
    ['a township of no prefecture', '110000001'],
    ['a township of the nation', '000000001'],
    ['a village of no township', '110101000001'],
    ['a village of the nation', '000000000001'],
  ])('when it is %s', (_, text) => {
    expect(parseDivisionCode(text)).toEqual({ ok: false, check: 'format' })
  })
})

describe('a division code is read', () => {
  it.each([
    ['000000', '000000000000', 0],
    ['110000', '110000000000', 1],
    ['110100', '110100000000', 2],
    ['110101', '110101000000', 3],
    ['350527000', '350527000000', 3],
    ['110101001', '110101001000', 4],
    ['441900003', '441900003000', 4],
    ['110101001001', '110101001001', 5],
    ['110100000000', '110100000000', 2],
    ['999999', '999999000000', 3],
  ])('%s as %s of level %i', (text, code, level) => {
    expect(parseDivisionCode(text)).toEqual({ ok: true, value: { code, level } })
    expect(divisionLevel(text)).toBe(level)
  })

  it('and has no level or parent otherwise', () => {
    expect(() => divisionLevel('110001')).toThrow(RangeError)
    expect(() => divisionParent('11')).toThrow(RangeError)
  })
})

describe('the parent of a division', () => {
  it.each([
    ['110101001001', '110101001000'],
    ['110101001000', '110101000000'],
    ['110101', '110100000000'],
    ['110100', '110000000000'],
    ['110000', NATION_CODE],
    ['441900003', '441900000000'],
    ['469001', '469000000000'],
    ['110110', '110100000000'],
  ])('%s is %s', (code, parent) => {
    expect(divisionParent(code)).toBe(parent)
  })

  it('is nobody for the nation', () => {
    expect(divisionParent(NATION_CODE)).toBeNull()
  })
})

describe('a region does not cover', () => {
  it.each([
    ['its own parent', '110101', '110100'],
    ['the nation', '110000', NATION_CODE],
    ['a neighbour', '110101', '110102'],
    ['a prefecture that begins like it once zeros are stripped', '110100', '111000'],
    ['a county of a prefecture whose code begins like its own', '450100', '451002'],
    ['a province that begins like it once zeros are stripped', '500000', '510000'],
    ['a township of a neighbour', '110101001', '110102001'],
    ['what is no division', '110000', '11'],
    ['what has no place in the tree', '110000', '110001'],
  ])('%s', (_, region, division) => {
    expect(divisionCovers(region, division)).toBe(false)
  })

  it.each(['', '11', '1101', '000100', 'all'])('anything when it is no division: %j', region => {
    expect(divisionCovers(region, '110101')).toBe(false)
    expect(divisionCovers(region, NATION_CODE)).toBe(false)
  })
})

describe('a region covers', () => {
  it.each([
    ['itself', '110101', '110101000000'],
    ['a village from the province', '110000', '110101001001'],
    ['a village from the prefecture', '110100000000', '110101001001'],
    ['a village from the county', '110101', '110101001001'],
    ['a village from the township', '110101001', '110101001001'],
    ['a township of a city without districts', '441900', '441900003'],
    ['a prefecture ending in zero', '451000', '451002'],
    ['every province from the nation', NATION_CODE, '990000'],
    ['the nation from the nation', '000000', NATION_CODE],
  ])('%s', (_, region, division) => {
    expect(divisionCovers(region, division)).toBe(true)
  })

  it('a division exactly when it is that division or one above it', () => {
    const property = fc.property(divisions, divisions, (region, division) => {
      expect(divisionCovers(region, division)).toBe(withAncestors(division).includes(region))
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 2000 })
  })
})

it('the level of a division is one more than its parent’s, two in a city without districts', () => {
  const property = fc.property(divisions, code => {
    const parent = divisionParent(code)
    fc.pre(parent !== null)
    const step = divisionLevel(code) - divisionLevel(parent)
    expect(step).toBe(divisionLevel(code) === 4 && code.slice(4, 6) === '00' ? 2 : 1)
  })
  fc.assert(property, { seed: PROPERTY_SEED, numRuns: 500 })
})

describe('the prefix of a division', () => {
  it.each([
    ['000000000000', ''], ['990000', '99'], ['990100000000', '9901'], ['990110', '990110'], ['441900003', '441900003'], ['990101001001', '990101001001'],
  ])('of %s is %j, zeros of its level kept', (code, prefix) => {
    expect(divisionPrefix(code)).toBe(prefix)
  })

  it('begins the code of exactly what the division covers', () => {
    const property = fc.property(divisions, divisions, (region, division) => {
      expect(division.startsWith(divisionPrefix(region))).toBe(divisionCovers(region, division))
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 2000 })
  })
})

describe('every division code', () => {
  const digits = (width: number, min: number) => fc.integer({ min, max: 10 ** width - 1 }).map(n => String(n).padStart(width, '0'))
  /** Six digits of a province, prefecture or county; nine to the township; twelve to the village. */
  const written = fc.tuple(digits(2, 1), digits(2, 1), digits(2, 0), digits(3, 1), digits(3, 0), fc.constantFrom(2, 4, 6, 9, 12))
    .map(([province, prefecture, county, township, village, length]) =>
      (province + prefecture + county + township + village).slice(0, length).padEnd(Math.max(6, length), '0'))

  it('is read to its twelve digits, and they to themselves', () => {
    const property = fc.property(written, text => {
      const code = text.padEnd(12, '0')
      expect(parseDivisionCode(text)).toMatchObject({ ok: true, value: { code } })
      expect(parseDivisionCode(code)).toEqual(parseDivisionCode(text))
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 1000 })
  })

  // The code has no check digit: a wrong digit is another division's code, and whether that exists is not looked up.
  it('is refused after a single substitution exactly where the new code has no place in the tree', () => {
    const property = fc.property(written, code => {
      for (const { text } of substitutions(code, '0123456789X')) {
        const at = (from: number, to: number) => Number(text.slice(from, to))
        const rest = (from: number) => /[1-9]/.test(text.slice(from))
        const orphan = (at(0, 2) === 0 && rest(2)) || (at(2, 4) === 0 && rest(4)) || (at(6, 9) === 0 && rest(9))
        expect(parseDivisionCode(text).ok).toBe(!text.includes('X') && !orphan)
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 200 })
  })
})
