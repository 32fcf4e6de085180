import { describe, expect, it } from 'vitest'
import type { Facts } from './facts.ts'
import { decideOn, factsOf, grantOf, refusalsOf, shapeOf } from './testing.ts'

const ALL = { 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' } as const
const GRANTED = factsOf({ grants: [grantOf(ALL)] })

/** What is kept, then what is refused. */
function told(text: string, facts: Facts, variables?: Record<string, unknown>): [string, ...string[]] {
  const decision = decideOn(text, facts, variables)
  return [shapeOf(decision.kept), ...refusalsOf(decision)]
}

describe('a decision cuts before planning', () => {
  it('a refused item, and keeps its neighbours', () => {
    expect(told('{ person(citizenId: "applicant") { name mobile } }', GRANTED)).toEqual(['person{name}', 'person.mobile: NO_GRANT'])
  })

  it('an object of which everything is refused, with an error for each selection', () => {
    expect(told('{ person(citizenId: "applicant") { mobile sex { code } } }', GRANTED))
      .toEqual(['', 'person.mobile: NO_GRANT', 'person.sex: NO_GRANT'])
  })

  it('an object of which only keys and names of types are asked, with one error', () => {
    for (const text of ['{ person(citizenId: "applicant") { id __typename } }', '{ person(citizenId: "applicant") { licences { pageInfo { hasNextPage } } } }']) {
      const [kept, ...refusals] = told(text, GRANTED)
      expect([kept, refusals.length]).toEqual(['', 1])
    }
  })

  it('an edge that is an item, and what is below it, with one error', () => {
    expect(told('{ person(citizenId: "applicant") { name relations { person { name } } } }', GRANTED))
      .toEqual(['person{name}', 'person.relations: NO_GRANT'])
  })

  it('everything where nothing is granted, so that no library is called', () => {
    const decision = decideOn('{ person(citizenId: "applicant") { name } legalPerson(creditCode: "F") { phone } }', factsOf())
    expect(decision.kept).toEqual([])
    expect([...decision.released, ...decision.searched, ...decision.grants, ...decision.limited]).toEqual([])
  })

  it('below the first list without naming rows or what is in them', () => {
    const facts = factsOf({ grants: [grantOf({ ...ALL, 'Person.relations': 'CLEAR', 'Relation.relation': 'CLEAR' })] })
    expect(told('{ all: persons(citizenIds: ["applicant"]) { name mobile } person(citizenId: "applicant") { relations { relation { code } person { mobile } } } }', facts))
      .toEqual(['all{name} person{relations{relation{code}}}', 'all: NO_GRANT', 'person.relations: NO_GRANT'])
  })

  it('by what is asked, whatever its alias, fragment or condition', () => {
    const text = 'query ($yes: Boolean!) { p: person(citizenId: "applicant") { ...F name: mobile } } fragment F on Person { n: name m: mobile @include(if: $yes) }'
    expect(told(text, GRANTED, { yes: true })).toEqual(['p{n}', 'p.m: NO_GRANT', 'p.name: NO_GRANT'])
  })
})

describe('protection is told', () => {
  const grants = [grantOf({ ...ALL, 'Person.mobile': 'CLEAR' })]
  const restricted = [{ subject: 'applicant', grade: 'RESTRICTED' }]
  const only = { parties: [{ subject: 'applicant', role: 'APPLICANT' }] }

  it('where it takes away what a grant gives', () => {
    const facts = factsOf({ grants, protected: restricted, caseFacts: only })
    expect(told('{ person(citizenId: "applicant") { mobile name } }', facts)).toEqual(['person{name}', 'person.mobile: WITHHELD'])
  })

  it('to nobody who would read nothing anyway: not in a case that is over or another’s, not to the suspended, not without a grant', () => {
    const cases = [
      factsOf({ grants, caseFacts: { ...only, open: false } }), factsOf({ grants, caseFacts: { ...only, agencyRoles: [] } }),
      factsOf({ grants, caseFacts: only, caller: { fault: 'CONSUMER_SUSPENDED' } }), factsOf({ grants: [grantOf(ALL)], caseFacts: only }),
    ]
    const face = '{ byMobile { mobile } }'
    for (const facts of cases) {
      const person = { subject: 'applicant', grade: 'RESTRICTED', agencies: [], items: [] }
      expect(told(face, { ...facts, protected: new Map([['applicant', person]]) })).toEqual(told(face, facts))
    }
  })
})

describe('a search is authorised like the field it searches by', () => {
  it('and refused at the root where the item is not granted', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.name': 'CLEAR' })] })
    expect(told('{ person(citizenId: "applicant") { name } }', facts)).toEqual(['', 'person: NO_GRANT'])
    expect(told('{ byMobile(mobile: "1") { name } }', GRANTED)).toEqual(['', 'byMobile: NO_GRANT'])
    expect(told('{ byMobile { name } }', GRANTED)).toEqual(['byMobile{name}'])
  })

  it('and refused where its masked form alone is granted', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.citizenId': 'MASKED', 'Person.name': 'MASKED' })] })
    const [kept, ...refusals] = told('{ person(citizenId: "applicant") { name } }', facts)
    expect([kept, refusals.length]).toEqual(['', 1])
  })

  it('by every item of a claim, those of its verdicts too', () => {
    const verify = (text: string, items: Record<string, 'VERIFY'>) => told(text, factsOf({ grants: [grantOf(items)] }))
    const both = '{ verifyPerson(claim: { citizenId: "applicant", name: "a", mobile: "1" }) { name } }'
    expect(verify(both, { 'Person.citizenId': 'VERIFY', 'Person.name': 'VERIFY' })).toEqual(['', 'verifyPerson: NO_GRANT'])
    expect(verify(both, { 'Person.citizenId': 'VERIFY', 'Person.name': 'VERIFY', 'Person.mobile': 'VERIFY' })).toEqual(['verifyPerson{name}'])
    const verdicts = '{ verifyPerson(claim: { citizenId: "applicant", name: "a" }) { name mobile } }'
    expect(verify(verdicts, { 'Person.citizenId': 'VERIFY', 'Person.name': 'VERIFY' })).toEqual(['verifyPerson{name}', 'verifyPerson.mobile: NO_GRANT'])
  })

  it('and is content with a right to verify, which reading is not', () => {
    const facts = factsOf({ grants: [grantOf({ ...ALL, 'Person.mobile': 'VERIFY' })] })
    const decision = decideOn('{ person(citizenId: "applicant") { name mobile citizenId } }', facts)
    expect([shapeOf(decision.kept), ...refusalsOf(decision)]).toEqual(['person{name}', 'person.mobile: VERIFY_ONLY', 'person.citizenId: VERIFY_ONLY'])
    expect([...decision.searched]).toEqual(['Person.citizenId'])
  })
})

