import { describe, expect, it } from 'vitest'
import { sliceOf } from '#platform/access'
import type { ContractItem } from '#platform/contract'
import type { Facts, Grant } from './facts.ts'
import { REASONS, type Reason } from './reasons.ts'
import { type Outcome, outcomeOf, type Standing } from './rights.ts'
import { factsOf, grantOf, MATTER, MATTER_FACTS, tools } from './testing.ts'

const APPLICANT: Standing = new Set(['PARTY:APPLICANT'])
const SELF: Standing = new Set(['SELF'])
const item = (coordinate: string) => tools.items.get(coordinate) as ContractItem

/** What an item comes to, as `CLEAR`, `Licence.number@T CLEAR` or the reason of the refusal. */
function told(coordinate: string, facts: Facts, standing: Standing = APPLICANT, args: Record<string, unknown> = {}): string {
  const { granted, reason } = outcomeOf(item(coordinate), args, standing, facts)
  if (granted.size === 0) return reason
  return [...granted].map(([name, disclosure]) => (name === coordinate ? disclosure : `${name} ${disclosure}`)).join()
}

const NAME = grantOf({ 'Person.name': 'CLEAR' })
const represented = { subject: 'applicant', mandateMatters: null }

type Change = (facts: Facts) => Facts
const caller = (given: Partial<Facts['caller']>): Change => (facts) => ({ ...facts, caller: { ...facts.caller, ...given } })
const aCase = (given: Partial<NonNullable<Facts['caseFacts']>>): Change => (facts) =>
  ({ ...facts, caseFacts: facts.caseFacts === null ? null : { ...facts.caseFacts, ...given } })
const everyGrant = (given: Partial<Grant>): Change => (facts) => ({ ...facts, grants: facts.grants.map((grant) => ({ ...grant, ...given })) })

/** In the order in which they are decided: what is wrong, and how to bring it about. */
const BARRIERS: readonly (readonly [Reason, Change])[] = [
  ['UNAUTHENTICATED', caller({ consumer: '' })],
  ['CONSUMER_SUSPENDED', caller({ fault: 'CONSUMER_SUSPENDED' })],
  ['AGENCY_NOT_SERVED', caller({ fault: 'AGENCY_NOT_SERVED' })],
  ['NETWORK_ZONE', caller({ zone: 'INTERNET' })],
  ['ASSURANCE_TOO_LOW', caller({ assurance: 'LOW' })],
  ['NOT_PUBLISHED', (facts) => ({ ...facts, published: { ...facts.published, of: () => null } })],
  ['PURPOSE_REQUIRED', (facts) => ({ ...facts, purpose: null })],
  ['CASE_NOT_YOURS', aCase({ agencyRoles: [] })],
  ['CASE_CLOSED', aCase({ open: false })],
  ['CASE_MATTER_MISMATCH', aCase({ matterCode: '990500000200' })],
]

/** The same for what a single grant may lack, and for there being none. */
const LACKS: readonly (readonly [Reason, Change])[] = [
  ['NO_GRANT', (facts) => ({ ...facts, grants: [] })],
  ['GRANT_NOT_YET_VALID', everyGrant({ validFrom: '2026-03-03' })],
  ['GRANT_EXPIRED', everyGrant({ validTo: '2026-03-01' })],
  ['GRANT_REVOKED', everyGrant({ revoked: true })],
  ['MATTER_NOT_COVERED', everyGrant({ matters: ['990500000200'] })],
  ['AGENCY_ROLE_NOT_COVERED', everyGrant({ agencyRoles: ['RECEIVING'] })],
  ['PARTY_ROLE_NOT_COVERED', everyGrant({ binding: { kind: 'CASE_PARTY', roles: ['AGENT'] } })],
  ['REGION_NOT_COVERED', everyGrant({ regions: ['990102'] })],
]

const OTHERS: readonly (readonly [Reason, string])[] = [
  ['WITHHELD', told('Person.protection', factsOf())],
  ['CASE_UNPROVEN', outcomeOf(item('Person.sex'), {}, APPLICANT, factsOf({ grants: [grantOf({ 'Person.sex': 'CLEAR' })], caseFacts: { proven: false } })).reason],
  ['VERIFY_ONLY', outcomeOf(item('Person.name'), {}, APPLICANT, factsOf({ grants: [grantOf({ 'Person.name': 'VERIFY' })] })).reason],
]

