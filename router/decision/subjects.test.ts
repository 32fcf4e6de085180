import { describe, expect, it } from 'vitest'
import type { Facts, KinLink } from './facts.ts'
import { holdersOf, isClosed, isSealed, subjectsOf } from './subjects.ts'
import { AGENCY, factsOf, grantOf, MATTER } from './testing.ts'

const kin = (subject: string, related: string, kind: string): KinLink => ({ subject, related, kind })
const kinGrant = (of: string, kind: string) => grantOf({ 'Person.name': 'CLEAR' }, { binding: { kind: 'KIN', of, kin: kind } })

const standingIn = (facts: Facts) => Object.fromEntries([...subjectsOf(facts).standing].map(([subject, tokens]) => [subject, [...tokens].sort()]))
const conflictedIn = (facts: Facts) => [...subjectsOf(facts).conflicted].sort()

describe('a purpose does not concern', () => {
  it('anybody, without a case', () => {
    expect(standingIn(factsOf({ caseFacts: null }))).toEqual({})
  })

  it('the other parties, where somebody acts in person or by a mandate', () => {
    for (const mandateMatters of [null, [MATTER]]) {
      const facts = factsOf({ caller: { represented: { subject: 'applicant', mandateMatters } } })
      expect(standingIn(facts)).toEqual({ applicant: ['SELF'] })
    }
  })

  it('kin that no grant names, or a grant for another role, kind or matter', () => {
    const links = [kin('applicant', 'husband', 'spouse'), kin('agent', 'mate', 'household')]
    const grants = [kinGrant('APPLICANT', 'household'), kinGrant('AGENT', 'spouse'), { ...kinGrant('APPLICANT', 'spouse'), matters: ['990500000200'] }]
    expect(standingIn(factsOf({ kin: links, grants }))).toEqual({ applicant: ['PARTY:APPLICANT'], agent: ['PARTY:AGENT'] })
  })

  it('kin of kin', () => {
    const links = [kin('applicant', 'husband', 'spouse'), kin('husband', 'sister', 'sibling')]
    const facts = factsOf({ kin: links, grants: [kinGrant('APPLICANT', 'spouse'), kinGrant('APPLICANT', 'sibling')] })
    expect(Object.keys(standingIn(facts))).toEqual(['applicant', 'husband', 'agent'])
  })

  it('sealed kin, nor kin of a sealed party, since whose kin they are would be told', () => {
    const links = [kin('applicant', 'witness', 'spouse')]
    const grants = [kinGrant('APPLICANT', 'spouse')]
    for (const subject of ['witness', 'applicant']) {
      expect(standingIn(factsOf({ kin: links, grants, protected: [{ subject, grade: 'SEALED' }] }))['witness']).toBeUndefined()
    }
  })
})

describe('of holdings may be known', () => {
  const holders = (caller: Partial<Facts['caller']>) => Object.fromEntries([...holdersOf(factsOf({ caller })).standing].map(([subject, tokens]) => [subject, [...tokens]]))
  const acted = (mandateMatters: readonly string[] | null) => ({ represented: { subject: 'applicant', mandateMatters } })

  it('those of whoever is acted for, and of an agent nothing who is no party, not known, or acts in person', () => {
    for (const caller of [{ ...acted([MATTER]), operatorKey: 'neighbour' }, acted([MATTER]), { ...acted(null), operatorKey: 'agent' }]) expect(holders(caller)).toEqual({ applicant: ['SELF'] })
    expect(Object.keys(holders({ operatorKey: 'agent' }))).toEqual(['applicant', 'agent'])
  })

  it('those of the agent too who acts by a mandate and is a party, though the purpose does not concern the agent', () => {
    const facts = factsOf({ caller: { ...acted([MATTER]), operatorKey: 'agent' } })
    expect(holders(facts.caller)).toEqual({ applicant: ['SELF'], agent: ['SELF'] })
    expect(standingIn(facts)).toEqual({ applicant: ['SELF'] })
  })
})

