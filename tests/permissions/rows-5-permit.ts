import { person, unit, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'residence-permit'
const decides = { persona: 'public-security', purpose: { matter, case: 'permit' } } as const
const receives = { persona: 'police-station', purpose: { matter, case: 'permit' } } as const
const oneself = { persona: 'portal', subject: 'newcomer', purpose: { matter, case: 'permit' } } as const
const child = { persona: 'public-security', purpose: { matter, case: 'permit-child' } } as const
const adopted = { persona: 'public-security', purpose: { matter, case: 'permit-adopted' } } as const
const drafting = { persona: 'portal', subject: 'newcomer-wife', purpose: { matter, case: 'permit-draft' } } as const

const ownCase = (example: string, fields: string) =>
  ({ query: `query ($n: ID!) { case(caseNo: $n) { ${fields} } }`, variables: { n: caseNo(example) } })

/** Scenario 5, the residence permit: public security decides, the police station receives, people act for themselves. */
export const permitRows: readonly Row[] = [
  {
    says: 'public security reads where the applicant is registered and lives, and since when', ...decides,
    ...person('newcomer', 'name registeredDivision { fullName } residence { fullText } residenceRegisteredOn'),
    granted: [
      'Person.name', 'Person.registeredDivision', 'Division.fullName', 'Person.residence', 'Address.fullText',
      'Person.residenceRegisteredOn',
    ],
    refused: {}, hops: ['geo', 'population'],
  },
  {
    says: 'the room number of an address needs a grant of its own', ...decides,
    ...person('newcomer', 'residence { fullText room }'),
    granted: ['Person.residence', 'Address.fullText'], refused: { 'Address.room': 'NO_GRANT' },
    hops: ['geo', 'population'],
  },
  {
    says: 'public security has no grant of education, marriage or mobile number here', ...decides,
    ...person('newcomer', 'education { name } marriedOn(date: "2026-03-02") mobile'),
    granted: [],
    refused: { 'Person.education': 'NO_GRANT', 'Person.marriedOn': 'NO_GRANT', 'Person.mobile': 'NO_GRANT' },
    hops: [],
  },
  {
    says: 'the landlord shows the certificate and not where he lives', ...decides,
    ...person('flat-owner', 'name residenceAddress licences { name }'),
    granted: ['Person.name', 'Person.licences', 'Licence.name'],
    refused: { 'Person.residenceAddress': 'PARTY_ROLE_NOT_COVERED' },
    values: { 'Licence.name': ['不动产权证书'] }, hops: ['licences', 'population'],
  },
  {
    says: 'the rented flat shows its holder', ...decides, ...unit('rented-flat', 'location holders { name } area'),
    granted: ['RealEstateUnit.location', 'RealEstateUnit.holders', 'RightHolder.name'],
    refused: { 'RealEstateUnit.area': 'NO_GRANT' }, hops: ['geo'],
  },
  {
    says: 'an expired identity card is told to be expired', persona: 'public-security',
    purpose: { matter, case: 'permit-expired-card' },
    ...person('expired-card', 'licences { name validOn(date: "2026-03-02") }'),
    granted: ['Person.licences', 'Licence.name', 'Licence.validOn'], refused: {},
    values: { 'Licence.validOn': [false] }, hops: ['licences', 'population'],
  },
  {
    says: 'a suspended permit is told to be suspended', persona: 'public-security',
    purpose: { matter, case: 'permit-suspended' },
    ...person('suspended-permit', 'licences { name validOn(date: "2026-02-25") }'),
    granted: ['Person.licences', 'Licence.name', 'Licence.validOn'], refused: {},
    values: { 'Licence.name': ['居住证', '居民身份证'], 'Licence.validOn': [false, true] },
    hops: ['licences', 'population'],
  },
  {
    says: 'the police station compares and reads nothing', ...receives,
    ...person('newcomer', 'name residenceAddress licences { name }'),
    granted: [],
    refused: { 'Person.name': 'VERIFY_ONLY', 'Person.residenceAddress': 'NO_GRANT', 'Person.licences': 'NO_GRANT' },
    hops: [],
  },
  {
    says: 'the police station gets its verdict on the landlord', ...receives,
    ...verify('flat-owner', { name: '冯国良' }, 'citizenId name'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.name': ['MATCH'] }, hops: ['population'],
  },
  {
    says: 'a child’s birth certificate and guardians are read', ...child,
    ...person('newcomer-child', 'name relations { relation { name } guardian person { name } } licences { name }'),
    granted: [
      'Person.name', 'Person.relations', 'PersonRelation.relation', 'PersonRelation.guardian', 'Person.licences',
      'Licence.name',
    ],
    refused: {},
    values: { 'Person.name': ['马小雨', '丁晓岚'], 'Licence.name': ['居民身份证', '居民户口簿', '出生医学证明'] },
    hops: ['licences', 'population'],
  },
  {
    says: 'of the guardian the card is read and not the family', ...child,
    ...person('newcomer-wife', 'name relations { guardian } licences { name }'),
    granted: ['Person.name', 'Person.licences', 'Licence.name'],
    refused: { 'Person.relations': 'PARTY_ROLE_NOT_COVERED' }, hops: ['licences', 'population'],
  },
  {
    says: 'the father is no party of the child’s case', ...child, ...person('newcomer', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'the fact of an adoption is closed, whatever was granted', ...adopted,
    ...person('adopted-child', 'name formerName relations { relation { name } guardian }'),
    granted: ['Person.name'],
    refused: { 'Person.formerName': 'WITHHELD', 'Person.relations': 'WITHHELD' }, hops: ['population'],
  },
  {
    says: 'the adoptive mother is read like any guardian', ...adopted,
    ...person('adoptive-mother', 'name licences { name }'),
    granted: ['Person.name', 'Person.licences', 'Licence.name'], refused: {}, values: { 'Licence.name': ['居民身份证'] },
    hops: ['licences', 'population'],
  },
  {
    says: 'the applicant reads her own data in full, number and telephone included', ...oneself,
    ...person('newcomer', 'citizenId name mobile registeredAddress residenceRegisteredOn'),
    granted: [
      'Person.citizenId', 'Person.name', 'Person.mobile', 'Person.registeredAddress',
      'Person.residenceRegisteredOn',
    ],
    refused: {}, hops: ['population'],
  },
  {
    says: 'the applicant reads the own case, of whose parties only they are named', ...oneself,
    ...ownCase('permit', 'state { name } parties { name } materials { name }'),
    granted: ['Case.state', 'Case.parties', 'CaseParty.name', 'Case.materials', 'CaseMaterial.name'], refused: {},
    values: { 'CaseParty.name': ['马一鸣'] }, hops: ['cases'],
  },
  {
    says: 'the applicant’s own licences of other kinds are not part of this service', ...oneself,
    ...person('newcomer', 'licences { name }'),
    granted: ['Person.licences', 'Licence.name'], refused: {}, values: { 'Licence.name': ['居民身份证'] },
    hops: ['licences', 'population'],
  },
  {
    says: 'what no grant gives to the person is refused to the person too', ...oneself,
    ...person('newcomer', 'sex { name } relations { guardian } education { name }'),
    granted: [],
    refused: { 'Person.sex': 'NO_GRANT', 'Person.relations': 'NO_GRANT', 'Person.education': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'the applicant cannot open the landlord', ...oneself, ...person('flat-owner', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'the applicant cannot open the own wife', ...oneself, ...person('newcomer-wife', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'somebody who is no party cannot take another’s case as purpose', persona: 'portal', subject: 'newcomer',
    purpose: { matter, case: 'permit-child' },
    ...person('newcomer', 'name'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'a draft opens the own data to the one who drafts', ...drafting,
    ...person('newcomer-wife', 'name registeredDivision { name }'),
    granted: ['Person.name', 'Person.registeredDivision', 'Division.name'], refused: {},
    values: { 'Person.name': ['丁晓岚'] }, hops: ['geo', 'population'],
  },
  {
    says: 'a draft is nobody’s case yet, not even the deciding agency’s', persona: 'public-security',
    purpose: { matter, case: 'permit-draft' },
    ...person('newcomer-wife', 'name'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'a draft is closed to the station that would receive it', persona: 'police-station',
    purpose: { matter, case: 'permit-draft' },
    ...verify('newcomer-wife', {}, 'citizenId'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'an agent with a mandate for the matter acts as the applicant', ...oneself, mandate: [matter],
    ...person('newcomer', 'name'),
    granted: ['Person.name'], refused: {}, values: { 'Person.name': ['马一鸣'] }, hops: ['population'],
  },
  {
    says: 'a mandate for another matter opens nothing', ...oneself, mandate: ['food-licence'],
    ...person('newcomer', 'name'),
    granted: [], refused: { 'Person.citizenId': 'MATTER_NOT_COVERED' }, hops: [],
  },
]
