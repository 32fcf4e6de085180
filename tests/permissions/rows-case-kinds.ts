import { NOBODY, person, verify } from './ask.ts'
import type { Row } from './row.ts'

const matter = 'residence-permit'
const health = (example: string) => ({ persona: 'health', purpose: { matter, case: example } }) as const
const enrolling = { persona: 'health', purpose: { matter: 'food-licence', case: 'health-signup' } } as const
const NAME = '马一鸣'

/** What the kind and the course of a case leave of a grant, and what its quota does. */
export const caseKindRows: readonly Row[] = [
  {
    says: 'a grant whose quota of today is used up gives nothing', ...health('health'), ...person('newcomer', 'name nativeDivision { name }'),
    granted: ['Person.name'], refused: { 'Person.nativeDivision': 'QUOTA_EXHAUSTED' }, hops: ['population'],
  },
  {
    says: 'an agency that only received the papers reads nothing by a grant for other roles', ...health('health-received'), ...person('newcomer', 'name'),
    granted: [], refused: { 'Person.name': 'VERIFY_ONLY' }, hops: [],
  },
  {
    says: 'it compares what the grant gives to other roles', ...health('health-received'), ...verify('newcomer', { name: NAME }, 'name'),
    granted: ['PersonVerification.name'], refused: {}, values: { 'PersonVerification.name': ['MATCH'] }, hops: ['population'],
  },
  {
    says: 'an agency that joins in reads while its step may be under way', ...health('health-joint'), ...person('newcomer', 'birthDivision { name }'),
    granted: ['Division.name', 'Person.birthDivision'], refused: {}, hops: ['geo', 'population'],
  },
  {
    says: 'it reads nothing once the case is decided', ...health('health-joint-decided'), ...person('newcomer', 'birthDivision { name }'),
    granted: [], refused: { 'Person.citizenId': 'CASE_CLOSED' }, hops: [],
  },
  {
    says: 'after the decision the matter allows checks for a time', ...health('health-decided'), ...verify('newcomer', { name: NAME }, 'name'),
    granted: ['PersonVerification.name'], refused: {}, values: { 'PersonVerification.name': ['MATCH'] }, hops: ['population'],
  },
  {
    says: 'after the decision nothing is read', ...health('health-decided'), ...person('newcomer', 'name mobile'),
    granted: [], refused: { 'Person.name': 'CASE_CLOSED', 'Person.mobile': 'CASE_CLOSED' }, hops: [],
  },
  {
    says: 'an enrolment compares the name and number of somebody who is no party', ...enrolling, ...verify('old-man', { name: NAME }, 'name citizenId'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.name': ['MISMATCH'], 'PersonVerification.citizenId': ['MATCH'] }, hops: ['population'],
  },
  {
    says: 'an enrolment of nobody reads like one of somebody unknown', ...enrolling,
    query: 'query ($c: PersonClaim!) { verifyPerson(claim: $c) { name citizenId } }', variables: { c: { citizenId: NOBODY, name: NAME } },
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.name': ['UNKNOWN'], 'PersonVerification.citizenId': ['UNKNOWN'] }, hops: ['population'],
  },
  {
    says: 'an enrolment of a sealed person reads like that', ...enrolling, ...verify('sealed-witness', { name: NAME }, 'name citizenId'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.name': ['UNKNOWN'], 'PersonVerification.citizenId': ['UNKNOWN'] }, hops: ['population'],
  },
  {
    says: 'an enrolment compares nothing else, whatever was granted', ...enrolling, ...verify('old-man', { birthDate: '1942-03-01' }, 'birthDate'),
    granted: [], refused: { 'Person.birthDate': 'VERIFY_ONLY' }, hops: [],
  },
  {
    says: 'an enrolment reads nobody', ...enrolling, ...person('old-man', 'name'),
    granted: [], refused: { 'Person.name': 'VERIFY_ONLY' }, hops: [],
  },
  {
    says: 'an emergency reaches nobody through their kin', ...health('health-emergency'), ...person('sealed-witness', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'an emergency opens the people it names', ...health('health-emergency'), ...person('flat-owner', 'name'),
    granted: ['Person.name'], refused: {}, hops: ['population'],
  },
  {
    says: 'leave of the sharing authority lifts the region of a grant in its case', ...health('health-lifted'), ...person('newcomer', 'name'),
    granted: ['Person.name'], refused: {}, values: { 'Person.name': [NAME] }, hops: ['population'],
  },
  {
    says: 'that leave lifts nothing else', ...health('health-lifted'), ...person('newcomer', 'nation { name } status { name }'),
    granted: [], refused: { 'Person.nation': 'GRANT_NOT_YET_VALID', 'Person.status': 'PARTY_ROLE_NOT_COVERED' }, hops: [],
  },
  {
    says: 'who acts for somebody does not read the own data by it', persona: 'portal', subject: 'newcomer', mandate: [matter],
    purpose: { matter, case: 'permit' }, ...person('newcomer-wife', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
]
