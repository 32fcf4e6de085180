import { describe, expect, it } from 'vitest'
import type { Facts } from '../decision/facts.ts'
import { AGENCY, factsOf, grantOf, MATTER, MATTER_FACTS, tools, usesIn } from '../decision/testing.ts'
import { decidedWith } from './decided.ts'
import { applicableRoles, draftsOf, mendable } from './drafts.ts'
import { entriesOf } from './item-access.ts'
import type { MatterText } from './matter-text.ts'

const TEXT: MatterText = { name: '高龄津贴', legalBasis: '示例办法第三条', resources: [], licenceTypes: [] }
const REGION = '990101000000'

const published = (providers: Record<string, string>): Partial<Facts['published']> => ({
  entries: (coordinate) => [{ resource: '1', slice: null, provider: providers[coordinate] ?? 'police', share: 'CONDITIONAL' }],
})

function drafted(text: string, facts: Facts, matter: MatterText = TEXT, regions = [REGION]) {
  const decided = decidedWith(usesIn(text), facts, tools)
  return draftsOf(mendable(entriesOf(decided), decided), decided, { matter, regions })
}

const itemsOf = ({ drafts }: ReturnType<typeof drafted>) =>
  drafts.map(({ provider, input }) => `${provider}: ${input.items.map(({ item, disclosure, arguments: given }) => `${item} ${disclosure}${given ?? ''}`).join(', ')}`)

const MOBILE = '{ person(citizenId: "applicant") { mobile } }'

describe('no draft is made', () => {
  it('of what is withheld, not published, or given', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' })], published: published({}) })
    expect(drafted('{ person(citizenId: "applicant") { name protection } legalPerson(creditCode: "F") { name secret } }', facts)).toEqual({ drafts: [], notes: [] })
  })

  it('where a grant is not what is missing', () => {
    const asked = (given: Parameters<typeof factsOf>[0]) => drafted(MOBILE, factsOf({ ...given, published: published({}) })).drafts
    expect(asked({ purpose: null, caseFacts: null })).toEqual([])
    expect(asked({ caseFacts: null })).toEqual([])
    expect(asked({ caseFacts: { open: false } })).toEqual([])
    expect(asked({ caller: { assurance: 'LOW' } })).toEqual([])
    expect(asked({ grants: [grantOf({ 'Person.citizenId': 'CLEAR', 'Person.mobile': 'CLEAR' }, { validFrom: '2026-06-01' })] })).toEqual([])
  })

  it('to read of people in a roster, where nobody reads', () => {
    const roster = factsOf({ caseFacts: { kind: 'ROSTER' }, published: published({}) })
    expect(itemsOf(drafted('{ person(citizenId: "applicant") { mobile ageAtLeast(years: 80) } }', roster))).toEqual([
      'police: Person.citizenId VERIFY, Person.ageAtLeast CLEAR{"years":[80]}',
    ])
  })
})

