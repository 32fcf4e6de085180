import { codeOf } from '../../seeds/agencies.ts'
import { caseNo } from './cases.ts'
import type { Row } from './row.ts'

/** Fields of one of the hub's own types, as a question asks them; objects with what is asked of them. */
type Fields = readonly string[]

const HANDLED: Fields = [
  'kind { code }', 'matter { code }', 'state { code }', 'open', 'proven', 'confirmed', 'handlingDivision { code }', 'appliedAt', 'decidedAt', 'closedAt', 'expiresAt',
  'documentNo', 'category { code }', 'handledBy { agency { creditCode } }', 'parties { role { code } }', 'roster { total }',
]
const GRANT: Fields = [
  'version', 'consumerClass { basicCode }', 'matterCodes', 'state { code }', 'quotaPerDay', 'quotaLeft', 'application { id }', 'canonical', 'hash', 'intact',
  'versions { version }', 'events { at }', 'usedOn { day }', 'unused { lastReadOn }', 'revoked', 'binding',
]
const CONSUMER: Fields = ['name', 'state { code }', 'roles', 'registrations { agency { name } }', 'events { at }']
const APPLICATION: Fields = [
  'version', 'state { code }', 'applicant { creditCode }', 'consumerClass { basicCode }', 'provider { creditCode }', 'matterCodes', 'matters { code }', 'agencyRoles { code }', 'binding',
  'regions { code }', 'quotaPerDay', 'validFrom', 'validTo', 'legalBasis', 'scenario', 'standing', 'twoPersons', 'submittedAt', 'clock { dueOn }', 'extended',
  'supplementAsked', 'supplement', 'decision', 'decidedAt', 'dispute', 'grantId', 'items { item }', 'events { at }',
]
const OBJECTION: Fields = [
  'state { code }', 'item', 'subjectId', 'organisation { creditCode }', 'provider { creditCode }', 'raiser { creditCode }', 'inPerson', 'caseNo', 'statement',
  'evidence { digest }', 'raisedAt', 'clock { dueOn }', 'outcome { code }', 'answer', 'answeredAt', 'toldUntil', 'late', 'advice { messageZh }', 'events { at }',
]
const EXPLANATION: Fields = ['outcome', 'items { coordinate }', 'refusals { coordinate }', 'drafts { input }', 'notes { message }', 'plan { library }']
const DRAFT: Fields = ['title', 'content', 'keptBy', 'keptAt']
const MATRIX: Fields = ['grantCount', 'cells { grantId disclosure }']
const DRIFT: Fields = ['resourceCode', 'item', 'kind { code }', 'contract', 'entry']
const NOTICE: Fields = ['at', 'kind { code }', 'agency { name }', 'about { id }', 'zh', 'en', 'readAt']
const WEBHOOK: Fields = ['url', 'kinds { code }', 'createdAt', 'secret']
const DELIVERY: Fields = ['at', 'attempt', 'status', 'fault { code }', 'durationMs', 'state { code }']

const WEBHOOK_TO_BE = 'mutation { registerWebhook(input: { url: "https://hooks.example.com/govshare" }) { url kinds { code } createdAt secret } }'

const COUNTED: Fields = ['asOf', 'total', 'suppressed']
const COUNTED_GROUP: Fields = ['code { code }', 'count', 'division { name }', 'agency { name }']
const INDICATED: Fields = ['asOf', 'suppressed']
const INDICATED_GROUP: Fields = [
  'matter { code }', 'agency { creditCode }', 'month', 'decided', 'onTimeRate', 'averageDays', 'promiseCompression', 'goodRatingRate', 'poorRectifiedRate', 'materialExemptRate',
]
const RECEIPT: Fields = ['verdict { code }', 'hash', 'checkpoint { number }']
const ALERT: Fields = [
  'at', 'kind { code }', 'agency { creditCode }', 'operator', 'caseNo', 'evidence', 'counted', 'expected', 'provider { creditCode }', 'state { code }', 'explanation', 'history { at }',
]
const EXPORT: Fields = ['openedAt', 'expiresAt', 'agency { creditCode }', 'consumer', 'operator', 'reason', 'filter { to }', 'entries', 'takeable']
const VERIFICATION: Fields = ['askedAt', 'operator', 'state { code }', 'total', 'verified', 'checkpoints', 'notAnchored', 'endedAt', 'fault']
const DATA_USE: Fields = ['at', 'agency { creditCode }', 'channel { code }', 'matter { code }', 'caseNo', 'onBehalf', 'attempt', 'items { title }']

