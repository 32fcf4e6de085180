import { describe, expect, it } from 'vitest'
import type { Facts } from './facts.ts'
import { AGENCY, decideOn, factsOf, grantOf, MATTER, refusalsOf, shapeOf, tools } from './testing.ts'

const agentOnly = { binding: { kind: 'CASE_PARTY', roles: ['AGENT'] } } as const
const both = { binding: { kind: 'CASE_PARTY', roles: ['APPLICANT', 'AGENT'] } } as const

const rightsIn = (text: string, facts: Facts) => {
  const { plan } = decideOn(text, facts)
  return Object.fromEntries([...plan.subjects].map(([subject, index]) => [subject, Object.fromEntries(plan.classes[index] ?? [])]))
}

describe('an access plan covers nobody', () => {
  it('who is neither party nor kin, nor anybody without a case', () => {
    const grants = [grantOf({ 'Person.name': 'CLEAR' })]
    expect([...decideOn('{ byMobile { name } }', factsOf({ grants })).plan.subjects.keys()]).toEqual(['applicant', 'agent'])
    expect(decideOn('{ byMobile { name } }', factsOf({ grants, caseFacts: null })).plan.subjects.size).toBe(0)
  })

  it('whom the operator may not handle', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.name': 'CLEAR' }, both)], caller: { operatorKey: 'applicant' } })
    expect(rightsIn('{ byMobile { name } }', facts)).toEqual({ agent: { 'Person.name': 'CLEAR' } })
  })

  it('with personal items in common', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.name': 'CLEAR', 'LegalPerson.phone': 'CLEAR' }, { binding: { kind: 'ANY' } })] })
    expect([...decideOn('{ byMobile { name } legalPerson(creditCode: "F") { name phone } }', facts).plan.common])
      .toEqual([['LegalPerson.name', 'CLEAR'], ['LegalPerson.phone', 'CLEAR']])
  })

  it('with more than the question asks', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.name': 'CLEAR', 'Person.mobile': 'CLEAR' })] })
    expect(rightsIn('{ byMobile { name } }', facts)['applicant']).toEqual({ 'Person.name': 'CLEAR' })
  })

  it('sealed, though a party, whatever the grants say', () => {
    const facts = factsOf({
      grants: [grantOf({ 'Person.name': 'CLEAR' })],
      protected: [{ subject: 'applicant', grade: 'SEALED' }, { subject: 'other', grade: 'SEALED', agencies: [AGENCY] }],
    })
    const { plan } = decideOn('{ byMobile { name } }', facts)
    expect(['applicant', 'other', 'agent'].map(plan.sealed)).toEqual([true, false, false])
  })

  it("by the rows of the portal's own agency, where somebody acts in person", () => {
    const represented = { subject: 'applicant', mandateMatters: null }
    expect(decideOn('{ byMobile { name } }', factsOf({ caller: { represented } })).plan.agency).toBe('')
    expect(decideOn('{ byMobile { name } }', factsOf()).plan).toMatchObject({ agency: AGENCY, router: false, idKey: tools.idKey, today: '2026-03-02' })
  })
})

