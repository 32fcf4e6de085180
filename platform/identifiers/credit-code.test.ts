import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIGITS_AND_CAPITALS } from './check-arithmetic.ts'
import { CREDIT_CODE_AUTHORITIES } from './credit-code-categories.ts'
import { creditCodeCheck, parseCreditCode } from './credit-code.ts'
import { organisationCodeCheck } from './organisation-code.ts'
import { PROPERTY_SEED, substitutions, transpositions } from './testing.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const KINDS = Object.entries(CREDIT_CODE_AUTHORITIES).flatMap(([authority, { categories }]) =>
  Object.keys(categories).map(category => authority + category),
)

const symbols = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map(all => all.join(''))
const codes = fc
  .tuple(fc.constantFrom(...KINDS), symbols('0123456789', 6), symbols(ALPHABET, 8))
  .map(([kind, division6, body]) => {
    const first17 = kind + division6 + body + organisationCodeCheck(body)
    return first17 + creditCodeCheck(first17)
  })

describe('a credit code is refused', () => {
  it.each([
    ['empty', ''],
    ['of 17 characters', '91350100M000100Y4'],
    ['of 19 characters', '91350100M000100Y430'],
    ['with I', '91350100I000100Y43'],
    ['with O', '91350100O000100Y43'],
    ['with S', '91350100S000100Y43'],
    ['with V', '91350100V000100Y43'],
    ['with Z', '91350100Z000100Y43'],
    ['of an authority that is none', 'B1350100M000100Y43'],
    ['with a letter in its division', '9135010AM000100Y43'],
    ['in lower case', '91350100m000100y43'],
    ['with a blank after it', '91350100M000100Y43 '],
  ])('by format when %s', (_, text) => {
    expect(parseCreditCode(text)).toEqual({ ok: false, check: 'format' })
  })

  it.each(['94990100MA0000AB0H', '99990100MA0000AB0H', '22990100MA0000AB0H', 'Y9990100MA0000AB0H'])(
    'by category: %s',
    text => {
      expect(parseCreditCode(text)).toEqual({ ok: false, check: 'category' })
    },
  )

  it('by organisationCode when the inner check is wrong, even under a right outer one', () => {
    const first17 = '91350100M000100Y5'
    const code = first17 + creditCodeCheck(first17)
    expect(parseCreditCode(code)).toEqual({ ok: false, check: 'organisationCode' })
  })

  it.each(['91350100M000100Y44', '91350100M000100Y4A', '91110000MA00000821'])('by checksum: %s', text => {
    expect(parseCreditCode(text)).toEqual({ ok: false, check: 'checksum' })
  })
})

