import { codeOf } from '../../seeds/agencies.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { creditCode } from '../../seeds/numbers.ts'
import { caseFields, licence, number, organisation, person, unit } from './ask.ts'
import { caseNo } from './cases.ts'
import { ADDRESS } from './found.ts'
import type { Row } from './row.ts'

/** A way to rows of a type: what they have besides items, and an item that is for everybody. */
export interface WayToRows {
  readonly what: string
  readonly query: (fields: string) => string
  /** What is refused where nothing of the rows is told. */
  readonly cut: string
  readonly values: string
  readonly item: string
  /** Whether anybody may read it, without a token. */
  readonly open?: boolean
}

const one = (root: string) => ({ query: (fields: string) => `{ ${root} { ${fields} } }`, cut: `Query.${/^\w+/.exec(root)?.[0]}` })
const listed = (root: string, edge: string) => ({ query: (fields: string) => `{ ${root} { edges { node { ${fields} } } } }`, cut: `${edge}.node` })
const INSPECTION_NO = 'JC-990101-2025-000602'

/** Every way by which rows of the ten libraries are told to whoever is registered; of what the other ways lead to nothing is for everybody. */
export const WAYS: readonly WayToRows[] = [
  { what: 'its requests on record', ...listed('accessRecords(first: 1, orderBy: OLDEST_FIRST)', 'AccessRecordEdge'), values: 'id', item: 'at' },
  { what: 'a request on record', ...one('accessRecord(id: "1-1")'), values: 'id', item: 'at' },
  { what: 'exports of the record', ...listed('recordExports', 'RecordExportEdge'), values: 'id', item: 'openedAt' },
  { what: 'verifications of the record', ...listed('recordVerifications', 'RecordVerificationEdge'), values: 'id', item: 'askedAt' },
  { what: 'alerts', ...listed('alerts', 'AlertEdge'), values: 'id', item: 'at' },
  { what: 'who read its data', ...listed('myDataUsage(first: 2)', 'DataUseEdge'), values: 'id', item: 'at' },
  { what: 'the cases that it handles', ...listed('handledCases', 'HandledCaseEdge'), values: 'caseNo', item: 'appliedAt' },
  { what: 'a case that somebody handles', ...one(`handledCase(caseNo: "${caseNo('allowance')}")`), values: 'caseNo', item: 'appliedAt' },
  { what: 'a resource', ...one('resource(code: "101001/000001")'), values: 'code', item: 'version' },
  { what: 'resources', ...listed('resources(first: 3)', 'ResourceEdge'), values: 'code', item: 'version' },
  { what: 'items by name', ...one('itemsByName(names: ["Person.name"])'), values: 'name', item: 'title' },
  { what: 'the sheet of the catalogue', ...one(`catalogueExport(filter: { provider: "${codeOf('weather')}" })`), cut: 'Resource.provider', values: 'rows', item: 'content' },
  { what: 'grants', ...one('grants'), values: 'id', item: 'version' },
  { what: 'a grant of somebody', ...one('grant(id: "R-edges")'), values: 'id', item: 'version' },
  { what: 'its grants, page by page', ...listed('grantList(first: 3)', 'GrantEdge'), values: 'id', item: 'version' },
  { what: 'what nobody reads', ...listed('unusedItems', 'UnusedItemEdge'), values: 'grantId item title', item: 'lastReadOn' },
  { what: 'a system', ...one('consumer(id: "sys-civil-affairs")'), values: 'id', item: 'name' },
  { what: 'systems', ...listed('consumers', 'ConsumerEdge'), values: 'id', item: 'name' },
  { what: 'applications', ...listed('applications', 'ApplicationEdge'), values: 'id', item: 'version' },
  { what: 'objections', ...listed('objections', 'ObjectionEdge'), values: 'id', item: 'raisedAt' },
  { what: 'who may read what', ...listed('accessMatrix(first: 3)', 'MatrixEdge'), values: 'item title shareClass dataClass', item: 'grantCount' },
  { what: 'drafts', ...listed('applicationDrafts', 'KeptDraftEdge'), values: 'id version', item: 'keptAt' },
  { what: 'notices', ...listed('notices', 'NoticeEdge'), values: 'id', item: 'at' },
  { what: 'webhooks', ...one('webhooks'), values: 'id', item: 'createdAt' },
  { what: 'what was sent to webhooks', ...listed('webhookDeliveries(webhook: "W")', 'WebhookDeliveryEdge'), values: 'notice', item: 'at' },
  { what: 'a division', ...one('division(code: "990101")'), values: 'code', item: 'level', open: true },
  { what: 'divisions', ...one('searchDivisions(filter: {}, first: 3)'), values: 'code', item: 'level', open: true },
  { what: 'an address', ...one(`address(code: "${ADDRESS}")`), values: 'code', item: 'street' },
  { what: 'service halls', ...one('nearestServiceHalls(point: { lon: 116.4, lat: 39.9 }, first: 2)'), values: 'poiCode', item: 'openHours', open: true },
  { what: 'an organisation', ...one(`legalPerson(creditCode: "${number('canteen')}")`), values: 'creditCode', item: 'name' },
  { what: 'organisations', ...one(`legalPersons(creditCodes: ["${number('canteen')}", "${number('startup')}"])`), values: 'creditCode', item: 'name' },
  { what: 'a kind of licences', ...one(`licenceType(code: "${typeCode('business-licence')}")`), values: 'code', item: 'name' },
  { what: 'copies of its licences', ...listed('myLicenceCopies', 'LicenceCopyEdge'), values: 'number', item: 'createdAt' },
  { what: 'leave that it gave', ...listed('myLicenceAuthorisations', 'LicenceAuthorisationEdge'), values: 'id', item: 'createdAt' },
  { what: 'a matter', ...one(`matter(code: "${matterCode('residence-permit')}")`), values: 'code', item: 'promisedDays', open: true },
  { what: 'matters of an agency', ...one(`mattersOfAgency(agency: "${codeOf('public-security')}", first: 3)`), values: 'code', item: 'promisedDays', open: true },
  { what: 'an inspection', ...one(`inspection(inspectionNo: "${INSPECTION_NO}")`), values: 'inspectionNo', item: 'inspectedOn' },
]