describe('an item is refused', () => {
  const good = () => factsOf({ grants: [NAME] })

  it.each([...BARRIERS, ...LACKS])('for %s', (reason, change) => {
    expect(told('Person.name', change(good()))).toBe(reason)
  })

  it.each(OTHERS)('for %s', (reason, found) => {
    expect(found).toBe(reason)
  })

  it.each([...BARRIERS, ...LACKS].map(([reason], at) => [reason, at] as const))('for %s rather than for anything decided after it', (reason, at) => {
    const facts = [...BARRIERS, ...LACKS].slice(at).reduceRight((each, [, change]) => change(each), good())
    expect(told('Person.name', facts)).toBe(reason)
  })

  it('for what its best grant lacks, where several are tried', () => {
    const lacking = LACKS.slice(1).map(([reason, change]) => [reason, change(good()).grants[0] as Grant] as const)
    for (const [at, [, worse]] of lacking.entries()) {
      for (const [reason, better] of lacking.slice(at)) {
        expect(told('Person.name', factsOf({ grants: [worse, better] }))).toBe(reason)
        expect(told('Person.name', factsOf({ grants: [better, worse] }))).toBe(reason)
      }
    }
  })

  it('for every reason that there is, in the order of their list', () => {
    const elsewhere: Reason[] = ['QUOTA_EXHAUSTED', 'SUBJECT_NOT_PARTY', 'OPERATOR_IS_SUBJECT']
    const shown = new Set<Reason>([...BARRIERS, ...LACKS, ...OTHERS].map(([reason]) => reason))
    const order = Object.keys(REASONS) as Reason[]
    expect(order.filter((reason) => !shown.has(reason))).toEqual(elsewhere)
    expect([...BARRIERS, ...LACKS].map(([reason]) => order.indexOf(reason))).toEqual(
      [...BARRIERS, ...LACKS].map(([reason]) => order.indexOf(reason)).sort((a, b) => a - b),
    )
  })

  it.each([
    ['in a case that nobody knows', factsOf({ grants: [NAME], caseFacts: null }), 'CASE_NOT_YOURS'],
    ['in a draft, to an agency', factsOf({ grants: [NAME], caseFacts: { kind: 'DRAFT' } }), 'CASE_NOT_YOURS'],
    ['in the case of somebody else, to whoever acts in person', factsOf({ grants: [NAME], caller: { represented: { subject: 'other', mandateMatters: null } } }), 'CASE_NOT_YOURS'],
    ['with a matter and no case', factsOf({ grants: [NAME], caseFacts: null, purpose: { matter: MATTER, caseNo: null, reason: null } }), 'PURPOSE_REQUIRED'],
    ['to a caller who was not identified at all', factsOf({ grants: [NAME], caller: { assurance: 'NONE' } }), 'ASSURANCE_TOO_LOW'],
    ['for a matter that a mandate does not cover', factsOf({
      grants: [grantOf({ 'Person.name': 'CLEAR' }, { binding: { kind: 'SELF' } })],
      caller: { represented: { subject: 'applicant', mandateMatters: ['990500000200'] } },
    }), 'MATTER_NOT_COVERED'],
  ] as const)('%s', (_case, facts, reason) => {
    expect(told('Person.name', facts, facts.caller.represented === null ? APPLICANT : SELF)).toBe(reason)
  })
})