describe('a credit code is read', () => {
  it.each([
    ['91350100M000100Y43', '企业'],
    ['91110108551385082Q', '企业'],
    ['11100000000013338W', '机关'],
    ['11370800MB28559184', '机关'],
    ['91110000MA00000820', '企业'],
    ['91110000MA000004XF', '企业'],
    ['11990000000000019A', '机关'],
    ['1199010000000022XR', '机关'],
    ['91990100MA0000AB0H', '企业'],
    ['92990101MA0000C111', '个体工商户'],
    ['51990000MJ00000A1A', '社会团体'],
    ['1299000040000000XH', '事业单位'],
    ['N2990101MF00000130', '村级集体经济组织'],
    ['31990000MD00000168', '律师执业机构'],
    ['71990000MC0000012M', '宗教活动场所'],
    ['81990000MC0000020F', '基层工会'],
  ])('%s, %s', (code, zh) => {
    expect(parseCreditCode(code)).toMatchObject({ ok: true, value: { code, categoryName: { zh } } })
  })

  it('in its parts', () => {
    expect(parseCreditCode('N2990101MF00000130')).toEqual({
      ok: true,
      value: {
        code: 'N2990101MF00000130',
        authority: 'N',
        category: '2',
        categoryName: CREDIT_CODE_AUTHORITIES['N']?.categories['2'],
        division6: '990101',
        organisationCode: 'MF0000013',
      },
    })
  })

  it('for every kind, division and body', () => {
    const property = fc.property(codes, code => {
      expect(parseCreditCode(code)).toMatchObject({ ok: true, value: { code } })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 500 })
  })

  it('and no longer after any single substitution or swap of neighbours', () => {
    const property = fc.property(codes, code => {
      for (const wrong of substitutions(code, DIGITS_AND_CAPITALS)) {
        expect(parseCreditCode(wrong.text).ok).toBe(false)
      }
      for (const wrong of transpositions(code)) expect(parseCreditCode(wrong).ok).toBe(false)
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 50 })
  })

  it('with every other last character refused, by the checksum where it is one of the alphabet', () => {
    const property = fc.property(codes, code => {
      for (const symbol of DIGITS_AND_CAPITALS) {
        if (symbol === code.charAt(17)) continue
        const check = ALPHABET.includes(symbol) ? 'checksum' : 'format'
        expect(parseCreditCode(code.slice(0, 17) + symbol)).toEqual({ ok: false, check })
      }
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 100 })
  })

  // 31 values of the check, each as likely as another: a check of 0 is the one that some packages refuse.
  it('with each of the 31 values of the check', () => {
    const seen = new Set<string>()
    for (let number = 0; seen.size < ALPHABET.length && number < 1_000; number++) {
      const body = `MA${String(number).padStart(6, '0')}`
      const first17 = `91990100${body}${organisationCodeCheck(body)}`
      expect(parseCreditCode(first17 + creditCodeCheck(first17)).ok).toBe(true)
      seen.add(creditCodeCheck(first17))
    }
    expect([...seen].sort().join('')).toBe(ALPHABET)
  })

  it('and no longer with one character left out, or one put in', () => {
    const property = fc.property(codes, fc.nat({ max: 17 }), fc.constantFrom(...ALPHABET), (code, at, symbol) => {
      expect(parseCreditCode(code.slice(0, at) + code.slice(at + 1))).toEqual({ ok: false, check: 'format' })
      expect(parseCreditCode(code.slice(0, at) + symbol + code.slice(at))).toEqual({ ok: false, check: 'format' })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 200 })
  })

  // The exception, named: two errors at once can undo each other, in both checks.
  it('and still where two characters are changed so that both checks come out the same', () => {
    const code = '91350100M000100Y43'
    const twice = [...ALPHABET.slice(0, 10)].flatMap(fourth => [...ALPHABET.slice(0, 10)].map(fifth => code.slice(0, 3) + fourth + fifth + code.slice(5)))
    expect(twice.filter(each => each !== code && parseCreditCode(each).ok)).not.toEqual([])
  })

  it('where the check of its organisation code is blind: 0, B and M differ by 11', () => {
    const first17 = '91350100M000100Y4'
    const blind = '91350100MB00100Y4'
    expect(organisationCodeCheck('MB00100Y')).toBe(organisationCodeCheck('M000100Y'))
    expect(parseCreditCode(blind + creditCodeCheck(first17))).toEqual({ ok: false, check: 'checksum' })
  })
})

describe('the check of a credit code', () => {
  it.each(['', '91350100M000100Y', '91350100M000100Y43', '91350100I000100Y4'])('refuses %j', text => {
    expect(() => creditCodeCheck(text)).toThrow(RangeError)
  })

  it.each([
    ['91350100M000100Y4', '3'],
    ['91110000MA0000082', '0'],
  ])('of %s is %s', (first17, check) => {
    expect(creditCodeCheck(first17)).toBe(check)
  })
})

describe('the categories of credit codes', () => {
  it('are those of the standard, by positions 1 and 2', () => {
    expect(KINDS.join(' ')).toBe(
      '11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 59 61 62 69 71 72 79 81 89 91 92 93 ' +
        'A1 A9 N1 N2 N3 N9 Y1',
    )
  })

  it('have names in Chinese and English', () => {
    for (const { name, categories } of Object.values(CREDIT_CODE_AUTHORITIES)) {
      for (const { zh, en } of [name, ...Object.values(categories)]) {
        expect(zh).toMatch(/^[\p{Script=Han}()、]+$/u)
        expect(en).toMatch(/^[A-Z][\w ,’-]+$/)
      }
    }
  })
})
