import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIGITS_AND_CAPITALS, mod11Check, mod37Check, symbolValue, weightedSum } from './check-arithmetic.ts'
import { PROPERTY_SEED, substitutions, transpositions } from './testing.ts'

const DIGITS = '0123456789'
const textOf = (alphabet: string) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 40 }).map(symbols => symbols.join(''))

describe('a symbol', () => {
  it('outside the alphabet is refused without being repeated', () => {
    expect(() => symbolValue('012', '7')).toThrow(/^[^7]*$/)
  })

  it('is worth its index', () => {
    expect(symbolValue(DIGITS_AND_CAPITALS, 'Z')).toBe(35)
  })
})

describe('a weighted sum', () => {
  it.each(['12', '1234', '1a3'])('refuses %j, which does not fit three weights over digits', text => {
    expect(() => weightedSum(DIGITS, [1, 2, 3], text)).toThrow(RangeError)
  })

  it('multiplies each symbol by its weight', () => {
    expect(weightedSum(DIGITS, [1, 2, 3], '456')).toBe(4 + 10 + 18)
  })
})

describe('MOD 11-2', () => {
  it.each(['1234A', '12 4', '１２'])('refuses %j', text => {
    expect(() => mod11Check(text)).toThrow(RangeError)
  })

  it.each([
    ['0794', '0'],
    ['079', 'X'],
    ['11010519491231002', 'X'],
  ])('gives %s the check %s', (digits, check) => {
    expect(mod11Check(digits)).toBe(check)
  })

  it('tells every single substitution and every swap of neighbours apart', () => {
    const property = fc.property(textOf(DIGITS), digits => {
      const check = mod11Check(digits)
      for (const wrong of substitutions(digits, DIGITS)) expect(mod11Check(wrong.text)).not.toBe(check)
      for (const wrong of transpositions(digits)) expect(mod11Check(wrong)).not.toBe(check)
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 50 })
  })
})

describe('MOD 37,36', () => {
  it.each(['11a', '1.1', '1 1'])('refuses %j', text => {
    expect(() => mod37Check(text)).toThrow(RangeError)
  })

  it.each([
    ['11A', '5'],
    ['A12425GABC1234002', 'M'],
  ])('gives %s the check %s', (text, check) => {
    expect(mod37Check(text)).toBe(check)
  })

  it('tells every single substitution apart', () => {
    const property = fc.property(textOf(DIGITS_AND_CAPITALS), text => {
      const check = mod37Check(text)
      for (const wrong of substitutions(text, DIGITS_AND_CAPITALS)) {
        expect(mod37Check(wrong.text)).not.toBe(check)
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 50 })
  })
})
