import { describe, expect, it } from 'vitest'
import type { ContractItem } from '#platform/contract'
import type { CaseFacts, Facts, Grant } from './facts.ts'
import { outcomeOf, type Standing } from './rights.ts'
import { decideOn, factsOf, grantOf, MATTER_FACTS, refusalsOf, shapeOf, tools } from './testing.ts'

const APPLICANT: Standing = new Set(['PARTY:APPLICANT'])
const item = (coordinate: string) => tools.items.get(coordinate) as ContractItem

/** What the applicant's item comes to: its disclosure, else the reason; both where it is compared and not read. */
function told(coordinate: string, facts: Facts): string {
  const { granted, reason } = outcomeOf(item(coordinate), {}, APPLICANT, facts)
  const [disclosure] = granted.values()
  return disclosure === undefined ? reason : disclosure === 'VERIFY' ? `VERIFY (${reason})` : disclosure
}

const inCase = (caseFacts: Partial<CaseFacts>, grant: Partial<Grant> = {}, more: Partial<Facts> = {}) =>
  ({ ...factsOf({ caseFacts, grants: [grantOf({ 'Person.name': 'CLEAR', 'Person.mobile': 'MASKED', 'Person.ageAtLeast': 'CLEAR', 'Person.citizenId': 'CLEAR', 'Person.sex': 'VERIFY' }, grant)] }), ...more })

describe('an agency that joins in', () => {
  const joining = (more: Partial<CaseFacts>) => inCase({ agencyRoles: ['JOINT'], step: '完税审核', ...more }, { agencyRoles: ['JOINT'] })

  it.each(['20', '30', '31'])('reads while its step may be under way, in state %s', (state) => {
    expect(told('Person.name', joining({ state }))).toBe('CLEAR')
  })

  it.each(['10', '11', '40', '41'])('reads nothing before the case is accepted and after it is decided, in state %s', (state) => {
    expect(told('Person.name', joining({ state }))).toBe('CASE_CLOSED')
  })

  it('reads nothing where it has no step', () => {
    expect(told('Person.name', joining({ step: null }))).toBe('CASE_CLOSED')
  })

  it('reads in another role of its own as that role', () => {
    const both = { agencyRoles: ['DECIDING', 'JOINT'], step: '完税审核', state: '40' }
    expect(told('Person.name', inCase(both))).toBe('CLEAR')
    expect(told('Person.name', inCase(both, { agencyRoles: ['JOINT'] }))).toBe('AGENCY_ROLE_NOT_COVERED')
  })
})

describe('an agency that only receives', () => {
  it('compares what a grant gives to other roles, and reads none of it', () => {
    const facts = inCase({ agencyRoles: ['RECEIVING'] })
    expect(['Person.name', 'Person.mobile', 'Person.sex', 'Person.ageAtLeast'].map((each) => told(each, facts)))
      .toEqual(['VERIFY (VERIFY_ONLY)', 'VERIFY_ONLY', 'VERIFY (VERIFY_ONLY)', 'VERIFY_ONLY'])
  })

  it('reads what a grant gives to receiving agencies', () => {
    expect(told('Person.name', inCase({ agencyRoles: ['RECEIVING'] }, { agencyRoles: ['RECEIVING', 'DECIDING'] }))).toBe('CLEAR')
  })
})

describe('after the decision', () => {
  const decided = (more: Partial<CaseFacts>, days = 30) =>
    inCase({ open: false, state: '50', decidedAt: '2026-02-10T15:00:00.000+08:00', ...more }, {}, { matter: { ...MATTER_FACTS, afterDecisionDays: days } })

  it('items are compared for as many calendar days as the matter allows, and not read', () => {
    expect(told('Person.name', decided({}, 20))).toBe('VERIFY (CASE_CLOSED)')
    expect(told('Person.mobile', decided({}, 20))).toBe('CASE_CLOSED')
    expect(told('Person.name', decided({}, 19))).toBe('CASE_CLOSED')
    expect(told('Person.name', decided({}, 0))).toBe('CASE_CLOSED')
  })

  it.each<[string, Partial<CaseFacts>]>([
    ['that was withdrawn', { state: '90' }], ['that was voided', { state: '91' }], ['without a decision', { decidedAt: null }],
  ])('nothing is compared of a case %s', (_case, more) => {
    expect(told('Person.name', decided(more))).toBe('CASE_CLOSED')
  })

  it('the case must still be that of the matter', () => {
    expect(told('Person.name', decided({ matterCode: '990500000200' }))).toBe('CASE_MATTER_MISMATCH')
  })
})