describe('a stranger is refused at the root, from the arguments alone', () => {
  it('by one error at its path, and nothing of the trial stays on record', () => {
    const decision = decideOn('{ p: person(citizenId: "stranger") { name mobile } }', GRANTED)
    expect([shapeOf(decision.kept), ...refusalsOf(decision)]).toEqual(['', 'p: SUBJECT_NOT_PARTY'])
    expect([...decision.released, ...decision.searched, ...decision.grants, ...decision.limited]).toEqual([])
  })

  it('by their place in a list, while the others are answered', () => {
    expect(told('{ persons(citizenIds: ["stranger", "applicant", "unknown"]) { name } }', GRANTED))
      .toEqual(['persons{name}', 'persons.0: SUBJECT_NOT_PARTY', 'persons.2: SUBJECT_NOT_PARTY'])
    expect(told('{ persons(citizenIds: ["stranger"]) { name } }', GRANTED)).toEqual(['', 'persons.0: SUBJECT_NOT_PARTY'])
  })

  it('in the same words whether ordinary, sealed or unknown', () => {
    const facts = (grade: string) => factsOf({ grants: [grantOf(ALL)], protected: [{ subject: 'someone', grade }] })
    const [ordinary, ...others] = [GRANTED, facts('SEALED'), facts('RESTRICTED'), facts('FACT')].map((each) => {
      const { kept, refusals } = decideOn('{ person(citizenId: "someone") { name mobile } }', each)
      return { kept, refusals }
    })
    for (const other of others) expect(other).toEqual(ordinary)
  })

  it('in a claim too', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'VERIFY' })] })
    expect(told('{ verifyPerson(claim: { citizenId: "stranger", name: "a" }) { name } }', facts)).toEqual(['', 'verifyPerson: SUBJECT_NOT_PARTY'])
  })

  it('but for what is refused of everybody by that reason instead', () => {
    expect(told('{ person(citizenId: "stranger") { mobile } }', GRANTED)).toEqual(['', 'person.mobile: NO_GRANT'])
    expect(told('{ person(citizenId: "stranger") { name } }', factsOf({ grants: [grantOf(ALL)], caseFacts: { open: false } }))).toEqual(['', 'person: CASE_CLOSED'])
  })

  it('as a subject of the operator, where the operator is one or close to one', () => {
    const facts = factsOf({
      grants: [grantOf(ALL, { binding: { kind: 'CASE_PARTY', roles: ['APPLICANT', 'AGENT'] } })],
      caller: { operatorKey: 'op' },
      kin: [{ subject: 'applicant', related: 'op', kind: 'sibling' }],
    })
    expect(told('{ person(citizenId: "applicant") { name } a: person(citizenId: "agent") { name } }', facts))
      .toEqual(['a{name}', 'person: OPERATOR_IS_SUBJECT'])
    const alone = { ...facts, caseFacts: { ...facts.caseFacts as NonNullable<Facts['caseFacts']>, parties: [{ subject: 'applicant', role: 'APPLICANT' }] } }
    expect(told('{ person(citizenId: "applicant") { name } }', alone)).toEqual(['', 'person: OPERATOR_IS_SUBJECT'])
    expect(decideOn('{ person(citizenId: "applicant") { name } }', alone).plan.subjects.size).toBe(0)
    const closed = { ...alone, caseFacts: { ...alone.caseFacts, open: false } }
    expect(told('{ person(citizenId: "applicant") { name } }', closed)).toEqual(['', 'person: CASE_CLOSED'])
  })

  it('while an organisation that is no party still shows its public register', () => {
    const facts = factsOf({ grants: [grantOf({ 'LegalPerson.representative': 'CLEAR', 'Person.name': 'CLEAR' })] })
    expect(told('{ legalPerson(creditCode: "F") { name representative { name } } }', facts))
      .toEqual(['legalPerson{name}', 'legalPerson.representative: SUBJECT_NOT_PARTY'])
  })
})

