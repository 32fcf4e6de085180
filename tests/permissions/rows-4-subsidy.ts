import { typeCode } from '../../seeds/licence-types.ts'
import { organisation, person, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'startup-subsidy'
const decides = { persona: 'human-resources', purpose: { matter, case: 'subsidy' } } as const
const sheltered = { persona: 'human-resources', purpose: { matter, case: 'subsidy-sheltered' } } as const

/** Scenario 4, the subsidy for a first company: human resources decides alone. */
export const subsidyRows: readonly Row[] = [
  {
    says: 'human resources reads of the graduate what the subsidy needs, the telephone masked', ...decides,
    ...person('graduate', 'name isAlive registeredAddress mobile credit { seriouslyDishonest }'),
    granted: [
      'Person.name', 'Person.isAlive', 'Person.registeredAddress', 'Person.mobile', 'Person.credit',
      'PersonCredit.seriouslyDishonest',
    ],
    masked: ['Person.mobile'], refused: {}, hops: ['credit', 'population'],
  },
  {
    says: 'the graduate’s degree and cards are shown', ...decides, ...person('graduate', 'licences { name }'),
    granted: ['Person.licences', 'Licence.name'], refused: {},
    values: { 'Licence.name': ['学历证书', '社会保障卡', '居民身份证'] }, hops: ['licences', 'population'],
  },
  {
    says: 'a disability certificate shows that it is in force and nothing of its face', persona: 'human-resources',
    purpose: { matter, case: 'subsidy-disabled' },
    ...person(
      'disabled-graduate',
      `licences(types: "${typeCode('disability-certificate')}") { name validOn(date: "2026-03-02") face { name } }`,
    ),
    granted: ['Person.licences', 'Licence.name', 'Licence.validOn'], refused: {},
    values: { 'Licence.name': ['残疾人证'], 'FaceField.name': [] }, hops: ['licences', 'population'],
  },
  {
    says: 'the level of education is granted from 2035 on', ...decides,
    ...person('graduate', 'name education { name }'),
    granted: ['Person.name'], refused: { 'Person.education': 'GRANT_NOT_YET_VALID' }, hops: ['population'],
  },
  {
    says: 'where the graduate lives is not asked', ...decides,
    ...person('graduate', 'residenceAddress residenceDivision { name } household { address }'),
    granted: [],
    refused: {
      'Person.residenceAddress': 'NO_GRANT', 'Person.residenceDivision': 'NO_GRANT', 'Person.household': 'NO_GRANT',
    },
    hops: [],
  },
  {
    says: 'the graduate leads back to her company', ...decides,
    ...person('graduate', 'legalRepresentativeOf { name }'),
    granted: ['Person.legalRepresentativeOf', 'LegalPerson.name'], refused: {},
    values: { 'LegalPerson.name': ['示例晓禾文创有限公司'] },
    hops: ['legal-persons', 'population'],
  },
  {
    says: 'of the company register, credit and inspections need no grant, the evaluation’s grade has one',
    ...decides,
    ...organisation(
      'startup',
      'name establishedOn abnormalListings { reason } credit { seriouslyDishonest evaluation { grade { name } score } } inspections { result { name } note }',
    ),
    granted: [
      'LegalPerson.name', 'LegalPerson.establishedOn', 'LegalPerson.abnormalListings', 'LegalPerson.credit',
      'LegalPersonCredit.seriouslyDishonest',
      'LegalPersonCredit.evaluation', 'CreditEvaluation.grade', 'LegalPerson.inspections', 'Inspection.result',
    ],
    refused: { 'CreditEvaluation.score': 'NO_GRANT', 'Inspection.note': 'NO_GRANT' },
    hops: ['credit', 'legal-persons', 'supervision'],
  },
  {
    says: 'the company leads to the graduate, whom the purpose concerns', ...decides,
    ...organisation('startup', 'legalRepresentative { name marital { name } }'),
    granted: ['LegalPerson.legalRepresentative', 'Person.name'], refused: { 'Person.marital': 'NO_GRANT' },
    values: { 'Person.name': ['赵晓彤'] },
    hops: ['legal-persons', 'population'],
  },
  {
    says: 'another company’s evaluation is not opened by this case', ...decides,
    ...organisation('abnormal-startup', 'name credit { evaluation { grade { name } } }'),
    granted: ['LegalPerson.name'], refused: { 'LegalPersonCredit.evaluation': 'SUBJECT_NOT_PARTY' },
    hops: ['legal-persons'],
  },
  {
    says: 'the company of another case shows why it is listed as abnormal, since that is public', ...decides,
    ...organisation('abnormal-startup', 'abnormalListings { reason }'),
    granted: ['LegalPerson.abnormalListings', 'AbnormalListing.reason'], refused: {}, hops: ['legal-persons'],
  },
  {
    says: 'a person under a protection order keeps address and telephone to herself', ...sheltered,
    ...person('sheltered', 'name isAlive registeredAddress registeredDivision { name } mobile'),
    granted: ['Person.name', 'Person.isAlive'],
    refused: {
      'Person.registeredAddress': 'WITHHELD', 'Person.registeredDivision': 'WITHHELD', 'Person.mobile': 'WITHHELD',
    },
    hops: ['population'],
  },
  {
    says: 'no face of a licence of hers is shown, since addresses stand on them', ...sheltered,
    ...person('sheltered', 'licences { name face { name } }'),
    granted: ['Person.licences', 'Licence.name'], refused: { 'Licence.face': 'WITHHELD' },
    values: { 'FaceField.name': [] }, hops: ['licences', 'population'],
  },
  {
    says: 'her address may not be compared either', ...sheltered,
    ...verify('sheltered', { registeredAddress: '示例路1号' }, 'registeredAddress'),
    granted: [], refused: { 'Person.registeredAddress': 'WITHHELD' }, hops: [],
  },
  {
    says: 'the case tells its materials with the licences that stand for them', ...decides,
    query: 'query ($n: ID!) { case(caseNo: $n) { materials { name licence { name } } } }',
    variables: { n: caseNo('subsidy') },
    granted: ['Case.materials', 'CaseMaterial.name', 'CaseMaterial.licence', 'Licence.name'], refused: {},
    values: { 'Licence.name': ['居民身份证', '学历证书', '营业执照', '社会保障卡'] }, hops: ['cases', 'licences'],
  },
]