const counted = (fields: string) => `{ statistics(of: PERSONS, by: DIVISION) { ${fields} } }`
const indicated = (fields: string) => `{ caseIndicators(by: AGENCY, from: "2025-01-01", to: "2025-12-31") { ${fields} } }`
const page = (root: string, fields: Fields) => `{ ${root} { edges { node { ${fields.join(' ')} } } } }`
const simulated = (fields: string) =>
  `{ simulateAccess(operation: "{ division(code: \\"990101\\") { name } }", as: { consumer: "sys-weather", agency: "${codeOf('weather')}" }) { ${fields} } }`
const nameOf = (field: string) => field.split(' ')[0] as string
const coordinates = (type: string, fields: Fields) => fields.map((field) => `${type}.${nameOf(field)}`)
const every = (type: string, fields: Fields, reason: Row['refused'][string]) => Object.fromEntries(coordinates(type, fields).map((coordinate) => [coordinate, reason]))

/** What the hub keeps of sharing itself, type by type, as a question asks all of it. */
const KEPT: readonly (readonly [what: string, query: string, type: string, fields: Fields])[] = [
  ['its own cases', page('handledCases', HANDLED), 'HandledCase', HANDLED],
  ['grants', `{ grants { ${GRANT.join(' ')} } }`, 'Grant', GRANT],
  ['systems', page('consumers', CONSUMER), 'Consumer', CONSUMER],
  ['applications', page('applications', APPLICATION), 'Application', APPLICATION],
  ['how items are called', '{ itemsByName(names: ["Person.name"]) { title dataClass mask } }', 'NamedItem', ['title', 'dataClass', 'mask']],
  ['objections', page('objections', OBJECTION), 'Objection', OBJECTION],
  ['what would be decided', `{ explainAccess(operation: "{ __typename }") { ${EXPLANATION.join(' ')} } }`, 'AccessExplanation', EXPLANATION],
  ['what drifts', `{ catalogueDrift { ${DRIFT.join(' ')} } }`, 'CatalogueDrift', DRIFT],
  ['the sheet of the catalogue', '{ catalogueExport { content } }', 'CatalogueSheet', ['content']],
  ['counts', counted(COUNTED.join(' ')), 'Statistics', COUNTED],
  ['groups that are counted', counted(`groups { ${COUNTED_GROUP.join(' ')} }`), 'StatisticsGroup', COUNTED_GROUP],
  ['indicators', indicated(INDICATED.join(' ')), 'CaseIndicators', INDICATED],
  ['groups of indicators', indicated(`groups { ${INDICATED_GROUP.join(' ')} }`), 'CaseIndicatorGroup', INDICATED_GROUP],
  ['alerts', page('alerts', ALERT), 'Alert', ALERT],
  ['one alert', `{ alert(id: "1") { ${ALERT.join(' ')} } }`, 'Alert', ALERT],
  ['notices', page('notices', NOTICE), 'Notice', NOTICE],
  ['webhooks', `{ webhooks { ${WEBHOOK.join(' ')} } }`, 'Webhook', WEBHOOK],
  ['what was sent to webhooks', page('webhookDeliveries(webhook: "W")', DELIVERY), 'WebhookDelivery', DELIVERY],
  ['receipts', `{ verifyReceipt(entry: "1-1", digest: "x") { ${RECEIPT.join(' ')} } }`, 'ReceiptVerification', RECEIPT],
  ['exports of the record', page('recordExports', EXPORT), 'RecordExport', EXPORT],
  ['what an export holds', page('exportedRecords(export: "X-none")', ['consumer']), 'ExportedRecordConnection', ['edges']],
  ['verifications of the record', page('recordVerifications', VERIFICATION), 'RecordVerification', VERIFICATION],
  ['who read its data', `{ myDataUsage { edges { node { ${DATA_USE.join(' ')} } } } }`, 'DataUse', DATA_USE],
  ['its grants, page by page', page('grantList', GRANT), 'Grant', GRANT],
  ['who may read what', page('accessMatrix', MATRIX), 'MatrixRow', MATRIX],
  ['drafts', page('applicationDrafts', DRAFT), 'KeptDraft', DRAFT],
  ['what would be decided for another', simulated(EXPLANATION.join(' ')), 'AccessExplanation', EXPLANATION],
  ['what nobody reads', page('unusedItems', ['lastReadOn']), 'UnusedItem', ['lastReadOn']],
  ['versions of a resource', '{ resource(code: "101001/000001") { kind { code } versions { version } events { at } } }', 'Resource', ['kind', 'versions', 'events']],
]

