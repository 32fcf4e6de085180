import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCodeCheck } from './credit-code.ts'
import { parseMatterCode } from './matter-code.ts'
import { organisationCodeCheck } from './organisation-code.ts'
import { PROPERTY_SEED, substitutions } from './testing.ts'

const IMPLEMENTATION = '1199010000000022XR3990112003001'

describe('a matter code is refused', () => {
  it.each([
    ['empty', ''],
    ['of 11 characters', '99011200300'],
    ['of 13 characters', '9901120030011'],
    ['of 32 characters', `${IMPLEMENTATION}0`],
    ['of 34 characters', `${IMPLEMENTATION}0101`],
    ['with a letter in its division', '9A0112003001'],
    ['with a letter in its kind of matter', '990A12003001'],
    ['in lower case', '9901120030a1'],
    ['of 10 without letters in front', '1200001000'],
    ['of 10 in lower case', 'xk00001000'],
    ['of 24 with a hyphen', 'XK00001000-9901010000001'],
    ['at level 0', '1199010000000022XR0990112003001'],
    ['at level 8', '1199010000000022XR8990112003001'],
    ['with a handling item of letters', `${IMPLEMENTATION}A1`],
    ['with the basic code of another shape', '1199010000000022XR3XK0112003001'],
    ['with a character no credit code has', '1199010000000022IR3990112003001'],
  ])('by format when %s', (_, text) => {
    expect(parseMatterCode(text)).toEqual({ ok: false, check: 'format' })
  })

  it.each([
    ['category', '94990100MA0000AB0H3990112003001'],
    ['organisationCode', '11990100000000221R3990112003001'],
    ['checksum', '1199010000000022XA3990112003001'],
  ])('by the %s of the credit code inside', (check, text) => {
    expect(parseMatterCode(text)).toEqual({ ok: false, check })
    expect(parseMatterCode(`${text}01`)).toEqual({ ok: false, check })
  })
})

