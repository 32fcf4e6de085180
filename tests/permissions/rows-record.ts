import { person } from './ask.ts'
import { of } from './items.ts'
import type { Row } from './row.ts'

const records = (fields: string) => ({ query: `{ accessRecords(first: 1) { edges { node { ${fields} } } } }` })

const receipt = (entry: string) => ({ query: `{ verifyReceipt(entry: "${entry}", digest: "x") { verdict { code } hash checkpoint { number } } }` })

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
    says: 'the record from the Internet is told to nobody', persona: 'portal', ...records('consumer'),
    granted: [], refused: { 'AccessRecord.consumer': 'NETWORK_ZONE' }, hops: [],
  },
]