/** What stewards, approvers and the sharing authority work with: nothing of it is about a person, and none of it is everybody's. */
export const administrationRows: readonly Row[] = [
  ...KEPT.map(([what, query, type, fields]): Row => ({
    says: `a suspended system is told nothing of ${what}`, persona: 'suspended-system', query, granted: [], refused: every(type, fields, 'CONSUMER_SUSPENDED'), hops: [],
  })),
  ...KEPT.map(([what, query, type, fields]): Row => ({
    says: `a portal that acts for nobody is told nothing of ${what}`, persona: 'portal', query, granted: [], refused: every(type, fields, 'NETWORK_ZONE'), hops: [],
  })),
  {
    says: 'an agency reads how many there are, without a case', persona: 'market-regulation', query: counted('asOf total suppressed groups { code { code } count division { name } }'),
    granted: [...coordinates('Statistics', COUNTED), ...coordinates('StatisticsGroup', ['code', 'count', 'division']), 'Division.name'], refused: {}, hops: ['audit', 'geo'],
  },
  {
    says: 'an agency that was granted nothing reads how many there are', persona: 'outsider', query: counted('groups { count }'),
    granted: ['StatisticsGroup.count'], refused: {}, hops: ['audit'],
  },
  {
    says: 'an agency reads indicators, and of few cases none', persona: 'market-regulation', query: indicated('asOf suppressed groups { decided }'),
    granted: coordinates('CaseIndicators', INDICATED), refused: {}, values: { 'CaseIndicatorGroup.decided': [] }, hops: ['audit'],
  },
  {
    says: 'nobody counts without a token', query: counted('groups { count }'), granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [],
  },
  {
    says: 'an agency reads what is kept of its own systems', persona: 'outsider', query: page('consumers', CONSUMER.slice(0, 4)),
    granted: [...coordinates('Consumer', ['name', 'state', 'roles', 'registrations']), 'LegalPerson.name'], refused: {}, hops: ['catalogue', 'legal-persons'],
  },
  {
    says: 'an agency that was granted nothing is shown no grant, and of others none either', persona: 'outsider', query: '{ grants { hash intact } }',
    granted: [], refused: {}, values: { 'Grant.hash': [] }, hops: ['catalogue'],
  },
  {
    says: 'an agency reads how items are called that an application names, and of a name that nobody knows nothing', persona: 'outsider',
    query: '{ itemsByName(names: ["Person.birthDate", "Person.nothing"]) { name title } }',
    granted: ['NamedItem.title'], refused: {}, values: { 'NamedItem.name': ['Person.birthDate'], 'NamedItem.title': ['出生日期'] }, hops: ['catalogue'],
  },
  {
    says: 'an agency keeps a draft and finds it again', persona: 'outsider',
    query: 'mutation { keepDraft(input: { title: "试用申请", content: { scenario: "示例" } }) { title content keptBy keptAt } }',
    granted: coordinates('KeptDraft', DRAFT), refused: {}, values: { 'KeptDraft.content': [{ scenario: '示例' }] }, hops: ['catalogue'],
  },
  {
    says: 'and another agency finds none of it', persona: 'street-office', query: page('applicationDrafts', DRAFT), granted: [], refused: {},
    values: { 'KeptDraft.title': [] }, hops: ['catalogue'],
  },
  {
    says: 'a department that only uses data is not shown who may read what', persona: 'street-office', query: page('accessMatrix', MATRIX), granted: [],
    refused: { '*': 'FORBIDDEN' }, hops: ['catalogue'],
  },
  {
    says: 'a department that only uses data simulates nobody', persona: 'street-office', query: simulated('outcome'), granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['catalogue'],
  },
  {
    says: 'a steward is shown who may read the items of its agency', persona: 'steward-public-security',
    query: page('accessMatrix(filter: { text: "Person.name" })', MATRIX), granted: [...coordinates('MatrixRow', ['grantCount', 'cells']), 'MatrixCell.disclosure'], refused: {}, hops: ['catalogue'],
  },
  {
    says: 'a steward is shown nothing of the items of another agency', persona: 'steward-health', query: page('accessMatrix(filter: { text: "Person.name" })', MATRIX),
    granted: [], refused: {}, values: { 'MatrixRow.cells': [] }, hops: ['catalogue'],
  },
  {
    says: 'the sharing authority simulates any system', persona: 'sharing-authority', query: simulated('outcome items { coordinate } plan { library }'),
    granted: coordinates('AccessExplanation', ['outcome', 'items', 'plan']), refused: {}, values: { 'AccessExplanation.outcome': ['ANSWERED'] }, hops: ['catalogue'],
  },
  {
    says: 'an agency pages through its grants and reads how they are used', persona: 'market-regulation', query: page('grantList(first: 2)', ['state { code }', 'matterCodes', 'usedOn { requests }', 'unused { lastReadOn }']),
    granted: coordinates('Grant', ['state', 'matterCodes', 'usedOn', 'unused']), refused: {}, hops: ['catalogue'],
  },
  {
    says: 'an agency reads its grants with their seals', persona: 'market-regulation', query: '{ grants { state { code } matterCodes hash intact canonical } }',
    granted: coordinates('Grant', ['state', 'matterCodes', 'hash', 'intact', 'canonical']), refused: {}, hops: ['catalogue'],
  },
  {
    says: 'only the sharing authority lifts a region', persona: 'health', query: override('health-elsewhere'), granted: [],
    refused: { '*': 'FORBIDDEN' }, hops: ['catalogue'],
  },
  {
    says: 'the sharing authority lifts a region for one agency, case and day', persona: 'sharing-authority', query: override('health-elsewhere'),
    granted: [...coordinates('RegionOverride', ['caseNo', 'consumer', 'reason', 'validFrom', 'validUntil']), 'LegalPerson.name'], refused: {},
    hops: ['catalogue', 'legal-persons'],
  },
  {
    says: 'the agency that was given leave is told of it, in its own notices', persona: 'steward-development-reform', query: page('notices', NOTICE.slice(0, 6)),
    granted: [...coordinates('Notice', NOTICE.slice(0, 6)), 'LegalPerson.name'], refused: {}, hops: ['catalogue', 'legal-persons'],
  },
  {
    says: 'and another agency is told nothing of it', persona: 'outsider', query: page('notices(filter: { unread: true })', NOTICE), granted: [], refused: {},
    values: { 'Notice.zh': [] }, hops: ['catalogue'],
  },
  {
    says: 'nobody marks as read what another agency is told', persona: 'outsider', query: 'mutation { markNoticesRead(input: { ids: ["1"] }) { notices { readAt } } }',
    granted: [], refused: { '*': 'NOT_FOUND' }, hops: ['catalogue'],
  },
  {
    says: 'only stewards have notices sent elsewhere', persona: 'outsider', query: WEBHOOK_TO_BE, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['catalogue'],
  },
  {
    says: 'a hub that sends no notices takes no address for them', persona: 'steward-civil-affairs', query: WEBHOOK_TO_BE, granted: [], refused: { '*': 'CONFLICT' },
    hops: ['catalogue'],
  },
  {
    says: 'where notices are sent is told to nobody but stewards', persona: 'outsider', query: `{ webhooks { ${WEBHOOK.join(' ')} } }`, granted: [], refused: {},
    values: { 'Webhook.url': [] }, hops: ['catalogue'],
  },
]

function override(example: string): string {
  return `mutation { overrideRegion(input: { agency: "${codeOf('development-reform')}", caseNo: "${caseNo(example)}", reason: "示例", hours: 1 }) {
    caseNo consumer { name } reason validFrom validUntil } }`
}
