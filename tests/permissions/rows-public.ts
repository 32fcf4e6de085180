import { licence, organisation } from './ask.ts'
import { matterCode } from '../../seeds/matters.ts'
import type { Row } from './row.ts'

const matter = (slug: string, fields: string) =>
  ({ query: `query ($n: ID!) { matter(code: $n) { ${fields} } }`, variables: { n: matterCode(slug) } })

/** What needs no case: open data, the register of organisations, the catalogue, grants and the record. */
export const publicRows: readonly Row[] = [
  {
    says: 'anybody reads what a matter asks for',
    ...matter(
      'residence-permit',
      'name promisedDays materials { name alternatives { title } } situations { title }',
    ),
    granted: [
      'Matter.name', 'Matter.promisedDays', 'Matter.materials', 'MatterMaterial.name',
      'MatterMaterial.alternatives', 'MaterialAlternative.title',
      'Matter.situations', 'Situation.title',
    ],
    refused: {}, hops: ['matters'],
  },
  {
    says: 'anybody reads divisions', query: '{ division(code: "990101") { name level parent { name } } }',
    granted: ['Division.name', 'Division.level', 'Division.parent'], refused: {}, hops: ['geo'],
  },
  {
    says: 'anybody who asks open data for a purpose is answered alike', purpose: { matter: 'residence-permit' },
    query: '{ division(code: "990101") { name } }',
    granted: ['Division.name'], refused: {}, hops: ['geo'],
  },
  {
    says: 'an outsider reads the public register without a purpose', persona: 'outsider',
    ...organisation(
      'startup',
      'name status { name } legalRepName establishedOn shareholders { name ratio } credit { seriouslyDishonest } bans { kind { name } }',
    ),
    granted: [
      'LegalPerson.name', 'LegalPerson.status', 'LegalPerson.legalRepName', 'LegalPerson.establishedOn',
      'LegalPerson.shareholders', 'Shareholder.name',
      'Shareholder.ratio', 'LegalPerson.credit', 'LegalPersonCredit.seriouslyDishonest', 'LegalPerson.bans',
    ],
    refused: {}, hops: ['credit', 'legal-persons', 'supervision'],
  },
  {
    says: 'an outsider reads no person behind the register', persona: 'outsider',
    ...organisation('startup', 'name legalRepresentative { name } staff { name person { id name } }'),
    granted: ['LegalPerson.name', 'LegalPerson.staff', 'LegalPersonStaff.name'],
    refused: {
      'LegalPerson.legalRepresentative': 'PURPOSE_REQUIRED', 'LegalPersonStaff.person': 'PURPOSE_REQUIRED',
    },
    hops: ['legal-persons'],
  },
  {
    says: 'an outsider reads no licence, phone or case of a company', persona: 'outsider',
    ...organisation('startup', 'phone licences { name } cases { edges { node { summary } } }'),
    granted: [],
    refused: {
      'LegalPerson.phone': 'PURPOSE_REQUIRED', 'LegalPerson.licences': 'PURPOSE_REQUIRED',
      'LegalPerson.cases': 'PURPOSE_REQUIRED',
    },
    hops: [],
  },
  {
    says: 'an outsider reads published inspections and not when the next one comes', persona: 'outsider',
    ...organisation('canteen', 'inspections { inspectedOn plannedOn }'),
    granted: ['LegalPerson.inspections', 'Inspection.inspectedOn'],
    refused: { 'Inspection.plannedOn': 'PURPOSE_REQUIRED' },
    values: { 'Inspection.inspectedOn': ['2025-06-12'] }, hops: ['legal-persons', 'supervision'],
  },
  {
    says: 'an outsider finds no licence by its identifier', persona: 'outsider',
    ...licence('startup-licence', 'name'),
    granted: [], refused: { 'Licence.name': 'PURPOSE_REQUIRED' }, hops: [],
  },
  {
    says: 'an outsider reads what kinds of licences there are', persona: 'outsider',
    query: `{ licenceType(code: "11990000000000020X001") { name } checkName(name: "示例晓禾文创有限公司") { isFree } }`,
    granted: ['NameCheck.isFree'], refused: {}, values: { 'NameCheck.isFree': [false] },
    hops: ['legal-persons', 'licences'],
  },
  {
    says: 'an outsider reads the catalogue', persona: 'outsider',
    query: '{ resource(code: "101001/000005") { name shareClass withheldBasis state { code } provider { name } items { coordinate } } }',
    granted: [
      'Resource.name', 'Resource.shareClass', 'Resource.withheldBasis', 'Resource.state', 'Resource.provider',
      'LegalPerson.name', 'Resource.items',
    ],
    refused: {},
    values: { 'Resource.shareClass': ['WITHHELD'], 'ResourceItem.coordinate': ['Person.protection'] },
    hops: ['catalogue', 'legal-persons'],
  },
  {
    says: 'a resource that was withdrawn stands in the catalogue as withdrawn', persona: 'steward-public-security',
    query: '{ resource(code: "101001/000011") { state { code } } }',
    granted: ['Resource.state'], refused: {}, hops: ['catalogue'],
  },
  {
    says: 'resources are searched by name', persona: 'steward-civil-affairs',
    query: '{ resources(first: 5, filter: { text: "限制信息", state: "PUBLISHED" }) { edges { node { name } } } }',
    granted: ['Resource.name'], refused: {}, values: { 'Resource.name': ['不动产限制信息', '单位从业限制信息', '个人从业限制信息'] },
    hops: ['catalogue'],
  },
  {
    says: 'a department reads its own grants', persona: 'street-office',
    query: '{ grants { id binding validTo consumer { name } } }',
    granted: ['Grant.binding', 'Grant.validTo', 'Grant.consumer', 'LegalPerson.name'], refused: {},
    values: { 'Grant.binding': ['CASE_PARTY(APPLICANT, AGENT)', 'CASE_PARTY(APPLICANT, AGENT)'] },
    hops: ['catalogue', 'legal-persons'],
  },
  {
    says: 'an outsider has no grants and sees none of others', persona: 'outsider',
    query: '{ grants { id binding } given: grants(forMe: false) { id binding } }',
    granted: [], refused: {}, values: { 'Grant.id': [] }, hops: ['catalogue'],
  },
  {
    says: 'a steward sees what the own agency has given', persona: 'steward-education',
    query: '{ grants(forMe: false) { id consumer { name } } }',
    granted: ['Grant.consumer', 'LegalPerson.name'], refused: {}, values: { 'LegalPerson.name': ['示例区人力资源和社会保障局'] },
    hops: ['catalogue', 'legal-persons'],
  },
  {
    says: 'somebody acting in person sees no grants of the portal', persona: 'portal', subject: 'newcomer',
    query: '{ grants { binding } accessRecords { edges { node { consumer } } } }',
    granted: [], refused: {}, values: { 'Grant.binding': [], 'AccessRecord.consumer': [] },
    hops: ['audit', 'catalogue'],
  },
  {
    says: 'a citizen reads the public register through the portal', persona: 'portal', subject: 'newcomer',
    ...organisation('startup', 'name status { name }'),
    granted: ['LegalPerson.name', 'LegalPerson.status'], refused: {}, hops: ['legal-persons'],
  },
]
