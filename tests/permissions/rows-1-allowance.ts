import { NOBODY, person, personNumbered, persons, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'old-age-allowance'
const decides = { persona: 'civil-affairs', purpose: { matter, case: 'allowance' } } as const
const receives = { persona: 'street-office', purpose: { matter, case: 'allowance' } } as const
const checksAll = { persona: 'civil-affairs', purpose: { matter, case: 'alive-check' } } as const

const caseFields = (example: string, fields: string) =>
  ({ query: `query ($n: ID!) { case(caseNo: $n) { ${fields} } }`, variables: { n: caseNo(example) } })

/** Scenario 1, the old-age allowance: civil affairs decides, the street office receives. */
export const allowanceRows: readonly Row[] = [
  {
    says: 'civil affairs reads of the applicant what the allowance is decided on', ...decides,
    ...person('old-man', 'name isAlive ageAtLeast(years: 80) registeredDivision { name } residenceAddress'),
    granted: [
      'Person.name', 'Person.isAlive', 'Person.ageAtLeast', 'Person.registeredDivision', 'Division.name',
      'Person.residenceAddress',
    ],
    refused: {}, values: { 'Person.name': ['张大山'], 'Person.ageAtLeast': [true] }, hops: ['geo', 'population'],
  },
  {
    says: 'civil affairs sees the applicant’s telephone masked', ...decides, ...person('old-man', 'mobile'),
    granted: ['Person.mobile'], masked: ['Person.mobile'], refused: {},
    values: { 'Person.mobile': ['199****0001'] }, hops: ['population'],
  },
  {
    says: 'civil affairs may compare the citizen number and not read it', ...decides,
    ...person('old-man', 'citizenId'),
    granted: [], refused: { 'Person.citizenId': 'VERIFY_ONLY' }, hops: [],
  },
  {
    says: 'civil affairs may compare the registered address and not read it, while the name beside it is read',
    ...decides,
    ...person('old-man', 'name registeredAddress'),
    granted: ['Person.name'], refused: { 'Person.registeredAddress': 'VERIFY_ONLY' }, hops: ['population'],
  },
  {
    says: 'nothing that the allowance does not need is read, one reason for each item', ...decides,
    ...person(
      'old-man',
      'sex { name } birthDate birthYear nation { name } marital { name } education { name } household { householdNo } relations { guardian } vitalEvents { kind { name } }',
    ),
    granted: [],
    refused: {
      'Person.sex': 'NO_GRANT', 'Person.birthDate': 'NO_GRANT', 'Person.birthYear': 'NO_GRANT',
      'Person.nation': 'NO_GRANT', 'Person.marital': 'NO_GRANT',
      'Person.education': 'NO_GRANT', 'Person.household': 'NO_GRANT', 'Person.relations': 'NO_GRANT',
      'Person.vitalEvents': 'NO_GRANT',
    },
    hops: [],
  },
  {
    says: 'whether somebody is 81 is no question that the allowance needs', ...decides,
    ...person('old-man', 'ageAtLeast(years: 81)'),
    granted: [], refused: { 'Person.ageAtLeast': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'asked at two ages in one question, only the one that the grant lists is told', ...decides,
    ...person('old-man', 'eighty: ageAtLeast(years: 80) ninety: ageAtLeast(years: 90)'),
    granted: ['Person.ageAtLeast'], refused: { 'Person.ageAtLeast': 'NO_GRANT' },
    values: { 'Person.ageAtLeast': [true] }, hops: ['population'],
  },
  {
    says: 'civil affairs learns whether the applicant is seriously dishonest and not why', ...decides,
    ...person('old-man', 'credit { seriouslyDishonest listings { kind { name } } penalties { docNo } }'),
    granted: ['Person.credit', 'PersonCredit.seriouslyDishonest'],
    refused: { 'PersonCredit.listings': 'NO_GRANT', 'PersonCredit.penalties': 'NO_GRANT' },
    values: { 'PersonCredit.seriouslyDishonest': [false] }, hops: ['credit', 'population'],
  },
  {
    says: 'of six licences the three that the allowance needs are listed, the driving licence and the disability certificate never',
    ...decides,
    ...person('old-man', 'licences { name }'),
    granted: ['Person.licences', 'Licence.name'], refused: {},
    values: { 'Licence.name': ['社会保障卡', '居民身份证', '居民户口簿'] }, hops: ['licences', 'population'],
  },
  {
    says: 'of each face the fields of the grant are shown, the account among them, and no other', ...decides,
    ...person('old-man', 'licences { face { name } }'),
    granted: ['Person.licences', 'Licence.face'], refused: {},
    values: { 'FaceField.name': ['bank', 'account', 'name', 'householdType', 'address'] },
    hops: ['licences', 'population'],
  },
  {
    says: 'licences may be looked for by the day on which they are valid, since that day may be asked', ...decides,
    ...person('old-man', 'licences(validOn: "2011-01-01") { name }'),
    granted: ['Person.licences', 'Licence.name'], refused: {}, values: { 'Licence.name': ['居民户口簿'] },
    hops: ['licences', 'population'],
  },
  {
    says: 'a key alone is not told', ...decides, ...person('old-man', 'id'),
    granted: [], refused: { 'Query.person': 'NO_GRANT' }, values: { 'Person.id': [] }, hops: [],
  },
  {
    says: 'the date of issue of a licence is not part of what a window checks', ...decides,
    ...person('old-man', 'licences { name issuedOn number }'),
    granted: ['Person.licences', 'Licence.name', 'Licence.number'], refused: { 'Licence.issuedOn': 'NO_GRANT' },
    hops: ['licences', 'population'],
  },
  {
    says: 'of the agent civil affairs reads the name and the identity card', ...decides,
    ...person('daughter', 'name licences { name face { name } }'),
    granted: ['Person.name', 'Person.licences', 'Licence.name', 'Licence.face'], refused: {},
    values: { 'Person.name': ['张小河'], 'Licence.name': ['居民身份证'], 'FaceField.name': ['name'] },
    hops: ['licences', 'population'],
  },
  {
    says: 'the agent’s telephone, age and life are the applicant’s items and not hers', ...decides,
    ...person('daughter', 'mobile isAlive ageAtLeast(years: 80) credit { seriouslyDishonest }'),
    granted: [],
    refused: {
      'Person.mobile': 'PARTY_ROLE_NOT_COVERED', 'Person.isAlive': 'PARTY_ROLE_NOT_COVERED',
      'Person.ageAtLeast': 'PARTY_ROLE_NOT_COVERED',
      'Person.credit': 'PARTY_ROLE_NOT_COVERED',
    },
    hops: [],
  },
  {
    says: 'the agent’s own household is opened by no role', ...decides,
    ...person('daughter', 'name household { members { relation { name } } }'),
    granted: ['Person.name'], refused: { 'Person.household': 'NO_GRANT' }, hops: ['population'],
  },
  {
    says: 'the agent’s husband is a stranger to the case', ...decides, ...person('daughter-husband', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'the applicant’s wife is a stranger to the case as well', ...decides,
    ...person('old-wife', 'name isAlive'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'a number that nobody bears reads like a stranger’s', ...decides,
    ...personNumbered(NOBODY, 'name isAlive'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'applicant and agent in one list: each shows what it may', ...decides,
    ...persons(['old-man', 'daughter'], 'name isAlive'),
    granted: ['Person.name', 'Person.isAlive'], refused: {},
    values: { 'Person.name': ['张大山', '张小河'], 'Person.isAlive': [true] }, hops: ['population'],
  },
  {
    says: 'a stranger among the parties of a list is refused in its place and the others are answered', ...decides,
    ...persons(['old-man', 'daughter-husband'], 'name'),
    granted: ['Person.name'], refused: { 'Query.persons': 'SUBJECT_NOT_PARTY' }, values: { 'Person.name': ['张大山'] },
    hops: ['population'],
  },
  {
    says: 'civil affairs reads its case with both parties', ...decides,
    ...caseFields('allowance', 'summary state { name } parties { role { name } name }'),
    granted: ['Case.summary', 'Case.state', 'Case.parties', 'CaseParty.role', 'CaseParty.name'], refused: {},
    values: { 'CaseParty.name': ['张大山', '张小河'] }, hops: ['cases'],
  },
  {
    says: 'how a case ended and who handled it is not granted to its own agency', ...decides,
    ...caseFields(
      'allowance',
      'state { name } result { explain } process { step handler } materials { name getType }',
    ),
    granted: ['Case.state', 'Case.process', 'CaseProcess.step', 'Case.materials', 'CaseMaterial.name'],
    refused: { 'Case.result': 'NO_GRANT', 'CaseProcess.handler': 'NO_GRANT', 'CaseMaterial.getType': 'NO_GRANT' },
    hops: ['cases'],
  },
  {
    says: 'another case of the same agency and matter is unknown under this purpose', ...decides,
    ...caseFields('allowance-dead', 'summary'),
    granted: [], refused: {}, values: { 'Case.summary': [] }, hops: ['cases'],
  },
  {
    says: 'the dead applicant is told to be dead', persona: 'civil-affairs',
    purpose: { matter, case: 'allowance-dead' },
    ...person('dead-applicant', 'name isAlive'),
    granted: ['Person.name', 'Person.isAlive'], refused: {}, values: { 'Person.isAlive': [false] },
    hops: ['population'],
  },
  {
    says: 'civil affairs gets verdicts on what it may compare or read', ...decides,
    ...verify('old-man', { name: '张大山', registeredAddress: '别处' }, 'citizenId name registeredAddress'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name', 'PersonVerification.registeredAddress'],
    refused: {},
    values: {
      'PersonVerification.citizenId': ['MATCH'], 'PersonVerification.name': ['MATCH'],
      'PersonVerification.registeredAddress': ['MISMATCH'],
    },
    hops: ['population'],
  },
  {
    says: 'a birth date may not be claimed where it may not be compared', ...decides,
    ...verify('old-man', { birthDate: '1942-03-01' }, 'citizenId birthDate'),
    granted: [], refused: { 'Person.birthDate': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'a verdict that was not claimed and is not granted is refused alone', ...decides,
    ...verify('old-man', {}, 'citizenId sex'),
    granted: ['PersonVerification.citizenId'], refused: { 'Person.sex': 'NO_GRANT' }, hops: ['population'],
  },
  {
    says: 'a claim about a stranger gets no verdict', ...decides,
    ...verify('daughter-husband', { name: '王建坪' }, 'citizenId name'),
    granted: [], refused: { 'Query.verifyPerson': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'the street office compares the applicant’s name', ...receives,
    ...verify('old-man', { name: '张大河' }, 'citizenId name'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.citizenId': ['MATCH'], 'PersonVerification.name': ['MISMATCH'] },
    hops: ['population'],
  },
  {
    says: 'the street office, receiving for others, reads neither name nor age nor licence', ...receives,
    ...person('old-man', 'name isAlive ageAtLeast(years: 80) licences { name }'),
    granted: [],
    refused: {
      'Person.name': 'VERIFY_ONLY', 'Person.isAlive': 'NO_GRANT', 'Person.ageAtLeast': 'NO_GRANT',
      'Person.licences': 'NO_GRANT',
    },
    hops: [],
  },
  {
    says: 'the street office sees how the case stands and which materials are there, not who is in it', ...receives,
    ...caseFields('allowance', 'state { name } materials { name received } summary parties { name }'),
    granted: ['Case.state', 'Case.materials', 'CaseMaterial.name', 'CaseMaterial.received'],
    refused: { 'Case.summary': 'NO_GRANT', 'Case.parties': 'NO_GRANT' }, hops: ['cases'],
  },
  {
    says: 'the street office has no part in the yearly check', persona: 'street-office',
    purpose: { matter, case: 'alive-check' },
    ...verify('holder', { name: '吴德海' }, 'name'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'the yearly check tells of every holder whether they live', ...checksAll,
    ...persons(['old-man', 'holder', 'dead-holder'], 'isAlive ageAtLeast(years: 80)'),
    granted: ['Person.isAlive', 'Person.ageAtLeast'], refused: {},
    values: { 'Person.isAlive': [true, true, false] }, hops: ['population'],
  },
  {
    says: 'the yearly check reads no name, address or licence of a holder', ...checksAll,
    ...person('holder', 'name residenceAddress licences { name } isAlive'),
    granted: ['Person.isAlive'],
    refused: {
      'Person.name': 'PARTY_ROLE_NOT_COVERED', 'Person.residenceAddress': 'PARTY_ROLE_NOT_COVERED',
      'Person.licences': 'PARTY_ROLE_NOT_COVERED',
    },
    hops: ['population'],
  },
  {
    says: 'somebody who is not on the roster is a stranger to the yearly check', ...checksAll,
    ...person('old-wife', 'isAlive'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
]