describe('derived items', () => {
  const ages = (...years: number[]) =>
    grantOf([
      { item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years } },
      { item: 'Person.citizenId', disclosure: 'VERIFY', arguments: null },
    ])

  it('are refused for arguments that the grant does not list, each asking by itself', () => {
    expect(told('{ person(citizenId: "applicant") { a: ageAtLeast(years: 80) b: ageAtLeast(years: 79) } }', factsOf({ grants: [ages(80)] })))
      .toEqual(['person{a}', 'person.b: NO_GRANT'])
  })

  it("are not told of one subject for another's arguments, though one question asks both", () => {
    const facts = factsOf({ grants: [ages(80), { ...ages(60), binding: { kind: 'CASE_PARTY', roles: ['AGENT'] } }] })
    const { plan } = decideOn('{ persons(citizenIds: ["applicant", "agent"]) { a: ageAtLeast(years: 80) b: ageAtLeast(years: 60) } }', facts)
    expect(plan.classes.map((rights) => rights.has('Person.ageAtLeast'))).toEqual([false, false])
    const apart = decideOn('{ a: person(citizenId: "applicant") { ageAtLeast(years: 80) } b: person(citizenId: "agent") { ageAtLeast(years: 60) } }', facts)
    expect(apart.plan.classes.map((rights) => rights.get('Person.ageAtLeast'))).toEqual(['CLEAR', 'CLEAR'])
  })

  it('that is asked in two ways closes in every slice that one of them is refused in', () => {
    const on = (slice: string, date: string) => ({ item: `Licence.validOn@${slice}`, disclosure: 'CLEAR', arguments: { date: [date] } }) as const
    const facts = factsOf({ grants: [grantOf([on('A', '2026-01-01'), on('B', '2026-01-01')]), grantOf([on('B', '2026-02-02')])] })
    const { plan } = decideOn('{ licence(identifier: "L") { a: validOn(date: "2026-01-01") b: validOn(date: "2026-02-02") } }', facts)
    expect(plan.classes.map((rights) => [...rights.keys()])).toEqual([['Licence.validOn@B'], []])
  })

  it('are all that a roster gives', () => {
    const facts = factsOf({ grants: [ages(80), grantOf({ 'Person.name': 'CLEAR' })], caseFacts: { kind: 'ROSTER' } })
    expect(told('{ person(citizenId: "applicant") { ageAtLeast(years: 80) name } }', facts)).toEqual(['person{ageAtLeast}', 'person.name: VERIFY_ONLY'])
  })
})

describe('a case that nothing proves', () => {
  it('shows CLEAR items masked, and says so; without a masked form it refuses', () => {
    const facts = factsOf({ grants: [grantOf({ ...ALL, 'Person.sex': 'CLEAR' })], caseFacts: { proven: false } })
    const decision = decideOn('{ person(citizenId: "applicant") { name sex { code } } }', facts)
    expect([shapeOf(decision.kept), ...refusalsOf(decision)]).toEqual(['person{name}', 'person.sex: CASE_UNPROVEN'])
    expect(decision.limited).toEqual([{ path: ['person', 'name'], item: 'Person.name', masked: true, partly: false }])
    expect(decision.plan.classes[0]?.get('Person.name')).toBe('MASKED')
  })
})
