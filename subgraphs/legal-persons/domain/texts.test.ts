import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutNumbers } from './texts.ts'

const SEED = 20_260_101
const wide = (text: string) => text.replaceAll(/[\dX]/gu, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))

describe('a text of the register hides', () => {
  it('citizen numbers of 18 or 15 characters, with a right check or a wrong one', () => {
    expect(withoutNumbers('由 990101198001010019 变更')).toBe('由 990101********0019 变更')
    expect(withoutNumbers('99010119800101001x')).toBe('990101********001x')
    expect(withoutNumbers('990101800101001')).toBe('990101*****1001')
  })

  it('citizen numbers in parts, in full width, and run into another number', () => {
    expect(withoutNumbers('990101 19800101 0019')).toBe('990101**********0019')
    expect(withoutNumbers('990101-19800101-0019')).toBe('990101**********0019')
    expect(withoutNumbers(`身份证${wide('990101198001010019')}号`)).toBe('身份证990101********0019号')
    expect(withoutNumbers('99010119800101001913800000001')).toBe('990101*******************0001')
    expect(withoutNumbers('13800000001990101198001010019')).not.toContain('19800101')
  })

  it('two numbers in one text, and nothing between them', () => {
    expect(withoutNumbers('990101198001010019、990101199001010027')).toBe('990101********0019、990101********0027')
  })

  it('passports, permits and mobile numbers', () => {
    expect(withoutNumbers('护照 EA1234567，通行证 h12345678')).toBe('护照 *********，通行证 *********')
    expect(withoutNumbers('联系电话由13800000001变更为13900000002')).toBe('联系电话由138****0001变更为139****0002')
  })

  it('the day of birth of every number, wherever it stands and however it is written', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    const around = fc.constantFrom('姓名', '(', '，', '', '7', '20260302')
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 999 }), around, around, fc.boolean(), (birth, serial, before, after, full) => {
        const digits = birth.toISOString().slice(0, 10).replaceAll('-', '')
        const number = `990101${digits}${String(serial).padStart(3, '0')}X`
        const shown = withoutNumbers(before + (full ? wide(number) : number) + after)
        expect(shown).not.toContain(full ? wide(digits) : digits)
      }),
      { seed: SEED, numRuns: 1_000 },
    )
  })
})

describe('a text of the register keeps', () => {
  it('credit codes, registration numbers, licences, amounts and dates', () => {
    const text = '91990100MA0000AB0H 990101000012345 JY19901010000001 注册资本 1000000 元 2025-06-07 至 2035年6月6日'
    expect(withoutNumbers(text)).toBe(text)
  })
})
