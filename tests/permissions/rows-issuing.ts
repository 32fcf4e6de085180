import { formatLicenceIdentifier } from '#platform/identifiers'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { each, of } from './items.ts'
import type { Row } from './row.ts'

const EVENT = of('LicenceEvent', 'identifier type version operation stateBefore stateAfter at')
const EVENTS = '{ licenceEvents { edges { node { identifier type { name } version operation { code } stateBefore { code } stateAfter { code } at } } } }'

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