describe('an access plan has', () => {
  const parties = ['a', 'b'].flatMap((subject) => [{ subject, role: 'APPLICANT' }]).concat({ subject: 'agent', role: 'AGENT' }, { subject: 'b', role: 'LEGAL_REP' })

  it('one class for each distinct standing', () => {
    const again = [{ subject: 'c', role: 'LEGAL_REP' }, { subject: 'c', role: 'APPLICANT' }]
    const { plan } = decideOn('{ byMobile { name } }', factsOf({ caseFacts: { parties: [...parties, ...again] } }))
    const classOf = (subject: string) => plan.subjects.get(subject)
    expect(plan.classes).toHaveLength(3)
    expect(new Set(['a', 'b', 'agent'].map(classOf)).size).toBe(3)
    expect(classOf('c')).toBe(classOf('b'))
  })

  it.each(['SEALED', 'RESTRICTED', 'FACT'])('a class of their own for each protected person: %s', (grade) => {
    const facts = factsOf({
      caseFacts: { parties: [...parties, { subject: 'd', role: 'AGENT' }] },
      protected: [{ subject: 'agent', grade }, { subject: 'd', grade }],
    })
    const { plan } = decideOn('{ byMobile { name } }', facts)
    expect(new Set(plan.subjects.values()).size).toBe(4)
  })

  it('closed items closed for the protected person alone', () => {
    const items = { 'Person.name': 'CLEAR', 'Person.mobile': 'CLEAR', 'Person.relations': 'CLEAR' } as const
    const facts = factsOf({
      grants: [grantOf(items, both)],
      protected: [{ subject: 'applicant', grade: 'RESTRICTED' }, { subject: 'agent', grade: 'FACT', items: ['Person.name'] }],
    })
    expect(rightsIn('{ byMobile { name mobile relations { person { name } } } }', facts)).toEqual({
      applicant: { 'Person.name': 'CLEAR' }, agent: { 'Person.mobile': 'CLEAR', 'Person.relations': 'CLEAR' },
    })
  })

  it('the rights of each role, and the best of several roles', () => {
    const grants = [grantOf({ 'Person.name': 'MASKED' }), grantOf({ 'Person.name': 'CLEAR' }, { binding: { kind: 'CASE_PARTY', roles: ['LEGAL_REP'] } })]
    expect(rightsIn('{ byMobile { name } }', factsOf({ grants, caseFacts: { parties } })))
      .toEqual({ a: { 'Person.name': 'MASKED' }, b: { 'Person.name': 'CLEAR' }, agent: {} })
  })

  it('slices by name', () => {
    const facts = factsOf({ grants: [grantOf({ 'Licence.number@A': 'CLEAR', 'Licence.number@B': 'MASKED' })] })
    expect(rightsIn('{ licence(identifier: "L") { number } }', facts)['applicant']).toEqual({ 'Licence.number@A': 'CLEAR', 'Licence.number@B': 'MASKED' })
  })
})

describe('a named subject is answered by its own rights', () => {
  const facts = factsOf({ grants: [
    grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR', 'Person.relations': 'CLEAR', 'Relation.relation': 'CLEAR' }),
    grantOf({ 'Person.citizenId': 'VERIFY', 'Person.mobile': 'CLEAR' }, agentOnly),
  ] })
  const told = (text: string) => {
    const decision = decideOn(text, facts)
    return [shapeOf(decision.kept), ...refusalsOf(decision)]
  }

  it('and not by those of another party', () => {
    expect(told('{ a: person(citizenId: "applicant") { name mobile } b: person(citizenId: "agent") { name mobile } }'))
      .toEqual(['a{name} b{mobile}', 'a.mobile: PARTY_ROLE_NOT_COVERED', 'b.name: PARTY_ROLE_NOT_COVERED'])
  })

  it('while somebody found through them may be anybody whom the purpose concerns', () => {
    expect(told('{ person(citizenId: "applicant") { relations { person { mobile } } } }')).toEqual(['person{relations{person{mobile}}}'])
  })

  it('and several named at once keep what any of them has', () => {
    expect(told('{ persons(citizenIds: ["applicant", "agent"]) { name mobile } }')).toEqual(['persons{name mobile}'])
  })
})

