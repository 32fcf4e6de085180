import { describe, expect, it } from 'vitest'
import { type Comparable, type LicenceClaim, verdictOn } from './verification.ts'

const HELD: Comparable = {
  number: 'NO1', issuer: '1199010000000022XR', issuedOn: '2024-01-01', validFrom: '2024-01-01', validTo: null,
  holders: [{ name: '张大山', subject: 'seller' }, { name: '欧阳小河', subject: 'spouse' }],
}
const about = (claimed: Partial<LicenceClaim>): LicenceClaim => ({ type: '11990000000000019A001', ...claimed })

describe('a verdict on a claim about a licence', () => {
  it('is UNKNOWN for a licence that nobody knows, whatever is claimed', () => {
    const claim = about({ number: 'NO1', holderName: '张大山', holderCitizenId: 'seller', issuedOn: '2024-01-01' })
    for (const field of ['number', 'holderName', 'holder', 'issuedOn'] as const) expect(verdictOn(field, claim, null)).toBe('UNKNOWN')
  })

  it('is UNKNOWN for what the licence does not state', () => {
    expect(verdictOn('validTo', about({ validTo: '2034-01-01' }), HELD)).toBe('UNKNOWN')
    expect(verdictOn('number', about({ number: 'NO1' }), { ...HELD, number: null })).toBe('UNKNOWN')
  })

  it('is MISMATCH for another value', () => {
    expect(verdictOn('number', about({ number: 'NO2' }), HELD)).toBe('MISMATCH')
    expect(verdictOn('issuer', about({ issuer: '11990000000000019A' }), HELD)).toBe('MISMATCH')
    expect(verdictOn('holder', about({ holderCitizenId: 'stranger' }), HELD)).toBe('MISMATCH')
    expect(verdictOn('holderName', about({ holderName: '张' }), HELD)).toBe('MISMATCH')
  })

  it('is MATCH for the same value, blanks around it and forms of characters aside', () => {
    expect(verdictOn('number', about({ number: ' NO1 ' }), HELD)).toBe('MATCH')
    expect(verdictOn('issuedOn', about({ issuedOn: '2024-01-01' }), HELD)).toBe('MATCH')
    expect(verdictOn('holderName', about({ holderName: '欧阳小河'.normalize('NFD') }), HELD)).toBe('MATCH')
    expect(verdictOn('holder', about({ holderCitizenId: 'spouse' }), HELD)).toBe('MATCH')
  })

  it('compares a name with that of the holder who is claimed, not with a co-owner’s', () => {
    expect(verdictOn('holderName', about({ holderCitizenId: 'seller', holderName: '欧阳小河' }), HELD)).toBe('MISMATCH')
    expect(verdictOn('holderName', about({ holderCitizenId: 'spouse', holderName: '欧阳小河' }), HELD)).toBe('MATCH')
  })
})