describe('a purpose concerns', () => {
  it('the parties of its case, each in all of their roles', () => {
    const parties = [{ subject: 'graduate', role: 'APPLICANT' }, { subject: 'firm', role: 'APPLICANT' }, { subject: 'graduate', role: 'LEGAL_REP' }]
    expect(standingIn(factsOf({ caseFacts: { parties } }))).toEqual({ graduate: ['PARTY:APPLICANT', 'PARTY:LEGAL_REP'], firm: ['PARTY:APPLICANT'] })
  })

  it('kin that a grant names, by the role that they are kin of', () => {
    const facts = factsOf({
      kin: [kin('applicant', 'husband', 'spouse'), kin('applicant', 'agent', 'child')],
      grants: [kinGrant('APPLICANT', 'spouse'), kinGrant('APPLICANT', 'child')],
    })
    expect(standingIn(facts)).toEqual({
      applicant: ['PARTY:APPLICANT'], husband: ['KIN:APPLICANT:spouse'], agent: ['KIN:APPLICANT:child', 'PARTY:AGENT'],
    })
  })
})

describe('an operator may not handle', () => {
  const operator = (operatorKey: string | null, links: KinLink[] = []) => factsOf({ caller: { operatorKey }, kin: links })

  it('the operator themselves', () => {
    expect(conflictedIn(operator('applicant'))).toEqual(['applicant'])
  })

  it.each(['spouse', 'child', 'minorChild', 'parent', 'sibling'])('an applicant whose %s the operator is', (kind) => {
    expect(conflictedIn(operator('op', [kin('applicant', 'op', kind)]))).toEqual(['applicant'])
  })

  it('themselves, where they are reached as kin of a party', () => {
    const facts = { ...operator('op', [kin('applicant', 'op', 'household')]), grants: [kinGrant('APPLICANT', 'household')] }
    expect(conflictedIn(facts)).toEqual(['op'])
  })

  it.each([
    ['somebody who shares a household with them', 'op', kin('applicant', 'op', 'household')],
    ['a distant relative of theirs', 'op', kin('applicant', 'op', 'other')],
    ['whom somebody else is kin of', 'op', kin('applicant', 'sister', 'sibling')],
    ['anybody else', 'op', kin('someone', 'op', 'sibling')],
    ['anybody, where nobody knows who the operator is', null, kin('applicant', 'op', 'sibling')],
  ])('but may handle %s', (_case, operatorKey, link) => {
    expect(conflictedIn(operator(operatorKey, [link]))).toEqual([])
  })

  it('but whoever acts in person handles their own', () => {
    expect(conflictedIn(factsOf({ caller: { operatorKey: 'applicant', represented: { subject: 'applicant', mandateMatters: null } } }))).toEqual([])
  })
})

describe('a protected person', () => {
  const sealed = { subject: 'witness', grade: 'SEALED', agencies: ['11990000000000027R'], items: [] }
  const others = factsOf()
  const self = factsOf({ caller: { represented: { subject: 'witness', mandateMatters: null } } })
  const named = { ...sealed, agencies: [AGENCY] }

  it('does not exist where sealed, but for themselves and the agencies named', () => {
    expect([isSealed(sealed, others), isSealed(sealed, self), isSealed(named, others), isSealed(undefined, others)]).toEqual([true, false, false, false])
    expect(isSealed({ ...sealed, grade: 'RESTRICTED' }, others)).toBe(false)
  })

  it('keeps what finds them closed where restricted, whatever the grants say, but for themselves', () => {
    const restricted = { ...sealed, grade: 'RESTRICTED' }
    expect(isClosed(restricted, 'Person.mobile', true, others)).toBe(true)
    expect(isClosed({ ...restricted, agencies: [AGENCY] }, 'Person.mobile', true, others)).toBe(true)
    expect(isClosed(restricted, 'Person.name', false, others)).toBe(false)
    expect(isClosed(restricted, 'Person.mobile', true, self)).toBe(false)
  })

  it('keeps the fact closed, and nothing else', () => {
    const fact = { ...sealed, grade: 'FACT', items: ['Person.relations'] }
    expect(isClosed(fact, 'Person.relations', true, others)).toBe(true)
    expect(isClosed(fact, 'Person.mobile', true, others)).toBe(false)
    expect(isClosed(fact, 'Person.relations', true, self)).toBe(false)
    expect(isClosed(undefined, 'Person.relations', true, others)).toBe(false)
  })
})
