import { licence, organisation, person, unit, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'company-registration'
const decides = { persona: 'market-regulation', purpose: { matter, case: 'company-setup' } } as const

/** Scenario 2, the registration of a company: market regulation decides alone. */
export const companyRows: readonly Row[] = [
  {
    says: 'market regulation reads whether the founder may lead a company, and never why', ...decides,
    ...person('founder', 'name isAlive mayBeLegalRep credit { seriouslyDishonest }'),
    granted: ['Person.name', 'Person.isAlive', 'Person.mayBeLegalRep'],
    refused: { 'Person.credit': 'NO_GRANT' },
    values: { 'Person.mayBeLegalRep': [true] }, hops: ['credit', 'legal-persons', 'population'],
  },
  {
    says: 'the barred founder is told to be barred', persona: 'market-regulation',
    purpose: { matter, case: 'company-barred' },
    ...person('barred-founder', 'mayBeLegalRep'),
    granted: ['Person.mayBeLegalRep'], refused: {}, values: { 'Person.mayBeLegalRep': [false] },
    hops: ['credit', 'legal-persons', 'population'],
  },
  {
    says: 'the founder’s licences are shown as far as the registration needs them', ...decides,
    ...person('founder', 'licences { name validOn(date: "2026-03-02") }'),
    granted: ['Person.licences', 'Licence.name', 'Licence.validOn'], refused: {},
    values: { 'Licence.name': ['居民身份证'] }, hops: ['licences', 'population'],
  },
  {
    says: 'the agent’s fitness to lead a company is not examined', ...decides,
    ...person('registration-agent', 'name mayBeLegalRep isAlive'),
    granted: ['Person.name'],
    refused: { 'Person.mayBeLegalRep': 'PARTY_ROLE_NOT_COVERED', 'Person.isAlive': 'PARTY_ROLE_NOT_COVERED' },
    hops: ['population'],
  },
  {
    says: 'of the landlord the certificate of the premises is shown, and no identity card', ...decides,
    ...person('landlord', 'name licences { name face { name } }'),
    granted: ['Person.name', 'Person.licences', 'Licence.name', 'Licence.face'], refused: {},
    values: { 'Licence.name': ['不动产权证书'], 'FaceField.name': ['rightHolders', 'location', 'use'] },
    hops: ['licences', 'population'],
  },
  {
    says: 'all that the landlord owns is not the registrar’s concern', ...decides,
    ...person('landlord', 'realEstate { location }'),
    granted: [], refused: { 'Person.realEstate': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'the landlord’s wife is a stranger', ...decides, ...person('landlord-wife', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'the head of a member company is no party', ...decides,
    ...verify('investor-head', { name: '徐正阳' }, 'name'),
    granted: [], refused: { 'Query.verifyPerson': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'of the premises the registrar reads place, use and holder', ...decides,
    ...unit('premises', 'location buildingUse { name } holders { name share }'),
    granted: [
      'RealEstateUnit.location', 'RealEstateUnit.buildingUse', 'RealEstateUnit.holders', 'RightHolder.name',
    ],
    refused: { 'RightHolder.share': 'NO_GRANT' }, values: { 'RightHolder.name': ['方建岷'] }, hops: ['geo'],
  },
  {
    says: 'the area of premises is granted for food and not for registration, the certificate for neither',
    ...decides,
    ...unit('premises', 'area certificateNo restrictions { active }'),
    granted: [],
    refused: {
      'RealEstateUnit.area': 'MATTER_NOT_COVERED', 'RealEstateUnit.certificateNo': 'NO_GRANT',
      'RealEstateUnit.restrictions': 'NO_GRANT',
    },
    hops: [],
  },
  {
    says: 'a unit that belongs to none of the parties reads like an unknown one', ...decides,
    ...unit('flat', 'location holders { name }'),
    granted: [], refused: {}, values: { 'RealEstateUnit.location': [] }, hops: ['geo'],
  },
  {
    says: 'of a member company register and business licence are shown', ...decides,
    ...organisation('investor', 'name status { name } licences { name number face { name } }'),
    granted: [
      'LegalPerson.name', 'LegalPerson.status', 'LegalPerson.licences', 'Licence.name', 'Licence.number',
      'Licence.face',
    ],
    refused: {},
    values: { 'Licence.name': ['营业执照'], 'FaceField.name': ['name', 'legalRepName'] },
    hops: ['legal-persons', 'licences'],
  },
  {
    says: 'who leads a member company is granted for another matter', ...decides,
    ...organisation('investor', 'name legalRepresentative { name }'),
    granted: ['LegalPerson.name'], refused: { 'LegalPerson.legalRepresentative': 'MATTER_NOT_COVERED' },
    hops: ['legal-persons'],
  },
  {
    says: 'a company that is no party shows its register and none of its licences', ...decides,
    ...organisation('revoked-firm', 'name status { name } licences { name }'),
    granted: ['LegalPerson.name', 'LegalPerson.status'], refused: { 'LegalPerson.licences': 'SUBJECT_NOT_PARTY' },
    hops: ['legal-persons'],
  },
  {
    says: 'a proposed name is checked', ...decides, query: '{ checkName(name: "示例新芽科技有限公司") { isFree } }',
    granted: ['NameCheck.isFree'], refused: {}, values: { 'NameCheck.isFree': [true] }, hops: ['legal-persons'],
  },
  {
    says: 'the case lists every party in its role', ...decides,
    query: 'query ($n: ID!) { case(caseNo: $n) { parties { name } } }', variables: { n: caseNo('company-setup') },
    granted: ['Case.parties', 'CaseParty.name'], refused: {},
    values: { 'CaseParty.name': ['示例新芽科技有限公司', '林若晴', '林若晴', '示例恒远投资有限公司', '何文柏', '方建岷'] }, hops: ['cases'],
  },
  {
    says: 'a licence of a party is found by its identifier', ...decides,
    ...licence('premises-certificate', 'name number'),
    granted: ['Licence.name', 'Licence.number'], refused: {}, values: { 'Licence.name': ['不动产权证书'] },
    hops: ['licences'],
  },
  {
    says: 'a licence of a stranger reads like an unknown one', ...decides,
    ...licence('flat-certificate', 'name number'),
    granted: [], refused: {}, values: { 'Licence.name': [] }, hops: ['licences'],
  },
  {
    says: 'under the matter of food the registration case opens nothing', persona: 'market-regulation',
    purpose: { matter: 'food-licence', case: 'company-setup' },
    ...unit('premises', 'location area'),
    granted: [],
    refused: { 'RealEstateUnit.location': 'CASE_MATTER_MISMATCH', 'RealEstateUnit.area': 'CASE_MATTER_MISMATCH' },
    hops: [],
  },
]
