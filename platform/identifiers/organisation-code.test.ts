import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIGITS_AND_CAPITALS, symbolValue } from './check-arithmetic.ts'
import { organisationCodeCheck, parseOrganisationCode } from './organisation-code.ts'
import { PROPERTY_SEED, substitutions, transpositions } from './testing.ts'

const bodies = fc
  .array(fc.constantFrom(...DIGITS_AND_CAPITALS), { minLength: 8, maxLength: 8 })
  .map(symbols => symbols.join(''))

describe('an organisation code', () => {
  it.each(['', 'M000100Y', 'M000100Y44', 'm000100Y4', 'M000100YA', 'M000100-Y4', 'M000100Y--4', 'M000100Y 4'])(
    'is refused by format: %j',
    text => {
      expect(parseOrganisationCode(text)).toEqual({ ok: false, check: 'format' })
    },
  )

  it.each(['M000100Y5', 'M000100YX', 'MA0000081'])('is refused by checksum: %s', text => {
    expect(parseOrganisationCode(text)).toEqual({ ok: false, check: 'checksum' })
  })

  it.each([
    ['M000100Y4', 'the worked example'],
    ['MA0000082', 'the inside of a code with check value 0'],
    ['MA000004X', 'a check of 10'],
    ['551385082', 'digits only'],
    ['000000000', 'a check of 11'],
  ])('is read: %s, %s', text => {
    expect(parseOrganisationCode(text)).toEqual({ ok: true, value: text })
  })

  it('is read with a hyphen and kept without', () => {
    expect(parseOrganisationCode('MA000004-X')).toEqual({ ok: true, value: 'MA000004X' })
  })

  it('is read for every body', () => {
    const property = fc.property(bodies, body => {
      const code = body + organisationCodeCheck(body)
      expect(parseOrganisationCode(code)).toEqual({ ok: true, value: code })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 500 })
  })

  it('catches a single substitution, unless the two symbols are worth the same modulo 11', () => {
    const property = fc.property(bodies, body => {
      const check = organisationCodeCheck(body)
      for (const { position, text } of substitutions(body, DIGITS_AND_CAPITALS)) {
        const before = symbolValue(DIGITS_AND_CAPITALS, body.charAt(position))
        const after = symbolValue(DIGITS_AND_CAPITALS, text.charAt(position))
        expect(parseOrganisationCode(text + check).ok).toBe((after - before) % 11 === 0)
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 50 })
  })

  // The exceptions, named: a digit or letter worth 11, 22 or 33 more or less passes for another.
  it.each([
    ['0', 'BMX'], ['1', 'CNY'], ['2', 'DOZ'], ['3', 'EP'], ['4', 'FQ'], ['5', 'GR'], ['6', 'HS'], ['7', 'IT'], ['8', 'JU'], ['9', 'KV'], ['A', 'LW'],
  ])('takes %s for each of %s, and for nothing else, at every place', (symbol, blind) => {
    for (let place = 0; place < 8; place++) {
      const body = [...'12345678'].map((each, at) => (at === place ? symbol : each)).join('')
      const check = organisationCodeCheck(body)
      const passing = [...DIGITS_AND_CAPITALS].filter((each) => parseOrganisationCode(body.slice(0, place) + each + body.slice(place + 1) + check).ok)
      expect(passing.join('')).toBe(symbol + blind)
    }
  })

  it('catches a swap of neighbours, unless the two are worth the same modulo 11', () => {
    const property = fc.property(bodies, body => {
      const check = organisationCodeCheck(body)
      const worth = (text: string) => [...text].map(each => symbolValue(DIGITS_AND_CAPITALS, each) % 11).join(' ')
      for (const text of transpositions(body)) expect(parseOrganisationCode(text + check).ok).toBe(worth(text) === worth(body))
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 200 })
  })

  it('catches every substitution of its check', () => {
    const property = fc.property(bodies, body => {
      const right = organisationCodeCheck(body)
      for (const check of '0123456789X') expect(parseOrganisationCode(body + check).ok).toBe(check === right)
    })
    fc.assert(property, { seed: PROPERTY_SEED })
  })

  it.each(['', 'M000100', 'M000100Y4', 'M00010-Y', 'm000100y'])('has no check for %j', text => {
    expect(() => organisationCodeCheck(text)).toThrow(RangeError)
  })
})