describe('a key is told by the edge right above it', () => {
  const FIRM = '{ byMobile { firm { creditCode } } }'
  const told = (text: string, ...grants: Parameters<typeof grantOf>[0][]) => {
    const decision = decideOn(text, factsOf({ grants: grants.map((items) => grantOf(items)) }))
    return [shapeOf(decision.kept), ...refusalsOf(decision)]
  }

  it.each([
    ['that is not granted', FIRM, {}, 'byMobile.firm: NO_GRANT'],
    ['that may only be compared', FIRM, { 'Person.firm': 'VERIFY' }, 'byMobile.firm: VERIFY_ONLY'],
    ['of which a masked form is given', '{ byMobile { flats { code } } }', { 'Person.flats': 'MASKED' }, 'byMobile.flats: NO_GRANT'],
    ['that is no item', '{ byMobile { licences { edges { node { identifier } } } } }', {}, 'byMobile.licences.edges: NO_GRANT'],
    ['to what has slices, of which the key would tell', '{ byMobile { held { identifier } } }', { 'Person.held': 'CLEAR' }, 'byMobile.held: NO_GRANT'],
    ['and no id of a person is a key', '{ legalPerson(creditCode: "applicant") { representative { id } } }', { 'LegalPerson.representative': 'CLEAR' }, 'legalPerson.representative: NO_GRANT'],
  ] as const)('and by none %s', (_which, text, items, refusal) => {
    expect(told(text, items)).toEqual(['', refusal])
  })

  it('alone, as by what is asked beside it, and opens nothing else', () => {
    expect(told(FIRM, { 'Person.firm': 'CLEAR' })).toEqual(['byMobile{firm{creditCode}}'])
    expect(told('{ byMobile { firm { creditCode phone } } }', { 'Person.firm': 'CLEAR' })).toEqual(['byMobile{firm{creditCode}}', 'byMobile.firm.phone: NO_GRANT'])
    expect(told('{ byMobile { firm { c: creditCode __typename } } }', { 'Person.firm': 'CLEAR' })).toEqual(['byMobile{firm{c __typename}}'])
    expect(told('{ byMobile { firm { __typename } } }', { 'Person.firm': 'CLEAR' })).toEqual(['', 'byMobile.firm: NO_GRANT'])
  })

  it('is a right, so that its row is let in: of anybody only where something of its type is for everybody', () => {
    const text = '{ byMobile { firm { creditCode } flats { code } } }'
    const facts = factsOf({ grants: [grantOf({ 'Person.firm': 'CLEAR', 'Person.flats': 'CLEAR' }), grantOf({ 'Person.firm': 'CLEAR' }, agentOnly)] })
    expect([...decideOn(text, facts).plan.common]).toEqual([['LegalPerson.creditCode', 'CLEAR']])
    expect(rightsIn(text, facts)).toEqual({ applicant: { 'Person.firm': 'CLEAR', 'Person.flats': 'CLEAR', 'Flat.code': 'VERIFY' }, agent: { 'Person.firm': 'CLEAR' } })
  })

  it('stands in the record as the edge that told it', () => {
    const { released, grants } = decideOn(FIRM, factsOf({ grants: [grantOf({ 'Person.firm': 'CLEAR' })] }))
    expect([[...released], grants.size]).toEqual([[['Person.firm', 'CLEAR']], 1])
  })
})

describe('an order is a search by what it sorts by', () => {
  const told = (order: string, text = `{ firms${order} { creditCode } }`) => {
    const decision = decideOn(text, factsOf())
    return [shapeOf(decision.kept), ...refusalsOf(decision), ...decision.searched]
  }

  it('refused where that is not granted', () => {
    expect(told('(order: PHONE)')).toEqual(['', 'firms: NO_GRANT'])
  })

  it('on record where it is, and a right of its own though nothing of it is asked', () => {
    expect(told('(order: NAME)')).toEqual(['firms{creditCode}', 'LegalPerson.name'])
    expect([...decideOn('{ firms(order: NAME) { creditCode } }', factsOf()).plan.common.keys()]).toContain('LegalPerson.name')
    expect([told('(order: CODE)'), told('')]).toEqual([['firms{creditCode}'], ['firms{creditCode}']])
  })
})

