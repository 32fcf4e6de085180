import { organisation, person, verify } from './ask.ts'
import type { Row } from './row.ts'

const matter = 'residence-permit'
const health = { persona: 'health', purpose: { matter, case: 'health' } } as const
const newcomer = (fields: string) => person('newcomer', fields)

/** Grants that fall short by one check each. The agency and its grants stand in `world.ts`. */
export const grantRows: readonly Row[] = [
  {
    says: 'a grant that begins later is waited for', ...health, ...newcomer('nation { name }'),
    granted: [], refused: { 'Person.nation': 'GRANT_NOT_YET_VALID' }, hops: [],
  },
  {
    says: 'a grant that ended yesterday has expired', ...health, ...newcomer('sex { name }'),
    granted: [], refused: { 'Person.sex': 'GRANT_EXPIRED' }, hops: [],
  },
  {
    says: 'a grant holds on its first and on its last day', ...health, ...newcomer('idCardLongTerm idCardValidTo'),
    granted: ['Person.idCardLongTerm', 'Person.idCardValidTo'], refused: {}, hops: ['population'],
  },
  {
    says: 'a revoked grant gives nothing', ...health, ...newcomer('education { name }'),
    granted: [], refused: { 'Person.education': 'GRANT_REVOKED' }, hops: [],
  },
  {
    says: 'a grant for one matter does not serve another', ...health, ...newcomer('birthYear'),
    granted: [], refused: { 'Person.birthYear': 'MATTER_NOT_COVERED' }, hops: [],
  },
  {
    says: 'of two grants that fall short the one that came further is told', ...health, ...newcomer('idCardIssuer'),
    granted: [], refused: { 'Person.idCardIssuer': 'MATTER_NOT_COVERED' }, hops: [],
  },
  {
    says: 'a grant for receiving windows is not for who decides', ...health, ...newcomer('birthDate'),
    granted: [], refused: { 'Person.birthDate': 'AGENCY_ROLE_NOT_COVERED' }, hops: [],
  },
  {
    says: 'a grant about guardians is not about applicants', ...health, ...newcomer('status { name }'),
    granted: [], refused: { 'Person.status': 'PARTY_ROLE_NOT_COVERED' }, hops: [],
  },
  {
    says: 'a grant for another district is not for a case that is handled here', ...health,
    ...newcomer('marital { name }'),
    granted: [], refused: { 'Person.marital': 'REGION_NOT_COVERED' }, hops: [],
  },
  {
    says: 'in a case that is handled in the other district the grants for this one give nothing', persona: 'health',
    purpose: { matter, case: 'health-elsewhere' },
    ...verify('newcomer', {}, 'citizenId'),
    granted: [], refused: { 'Person.citizenId': 'REGION_NOT_COVERED' }, hops: [],
  },
  {
    says: 'what may only be compared is not read', ...health, ...newcomer('formerName registeredAddress'),
    granted: [], refused: { 'Person.formerName': 'VERIFY_ONLY', 'Person.registeredAddress': 'VERIFY_ONLY' },
    hops: [],
  },
  {
    says: 'what may only be compared is compared', ...health,
    ...verify('newcomer', { registeredAddress: '别处' }, 'registeredAddress'),
    granted: ['PersonVerification.registeredAddress'], refused: {},
    values: { 'PersonVerification.registeredAddress': ['MISMATCH'] }, hops: ['population'],
  },
  {
    says: 'what was granted masked is masked', ...health, ...newcomer('mobile'),
    granted: ['Person.mobile'], masked: ['Person.mobile'], refused: {}, hops: ['population'],
  },
  {
    says: 'a derived item is told for the values of the grant and for no other', ...health,
    ...newcomer('ageAtLeast(years: 18) marriedOn(date: "2026-03-01")'),
    granted: ['Person.ageAtLeast'], refused: { 'Person.marriedOn': 'NO_GRANT' }, hops: ['population'],
  },
  {
    says: 'a resource that was withdrawn is told by nobody’s grant', ...health,
    ...newcomer('name vitalEvents { wife { name } }'),
    granted: ['Person.name'], refused: { 'VitalEvent.wife': 'NOT_PUBLISHED' }, hops: ['population'],
  },
  {
    says: 'a slice that was withdrawn is not listed', ...health, ...newcomer('name licences { name }'),
    granted: ['Person.name'], refused: { 'Licence.name': 'NOT_PUBLISHED' }, hops: ['population'],
  },
  {
    says: 'licences may not be looked for by what may not be read of them', ...health,
    ...newcomer('name licences(validOn: "2026-03-02") { name }'),
    granted: ['Person.name'], refused: { 'Licence.validOn': 'NO_GRANT' }, hops: ['population'],
  },
  {
    says: 'a withheld item is shared with no department, grant or not', ...health,
    ...newcomer('protection { name }'),
    granted: [], refused: { 'Person.protection': 'WITHHELD' }, hops: [],
  },
  {
    says: 'who is both agent and the applicant’s spouse is reached as the spouse, so far as that goes', ...health,
    ...person('newcomer-wife', 'name registeredDivision { name }'),
    granted: ['Person.name'], refused: { 'Person.registeredDivision': 'PARTY_ROLE_NOT_COVERED' },
    hops: ['population'],
  },
  {
    says: 'what is about a company and conditional needs a matter and no case', persona: 'health',
    purpose: { matter },
    ...organisation('startup', 'name phone credit { evaluation { grade { name } } }'),
    granted: [
      'LegalPerson.name', 'LegalPerson.phone', 'LegalPerson.credit', 'LegalPersonCredit.evaluation',
      'CreditEvaluation.grade',
    ],
    refused: {},
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'without a matter it is refused', persona: 'health', ...organisation('startup', 'name phone'),
    granted: ['LegalPerson.name'], refused: { 'LegalPerson.phone': 'PURPOSE_REQUIRED' }, hops: ['legal-persons'],
  },
  {
    says: 'under another matter it is refused', persona: 'health', purpose: { matter: 'food-licence' },
    ...organisation('startup', 'name phone'),
    granted: ['LegalPerson.name'], refused: { 'LegalPerson.phone': 'MATTER_NOT_COVERED' }, hops: ['legal-persons'],
  },
  {
    says: 'what is limited to a region is refused without a case, since nothing tells where the matter is handled',
    persona: 'health', purpose: { matter }, ...organisation('startup', 'credit { evaluation { grade { name } name } }'),
    granted: ['LegalPerson.credit', 'LegalPersonCredit.evaluation', 'CreditEvaluation.grade'],
    refused: { 'CreditEvaluation.name': 'REGION_NOT_COVERED' }, hops: ['credit', 'legal-persons'],
  },
  {
    says: 'what the grant leaves out is refused beside it', persona: 'health', purpose: { matter },
    ...organisation('startup', 'credit { evaluation { grade { name } score } }'),
    granted: ['LegalPerson.credit', 'LegalPersonCredit.evaluation', 'CreditEvaluation.grade'],
    refused: { 'CreditEvaluation.score': 'NO_GRANT' }, hops: ['credit', 'legal-persons'],
  },
]
