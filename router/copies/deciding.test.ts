import { describe, expect, it } from 'vitest'
import type { ContractItem } from '#platform/contract'
import { ANONYMOUS, type Identity } from '../authenticate.ts'
import type { Facts } from '../decision/facts.ts'
import { factsOf, grantOf, tools } from '../decision/testing.ts'
import { decideFetch, type Fetched } from './deciding.ts'
import { openSession, sealSession } from './session.ts'

/** A sliced item of the test's contract in the place of the right to copy. */
const ITEM: ContractItem = { ...(tools.items.get('Licence.number') as ContractItem), mask: 'NONE' }
const FILE: Fetched = { state: 'GENUINE', byGrant: true, types: ['A', 'B'], subjects: ['applicant'], holders: ['applicant', 'spouse'] }
const BOTH = grantOf({ 'Licence.number@A': 'CLEAR', 'Licence.number@B': 'CLEAR' })
const [OF_A, OF_B] = [grantOf({ 'Licence.number@A': 'CLEAR' }), grantOf({ 'Licence.number@B': 'CLEAR' })]

type Given = Parameters<typeof factsOf>[0]
const decided = (given: Given = {}, file: Partial<Fetched> = {}) => decideFetch({ ...FILE, ...file }, factsOf({ grants: [BOTH], ...given }), ITEM)
/** A case that is closed, and of a matter that allows checks for a while. */
const CHECKED_STILL: Given = {
  caseFacts: { open: false, state: '50', decidedAt: '2026-03-01T10:00:00+08:00' }, matter: { ...factsOf().matter as NonNullable<Facts['matter']>, afterDecisionDays: 30 },
}
const himself = { subject: 'applicant', mandateMatters: null }
const toHimself = { ...BOTH, binding: { kind: 'SELF' } as const }

describe('a file may not leave', () => {
  it.each<[string, string, Given, Partial<Fetched>]>([
    ['to nobody', 'UNAUTHENTICATED', { caller: { consumer: '' } }, {}],
    ['to a system that was suspended', 'CONSUMER_SUSPENDED', { caller: { fault: 'CONSUMER_SUSPENDED' } }, {}],
    ['to a department from the Internet', 'NETWORK_ZONE', { caller: { zone: 'INTERNET' } }, {}],
    ['without a case', 'CASE_NOT_YOURS', { caseFacts: null }, {}],
    ['from a case that is closed, though it may be compared', 'CASE_CLOSED', CHECKED_STILL, {}],
    ['of somebody who is no party any more', 'SUBJECT_NOT_PARTY', {}, { subjects: ['applicant', 'other'] }],
    ['of nobody', 'SUBJECT_NOT_PARTY', {}, { subjects: [] }],
    ['of another party to whoever acts in person', 'SUBJECT_NOT_PARTY', { caller: { represented: { subject: 'agent', mandateMatters: null } }, grants: [toHimself] }, {}],
    ['where another holder is sealed', 'SUBJECT_NOT_PARTY', { protected: [{ subject: 'spouse', grade: 'SEALED' }] }, {}],
    ['of the operator', 'OPERATOR_IS_SUBJECT', { caller: { operatorKey: 'applicant' } }, {}],
    ['without a grant', 'NO_GRANT', { grants: [] }, {}],
    ['of a type that no grant names, beside one that is granted', 'NO_GRANT', { grants: [OF_A] }, {}],
    ['of a type whose grant was revoked, beside one that is granted', 'GRANT_REVOKED', { grants: [OF_A, { ...OF_B, revoked: true }] }, {}],
    ['of a type that is not published, beside one that is', 'NOT_PUBLISHED', { published: { inSlice: (item) => (item.endsWith('@B') ? null : 'CONDITIONAL') } }, {}],
    ['of a party in a role that the grant is not for', 'PARTY_ROLE_NOT_COVERED', {}, { subjects: ['agent'] }],
    ['while nothing proves the case', 'CASE_UNPROVEN', { caseFacts: { proven: false } }, {}],
    ['by a mandate for another matter', 'MATTER_NOT_COVERED', { caller: { represented: { subject: 'applicant', mandateMatters: ['990500000200'] } }, grants: [toHimself] }, {}],
    ['once the copy counts no longer', 'LICENCE_ENDED', {}, { state: 'LICENCE_ENDED' }],
    ['by leave of the holder, once the case is closed, though it may be compared', 'CASE_CLOSED', CHECKED_STILL, { byGrant: false }],
    ['by leave of the holder, who is no party', 'SUBJECT_NOT_PARTY', { grants: [] }, { byGrant: false, subjects: ['other'] }],
  ])('%s: %s', (_what, reason, given, file) => {
    expect(decided(given, file)).toEqual({ refused: reason, grants: [] })
  })
})

describe('a file may leave', () => {
  it('under the grants that open its types today', () => {
    expect(decided()).toEqual({ refused: null, grants: [BOTH] })
    expect(decided({ grants: [OF_A, OF_B] })).toEqual({ refused: null, grants: [OF_A, OF_B] })
  })

  it('to whoever acts in person, and to whom sealed holders are known', () => {
    expect(decided({ caller: { represented: himself, zone: 'INTERNET' }, grants: [toHimself] })).toEqual({ refused: null, grants: [toHimself] })
    expect(decided({ protected: [{ subject: 'spouse', grade: 'SEALED', agencies: [factsOf().caller.agency] }] }).refused).toBeNull()
  })

  it('by leave of the holder, without a grant', () => {
    expect(decided({ grants: [] }, { byGrant: false })).toEqual({ refused: null, grants: [] })
  })
})

describe('who asked for an address', () => {
  const key = Buffer.alloc(32, 3)
  const identity: Identity = { ...ANONYMOUS, consumer: 'sys-portal', represented: { subject: 'applicant', mandateMatters: ['990500000100'] }, channel: 'MOBILE' }

  it('is nobody where it was not kept, was changed, or was sealed by another hub', () => {
    const sealed = sealSession(key, identity)
    for (const given of [null, '', sealed.slice(4), sealSession(Buffer.alloc(32, 4), identity)]) expect(openSession(key, given)).toBeNull()
  })

  it('is told whole, and differently each time', () => {
    expect(openSession(key, sealSession(key, identity))).toEqual(identity)
    expect(sealSession(key, identity)).not.toBe(sealSession(key, identity))
  })
})
