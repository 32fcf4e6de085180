import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bearsCitizenNumber, DOCUMENT_FORMS, keyedDocument, parsePersonDocument } from './person-document.ts'
import { PROPERTY_SEED, substitutions } from './testing.ts'

const TODAY = '2026-01-15'
const NUMBER = '990101199001010019'
const parse = (type: string, number: string) => parsePersonDocument(type, number, TODAY)

const digits = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'))
const letters = (alphabet: string, length: number) => fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((found) => found.join(''))
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Numbers as each kind of document bears them, in parts: which of them are letters, and which digits. */
const OTHERS = {
  '414': [letters('X', 1), digits(8)],
  '511': [digits(8)],
  '513': [letters('CW', 1), digits(8)],
  '516': [letters('HM', 1), digits(8)],
  '517': [letters('LT', 1), digits(8)],
  '553': [letters(ALPHABET, 3), digits(12)],
  '554': [digits(10)],
} satisfies Readonly<Record<string, readonly fc.Arbitrary<string>[]>>
const others = fc
  .constantFrom(...(Object.keys(OTHERS) as (keyof typeof OTHERS)[]))
  .chain((type) => fc.tuple(...(OTHERS[type] as fc.Arbitrary<string>[])).map((parts) => ({ type, number: parts.join('') })))

describe('a document is refused', () => {
  it.each([
    ['of no type', '', 'X99000001'],
    ['of a type that no key is made of', '113', '990100001'],
    ['of a type that is a name of every object', 'constructor', 'X99000001'],
    ['of a household register by a citizen number', '113', NUMBER],
  ])('by category when %s', (_, type, number) => {
    expect(parse(type, number)).toEqual({ ok: false, check: 'category' })
  })

  it.each([
    ['empty', '414', ''],
    ['of letters alone', '414', 'ABCDEFGH'],
    ['too long', '414', 'X990000011'],
    ['too short', '414', 'X991'],
    ['with a blank around it', '414', ' X99000001'],
    ['with a line feed after it', '414', 'X99000001\n'],
    ['with another first letter', '516', 'X99000001'],
    ['with half a count of renewals', '516', 'H990000010'],
    ['in full-width digits', '511', '９９００００００'],
    ['of nine digits', '511', '990000001'],
    ['of a citizen number on a permit that bears no such number', '516', NUMBER],
    ['of an old card whose nationality has two letters', '553', 'XX990101850607123'],
  ])('by format when %s', (_, type, number) => {
    expect(parse(type, number)).toEqual({ ok: false, check: 'format' })
  })

  it.each([
    ['111', '99010119900101001X', 'checksum'],
    ['551', '990101199002300010', 'date'],
    ['553', '990101203001010010', 'future'],
    ['112', '9901011990', 'format'],
    ['552', 'H99000001', 'format'],
  ])('by the checks of a citizen number where it bears one: %s %s', (type, number, check) => {
    expect(parse(type, number)).toEqual({ ok: false, check })
  })
})

describe('a document is read', () => {
  it.each([
    ['a passport', '414', 'x99000001', { type: '414', number: 'X99000001' }],
    ['a permit of Hong Kong', '516', 'H99000001', { type: '516', number: 'H99000001' }],
    ['the same after it was renewed', '516', 'h9900000103', { type: '516', number: 'H99000001' }],
    ['a permit of Taiwan', '511', '99000001', { type: '511', number: '99000001' }],
    ['a permanent residence card of before 2023', '553', 'XAA990185060712', { type: '553', number: 'XAA990185060712' }],
    ['an identity card', '111', NUMBER, { type: '111', number: NUMBER }],
    ['a temporary identity card', '112', NUMBER, { type: '111', number: NUMBER }],
    ['a permit with a citizen number', '551', NUMBER, { type: '111', number: NUMBER }],
    ['a card of 2023', '553', NUMBER, { type: '111', number: NUMBER }],
  ])('%s', (_, type, number, value) => {
    expect(parse(type, number)).toEqual({ ok: true, value })
    expect(keyedDocument(type, number)).toEqual(value)
  })

  it('by the forms that a deployment passes', () => {
    expect(parsePersonDocument('113', '990100001', TODAY, { '113': { pattern: /^\d{9}$/ } })).toEqual({ ok: true, value: { type: '113', number: '990100001' } })
  })

  it('for every number of every kind, and keyed as it is read', () => {
    const property = fc.property(others, ({ type, number }) => {
      expect(parse(type, number)).toEqual({ ok: true, value: { type, number } })
      expect(keyedDocument(type, number.toLowerCase())).toEqual({ type, number })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 300 })
  })
})

describe('a wrong character of a document without a check', () => {
  it('is caught where it is of another kind, and is not where it is another digit', () => {
    const property = fc.property(others, ({ type, number }) => {
      for (const wrong of substitutions(number, '0#')) {
        const digit = /\d/.test(number.charAt(wrong.position))
        if (wrong.text.includes('#')) expect(parse(type, wrong.text)).toEqual({ ok: false, check: 'format' })
        else if (digit) expect(parse(type, wrong.text).ok).toBe(type === '414' || type === '554' ? /\d/.test(wrong.text) : true)
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 100 })
  })
})

describe('a citizen number', () => {
  it('is borne by identity cards and permits, whatever stands on them, and by the card of 2023 alone among the permanent ones', () => {
    expect(['111', '112', '551', '552'].map((type) => bearsCitizenNumber(type, 'x'))).toEqual([true, true, true, true])
    expect([NUMBER, '99010119900101001x', 'XAA990185060712'].map((number) => bearsCitizenNumber('553', number))).toEqual([true, true, false])
    expect(Object.keys(DOCUMENT_FORMS).filter((type) => type !== '553' && bearsCitizenNumber(type, NUMBER))).toEqual([])
  })
})