describe('who needs what', () => {
  const nothing = factsOf({ purpose: null, caseFacts: null })
  const draft = factsOf({ caseFacts: { kind: 'DRAFT', agencyRoles: [] } })
  const matter = factsOf({ caseFacts: null, purpose: { matter: MATTER, caseNo: null, reason: null } })
  const granting = (coordinate: string, facts: Facts, given: Partial<Grant> = {}): Facts => ({ ...facts, grants: [grantOf({ [coordinate]: 'CLEAR' }, given)] })
  const any = { binding: { kind: 'ANY' } } as const
  const self = { binding: { kind: 'SELF' } } as const
  const acting = (facts: Facts): Facts => caller({ represented, zone: 'INTERNET' })(facts)
  const mandated = (facts: Facts): Facts => caller({ represented: { ...represented, mandateMatters: [MATTER] } })(facts)

  it.each<[string, string, Facts, Standing, string]>([
    ['UNCONDITIONAL, not personal: a registered consumer', 'LegalPerson.name', nothing, null, 'CLEAR'],
    ['UNCONDITIONAL, not personal: a registered consumer', 'LegalPerson.name', caller({ consumer: '' })(nothing), null, 'UNAUTHENTICATED'],
    ['UNCONDITIONAL, personal: a standing grant and a case', 'Person.residence', factsOf(), APPLICANT, 'NO_GRANT'],
    ['UNCONDITIONAL, personal: a standing grant and a case', 'Person.residence', granting('Person.residence', matter), APPLICANT, 'PURPOSE_REQUIRED'],
    ['UNCONDITIONAL, personal: a standing grant and a case', 'Person.residence', granting('Person.residence', factsOf()), APPLICANT, 'CLEAR'],
    ['CONDITIONAL, not personal: a grant and a matter', 'LegalPerson.phone', matter, null, 'NO_GRANT'],
    ['CONDITIONAL, not personal: a grant and a matter', 'LegalPerson.phone', granting('LegalPerson.phone', nothing, any), null, 'PURPOSE_REQUIRED'],
    ['CONDITIONAL, not personal: a grant and a matter', 'LegalPerson.phone', granting('LegalPerson.phone', matter, any), null, 'CLEAR'],
    ['CONDITIONAL, personal: a grant and a case', 'Person.name', granting('Person.name', matter), APPLICANT, 'PURPOSE_REQUIRED'],
    ['CONDITIONAL, personal: a grant and a case', 'Person.name', factsOf(), APPLICANT, 'NO_GRANT'],
    ['CONDITIONAL, personal: a grant and a case', 'Person.name', granting('Person.name', factsOf()), APPLICANT, 'CLEAR'],
    ['WITHHELD, not personal: nobody', 'LegalPerson.secret', granting('LegalPerson.secret', factsOf(), any), null, 'WITHHELD'],
    ['WITHHELD, not personal: nobody', 'LegalPerson.secret', granting('LegalPerson.secret', acting(factsOf()), any), null, 'WITHHELD'],
    ['WITHHELD, not personal: nobody', 'LegalPerson.secret', granting('LegalPerson.secret', acting(matter), self), SELF, 'WITHHELD'],
    ['WITHHELD, personal: nobody but SELF, with a matter', 'Person.protection', granting('Person.protection', factsOf()), APPLICANT, 'WITHHELD'],
    ['WITHHELD, personal: nobody but SELF, with a matter', 'Person.protection', granting('Person.protection', acting(nothing), self), SELF, 'PURPOSE_REQUIRED'],
    ['WITHHELD, personal: nobody but SELF, with a matter', 'Person.protection', acting(matter), SELF, 'WITHHELD'],
    ['WITHHELD, personal: nobody but SELF, with a matter', 'Person.protection', granting('Person.protection', acting(matter), self), SELF, 'CLEAR'],
    ['WITHHELD, personal: not by a mandate', 'Person.protection', granting('Person.protection', mandated(matter), self), SELF, 'WITHHELD'],
    ['open: anyone', 'Division.name', caller({ consumer: '', zone: 'INTERNET', assurance: 'NONE' })(nothing), null, 'CLEAR'],
    ['from the Internet: SELF and open items', 'LegalPerson.name', caller({ zone: 'INTERNET' })(nothing), null, 'NETWORK_ZONE'],
    ['from the Internet: SELF and open items', 'Person.name', granting('Person.name', acting(factsOf()), self), SELF, 'CLEAR'],
    ['from the Internet: SELF, not what is granted of everybody', 'LegalPerson.phone', granting('LegalPerson.phone', acting(matter), any), null, 'PARTY_ROLE_NOT_COVERED'],
    ['from the Internet: SELF, what is granted of everybody too where it is its own', 'LegalPerson.phone', granting('LegalPerson.phone', acting(matter), any), SELF, 'CLEAR'],
    ['from the Internet: no draft for who acts for nobody', 'Person.name', granting('Person.name', caller({ zone: 'INTERNET' })(draft)), APPLICANT, 'NETWORK_ZONE'],
    ['from the Internet: SELF, by a mandate too', 'Person.name', granting('Person.name', caller({ zone: 'INTERNET' })(mandated(factsOf())), self), SELF, 'CLEAR'],
    ['from the Internet: SELF, not what is granted of parties', 'Person.name', granting('Person.name', acting(factsOf())), SELF, 'PARTY_ROLE_NOT_COVERED'],
    ['from the Internet: SELF, in a draft of its own', 'Person.name', granting('Person.name', acting(draft), self), SELF, 'CLEAR'],
  ])('%s: %s', (_cell, coordinate, facts, standing, expected) => {
    expect(told(coordinate, facts, standing)).toBe(expected)
  })
})