const ALLOWANCE = { persona: 'civil-affairs', purpose: { matter: 'old-age-allowance', case: 'allowance' } } as const
const REFORM = { persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' } } as const
const alerts = (fields = 'id') => `{ alerts { edges { node { ${fields} } } } }`
const grant = { query: '{ grant(id: "R-edges") { id } }' }
const handled = { query: `{ handledCase(caseNo: "${caseNo('allowance')}") { caseNo } }` }

/** What of a row is no item, as its id, is told alone wherever something of such rows is for everybody, and of those rows alone that are told. */
export const idRows: readonly Row[] = [
  ...WAYS.flatMap(({ what, query, values, cut, open }): Row[] => (open === true ? [] : [
    { says: `nobody is told ids of ${what} without a token`, query: query(values), granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [] },
    { says: `a suspended system is told no ids of ${what}`, persona: 'suspended-system', query: query(values), granted: [], refused: { [cut]: 'CONSUMER_SUSPENDED' }, hops: [] },
  ])),
  {
    says: 'a portal that acts for nobody is told no ids of alerts', persona: 'portal', query: alerts(), granted: [], refused: { 'AlertEdge.node': 'NETWORK_ZONE' }, hops: [],
  },
  {
    says: 'alerts about another agency are none, by their ids neither', persona: 'street-office', query: alerts(), granted: [], refused: {}, values: { 'Alert.id': [] }, hops: ['audit'],
  },
  {
    says: 'a grant between others has no id for anybody else', persona: 'outsider', ...grant, granted: [], refused: {}, values: { 'Grant.id': [] }, hops: ['catalogue'],
  },
  {
    says: 'a case that another agency handles has no number for anybody else', persona: 'outsider', ...handled, granted: [], refused: {}, values: { 'HandledCase.caseNo': [] }, hops: ['cases'],
  },
  {
    says: 'the number of a case whose items are granted says nothing that was granted', ...ALLOWANCE, ...caseFields('allowance', 'caseNo'),
    granted: [], refused: { 'Query.case': 'NO_GRANT' }, values: { 'Case.caseNo': [] }, hops: [],
  },
  {
    says: 'nor does the number of a licence', ...ALLOWANCE, ...licence('old-man-card', 'identifier'),
    granted: [], refused: { 'Query.licence': 'NO_GRANT' }, values: { 'Licence.identifier': [] }, hops: [],
  },
  {
    says: 'nor the id of a person', ...ALLOWANCE, ...person('old-man', 'id'), granted: [], refused: { 'Query.person': 'NO_GRANT' }, values: { 'Person.id': [] }, hops: [],
  },
  {
    says: 'nor the number of a flat', ...REFORM, ...unit('rented-flat', 'unitCode'),
    granted: [], refused: { 'Query.realEstateUnit': 'NO_GRANT' }, values: { 'RealEstateUnit.unitCode': [] }, hops: [],
  },
  {
    says: 'names of types and where a list goes on tell nothing', persona: 'tax', query: '{ alerts { edges { cursor node { __typename } } pageInfo { hasNextPage endCursor } } }',
    granted: [], refused: { 'AlertEdge.node': 'NO_GRANT' }, values: { 'AlertEdge.cursor': [], 'PageInfo.hasNextPage': [] }, hops: [],
  },
  {
    says: 'an agency is told the ids of alerts about it', persona: 'tax', query: alerts(), granted: [], refused: {}, values: { 'Alert.id': ['1'] }, hops: ['audit'],
  },
  {
    says: 'whoever holds a grant is told its id', persona: 'reform', ...grant, granted: [], refused: {}, values: { 'Grant.id': ['R-edges'] }, hops: ['catalogue'],
  },
  {
    says: 'whoever handles a case is told its number', persona: 'civil-affairs', ...handled, granted: [], refused: {}, values: { 'HandledCase.caseNo': [caseNo('allowance')] }, hops: ['cases'],
  },
  {
    says: 'an organisation that nobody knows has no code', persona: 'outsider', query: `{ legalPerson(creditCode: "${creditCode('91', '990101', 'MA999999')}") { creditCode } }`,
    granted: [], refused: {}, values: { 'LegalPerson.creditCode': [] }, hops: ['legal-persons'],
  },
  {
    says: 'an organisation that is in the register is told by its code', persona: 'outsider', ...organisation('canteen', 'creditCode'),
    granted: [], refused: {}, values: { 'LegalPerson.creditCode': [number('canteen')] }, hops: ['legal-persons'],
  },
  {
    says: 'an edge of no item to what is for everybody tells its id too', persona: 'sharing-authority', query: '{ accessMatrix(first: 1) { edges { node { resource { code } } } } }',
    granted: [], refused: {}, values: { 'Resource.code': ['102001/000006'] }, hops: ['catalogue'],
  },
  {
    says: 'what a change brought about is told by ids alone', persona: 'reform', query: 'mutation { markNoticesRead(input: { ids: ["1"] }) { notices { id } } }',
    granted: [], refused: {}, values: { 'Notice.id': ['1'] }, hops: ['catalogue'],
  },
]
