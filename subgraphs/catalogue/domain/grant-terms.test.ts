import { describe, expect, it } from 'vitest'
import { type GrantTerms, isIntact, sealedTerms } from './grant-terms.ts'

const TERMS: GrantTerms = {
  id: 'G1', version: 1, consumer: '11990000000000019A', consumerClass: null, provider: '1199010000000022XR', matters: ['m'], agencyRoles: ['DECIDING'],
  binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [], quotaPerDay: 10, validFrom: '2026-01-01', validTo: '2026-12-31',
  legalBasis: '示例办法第三条', approvedBy: 'op', approvedOn: '2025-12-20', applicationId: null,
  items: [{ item: 'Person.name', disclosure: 'MASKED', arguments: null }, { item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years: [80] } }],
}
const sealed = sealedTerms(TERMS)

describe('tampering with a grant is found', () => {
  it.each<[string, Partial<GrantTerms>]>([
    ['a later end', { validTo: '2036-12-31' }],
    ['more disclosure', { items: [{ item: 'Person.name', disclosure: 'CLEAR', arguments: null }, ...TERMS.items.slice(1)] }],
    ['another matter', { matters: ['m', 'n'] }],
    ['another agency', { consumer: '1299000040000000XH' }],
    ['no quota', { quotaPerDay: null }],
  ])('%s in the row', (_case, changed) => {
    expect(isIntact({ ...TERMS, ...changed }, sealed)).toBe(false)
  })

  it('in the text, even where its hash was made to fit, and in the hash', () => {
    const other = sealedTerms({ ...TERMS, validTo: '2036-12-31' })
    expect([isIntact(TERMS, other), isIntact(TERMS, { ...sealed, hash: other.hash }), isIntact(TERMS, { ...sealed, canonical: other.canonical })]).toEqual([false, false, false])
  })
})

describe('a grant is intact', () => {
  it('whatever the order in which its members and items are read', () => {
    expect(isIntact({ ...TERMS, items: TERMS.items.toReversed() }, sealed)).toBe(true)
    expect(sealed.hash).toMatch(/^[0-9a-f]{64}$/)
  })
})