describe('what of a row is no item is not told alone', () => {
  const FIRM = '{ legalPerson(creditCode: "F") { creditCode } }'
  const CONDITIONAL: Partial<Facts['published']> = { of: (item) => ({ ...item, share: 'CONDITIONAL' }) }

  it.each([
    ['where everything of the row needs a grant, whatever was granted', '{ person(citizenId: "applicant") { id } }', factsOf({ grants: [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' })] }), 'person: NO_GRANT'],
    ['of what has slices, which it would tell', '{ licence(identifier: "L") { identifier } }', factsOf({ grants: [grantOf({ 'Licence.number@A': 'CLEAR' })] }), 'licence: NO_GRANT'],
    ['where what is for everybody is not published any more', FIRM, factsOf({ published: { of: () => null } }), 'legalPerson: NO_GRANT'],
    ['or was published on conditions', FIRM, factsOf({ published: CONDITIONAL }), 'legalPerson: NO_GRANT'],
    ['to a system that is suspended', FIRM, factsOf({ caller: { fault: 'CONSUMER_SUSPENDED' } }), 'legalPerson: CONSUMER_SUSPENDED'],
    ['from the Internet', FIRM, factsOf({ caller: { zone: 'INTERNET' } }), 'legalPerson: NETWORK_ZONE'],
    ['to nobody in particular, where it is not open', FIRM, factsOf({ caller: { consumer: '' } }), 'legalPerson: UNAUTHENTICATED'],
    ['by the name of its type', '{ legalPerson(creditCode: "F") { __typename } }', factsOf(), 'legalPerson: NO_GRANT'],
  ] as const)('%s', (_where, text, facts, refusal) => {
    const decision = decideOn(text, facts)
    expect([shapeOf(decision.kept), ...refusalsOf(decision)]).toEqual(['', refusal])
    expect(decision.plan.common.size).toBe(0)
  })
})

describe('what of a row is no item is told', () => {
  it('wherever something of such rows is for everybody, and is a right, so that the row is let in', () => {
    const { kept, refusals, plan, released } = decideOn('{ legalPerson(creditCode: "F") { __typename creditCode } }', factsOf())
    expect([shapeOf(kept), refusals, [...plan.common], released.size]).toEqual(['legalPerson{__typename creditCode}', [], [['LegalPerson.creditCode', 'CLEAR']], 0])
  })

  it('to anybody where it is open', () => {
    const { kept, refusals } = decideOn('{ division(code: "1") { code } }', factsOf({ caller: { consumer: '' }, purpose: null, caseFacts: null }))
    expect([shapeOf(kept), refusals]).toEqual(['division{code}', []])
  })

  it('beside what is refused, as it would be beside what is told', () => {
    const decision = decideOn('{ legalPerson(creditCode: "F") { creditCode phone } }', factsOf())
    expect([shapeOf(decision.kept), ...refusalsOf(decision)]).toEqual(['legalPerson{creditCode}', 'legalPerson.phone: NO_GRANT'])
  })
})

describe('an answer that is not whole says so', () => {
  const limitedIn = (text: string, facts: Facts) => decideOn(text, facts).limited
  const note = (path: string[], item: string, masked: boolean, partly: boolean) => ({ path, item, masked, partly })

  it('where an item is masked', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'MASKED' })] })
    expect(limitedIn('{ p: person(citizenId: "applicant") { n: name } }', facts)).toEqual([note(['p', 'n'], 'Person.name', true, false)])
  })

  it('where only some of those whom it may be about are shown, once and at the first list', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' }), grantOf({ 'Person.citizenId': 'VERIFY' }, agentOnly)] })
    expect(limitedIn('{ persons(citizenIds: ["applicant", "agent"]) { name } }', facts)).toEqual([note(['persons'], 'Person.name', false, true)])
    expect(limitedIn('{ person(citizenId: "applicant") { name } }', facts)).toEqual([])
  })

  it('where some are masked and some are shown', () => {
    const facts = factsOf({ grants: [grantOf({ 'Person.name': 'CLEAR' }), grantOf({ 'Person.name': 'MASKED' }, agentOnly)] })
    expect(limitedIn('{ byMobile { name } }', facts)).toEqual([note(['byMobile', 'name'], 'Person.name', true, false)])
  })

  it('but not where it is not personal, or where its rows of other slices are left out', () => {
    const grants = [grantOf({ 'Licence.number@A': 'CLEAR' }), grantOf({ 'LegalPerson.phone': 'CLEAR' }, { binding: { kind: 'ANY' } })]
    expect(limitedIn('{ licence(identifier: "L") { number } legalPerson(creditCode: "F") { name phone } }', factsOf({ grants }))).toEqual([])
  })
})

describe('the record of a decision names', () => {
  it('what was released and searched, with the grants that allowed it and no other', () => {
    const used = [grantOf({ 'Person.citizenId': 'VERIFY' }), grantOf({ 'Person.name': 'MASKED' })]
    const unused = [grantOf({ 'Person.mobile': 'CLEAR' }), { ...grantOf({ 'Person.name': 'CLEAR' }), revoked: true }]
    const { released, searched, grants } = decideOn('{ person(citizenId: "applicant") { name sex { code } } }', factsOf({ grants: [...used, ...unused] }))
    expect([...released]).toEqual([['Person.citizenId', 'VERIFY'], ['Person.name', 'MASKED']])
    expect([...searched]).toEqual(['Person.citizenId'])
    expect([...grants]).toEqual(used)
  })

  it('nothing of a field that was cut because nothing below it was left', () => {
    const facts = factsOf({ purpose: { matter: MATTER, caseNo: 'CASE-0001', reason: null }, grants: [grantOf({ 'Person.citizenId': 'VERIFY' })] })
    const { released, searched, grants } = decideOn('{ person(citizenId: "applicant") { name } }', facts)
    expect([[...released], [...searched], [...grants]]).toEqual([[], [], []])
  })
})