describe('a draft', () => {
  it('asks the least that the question needs: comparing for what it searches by and compares, values for what it reads', () => {
    const text = '{ person(citizenId: "applicant") { name a: ageAtLeast(years: 80) b: ageAtLeast(years: 90) } verifyPerson(claim: { citizenId: "applicant", name: "x", mobile: "1" }) { name mobile } }'
    expect(itemsOf(drafted(text, factsOf({ published: published({}) })))).toEqual([
      'police: Person.citizenId VERIFY, Person.name CLEAR, Person.ageAtLeast CLEAR{"years":[80,90]}, Person.mobile VERIFY',
    ])
  })

  it('is one for each provider, and apart for what is about nobody', () => {
    const facts = factsOf({ published: published({ 'Person.mobile': 'telecom', 'LegalPerson.phone': 'telecom' }) })
    const { drafts } = drafted('{ person(citizenId: "applicant") { name mobile } legalPerson(creditCode: "F") { phone } }', facts)
    expect(drafts.map(({ provider, input }) => [provider, input.binding, input.items.map(({ item }) => item)])).toEqual([
      ['police', { kind: 'CASE_PARTY', roles: ['AGENT', 'APPLICANT'] }, ['Person.citizenId', 'Person.name']],
      ['telecom', { kind: 'CASE_PARTY', roles: ['AGENT', 'APPLICANT'] }, ['Person.mobile']],
      ['telecom', { kind: 'ANY' }, ['LegalPerson.phone']],
    ])
  })

  it('is filled in from the case, the matter and the agency, for a year from today', () => {
    const { drafts } = drafted(MOBILE, factsOf({ caseFacts: { agencyRoles: ['ACCEPTING', 'DECIDING'] }, published: published({}) }))
    expect(drafts).toEqual([{
      provider: 'police', notes: [],
      input: {
        items: [{ item: 'Person.citizenId', disclosure: 'VERIFY', arguments: null }, { item: 'Person.mobile', disclosure: 'CLEAR', arguments: null }],
        matters: [MATTER], agencyRoles: ['ACCEPTING', 'DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['AGENT', 'APPLICANT'] }, regions: [REGION],
        validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: '示例办法第三条', scenario: '办理“高龄津贴”时查询：t',
      },
    }])
  })

  it('says what the applicant has to look at, and is filled in all the same', () => {
    const unknown: MatterText = { ...TEXT, name: null, legalBasis: null }
    const { drafts: [draft] } = drafted(MOBILE, factsOf({ caseFacts: { parties: [] }, published: published({}) }), unknown, ['990202000000'])
    expect(draft?.notes.map(({ message }) => message.split(':')[0])).toEqual(['legalBasis', 'binding', 'regions'])
    expect(draft?.input).toMatchObject({ binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, legalBasis: expect.stringMatching(/^待补充/) as unknown })
  })

  it('is for the subject where somebody acts in person', () => {
    const facts = factsOf({ caller: { represented: { subject: 'applicant', mandateMatters: null } }, published: published({}) })
    expect(drafted(MOBILE, facts).drafts[0]?.input.binding).toEqual({ kind: 'SELF' })
  })

  it.each([['2026-03-02', '2027-03-01'], ['2024-02-29', '2025-02-28'], ['2026-01-01', '2026-12-31']])('from %s to %s', (today, last) => {
    expect(drafted(MOBILE, factsOf({ today, published: published({}) })).drafts[0]?.input).toMatchObject({ validFrom: today, validTo: last })
  })
})

describe('of items in slices a draft asks', () => {
  const sliced = (shares: Record<string, string> = {}): Partial<Facts['published']> => ({
    entries: () => ['A', 'B', 'C'].map((slice) => ({ resource: `105001/00000${slice}`, slice, provider: `provider-${slice}`, share: (shares[slice] ?? 'CONDITIONAL') as 'CONDITIONAL' })),
  })
  const NUMBER = '{ licence(identifier: "L") { number } }'

  it('those that the question names', () => {
    expect(itemsOf(drafted('{ licence(identifier: "B") { number } }', factsOf({ published: sliced() })))).toEqual(['provider-B: Licence.number@B CLEAR'])
  })

  it('those that the question names and no grant reaches, though others are granted and nothing is refused', () => {
    const facts = factsOf({ grants: [grantOf({ 'Licence.number@A': 'CLEAR' })], published: sliced() })
    expect(itemsOf(drafted('{ licence(identifier: "B") { number } }', facts))).toEqual(['provider-B: Licence.number@B CLEAR'])
    expect(itemsOf(drafted(NUMBER, facts))).toEqual([])
  })

  it('or else those that the matter may need, by their type or by their resource', () => {
    const matter = { ...TEXT, licenceTypes: ['A'], resources: ['105001/00000C'] }
    expect(itemsOf(drafted(NUMBER, factsOf({ published: sliced() }), matter))).toEqual(['provider-A: Licence.number@A CLEAR', 'provider-C: Licence.number@C CLEAR'])
  })

  it('none that is withheld', () => {
    const matter = { ...TEXT, licenceTypes: ['A', 'B'] }
    expect(itemsOf(drafted(NUMBER, factsOf({ published: sliced({ A: 'WITHHELD' }) }), matter))).toEqual(['provider-B: Licence.number@B CLEAR'])
  })

  it('nothing where nobody says which, and the applicant is asked', () => {
    const { drafts, notes } = drafted(NUMBER, factsOf({ published: sliced() }))
    expect(drafts).toEqual([])
    expect(notes.map(({ message }) => message)).toEqual(['Licence.number: say of which slices (licence types, matters) you need it, as Licence.number@<slice>'])
  })
})

describe('an agency applies', () => {
  const rolesOf = (matter: Partial<typeof MATTER_FACTS> | null) =>
    applicableRoles(factsOf({ caseFacts: { agencyRoles: ['DECIDING'] }, matter: matter && { ...MATTER_FACTS, ...matter } }))

  it('as its case says where it implements the matter, and for its own part where it takes one', () => {
    expect(rolesOf({})).toEqual(['DECIDING'])
    expect(rolesOf({ agency: 'other', jointAgencies: [AGENCY] })).toEqual(['JOINT'])
    expect(rolesOf({ agency: 'other', entrustedAgencies: [AGENCY] })).toEqual(['RECEIVING'])
    expect(applicableRoles(factsOf({ caseFacts: null }))).toEqual(['DECIDING'])
  })

  it('for no matter that is others\', unknown, or not in use', () => {
    expect([rolesOf({ agency: 'other' }), rolesOf(null), rolesOf({ inUse: false })]).toEqual([[], [], []])
  })
})
