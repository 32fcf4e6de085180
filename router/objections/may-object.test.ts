import { describe, expect, it } from 'vitest'
import type { Facts } from '../decision/facts.ts'
import { factsOf, grantOf, MATTER, tools } from '../decision/testing.ts'
import { refusalOf } from './may-object.ts'

const CLEAR = [grantOf({ 'Person.name': 'CLEAR', 'Person.mobile': 'VERIFY', 'Licence.number@A': 'CLEAR' })]
const SELF = { represented: { subject: 'applicant', mandateMatters: null } }
const reason = (item: string, facts: Facts, subject = 'applicant') => refusalOf({ item, subject }, facts, tools)
const given = (more: Parameters<typeof factsOf>[0] = {}) => factsOf({ grants: CLEAR, ...more })
const sealed = (subject: string) => ({ protected: [{ subject, grade: 'SEALED', agencies: ['somebody'] }] })

describe('nobody doubts', () => {
  it.each<[string, string, Facts, string, string?]>([
    ['an item that there is not', 'Person.shoeSize', given(), 'NOT_PUBLISHED'],
    ['an item that is not published', 'Person.name', given({ published: { of: () => null } }), 'NOT_PUBLISHED'],
    ['without a purpose', 'Person.name', given({ purpose: null }), 'PURPOSE_REQUIRED'],
    ['as an agency without a case', 'Person.name', given({ purpose: { matter: MATTER, caseNo: null, reason: null } }), 'PURPOSE_REQUIRED'],
    ['without a case even what everybody reads', 'LegalPerson.name', given({ purpose: { matter: MATTER, caseNo: null, reason: null } }), 'PURPOSE_REQUIRED'],
    ['under a case that there is not', 'Person.name', given({ caseFacts: null }), 'CASE_NOT_YOURS'],
    ['under a case of another agency', 'LegalPerson.name', given({ caseFacts: { agencyRoles: [] } }), 'CASE_NOT_YOURS'],
    ['under a case that is closed', 'Person.name', given({ caseFacts: { open: false } }), 'CASE_CLOSED'],
    ['under a case of another matter', 'Person.name', given({ caseFacts: { matterCode: 'other' } }), 'CASE_MATTER_MISMATCH'],
    ['about a stranger', 'Person.name', given(), 'SUBJECT_NOT_PARTY', 'stranger'],
    ['about an organisation that is no party', 'LegalPerson.name', given(), 'SUBJECT_NOT_PARTY', 'firm'],
    ['about a party whom no grant reaches', 'Person.name', given(), 'PARTY_ROLE_NOT_COVERED', 'agent'],
    ['an item without a grant', 'Person.sex', given(), 'NO_GRANT'],
    ['an item of another slice than is granted', 'Licence.number@B', given(), 'NO_GRANT'],
    ['a sliced item without its slice', 'Licence.number', given(), 'NO_GRANT'],
    ['an item that is withheld', 'Person.protection', given(), 'WITHHELD'],
    ['about themselves as the operator', 'Person.name', given({ caller: { operatorKey: 'applicant' } }), 'OPERATOR_IS_SUBJECT'],
    ['what a protection order closes', 'Person.mobile', given({ protected: [{ subject: 'applicant', grade: 'RESTRICTED' }] }), 'WITHHELD'],
    ['in person about somebody else', 'Person.name', given({ caller: SELF }), 'SUBJECT_NOT_PARTY', 'agent'],
    ['in person what they are not given', 'Person.sex', given({ caller: SELF }), 'NO_GRANT'],
    ['for somebody in a matter that the mandate is not for', 'LegalPerson.name', given({ caller: { represented: { subject: 'applicant', mandateMatters: ['other'] } } }), 'MATTER_NOT_COVERED'],
  ])('%s', (_what, item, facts, expected, subject) => {
    expect(reason(item, facts, subject)).toBe(expected)
  })

  it('a sealed person otherwise than somebody whom nobody knows', () => {
    expect(reason('Person.name', given(sealed('stranger')), 'stranger')).toBe(reason('Person.name', given(), 'nobody'))
    // As a party of the case they read like a party whom no library knows.
    expect(reason('Person.name', given(sealed('applicant')))).toBe(reason('Person.name', given()))
  })
})

describe('an item may be doubted', () => {
  it.each<[string, string, Facts]>([
    ['that may be read', 'Person.name', given()],
    ['that may be compared', 'Person.mobile', given()],
    ['in the slice that is granted', 'Licence.number@A', given()],
    ['that everybody reads, of a party', 'LegalPerson.name', given()],
    ['in person, that is given to its subject', 'Person.mobile', given({ caller: SELF, grants: [grantOf({ 'Person.mobile': 'CLEAR' }, { binding: { kind: 'SELF' } })] })],
    ['in person, that the law gives to its subject alone', 'Person.protection', given({
      caller: SELF, purpose: { matter: MATTER, caseNo: null, reason: null }, grants: [grantOf({ 'Person.protection': 'CLEAR' }, { binding: { kind: 'SELF' } })],
    })],
  ])('%s', (_what, item, facts) => {
    expect(reason(item, facts)).toBeNull()
  })
})
