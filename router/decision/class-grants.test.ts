import { describe, expect, it } from 'vitest'
import type { NamedMatter } from '#platform/access'
import type { Facts, Grant } from './facts.ts'
import { AGENCY, decideOn, factsOf, grantOf, MATTER, MATTER_FACTS, refusalsOf, shapeOf } from './testing.ts'

const { basicCode } = MATTER_FACTS
const NAME = '{ person(citizenId: "applicant") { name } }'
const IDENTIFY = grantOf({ 'Person.citizenId': 'VERIFY' })

const ofClass = (given: Partial<Grant> = {}) =>
  grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' }, { consumerClass: { basicCode, region: '990100000000' }, matters: [basicCode], ...given })
const facts = (classGrants: readonly Grant[], matter: Partial<NamedMatter> | null = {}, more: Pick<Partial<Facts>, 'kin'> = {}) =>
  factsOf({ grants: [IDENTIFY], classGrants, matter: matter === null ? null : { ...MATTER_FACTS, ...matter }, ...more })
const refused = (given: Facts) => refusalsOf(decideOn(NAME, given))

describe('a grant to a class of agencies opens nothing', () => {
  it.each<[string, Partial<NamedMatter>]>([
    ['to an agency that does not implement the matter itself', { agency: '1299000040000000XH', jointAgencies: [AGENCY], entrustedAgencies: [AGENCY] }],
    ['for a matter of another basic code', { basicCode: '990511001002' }],
    ['for a matter that lies outside the region of the class', { division: '990201000000' }],
  ])('%s, and is to that agency as if it were not there', (_case, matter) => {
    expect(refused(facts([ofClass()], matter))).toEqual(['person.name: NO_GRANT'])
  })

  it.each<[string, Partial<Grant>, string]>([
    ['which has ended', { validTo: '2026-03-01' }, 'GRANT_EXPIRED'],
    ['which was revoked or suspended', { revoked: true }, 'GRANT_REVOKED'],
    ['which is for other matters than that of the class', { matters: ['990511001002'] }, 'MATTER_NOT_COVERED'],
    ['which names the implementation code where a basic code is due', { matters: [MATTER] }, 'MATTER_NOT_COVERED'],
    ['in another role', { agencyRoles: ['RECEIVING'] }, 'AGENCY_ROLE_NOT_COVERED'],
  ])('%s, and the caller is told why', (_case, given, reason) => {
    expect(refused(facts([ofClass(given)]))).toEqual([`person.name: ${reason}`])
  })

  it('of kin where it does not reach the caller: they stay strangers', () => {
    const kin = [{ subject: 'applicant', related: 'wife', kind: 'spouse' }]
    const binding = { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } as const
    const knows = (matter: Partial<NamedMatter>) => decideOn(NAME, facts([ofClass({ binding })], matter, { kin })).plan.subjects.has('wife')
    expect([knows({ division: '990201000000' }), knows({ agency: '1299000040000000XH' }), knows({})]).toEqual([false, false, true])
  })
})

describe('a matter that is not in use, or that nobody knows, opens nothing', () => {
  const named = [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' })]

  it.each<[string, Partial<NamedMatter> | null]>([['retired', { inUse: false }], ['unknown', null]])('%s: by a grant that names it neither', (_case, matter) => {
    expect(refused({ ...facts([ofClass()], matter), grants: named })).toEqual(['person: MATTER_NOT_COVERED'])
  })

  it('from the question on in which it is retired, by the same grants as before', () => {
    const before = { ...facts([ofClass()]), grants: named }
    expect(refused(before)).toEqual([])
    expect(refused({ ...before, matter: { ...MATTER_FACTS, inUse: false } })).toEqual(['person: MATTER_NOT_COVERED'])
    expect(refused(before)).toEqual([])
  })
})

describe('a grant to a class of agencies opens', () => {
  it('what it gives to an agency that implements the matter in the region, without a grant by name', () => {
    const given = { ...facts([ofClass()]), grants: [] }
    const { kept, refusals, grants } = decideOn(NAME, given)
    expect([shapeOf(kept), refusals, [...grants].map(({ id }) => id)]).toEqual(['person{name}', [], [given.classGrants[0]?.id]])
  })

  it('beside the grants by name, the better of both', () => {
    const own = grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'MASKED' })
    const { released } = decideOn(NAME, { ...facts([ofClass()]), grants: [own] })
    expect(released.get('Person.name')).toBe('CLEAR')
  })
})