describe('an enrolment', () => {
  const enrolling = inCase({ kind: 'ENROLMENT' })
  const QUESTION = '{ verifyPerson(claim: { citizenId: "stranger", name: "a" }) { name } }'
  const anyone = (more: Partial<Facts> = {}) =>
    ({ ...factsOf({ caseFacts: { kind: 'ENROLMENT', parties: [] }, grants: [grantOf({ 'Person.name': 'VERIFY', 'Person.citizenId': 'VERIFY', 'Person.mobile': 'VERIFY' }, { binding: { kind: 'ANY' } })] }), ...more })

  it('compares a name and a number and nothing else', () => {
    expect(['Person.name', 'Person.citizenId', 'Person.sex', 'Person.ageAtLeast'].map((each) => told(each, enrolling)))
      .toEqual(['VERIFY (VERIFY_ONLY)', 'VERIFY (VERIFY_ONLY)', 'VERIFY_ONLY', 'VERIFY_ONLY'])
  })

  it('is about whomever something is claimed of, who is no party', () => {
    const { kept, plan } = decideOn(QUESTION, anyone())
    expect(shapeOf(kept)).toBe('verifyPerson{name}')
    expect([...plan.subjects.keys()]).toEqual(['stranger'])
    expect(plan.classes).toEqual([new Map([['Person.citizenId', 'VERIFY'], ['Person.name', 'VERIFY']])])
  })

  it('compares nothing else of them, and reads nothing', () => {
    expect(refusalsOf(decideOn('{ verifyPerson(claim: { citizenId: "stranger", mobile: "1" }) { mobile } person(citizenId: "stranger") { name } }', anyone())))
      .toEqual(['verifyPerson: VERIFY_ONLY', 'person.name: VERIFY_ONLY'])
  })

  it('is not about the operator, nor is another kind of case about strangers', () => {
    const { caller } = anyone()
    expect(refusalsOf(decideOn(QUESTION, anyone({ caller: { ...caller, operatorKey: 'stranger' } })))).toEqual(['verifyPerson: OPERATOR_IS_SUBJECT'])
    const ordinary = { ...anyone(), caseFacts: factsOf().caseFacts }
    expect(refusalsOf(decideOn(QUESTION, ordinary))).toEqual(['verifyPerson: SUBJECT_NOT_PARTY'])
  })

  it('tells of a sealed person what it tells of anybody', () => {
    const sealed = { ...anyone(), protected: factsOf({ protected: [{ subject: 'stranger', grade: 'SEALED' }] }).protected }
    const { kept, refusals, plan } = decideOn(QUESTION, sealed)
    expect([shapeOf(kept), refusals, [...plan.subjects.keys()]]).toEqual(['verifyPerson{name}', [], ['stranger']])
  })
})

describe('a case that names whom it is about', () => {
  it.each(['EMERGENCY', 'INSTRUMENT'])('reaches nobody through their kin: %s', (kind) => {
    const kin = [{ subject: 'applicant', related: 'wife', kind: 'spouse' }]
    const grants = [grantOf({ 'Person.name': 'CLEAR', 'Person.citizenId': 'VERIFY' }, { binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } })]
    const about = (of: string) => shapeOf(decideOn('{ person(citizenId: "wife") { name } }', factsOf({ kin, grants, caseFacts: { kind: of } })).kept)
    expect([about(kind), about('APPLICATION')]).toEqual(['', 'person{name}'])
  })
})

describe('leave to go beyond regions', () => {
  const LEAVE = { regionOverride: { id: 'O-1' } }
  const NAME = '{ person(citizenId: "applicant") { name } }'
  const elsewhere = (more: Partial<Facts> = {}) => inCase({}, { regions: ['990102'] }, more)
  const guarded = (grade: string, agencies: readonly string[] = []) => ({ protected: factsOf({ protected: [{ subject: 'applicant', grade, agencies }] }).protected })

  it('lifts the region and nothing else, and is told of where something rests on it', () => {
    expect(refusalsOf(decideOn(NAME, elsewhere()))).toEqual(['person: REGION_NOT_COVERED'])
    const lifted = decideOn(NAME, elsewhere(LEAVE))
    expect([shapeOf(lifted.kept), lifted.regionLifted]).toEqual(['person{name}', true])
    expect(decideOn(NAME, inCase({}, {}, LEAVE)).regionLifted).toBe(false)
    expect(refusalsOf(decideOn(NAME, inCase({ open: false }, { regions: ['990102'] }, LEAVE)))).toEqual(['person: CASE_CLOSED'])
  })

  it.each(['RESTRICTED', 'FACT'])('lifts nothing for a protected person: %s', (grade) => {
    expect(refusalsOf(decideOn(NAME, elsewhere({ ...LEAVE, ...guarded(grade) })))).toEqual(['person: REGION_NOT_COVERED'])
  })

  it('lifts nothing of a sealed person for an agency that knows of them; to others they read like somebody unknown', () => {
    const { agency } = factsOf().caller
    expect(refusalsOf(decideOn(NAME, elsewhere({ ...LEAVE, ...guarded('SEALED', [agency]) })))).toEqual(['person: REGION_NOT_COVERED'])
    const unknown = decideOn(NAME, elsewhere({ ...LEAVE, ...guarded('SEALED') }))
    expect([shapeOf(unknown.kept), unknown.refusals, unknown.plan.sealed('applicant')]).toEqual(['person{name}', [], true])
  })

  it('lifts nothing personal for people in general', () => {
    const facts = { ...factsOf({ grants: [grantOf({ 'Person.name': 'VERIFY' }, { binding: { kind: 'ANY' }, regions: ['990102'] })] }), ...LEAVE }
    expect(decideOn('{ verifyPerson(claim: { citizenId: "applicant" }) { name } }', facts).plan.common.size).toBe(0)
  })
})

describe('a grant whose quota is used up', () => {
  const both = () => [grantOf({ 'Person.name': 'CLEAR', 'Person.citizenId': 'VERIFY' }, { id: 'full' }), grantOf({ 'Person.mobile': 'CLEAR', 'Person.citizenId': 'VERIFY' }, { id: 'free' })]

  it('gives nothing and takes nothing from what others give', () => {
    const decision = decideOn('{ person(citizenId: "applicant") { name mobile } }', factsOf({ grants: both(), exhausted: new Set(['full']) }))
    expect([shapeOf(decision.kept), refusalsOf(decision)]).toEqual(['person{mobile}', ['person.name: QUOTA_EXHAUSTED']])
    expect([...decision.grants].map(({ id }) => id)).toEqual(['free'])
  })

  it('is told of only where it passed every other check', () => {
    const facts = factsOf({ grants: both().map((grant) => ({ ...grant, regions: ['990102'] })), exhausted: new Set(['full']) })
    expect(refusalsOf(decideOn('{ person(citizenId: "applicant") { name } }', facts))).toEqual(['person: REGION_NOT_COVERED'])
  })
})