describe('a grant reaches', () => {
  const bound = (binding: Grant['binding'], more: Partial<Grant> = {}) => factsOf({ grants: [grantOf({ 'Person.name': 'CLEAR' }, { binding, ...more })] })

  it.each<[string, Grant['binding'], Standing, string]>([
    ['a party in one of its roles', { kind: 'CASE_PARTY', roles: ['AGENT', 'APPLICANT'] }, APPLICANT, 'CLEAR'],
    ['nobody in another role', { kind: 'CASE_PARTY', roles: ['AGENT'] }, APPLICANT, 'PARTY_ROLE_NOT_COVERED'],
    ['kin of a role, one hop away', { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' }, new Set(['KIN:APPLICANT:spouse']), 'CLEAR'],
    ['no kin of another role', { kind: 'KIN', of: 'AGENT', kin: 'household' }, new Set(['KIN:APPLICANT:household']), 'PARTY_ROLE_NOT_COVERED'],
    ['no kin of another kind', { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' }, new Set(['KIN:APPLICANT:sibling']), 'PARTY_ROLE_NOT_COVERED'],
    ['not the party through a grant for kin', { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' }, APPLICANT, 'PARTY_ROLE_NOT_COVERED'],
    ['nobody but the one who acts, through SELF', { kind: 'SELF' }, APPLICANT, 'PARTY_ROLE_NOT_COVERED'],
    ['nobody in particular with a personal item, whatever its binding', { kind: 'ANY' }, null, 'NO_GRANT'],
  ])('%s', (_case, binding, standing, expected) => {
    expect(told('Person.name', bound(binding), standing)).toBe(expected)
  })

  it('everybody with a right to verify, where it is bound to nobody', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.name': 'VERIFY' }, { binding: { kind: 'ANY' } })] })
    expect(told('Person.name', facts, null)).toBe('VERIFY')
  })

  it.each<[string, string[], string, string | null, string]>([
    ['the county it names', ['990101'], '990101000000', null, 'CLEAR'],
    ['what lies below it', ['990100'], '990101003000', null, 'CLEAR'],
    ['the whole country', ['000000000000'], '990101000000', null, 'CLEAR'],
    ['one of several', ['990201', '990101'], '990101000000', null, 'CLEAR'],
    ['no neighbour', ['990102'], '990101000000', null, 'REGION_NOT_COVERED'],
    ['nothing above it', ['990101003'], '990101000000', null, 'REGION_NOT_COVERED'],
    ['no division whose code only begins alike', ['990110'], '990111000000', null, 'REGION_NOT_COVERED'],
    ['the whole city, in a matter handled across counties', ['990102'], '990101000000', '跨县', 'CLEAR'],
    ['no other city, in a matter handled across counties', ['990201'], '990101000000', '跨县', 'REGION_NOT_COVERED'],
    ['the whole province, in a matter handled across cities', ['990201'], '990101000000', '跨市', 'CLEAR'],
    ['no other province, in a matter handled across cities', ['980101'], '990101000000', '跨市', 'REGION_NOT_COVERED'],
    ['the whole country, in a matter handled across provinces', ['980101'], '990101000000', '跨省', 'CLEAR'],
    ['no more than it says, in a matter of a scope that nobody knows', ['990102'], '990101000000', '跨国', 'REGION_NOT_COVERED'],
  ])('%s', (_case, regions, handlingDivision, handleScope, expected) => {
    const facts = { ...bound({ kind: 'CASE_PARTY', roles: ['APPLICANT'] }, { regions }), matter: { ...MATTER_FACTS, handleScope } }
    expect(told('Person.name', aCase({ handlingDivision })(facts))).toBe(expected)
  })

  it('from its first day to its last', () => {
    expect(told('Person.name', factsOf({ grants: [{ ...NAME, validFrom: '2026-03-02', validTo: '2026-03-02' }] }))).toBe('CLEAR')
  })
})

describe('a grant gives', () => {
  const given = (disclosures: readonly ('CLEAR' | 'MASKED' | 'VERIFY')[], coordinate = 'Person.name') =>
    disclosures.map((disclosure) => grantOf({ [coordinate]: disclosure }))

  it('nothing to compare with where it gives the masked form alone, since claims would find the value', () => {
    const comparable = (...disclosures: ('CLEAR' | 'MASKED' | 'VERIFY')[]) =>
      outcomeOf(item('Person.name'), {}, APPLICANT, factsOf({ grants: given(disclosures), caseFacts: { proven: false } })).comparable
    expect([comparable('MASKED'), comparable('CLEAR'), comparable('VERIFY'), comparable('MASKED', 'VERIFY')]).toEqual([false, true, true, true])
  })

  it('the best of several, and every grant that gave anything is on record', () => {
    const grants = given(['VERIFY', 'CLEAR', 'MASKED'])
    const outcome: Outcome = outcomeOf(item('Person.name'), {}, APPLICANT, factsOf({ grants }))
    expect([...outcome.granted]).toEqual([['Person.name', 'CLEAR']])
    expect(outcome.grants).toEqual(grants)
  })

  it('the slices that it names, where they are published, and no other', () => {
    const grants = [grantOf({ 'Licence.number@A': 'CLEAR', 'Licence.number@B': 'MASKED', 'Licence.number': 'CLEAR' })]
    expect(told('Licence.number', factsOf({ grants, published: { inSlice: (item) => (sliceOf(item) === 'A' ? 'CONDITIONAL' : null) } }))).toBe('Licence.number@A CLEAR')
    expect(told('Licence.number', factsOf({ grants, published: { inSlice: () => null } }))).toBe('NOT_PUBLISHED')
  })

  it('a derived item for the arguments that it lists', () => {
    const grants = [grantOf([{ item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years: [60, 80] } }])]
    const ask = (args: Record<string, unknown>) => told('Person.ageAtLeast', factsOf({ grants }), APPLICANT, args)
    expect([ask({ years: 80 }), ask({ years: 79 }), ask({ years: '80' }), ask({})]).toEqual(['CLEAR', 'NO_GRANT', 'NO_GRANT', 'NO_GRANT'])
  })

  it('what is limited to a region, where no case tells in which region the matter is handled', () => {
    const regional = (regions: string[]) =>
      told('LegalPerson.phone', factsOf({ caseFacts: null, purpose: { matter: MATTER, caseNo: null, reason: null }, grants: [grantOf([{ item: 'LegalPerson.phone', disclosure: 'CLEAR', arguments: null }], { regions, binding: { kind: 'ANY' } })] }), null)
    expect([regional(['990101']), regional([])]).toEqual(['REGION_NOT_COVERED', 'CLEAR'])
  })

  it('a derived item with an argument that its grant does not list, unless it lists every value in so many words', () => {
    const ask = (listed: Record<string, unknown[]> | null) =>
      told('Person.ageAtLeast', factsOf({ grants: [grantOf([{ item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: listed }])] }), APPLICANT, { years: 80 })
    expect([ask(null), ask({}), ask({ months: [80] }), ask({ years: ['*'] })]).toEqual(['NO_GRANT', 'NO_GRANT', 'NO_GRANT', 'CLEAR'])
  })

  it.each<[string, string, 'CLEAR' | 'MASKED' | 'VERIFY', Partial<NonNullable<Facts['caseFacts']>>, string]>([
    ['MASKED for CLEAR while nothing proves the case', 'Person.name', 'CLEAR', { proven: false }, 'MASKED'],
    ['VERIFY for CLEAR then, where there is no masked form', 'Person.sex', 'CLEAR', { proven: false }, 'VERIFY'],
    ['nothing for a derived item then', 'Person.ageAtLeast', 'CLEAR', { proven: false }, 'CASE_UNPROVEN'],
    ['MASKED and VERIFY as ever then', 'Person.name', 'MASKED', { proven: false }, 'MASKED'],
    ['MASKED and VERIFY as ever then', 'Person.sex', 'VERIFY', { proven: false }, 'VERIFY'],
    ['what is not personal as ever then', 'LegalPerson.phone', 'CLEAR', { proven: false }, 'CLEAR'],
    ['derived items over a roster', 'Person.ageAtLeast', 'CLEAR', { kind: 'ROSTER' }, 'CLEAR'],
    ['verdicts over a roster', 'Person.name', 'VERIFY', { kind: 'ROSTER' }, 'VERIFY'],
    ['verdicts over a roster', 'Person.name', 'CLEAR', { kind: 'ROSTER' }, 'VERIFY'],
    ['nothing else over a roster', 'Person.name', 'MASKED', { kind: 'ROSTER' }, 'VERIFY_ONLY'],
    ['verdicts at an enrolment', 'Person.name', 'CLEAR', { kind: 'ENROLMENT' }, 'VERIFY'],
    ['nothing else at an enrolment', 'Person.ageAtLeast', 'CLEAR', { kind: 'ENROLMENT' }, 'VERIFY_ONLY'],
  ])('%s: %s, granted %s', (_case, coordinate, disclosure, caseFacts, expected) => {
    expect(told(coordinate, factsOf({ grants: given([disclosure], coordinate), caseFacts }))).toBe(expected)
  })
})