describe('a matter code of the second generation is read', () => {
  const basic = { division2: '37', matterType: '01', department: '17', mainItem: '002', subItem: '011' }
  const implementation = {
    creditCode: '11370800MB28559184',
    exerciseLevel: '3',
    basicCode: '370117002011',
    basic,
  }

  it('as a basic code of 12', () => {
    const code = '370117002011'
    const value = { code, generation: 2, kind: 'BASIC', parts: basic }
    expect(parseMatterCode(code)).toEqual({ ok: true, value })
  })

  it('as an implementation code of 31', () => {
    const code = '11370800MB285591843370117002011'
    const value = { code, generation: 2, kind: 'IMPLEMENTATION', parts: implementation }
    expect(parseMatterCode(code)).toEqual({ ok: true, value })
  })

  it('as a handling item of 33', () => {
    const code = '11370800MB28559184337011700201102'
    const parts = { implementationCode: code.slice(0, 31), implementation, handlingItem: '02' }
    const value = { code, generation: 2, kind: 'HANDLING_ITEM', parts }
    expect(parseMatterCode(code)).toEqual({ ok: true, value })
  })

  it.each([
    ['990112003001', 'BASIC'],
    ['1199010000000022XR3990112003001', 'IMPLEMENTATION'],
    ['1199010000000022XR399011200300101', 'HANDLING_ITEM'],
    ['00010100100A', 'BASIC'],
  ])('%s as %s', (code, kind) => {
    expect(parseMatterCode(code)).toMatchObject({ ok: true, value: { code, generation: 2, kind } })
  })

  it('but not with one character of its credit code replaced', () => {
    const bodies = fc.constantFrom('11370800MB28559184', '1199010000000022XR', '11990000000000019A')
    const tails = fc.integer({ min: 0, max: 99_999_999 }).map(n => `39901${String(n).padStart(8, '0')}`)
    const property = fc.property(bodies, tails, (creditCode, tail) => {
      expect(parseMatterCode(creditCode + tail)).toMatchObject({ ok: true, value: { parts: { creditCode } } })
      for (const wrong of substitutions(creditCode, '0123456789ABCDEFGHJKLMNPQRTUWXY')) {
        expect(parseMatterCode(wrong.text + tail).ok).toBe(false)
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 20 })
  })
})

describe('a matter code of the first generation is read', () => {
  it('as a basic code of 10', () => {
    const code = 'XK00012003'
    const parts = { matterType: 'XK', mainItem: '00012', subItem: '003' }
    expect(parseMatterCode(code)).toEqual({ ok: true, value: { code, generation: 1, kind: 'BASIC', parts } })
  })

  it('as an implementation code of 24, whole', () => {
    const code = 'XK0001200399010000000022'
    const value = { code, generation: 1, kind: 'IMPLEMENTATION', parts: null }
    expect(parseMatterCode(code)).toEqual({ ok: true, value })
  })
})

/** Digits and the letters of codes; a code's own parts allow fewer. */
const CODE = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const characters = (alphabet: readonly string[], length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((parts) => parts.join(''))
const digits = (length: number) => characters([...'0123456789'], length)
const letters = (length: number) => characters([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'], length)

const bodies = fc.integer({ min: 0, max: 9_999_999 }).map((n) => {
  const body = `0${String(n).padStart(7, '0')}`
  const first17 = `11990101${body}${organisationCodeCheck(body)}`
  return first17 + creditCodeCheck(first17)
})
const basics = fc.tuple(digits(4), characters(CODE, 8)).map((parts) => parts.join(''))
const implementations = fc.tuple(bodies, characters([...'1234567'], 1), basics).map((parts) => parts.join(''))
const handlingItems = fc.tuple(implementations, digits(2)).map((parts) => parts.join(''))
const firstBasics = fc.tuple(letters(2), characters(CODE, 8)).map((parts) => parts.join(''))
const firstImplementations = characters(CODE, 24)

describe('every generated matter code is read as what it is', () => {
  it.each([
    ['12 characters', basics, 2, 'BASIC'],
    ['31 characters', implementations, 2, 'IMPLEMENTATION'],
    ['33 characters', handlingItems, 2, 'HANDLING_ITEM'],
    ['10 characters', firstBasics, 1, 'BASIC'],
    ['24 characters', firstImplementations, 1, 'IMPLEMENTATION'],
  ] as const)('of %s', (_, codes, generation, kind) => {
    const property = fc.property(codes, (code) => {
      expect(parseMatterCode(code)).toMatchObject({ ok: true, value: { code, generation, kind } })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 300 })
  })
})

describe('a matter code with one character replaced', () => {
  it('is caught in its credit code, whichever character it is, and in its level where none has that number', () => {
    const property = fc.property(handlingItems, (code) => {
      for (const { position, text } of substitutions(code.slice(0, 19), '0123456789ABCDEFGHJKLMNPQRTUWXY')) {
        const caught = !parseMatterCode(text + code.slice(19)).ok
        if (position < 18) expect(caught).toBe(true)
        else expect(caught).toBe(!'1234567'.includes(text.charAt(18)))
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 15 })
  })

  // The exception: basic codes, the number of the handling item and the whole first generation have no check character.
  it('is read as another code where it keeps its form: nothing checks a basic code, a handling item or the first generation', () => {
    const property = fc.property(basics, handlingItems, firstBasics, firstImplementations, (basic, item, firstBasic, first) => {
      for (const code of [basic, firstBasic, first]) {
        for (const { position, text } of substitutions(code, '0123456789')) {
          if (/\d/.test(code.charAt(position))) expect(parseMatterCode(text).ok).toBe(true)
        }
      }
      for (const { text } of substitutions(item.slice(31), '0123456789')) {
        expect(parseMatterCode(item.slice(0, 31) + text).ok).toBe(true)
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 20 })
  })

  it('is caught everywhere by a character that no code has', () => {
    const property = fc.property(fc.oneof(basics, implementations, handlingItems, firstBasics, firstImplementations), (code) => {
      for (const { text } of substitutions(code, 'a- .×')) expect(parseMatterCode(text)).toEqual({ ok: false, check: 'format' })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 40 })
  })
})
