import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressCodeCheck, formatAddressCode, parseAddressCode } from './address-code.ts'
import { PROPERTY_SEED, substitutions, transpositions } from './testing.ts'

const VILLAGE = '990101001001'
const padded = (width: number, max: number) =>
  fc.integer({ min: 1, max }).map(n => String(n).padStart(width, '0'))
const ORPHAN = '11000100000000000001'
const villages = fc
  .tuple(padded(2, 99), padded(2, 99), padded(2, 99), padded(3, 999), padded(3, 999))
  .map(segments => segments.join(''))
const sequences = fc.integer({ min: 0, max: 99_999_999 })

describe('an address code is refused', () => {
  it.each([
    ['empty', ''],
    ['of 20 characters', '99010100100100000001'],
    ['of 22 characters', `${formatAddressCode(VILLAGE, 1)}0`],
    ['with X inside', '9901010010010000000X1'],
    ['with a small x at its end', '99010100100100000001x'],
    ['of a village that has no place in the tree', ORPHAN + addressCodeCheck(ORPHAN)],
  ])('by format when %s', (_, text) => {
    expect(parseAddressCode(text)).toEqual({ ok: false, check: 'format' })
  })

  it('by checksum with any other check character', () => {
    const code = formatAddressCode(VILLAGE, 1)
    for (const check of '0123456789X') {
      if (check === code.charAt(20)) continue
      expect(parseAddressCode(code.slice(0, 20) + check)).toEqual({ ok: false, check: 'checksum' })
    }
  })
})

describe('an address code is read', () => {
  it.each([
    ['990101001001', 1, '990101001001000000018'],
    ['990101001001', 99_999_999, '990101001001999999997'],
  ])('from village %s and sequence %i as %s', (villageCode, sequence, code) => {
    expect(formatAddressCode(villageCode, sequence)).toBe(code)
    expect(parseAddressCode(code)).toEqual({ ok: true, value: { code, villageCode, sequence } })
  })

  it('for every village and sequence', () => {
    const property = fc.property(villages, sequences, (villageCode, sequence) => {
      const code = formatAddressCode(villageCode, sequence)
      expect(parseAddressCode(code)).toEqual({ ok: true, value: { code, villageCode, sequence } })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 300 })
  })

  it('and no longer after any single substitution or swap of neighbours', () => {
    const property = fc.property(villages, sequences, (villageCode, sequence) => {
      const code = formatAddressCode(villageCode, sequence)
      for (const wrong of substitutions(code, '0123456789X')) {
        expect(parseAddressCode(wrong.text).ok).toBe(false)
      }
      for (const wrong of transpositions(code)) expect(parseAddressCode(wrong).ok).toBe(false)
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 50 })
  })
})

describe('writing an address code', () => {
  it.each(['', '990101', '990101001', '110001000000', '99010100100X'])('refuses village %j', villageCode => {
    expect(() => formatAddressCode(villageCode, 1)).toThrow(RangeError)
  })

  it.each([-1, 0.5, 100_000_000, Number.NaN])('refuses sequence %d', sequence => {
    expect(() => formatAddressCode(VILLAGE, sequence)).toThrow(RangeError)
  })

  it('has no check for other than 20 digits', () => {
    expect(() => addressCodeCheck('9901010010010000000')).toThrow(RangeError)
  })
})
