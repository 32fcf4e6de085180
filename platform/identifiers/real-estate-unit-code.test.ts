import { describe, expect, it } from 'vitest'
import { parseRealEstateUnitCode } from './real-estate-unit-code.ts'

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
})
