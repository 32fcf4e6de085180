import { organisation, person, persons, unit, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'old-age-allowance'
const ask = person('old-man', 'name mobile')
const caseFields = (example: string, fields: string) =>
  ({ query: `query ($n: ID!) { case(caseNo: $n) { ${fields} } }`, variables: { n: caseNo(example) } })

/** Purposes that are missing, wrong, another's, over or unproven. */
export const purposeRows: readonly Row[] = [
  {
    says: 'without a purpose nothing of a person is told', persona: 'civil-affairs', ...ask,
    granted: [], refused: { 'Person.citizenId': 'PURPOSE_REQUIRED' }, hops: [],
  },
  {
    says: 'a matter without a case is no purpose for a person’s data', persona: 'civil-affairs',
    purpose: { matter }, ...ask,
    granted: [], refused: { 'Person.citizenId': 'PURPOSE_REQUIRED' }, hops: [],
  },
  {
    says: 'without a purpose no unit is told', persona: 'natural-resources', ...unit('flat', 'location area'),
    granted: [],
    refused: { 'RealEstateUnit.location': 'PURPOSE_REQUIRED', 'RealEstateUnit.area': 'PURPOSE_REQUIRED' }, hops: [],
  },
  {
    says: 'the case of one matter does not serve another', persona: 'civil-affairs',
    purpose: { matter: 'house-transfer', case: 'allowance' }, ...ask,
    granted: [], refused: { 'Person.citizenId': 'CASE_MATTER_MISMATCH' }, hops: [],
  },
  {
    says: 'a case that nobody has is not the agency’s', persona: 'civil-affairs',
    purpose: { matter: 'residence-permit', case: 'nowhere' }, ...ask,
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'another agency’s case reads like one that nobody has', persona: 'civil-affairs',
    purpose: { matter: 'residence-permit', case: 'permit' }, ...person('newcomer', 'name mobile'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'a closed case opens nothing', persona: 'civil-affairs', purpose: { matter, case: 'allowance-closed' },
    ...person('holder', 'name isAlive'),
    granted: [], refused: { 'Person.citizenId': 'CASE_CLOSED' }, hops: [],
  },
  {
    says: 'a closed case opens no comparison either', persona: 'street-office',
    purpose: { matter, case: 'allowance-closed' }, ...verify('holder', { name: '吴德海' }, 'name'),
    granted: [], refused: { 'Person.citizenId': 'CASE_CLOSED' }, hops: [],
  },
  {
    says: 'a case that nobody proved shows texts masked and the rest not at all', persona: 'civil-affairs',
    purpose: { matter, case: 'allowance-unproven' },
    ...person(
      'holder-wife',
      'name mobile residenceAddress isAlive ageAtLeast(years: 80) registeredDivision { name }',
    ),
    granted: ['Person.name', 'Person.mobile', 'Person.residenceAddress'],
    masked: ['Person.name', 'Person.mobile', 'Person.residenceAddress'],
    refused: {
      'Person.isAlive': 'CASE_UNPROVEN', 'Person.ageAtLeast': 'CASE_UNPROVEN',
      'Person.registeredDivision': 'CASE_UNPROVEN',
    },
    values: { 'Person.name': ['郑**'] }, hops: ['population'],
  },
  {
    says: 'a case that nobody proved still lets claims be compared', persona: 'civil-affairs',
    purpose: { matter, case: 'allowance-unproven' },
    ...verify('holder-wife', { name: '郑桂瑛' }, 'citizenId name'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.name': ['MATCH'] }, hops: ['population'],
  },
  {
    says: 'a case that nobody proved tells nothing of itself', persona: 'civil-affairs',
    purpose: { matter, case: 'allowance-unproven' },
    ...caseFields('allowance-unproven', 'state { name } parties { name }'),
    granted: [], refused: { 'Case.state': 'CASE_UNPROVEN', 'Case.parties': 'CASE_UNPROVEN' }, hops: [],
  },
  {
    says: 'a case that was handed over is closed for the agency that did so', persona: 'health',
    purpose: { matter: 'residence-permit', case: 'health-handed-over' },
    ...person('newcomer', 'name'),
    granted: [], refused: { 'Person.citizenId': 'CASE_CLOSED' }, hops: [],
  },
  {
    says: 'a case that was taken over is open for the agency that took it', persona: 'health',
    purpose: { matter: 'residence-permit', case: 'health-taken-over' },
    ...person('newcomer', 'name'),
    granted: ['Person.name'], refused: {}, hops: ['population'],
  },
  {
    says: 'a roster compares what a grant would let be read', persona: 'health',
    purpose: { matter: 'residence-permit', case: 'health-roster' },
    ...person('newcomer', 'name ageAtLeast(years: 18)'),
    granted: ['Person.ageAtLeast'], refused: { 'Person.name': 'VERIFY_ONLY' }, hops: ['population'],
  },
  {
    says: 'a roster tells verdicts', persona: 'health',
    purpose: { matter: 'residence-permit', case: 'health-roster' }, ...verify('newcomer', { name: '马一鸣' }, 'name'),
    granted: ['PersonVerification.name'], refused: {}, values: { 'PersonVerification.name': ['MATCH'] },
    hops: ['population'],
  },
  {
    says: 'an enrolment compares and reads nothing, derived items included', persona: 'health',
    purpose: { matter: 'residence-permit', case: 'health-enrolment' },
    ...person('newcomer', 'name ageAtLeast(years: 18)'),
    granted: [], refused: { 'Person.name': 'VERIFY_ONLY', 'Person.ageAtLeast': 'VERIFY_ONLY' }, hops: [],
  },
  {
    says: 'a whole question is refused where any of it is, if the caller wants it so', persona: 'civil-affairs',
    purpose: { matter, case: 'allowance' }, allOrNothing: true,
    ...person('old-man', 'name sex { name }'),
    granted: [], refused: { 'Person.sex': 'NO_GRANT' }, values: { 'Person.name': [] }, hops: [],
  },
  {
    says: 'what is wholly granted is answered, if the caller wants all or nothing', persona: 'civil-affairs',
    purpose: { matter, case: 'allowance' }, allOrNothing: true,
    ...person('old-man', 'name'),
    granted: ['Person.name'], refused: {}, hops: ['population'],
  },
  {
    says: 'under another agency’s case the register of companies is read as ever, since it is public',
    persona: 'civil-affairs',
    purpose: { matter: 'residence-permit', case: 'permit' }, ...organisation('startup', 'name phone'),
    granted: ['LegalPerson.name'], refused: { 'LegalPerson.phone': 'CASE_NOT_YOURS' }, hops: ['legal-persons'],
  },
  {
    says: 'several people under no purpose are refused once', persona: 'civil-affairs',
    ...persons(['old-man', 'daughter'], 'name'),
    granted: [], refused: { 'Person.citizenId': 'PURPOSE_REQUIRED' }, hops: [],
  },
]
