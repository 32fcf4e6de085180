import { codeOf } from '../../seeds/agencies.ts'
import { person } from './ask.ts'
import { of } from './items.ts'
import type { Row } from './row.ts'

const records = (fields: string) => ({ query: `{ accessRecords(first: 1) { edges { node { ${fields} } } } }` })

const receipt = (entry: string) => ({ query: `{ verifyReceipt(entry: "${entry}", digest: "x") { verdict { code } hash checkpoint { number } } }` })
const mine = (fields: string) => ({ query: `{ myDataUsage(first: 1) { edges { node { ${fields} } } } }` })

const EXPORT = 'openedAt expiresAt agency { name } consumer operator reason filter { to } entries takeable'
const exported = (input: string, fields = 'reason') => ({ query: `mutation { exportRecords(input: { ${input} }) { ${fields} } }` })
const REASON = 'reason: "年度自查使用情况"'

/** The record of uses: an agency reads its own, an auditor everybody's. */
export const recordRows: readonly Row[] = [
  {
    says: 'a department reads the record of its own requests', persona: 'tax',
    ...records('agency { name } refused outcome { code } matter { name }'),
    granted: [
      'AccessRecord.agency', 'LegalPerson.name', 'AccessRecord.refused', 'AccessRecord.outcome',
      'AccessRecord.matter', 'Matter.name',
    ],
    refused: {},
    values: { 'LegalPerson.name': ['国家税务总局示例区税务局'] }, hops: ['audit', 'legal-persons', 'matters'],
  },
  {
    says: 'a department reads when, why and how long it asked, and what it was given', persona: 'tax',
    ...records('at operator operationName caseNo reason released durationMs'),
    granted: [...of('AccessRecord', 'at operator released durationMs')], unknown: [...of('AccessRecord', 'operationName caseNo reason')],
    refused: {}, values: { 'AccessRecord.operator': ['op-tax'] }, hops: ['audit'],
  },
  {
    says: 'a department reads how it asked, from where, by what it was decided, and everything that it asked for', persona: 'tax',
    ...records('agencyRoles channel { code } client traceId operationHash grants asked searched verdicts rows catalogueVersion policyVersion answer'),
    granted: [...of('AccessRecord', 'agencyRoles channel client traceId operationHash grants asked searched verdicts rows catalogueVersion policyVersion answer')],
    refused: {}, values: { 'AccessRecord.channel': [{ code: 'WINDOW' }], 'AccessRecord.client': ['127.0.0.1'] }, hops: ['audit'],
  },
  {
    says: 'an outsider reads the record of its own requests and no other', persona: 'outsider',
    ...records('consumer'),
    granted: ['AccessRecord.consumer'], refused: {}, values: { 'AccessRecord.consumer': ['sys-weather'] },
    hops: ['audit'],
  },
  {
    says: 'an auditor reads the record of every agency', persona: 'auditor',
    ...records('consumer outcome { code }'),
    granted: ['AccessRecord.consumer', 'AccessRecord.outcome'], refused: {},
    values: { 'AccessRecord.consumer': ['sys-weather'] }, hops: ['audit'],
  },
  {
    says: 'a steward reads no record of other agencies', persona: 'steward-disabled-persons',
    ...records('agency { name }'),
    granted: [], refused: {}, values: { 'AccessRecord.agency': [] }, hops: ['audit'],
  },
  {
    says: 'an auditor reads no person', persona: 'auditor', ...person('old-man', 'name'),
    granted: [], refused: { 'Person.citizenId': 'PURPOSE_REQUIRED' }, hops: [],
  },
  {
    says: 'an assessor reads the record of no other agency', persona: 'assessor', ...records('consumer'),
    granted: [], refused: {}, values: { 'AccessRecord.consumer': [] }, hops: ['audit'],
  },
  {
    says: 'an auditor looks up a receipt of any agency, which no checkpoint proves yet', persona: 'auditor', ...receipt('1-1'),
    granted: [...of('ReceiptVerification', 'verdict hash')], unknown: ['ReceiptVerification.checkpoint'], refused: {},
    values: { 'ReceiptVerification.verdict': [{ code: 'MISMATCH' }] }, hops: ['audit'],
  },
  {
    says: 'a department looks up a receipt of another agency, and is told what it is told of none', persona: 'outsider', ...receipt('1-1'),
    granted: ['ReceiptVerification.verdict'], unknown: [...of('ReceiptVerification', 'checkpoint hash')], refused: {},
    values: { 'ReceiptVerification.verdict': [{ code: 'UNKNOWN' }] }, hops: ['audit'],
  },
  {
    says: 'a department looks up a receipt that nobody was given', persona: 'tax', ...receipt('999999-1'),
    granted: ['ReceiptVerification.verdict'], unknown: [...of('ReceiptVerification', 'checkpoint hash')], refused: {},
    values: { 'ReceiptVerification.verdict': [{ code: 'UNKNOWN' }] }, hops: ['audit'],
  },
  {
    says: 'a suspended system reads no record', persona: 'suspended-system', ...records('consumer'),
    granted: [], refused: { 'AccessRecord.consumer': 'CONSUMER_SUSPENDED' }, hops: [],
  },
  {
    says: 'a suspended system is led from no entry to a grant', persona: 'suspended-system', ...records('grantUses { grant { legalBasis } }'),
    granted: [], refused: { 'AccessRecord.grantUses': 'CONSUMER_SUSPENDED' }, hops: [],
  },
  {
    says: 'the record from the Internet is told to nobody', persona: 'portal', ...records('consumer'),
    granted: [], refused: { 'AccessRecord.consumer': 'NETWORK_ZONE' }, hops: [],
  },
  {
    says: 'a department reads what others asked of what it provides, its own items of it and nobody who worked there', persona: 'public-security',
    query: '{ accessRecords(first: 1, filter: { role: PROVIDER }) { edges { node { agency { name } operator client } } } }',
    granted: ['AccessRecord.agency', 'LegalPerson.name'], unknown: of('AccessRecord', 'operator client'), refused: {}, hops: ['audit', 'legal-persons'],
  },
  {
    says: 'a department may not name another agency to read its record', persona: 'public-security',
    query: `{ accessRecords(first: 1, filter: { agency: "${codeOf('tax')}" }) { edges { node { consumer } } } }`,
    granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an entry that is none is told to nobody, without an error', persona: 'tax', query: '{ accessRecord(id: "1-999999999") { consumer } }',
    granted: [], refused: {}, values: { 'AccessRecord.consumer': [] }, hops: ['audit'],
  },
  {
    says: 'the subject in person reads who asked for their data, from the Internet and without a case', persona: 'portal', subject: 'old-man',
    ...mine('at agency { name } channel { code } onBehalf attempt items { title }'),
    granted: [...of('DataUse', 'at agency channel onBehalf attempt items'), 'LegalPerson.name'], refused: {}, hops: ['audit', 'legal-persons'],
  },
  {
    says: 'the subject in person is told which categories are kept from everybody', persona: 'portal', subject: 'newcomer',
    query: '{ myDataUsage { withheldCategories { category { code } months } } }', granted: ['DataUseConnection.withheldCategories'], refused: {},
    values: { 'WithheldCategory.months': [12, 60, 36] }, hops: ['audit'],
  },
  {
    says: 'a mandate does not reach who read the subject’s data', persona: 'portal', subject: 'old-man', mandate: ['old-age-allowance'], ...mine('at'),
    granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'nor does a portal that hardly knows who the subject is', persona: 'portal-hardly-identified', subject: 'old-man', ...mine('at'),
    granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'a department is told of nobody who read their data', persona: 'civil-affairs', ...mine('at'), granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an auditor is not the subject', persona: 'auditor', ...mine('at'), granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'nobody takes the record away without saying why', persona: 'tax', ...exported('reason: "自查"'), granted: [], refused: { '*': 'BAD_USER_INPUT' }, hops: ['audit'],
  },
  {
    says: 'nor by a reason that names somebody', persona: 'auditor', ...exported('reason: "核查 13800138000 的投诉"'), granted: [], refused: { '*': 'BAD_USER_INPUT' }, hops: ['audit'],
  },
  {
    says: 'an agency takes away no record of another', persona: 'tax', ...exported(`${REASON}, filter: { agency: "${codeOf('weather')}" }`), granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'a portal takes nothing away, not even for whom it acts', persona: 'portal', subject: 'old-man', ...exported(REASON, 'id'), granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an agency takes its own record away for a reason', persona: 'tax', ...exported(REASON, EXPORT),
    granted: [...of('RecordExport', 'openedAt expiresAt agency consumer operator reason filter entries takeable'), 'LegalPerson.name'], refused: {},
    values: { 'RecordExport.reason': ['年度自查使用情况'], 'RecordExport.takeable': [true] }, hops: ['audit', 'legal-persons'],
  },
  {
    says: 'an auditor reads who took what away and why, and may not take it', persona: 'auditor', query: '{ recordExports { edges { node { operator reason takeable } } } }',
    granted: of('RecordExport', 'operator reason takeable'), refused: {}, values: { 'RecordExport.operator': ['op-tax'], 'RecordExport.takeable': [false] }, hops: ['audit'],
  },
  {
    says: 'another agency is told of no export', persona: 'outsider', query: '{ recordExports { edges { node { reason } } } }', granted: [], refused: {}, values: { 'RecordExport.reason': [] }, hops: ['audit'],
  },
  {
    says: 'an export that nobody opened holds nothing, without an error', persona: 'auditor', query: '{ exportedRecords(export: "X-none") { edges { node { consumer } } } }',
    granted: [], refused: {}, values: { 'AccessRecord.consumer': [] }, hops: ['audit'],
  },
  {
    says: 'nobody but an auditor has the record verified', persona: 'sharing-authority', query: 'mutation { verifyRecord(input: {}) { verified } }', granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an auditor has the record verified', persona: 'auditor', query: 'mutation { verifyRecord(input: {}) { askedAt operator state { code } total verified checkpoints notAnchored endedAt fault } }',
    granted: of('RecordVerification', 'askedAt operator state verified'), unknown: of('RecordVerification', 'total checkpoints notAnchored endedAt fault'), refused: {},
    values: { 'RecordVerification.state': [{ code: 'WAITING' }] }, hops: ['audit'],
  },
  {
    says: 'and others are not told of it', persona: 'tax', query: '{ recordVerifications { edges { node { verified } } } }', granted: [], refused: {}, values: { 'RecordVerification.verified': [] }, hops: ['audit'],
  },
]
