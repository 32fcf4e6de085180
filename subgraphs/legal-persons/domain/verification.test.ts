import { describe, expect, it } from 'vitest'
import { type Comparable, verdictOn } from './verification.ts'

const HELD: Comparable = {
  name: '示例（集团）有限公司', legalRepName: '李青禾', legalRepresentative: 'founder', staff: ['founder', 'manager'], shareholders: [],
}

describe('a verdict on an organisation is', () => {
  it('UNKNOWN where the organisation is unknown or nothing is held to compare with', () => {
    expect(verdictOn('name', '示例', null)).toBe('UNKNOWN')
    expect(verdictOn('shareholder', 'founder', HELD)).toBe('UNKNOWN')
    expect(verdictOn('legalRepresentative', 'founder', { ...HELD, legalRepresentative: null })).toBe('UNKNOWN')
  })

  it('MISMATCH for another value, and for a part of the value', () => {
    expect(verdictOn('name', '示例', HELD)).toBe('MISMATCH')
    expect(verdictOn('legalRepresentative', 'manager', HELD)).toBe('MISMATCH')
    expect(verdictOn('staff', 'stranger', HELD)).toBe('MISMATCH')
  })

  it('MATCH for the value, however its brackets, spaces and width are written', () => {
    expect(verdictOn('name', '示例 (集团)有限公司', HELD)).toBe('MATCH')
    expect(verdictOn('legalRepName', ' 李青禾 ', HELD)).toBe('MATCH')
    expect(verdictOn('legalRepresentative', 'founder', HELD)).toBe('MATCH')
    expect(verdictOn('staff', 'manager', HELD)).toBe('MATCH')
  })
})
