import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRealEstateUnitCode } from './real-estate-unit-code.ts'
import { PROPERTY_SEED, substitutions, transpositions } from './testing.ts'

const digits = (width: number) => fc.integer({ min: 0, max: 10 ** width - 1 }).map((n) => String(n).padStart(width, '0'))
const parts = fc.record({
  division6: digits(6), cadastralDistrict: digits(3), cadastralSubdistrict: digits(3),
  parcelFeature: fc.tuple(fc.constantFrom(...'GJZ'), fc.constantFrom(...'ABCDEFGHSWXY')).map((letters) => letters.join('')),
  parcelSequence: digits(5), fixtureFeature: fc.constantFrom(...'WFLQ'), fixtureNumber: digits(8),
})
const EVERY = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** What may stand at each place of the code. */
const ALPHABETS = [...'0'.repeat(12), 'G', 'B', ...'0'.repeat(5), 'F', ...'0'.repeat(8)]
  .map((kind) => ({ '0': '0123456789', G: 'GJZ', B: 'ABCDEFGHSWXY', F: 'WFLQ' })[kind] ?? '')

describe('a real estate unit code', () => {
  it.each([
    ['empty', ''],
    ['of 27 characters', '990101002004GB00011F0001000'],
    ['of 29 characters', '990101002004GB00011F000100011'],
    ['with blanks between its parts', '990101 002004 GB00011 F00010001'],
    ['with a letter in its division', '99010A002004GB00011F00010001'],
    ['of an owner that is none', '990101002004AB00011F00010001'],
    ['of a right that is none', '990101002004GI00011F00010001'],
    ['of a fixture that is none', '990101002004GB00011B00010001'],
    ['with a letter in its parcel number', '990101002004GB0001AF00010001'],
    ['with a letter in its fixture number', '990101002004GB00011F0001000A'],
    ['in lower case', '990101002004gb00011f00010001'],
  ])('is refused by format when %s', (_, text) => {
    expect(parseRealEstateUnitCode(text)).toEqual({ ok: false, check: 'format' })
  })

  it('is read in its parts', () => {
    expect(parseRealEstateUnitCode('990101002004GB00011F00010003')).toEqual({
      ok: true,
      value: {
        code: '990101002004GB00011F00010003',
        parcelCode: '990101002004GB00011',
        division6: '990101',
        cadastralDistrict: '002',
        cadastralSubdistrict: '004',
        parcelFeature: 'GB',
        parcelSequence: '00011',
        fixtureFeature: 'F',
        fixtureNumber: '00010003',
      },
    })
  })

  it.each(['GA', 'JB', 'ZC', 'GD', 'GE', 'GF', 'GG', 'GH', 'GS', 'GX', 'ZW', 'JY'])(
    'is read with feature %s',
    feature => {
      expect(parseRealEstateUnitCode(`990101002004${feature}00011W00000000`)).toMatchObject({
        ok: true,
        value: { parcelFeature: feature },
      })
    },
  )

  it.each(['W', 'F', 'L', 'Q'])('is read with fixture %s', fixture => {
    expect(parseRealEstateUnitCode(`990101002004GB00011${fixture}00000000`)).toMatchObject({
      ok: true,
      value: { fixtureFeature: fixture },
    })
  })

  it('of every county, parcel and fixture is read in its parts', () => {
    fc.assert(
      fc.property(parts, (each) => {
        const code = Object.values(each).join('')
        expect(parseRealEstateUnitCode(code)).toEqual({ ok: true, value: { code, parcelCode: code.slice(0, 19), ...each } })
      }),
      { seed: PROPERTY_SEED, numRuns: 300 },
    )
  })

  // The code has no check character, so this is all that is promised: a wrong digit among digits is another unit's code.
  it('is refused after a single substitution exactly where the new character cannot stand', () => {
    fc.assert(
      fc.property(parts, (each) => {
        for (const { position, text } of substitutions(Object.values(each).join(''), EVERY)) {
          expect(parseRealEstateUnitCode(text).ok).toBe(ALPHABETS[position]?.includes(text.charAt(position)))
        }
      }),
      { seed: PROPERTY_SEED, numRuns: 30 },
    )
  })

  it('is refused after a swap of neighbours exactly where a letter leaves its place', () => {
    fc.assert(
      fc.property(parts, (each) => {
        for (const text of transpositions(Object.values(each).join(''))) {
          const fits = [...text].every((character, position) => ALPHABETS[position]?.includes(character))
          expect(parseRealEstateUnitCode(text).ok).toBe(fits)
        }
      }),
      { seed: PROPERTY_SEED, numRuns: 50 },
    )
  })
})
