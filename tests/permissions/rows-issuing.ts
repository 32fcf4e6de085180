import { formatLicenceIdentifier } from '#platform/identifiers'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { each, of } from './items.ts'
import type { Row } from './row.ts'

const EVENT = of('LicenceEvent', 'identifier type version operation stateBefore stateAfter at')
const EVENTS = '{ licenceEvents { edges { node { identifier type { name } version operation { code } stateBefore { code } stateAfter { code } at } } } }'

const CHANGE = of('LicenceChange', 'version operation stateBefore stateAfter reason agency at')
const history = (identifier: string) =>
  `{ licenceHistory(identifier: "${identifier}") { version operation { code } stateBefore { code } stateAfter { code } reason agency { name } at } }`

const ISSUED = formatLicenceIdentifier({ type: typeCode('business-licence'), issuer: codeOf('market-regulation'), serial: 'PERMISSION', version: 1 })
const SUSPENDED = formatLicenceIdentifier({ type: typeCode('business-licence'), issuer: codeOf('market-regulation'), serial: 'PERMISSION', version: 2 })
const FACE = { name: '示例公司', legalRepName: '某', entityType: '有限责任公司', domicile: '示例区', capital: '1万元', establishedOn: '2026-03-02', scope: '示例' }
const ISSUE = `mutation { issueLicences(input: { type: "${typeCode('business-licence')}", licences: [{ serial: "PERMISSION",
  holders: [{ creditCode: "${documentOf('canteen').number}", name: "示例公司" }], face: [${Object.entries(FACE).map(([name, value]) => `{ name: "${name}", value: "${value}" }`).join()}] }] })
  { results { identifier faults { check } } } }`
const suspend = (identifier: string) => `mutation { changeLicences(input: { operation: SUSPEND, reason: "示例", licences: [{ identifier: "${identifier}" }] }) { results { identifier faults { check } } } }`

/** Who issues licences, who changes them, and who is told of it. */
export const issuingRows: readonly Row[] = [
  { says: 'nobody issues a licence without a token', query: ISSUE, granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [] },
  ...['outsider', 'civil-affairs', 'sharing-authority'].map((persona): Row => ({
    says: `${persona} issues no licence of a type that another agency issues`, persona, query: ISSUE, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['licences'],
  })),
  { says: 'somebody who acts in person issues no licence', persona: 'portal', subject: 'canteen-head', query: ISSUE, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['licences'] },
  { says: 'a portal that acts for nobody issues no licence', persona: 'portal', query: ISSUE, granted: [], refused: { 'Mutation.issueLicences': 'NETWORK_ZONE' }, hops: [] },
  { says: 'a suspended system issues no licence', persona: 'suspended-system', query: ISSUE, granted: [], refused: { 'Mutation.issueLicences': 'CONSUMER_SUSPENDED' }, hops: [] },
  {
    says: 'the agency that issues a type issues a licence of it, and is told its identifier', persona: 'market-regulation', query: ISSUE, granted: [], refused: {},
    values: { 'LicenceBatchResult.identifier': [ISSUED] }, hops: ['licences'],
  },
  { says: 'and does not issue it twice', persona: 'market-regulation', query: ISSUE, granted: [], refused: { '*': 'CONFLICT' }, hops: ['licences'] },
  { says: 'another agency changes no licence, whether there is one or not', persona: 'civil-affairs', query: suspend(ISSUED), granted: [], refused: { '*': 'NOT_FOUND' }, hops: ['licences'] },
  {
    says: 'its issuer suspends a licence', persona: 'market-regulation', query: suspend(ISSUED), granted: [], refused: {},
    values: { 'LicenceBatchResult.identifier': [SUSPENDED] }, hops: ['licences'],
  },
  { says: 'and does nothing to a version that another took the place of', persona: 'market-regulation', query: suspend(ISSUED), granted: [], refused: { '*': 'CONFLICT' }, hops: ['licences'] },
  {
    says: 'its issuer reads its history, without a case', persona: 'market-regulation', query: history(ISSUED), granted: [...CHANGE, 'LegalPerson.name'], refused: {},
    values: { 'LicenceChange.version': [1, 2], 'LicenceChange.reason': ['示例'] }, hops: ['legal-persons', 'licences'],
  },
  {
    says: 'an organisation in person reads the history of its licence', persona: 'portal', subject: 'canteen', query: history(SUSPENDED), granted: [...CHANGE, 'LegalPerson.name'], refused: {},
    values: { 'LicenceChange.version': [1, 2] }, hops: ['legal-persons', 'licences'],
  },
  ...([['another agency', { persona: 'civil-affairs' }], ['another person', { persona: 'portal', subject: 'old-man' }], ['the organisation by a mandate', { persona: 'portal', subject: 'canteen', mandate: ['food-licence'] }]] as const)
    .map(([who, asked]): Row => ({ says: `${who} reads no history of it`, ...asked, query: history(ISSUED), granted: [], refused: {}, values: { 'LicenceChange.version': [] }, hops: ['licences'] })),
  { says: 'a suspended system reads no history', persona: 'suspended-system', query: history(ISSUED), granted: [], refused: each(CHANGE, 'CONSUMER_SUSPENDED'), hops: [] },
  {
    says: 'an agency that was granted events of a type is told what was done, without a case', persona: 'human-resources', purpose: { matter: 'startup-subsidy' }, query: EVENTS,
    granted: [...EVENT, 'LicenceType.name'], refused: {}, values: { 'LicenceEvent.identifier': [ISSUED, SUSPENDED], 'LicenceEvent.version': [1, 2] }, hops: ['licences'],
  },
  {
    says: 'for another matter it is told nothing', persona: 'human-resources', purpose: { matter: 'old-age-allowance' }, query: EVENTS,
    granted: [], refused: each(EVENT, 'MATTER_NOT_COVERED'), hops: [],
  },
  { says: 'without a purpose it is told nothing', persona: 'human-resources', query: EVENTS, granted: [], refused: each(EVENT, 'PURPOSE_REQUIRED'), hops: [] },
  {
    says: 'the issuer itself is told nothing without a grant', persona: 'market-regulation', purpose: { matter: 'company-registration' }, query: EVENTS,
    granted: [], refused: each(EVENT, 'NO_GRANT'), hops: [],
  },
]
