import { organisation, person, persons, unit, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'food-licence'
const decides = { persona: 'market-regulation', purpose: { matter, case: 'food' } } as const
const elsewhere = { persona: 'neighbour-service-centre', purpose: { matter, case: 'food-elsewhere' } } as const
const company = { persona: 'portal', subject: 'restaurant', purpose: { matter, case: 'food' } } as const

const ownCase = (example: string, fields: string) =>
  ({ query: `query ($n: ID!) { case(caseNo: $n) { ${fields} } }`, variables: { n: caseNo(example) } })

/** Scenario 6, the food licence: market regulation decides, another city receives, a company acts for itself. */
export const foodRows: readonly Row[] = [
  {
    says: 'market regulation reads whether those who answer for food are banned', ...decides,
    ...persons(['restaurant-head', 'food-manager'], 'name industryBans { kind { name } to }'),
    granted: ['Person.name', 'Person.industryBans'], refused: {},
    values: { 'Person.name': ['沈嘉禾', '韩玉成'], 'PersonBan.to': [] }, hops: ['population', 'supervision'],
  },
  {
    says: 'the ban of a manager is told with its decision', persona: 'market-regulation',
    purpose: { matter, case: 'food-banned' },
    ...person('manager-under-ban', 'industryBans { to decisionNo authority { name } }'),
    granted: [
      'Person.industryBans', 'PersonBan.to', 'PersonBan.decisionNo', 'PersonBan.authority', 'LegalPerson.name',
    ],
    refused: {},
    values: { 'PersonBan.to': ['2028-05-09'] }, hops: ['legal-persons', 'population', 'supervision'],
  },
  {
    says: 'the agent’s bans are not examined', ...decides, ...person('licence-agent', 'name industryBans { to }'),
    granted: ['Person.name'], refused: { 'Person.industryBans': 'PARTY_ROLE_NOT_COVERED' }, hops: ['population'],
  },
  {
    says: 'of the applicant inspections are read with what was not published', ...decides,
    ...organisation(
      'restaurant',
      'inspections { plannedOn findings { description } unpublishedFindings { description } note rectification { dueOn note } }',
    ),
    granted: [
      'LegalPerson.inspections', 'Inspection.plannedOn', 'Inspection.findings', 'Finding.description',
      'Inspection.unpublishedFindings',
      'UnpublishedFinding.description', 'Inspection.note', 'Inspection.rectification', 'Rectification.dueOn',
    ],
    refused: { 'Rectification.note': 'NO_GRANT' }, values: { 'UnpublishedFinding.description': ['专间通风设施不足'] },
    hops: ['legal-persons', 'supervision'],
  },
  {
    says: 'of a company that is no party only published findings are read', ...decides,
    ...organisation('startup', 'inspections { findings { description } unpublishedFindings { description } note }'),
    granted: ['LegalPerson.inspections', 'Inspection.findings', 'Finding.description'],
    refused: { 'Inspection.unpublishedFindings': 'SUBJECT_NOT_PARTY', 'Inspection.note': 'SUBJECT_NOT_PARTY' },
    hops: ['legal-persons', 'supervision'],
  },
  {
    says: 'the premises belong to a company, which the case names as right holder', ...decides,
    ...unit('restaurant-premises', 'location area holders { name legalPerson { name } }'),
    granted: [
      'RealEstateUnit.location', 'RealEstateUnit.area', 'RealEstateUnit.holders', 'RightHolder.name',
      'LegalPerson.name',
    ],
    refused: {},
    hops: ['geo', 'legal-persons'],
  },
  {
    says: 'the landlord company shows its certificate and not its business licence', ...decides,
    ...organisation('estate', 'licences { name }'),
    granted: ['LegalPerson.licences', 'Licence.name'], refused: {}, values: { 'Licence.name': ['不动产权证书'] },
    hops: ['legal-persons', 'licences'],
  },
  {
    says: 'the matter widens the region: a case handled in the next city is covered', persona: 'market-regulation',
    purpose: { matter, case: 'food-elsewhere' },
    ...person('canteen-head', 'name industryBans { to }'),
    granted: ['Person.name', 'Person.industryBans'], refused: {}, hops: ['population', 'supervision'],
  },
  {
    says: 'the window of the next city compares the head of the company', ...elsewhere,
    ...verify('canteen-head', { name: '梁启航' }, 'citizenId name'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.name': ['MATCH'] }, hops: ['population'],
  },
  {
    says: 'the window of the next city reads no ban, no name and no licence', ...elsewhere,
    ...person('canteen-head', 'name industryBans { to } licences { name }'),
    granted: [],
    refused: { 'Person.name': 'VERIFY_ONLY', 'Person.industryBans': 'NO_GRANT', 'Person.licences': 'NO_GRANT' },
    hops: [],
  },
  {
    says: 'the window of the next city sees how the case stands', ...elsewhere,
    ...ownCase('food-elsewhere', 'state { name } materials { name received }'),
    granted: ['Case.state', 'Case.materials', 'CaseMaterial.name', 'CaseMaterial.received'], refused: {},
    hops: ['cases'],
  },
  {
    says: 'a case of this district is not the next city’s', persona: 'neighbour-service-centre',
    purpose: { matter, case: 'food' }, ...verify('restaurant-head', {}, 'citizenId'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'the company reads its own licences and case in the portal', ...company,
    ...organisation('restaurant', 'name licences { name } cases(first: 5) { edges { node { state { name } } } }'),
    granted: ['LegalPerson.name', 'LegalPerson.licences', 'Licence.name', 'LegalPerson.cases', 'Case.state'],
    refused: {},
    values: { 'Licence.name': ['营业执照'] }, hops: ['cases', 'legal-persons', 'licences'],
  },
  {
    says: 'the company’s operator reads no person, not even its own head', ...company,
    ...person('restaurant-head', 'name'),
    granted: [], refused: { 'Person.citizenId': 'MATTER_NOT_COVERED' }, hops: [],
  },
  {
    says: 'the company cannot look into another company’s licences', ...company,
    ...organisation('canteen', 'name licences { name }'),
    granted: ['LegalPerson.name'], refused: { 'LegalPerson.licences': 'SUBJECT_NOT_PARTY' },
    hops: ['legal-persons'],
  },
  {
    says: 'what an inspection did not publish is not told to whom it was about', ...company,
    ...organisation('restaurant', 'inspections { findings { description } note }'),
    granted: ['LegalPerson.inspections', 'Inspection.findings', 'Finding.description'],
    refused: { 'Inspection.note': 'NO_GRANT' }, hops: ['legal-persons', 'supervision'],
  },
]
