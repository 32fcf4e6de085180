import { organisation, person, personNumbered, persons, unit, verify } from './ask.ts'
import type { Row } from './row.ts'

const allowance = { matter: 'old-age-allowance', case: 'allowance' } as const
const permit = { matter: 'residence-permit', case: 'permit' } as const
const name = person('old-man', 'name')

/** Callers who are nobody, suspended, from outside, hardly known, or too close. */
export const callerRows: readonly Row[] = [
  {
    says: 'without a token nothing of a person is told', purpose: allowance, ...name,
    granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [],
  },
  {
    says: 'without a token not even the register of companies is told', ...organisation('startup', 'name'),
    granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [],
  },
  {
    says: 'without a token open data beside anything else are not told either',
    query: '{ division(code: "990101") { name } resource(code: "101001/000001") { name } }',
    granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [],
  },
  {
    says: 'without a token the schema is not told', query: '{ __schema { queryType { name } } }',
    granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [],
  },
  {
    says: 'a suspended system is told so for every item', persona: 'suspended-system',
    purpose: { matter: 'residence-permit', case: 'health' },
    ...person('newcomer', 'name'),
    granted: [], refused: { 'Person.citizenId': 'CONSUMER_SUSPENDED' }, hops: [],
  },
  {
    says: 'a suspended system reads no register', persona: 'suspended-system',
    ...organisation('startup', 'name status { name }'),
    granted: [], refused: { 'LegalPerson.name': 'CONSUMER_SUSPENDED', 'LegalPerson.status': 'CONSUMER_SUSPENDED' },
    hops: [],
  },
  {
    says: 'a system that was never registered is refused like a suspended one', persona: 'unregistered-system',
    ...organisation('startup', 'name'),
    granted: [], refused: { 'LegalPerson.name': 'CONSUMER_SUSPENDED' }, hops: [],
  },
  {
    says: 'a system cannot act for an agency that it does not serve', persona: 'civil-affairs-as-tax',
    purpose: { matter: 'house-transfer', case: 'transfer' },
    ...person('seller', 'name'),
    granted: [], refused: { 'Person.citizenId': 'AGENCY_NOT_SERVED' }, hops: [],
  },
  {
    says: 'a department’s system that calls from the Internet gets nothing that is not open',
    persona: 'civil-affairs-from-the-internet', purpose: allowance,
    query: 'query { legalPersons(creditCodes: []) { name } division(code: "990101") { name } checkName(name: "示例") { isFree } }',
    granted: ['Division.name'], refused: { 'LegalPerson.name': 'NETWORK_ZONE' }, hops: ['geo'],
  },
  {
    says: 'a department’s system that calls from the Internet gets no person',
    persona: 'civil-affairs-from-the-internet', purpose: allowance, ...name,
    granted: [], refused: { 'Person.citizenId': 'NETWORK_ZONE' }, hops: [],
  },
  {
    says: 'the portal acting for nobody gets no person', persona: 'portal', purpose: permit,
    ...person('newcomer', 'name'),
    granted: [], refused: { 'Person.citizenId': 'NETWORK_ZONE' }, hops: [],
  },
  {
    says: 'a department whose operator is hardly identified reads no person',
    persona: 'civil-affairs-hardly-identified', purpose: allowance, ...name,
    granted: [], refused: { 'Person.citizenId': 'ASSURANCE_TOO_LOW' }, hops: [],
  },
  {
    says: 'a department whose operator is hardly identified reads the register',
    persona: 'civil-affairs-hardly-identified', ...organisation('startup', 'name'),
    granted: ['LegalPerson.name'], refused: {}, hops: ['legal-persons'],
  },
  {
    says: 'somebody hardly identified does not read even the own data', persona: 'portal-hardly-identified',
    subject: 'newcomer', purpose: permit, ...person('newcomer', 'name'),
    granted: [], refused: { 'Person.citizenId': 'ASSURANCE_TOO_LOW' }, hops: [],
  },
  {
    says: 'a number whose check digit is wrong is refused as such, before anything is decided',
    persona: 'civil-affairs', purpose: allowance,
    ...personNumbered('990101194203018010', 'name'),
    granted: [], refused: { '*': 'BAD_USER_INPUT' }, hops: [],
  },
  {
    says: 'an outsider has no case and so no person', persona: 'outsider', purpose: allowance, ...name,
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'an outsider has no unit', persona: 'outsider', purpose: { matter: 'house-transfer', case: 'transfer' },
    ...unit('flat', 'location restrictions { active }'),
    granted: [],
    refused: { 'RealEstateUnit.location': 'CASE_NOT_YOURS', 'RealEstateUnit.restrictions': 'CASE_NOT_YOURS' },
    hops: [],
  },
  {
    says: 'an agency with a case and without a grant reads nobody', persona: 'tax-sister',
    purpose: { matter: 'house-transfer', case: 'transfer' }, ...person('seller', 'education { name }'),
    granted: [], refused: { 'Person.education': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'an operator does not open the data of a sister', persona: 'civil-affairs-sister',
    purpose: { matter: 'old-age-allowance', case: 'allowance-sister' },
    ...person('sister-applicant', 'name isAlive'),
    granted: [], refused: { 'Query.person': 'OPERATOR_IS_SUBJECT' }, hops: [],
  },
  {
    says: 'an operator compares nothing of a sister', persona: 'civil-affairs-sister',
    purpose: { matter: 'old-age-allowance', case: 'allowance-sister' },
    ...verify('sister-applicant', { name: '周秀兰' }, 'name'),
    granted: [], refused: { 'Query.verifyPerson': 'OPERATOR_IS_SUBJECT' }, hops: [],
  },
  {
    says: 'in a list the sister is closed and the agent of her case is not', persona: 'civil-affairs-sister',
    purpose: { matter: 'old-age-allowance', case: 'allowance-sister' },
    ...persons(['sister-applicant', 'sister-agent'], 'name'),
    granted: ['Person.name'], refused: { 'Query.persons': 'OPERATOR_IS_SUBJECT' },
    values: { 'Person.name': ['何春生'] }, hops: ['population'],
  },
  {
    says: 'a colleague opens the case of the sister', persona: 'civil-affairs',
    purpose: { matter: 'old-age-allowance', case: 'allowance-sister' },
    ...person('sister-applicant', 'name isAlive'),
    granted: ['Person.name', 'Person.isAlive'], refused: {}, hops: ['population'],
  },
  {
    says: 'the same operator handles other cases as anybody does', persona: 'civil-affairs-sister',
    purpose: allowance, ...name,
    granted: ['Person.name'], refused: {}, hops: ['population'],
  },
  {
    says: 'a relative of a party whom no grant reaches is a stranger, also to an operator whose kin were looked up',
    persona: 'civil-affairs-sister', purpose: allowance,
    ...person('old-wife', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'a registrar who sells does not open the own data', persona: 'registrar-who-sells',
    purpose: { matter: 'house-transfer', case: 'transfer' }, ...person('seller', 'name'),
    granted: [], refused: { 'Query.person': 'OPERATOR_IS_SUBJECT' }, hops: [],
  },
  {
    says: 'a registrar does not open the data of a husband who sells', persona: 'registrar-married-to-the-seller',
    purpose: { matter: 'house-transfer', case: 'transfer-lone-seller' }, ...person('lone-seller', 'name'),
    granted: [], refused: { 'Query.person': 'OPERATOR_IS_SUBJECT' }, hops: [],
  },
  {
    says: 'nor the own data, which the case reaches as the spouse’s', persona: 'registrar-married-to-the-seller',
    purpose: { matter: 'house-transfer', case: 'transfer-lone-seller' }, ...person('lone-seller-wife', 'name'),
    granted: [], refused: { 'Query.person': 'OPERATOR_IS_SUBJECT' }, hops: [],
  },
  {
    says: 'that a sister has a case elsewhere is not told to an operator by another reason', persona: 'tax-sister',
    purpose: { matter: 'residence-permit', case: 'health-sister' }, ...person('sister-applicant', 'name'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
]
