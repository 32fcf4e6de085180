import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableName, holdsName, revokedWithinBar, withoutCitizenNumbers } from './registration.ts'

const SEED = 20_260_101

describe('a revoked licence bars its legal representative', () => {
  const revoked = (revokedOn: string, status = '2') => ({ status, revokedOn })

  it('not after the third anniversary', () => {
    expect(revokedWithinBar(revoked('2023-03-01'), '2026-03-02')).toBe(false)
    expect(revokedWithinBar(revoked('2024-02-29'), '2027-03-01')).toBe(false)
  })

  it('not where the firm was closed without a revocation', () => {
    expect(revokedWithinBar({ status: '4', revokedOn: null }, '2026-03-02')).toBe(false)
    expect(revokedWithinBar(revoked('2025-03-02', '1'), '2026-03-02')).toBe(false)
  })

  it('on the day and on the third anniversary, deregistered since or not', () => {
    expect(revokedWithinBar(revoked('2026-03-02'), '2026-03-02')).toBe(true)
    expect(revokedWithinBar(revoked('2023-03-02', '3'), '2026-03-02')).toBe(true)
    expect(revokedWithinBar(revoked('2024-02-29'), '2027-02-28')).toBe(true)
  })
})

describe('a text of the register', () => {
  it('shows no citizen number, of 18 or 15 characters, with a right check or a wrong one', () => {
    expect(withoutCitizenNumbers('由 990101198001010019 变更')).toBe('由 990101********0019 变更')
    expect(withoutCitizenNumbers('99010119800101001x')).toBe('990101********001x')
    expect(withoutCitizenNumbers('990101800101001')).toBe('990101*****1001')
  })

  it('shows no birth date of a number, wherever it stands', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 999 }), fc.constantFrom('姓名', '(', '，'), (birth, serial, around) => {
        const digits = birth.toISOString().slice(0, 10).replaceAll('-', '')
        const number = `990101${digits}${String(serial).padStart(3, '0')}X`
        expect(withoutCitizenNumbers(around + number + around)).not.toContain(digits)
      }),
      { seed: SEED },
    )
  })

  it('keeps credit codes, amounts and dates', () => {
    const text = '91990100MA0000AB0H 注册资本 1000000 元 2025-06-07'
    expect(withoutCitizenNumbers(text)).toBe(text)
  })
})

describe('a name', () => {
  it('is the same with other brackets, spaces and letter case', () => {
    expect(comparableName('示例（集团）abc 公司')).toBe(comparableName('示例(集团)ABC公司'))
  })

  it('is held while the firm stands, and after a revocation until it is deregistered', () => {
    expect(['1', '2', '6', '9'].every(holdsName)).toBe(true)
    expect(['3', '4', '5'].some(holdsName)).toBe(false)
  })
})
