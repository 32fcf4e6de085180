import { documentOf } from '../../seeds/documents.ts'
import { NOBODY } from './ask.ts'
import type { Row } from './row.ts'

const decides = { persona: 'human-resources', purpose: { matter: 'startup-subsidy', case: 'subsidy' } } as const
const number = (example: string) => documentOf(example).number

const claim = (claimed: Readonly<Record<string, unknown>>, fields: string) => ({
  query: `query ($c: LegalPersonClaim!) { verifyLegalPerson(claim: $c) { ${fields} } }`,
  variables: { c: { creditCode: number('startup'), ...claimed } },
})

const HALLS = '{ nearestServiceHalls(point: { lon: 116.4, lat: 39.9 }, first: 2) { name openHours } }'
const REGISTER = '{ searchLegalPersons(name: "示例", first: 3) { edges { node { name phone } } } }'
const ADDRESSES = '{ searchAddresses(text: "示例路", first: 3) { edges { node { fullText room } } } }'

/** Roots that find records by what they hold, and claims about organisations. */
export const searchRows: readonly Row[] = [
  {
    says: 'anybody finds the division at a point', query: '{ divisionAt(point: { lon: 116.4, lat: 39.9 }) { name } }',
    granted: ['Division.name'], refused: {}, hops: ['geo'],
  },
  {
    says: 'anybody finds the nearest service halls', query: HALLS,
    granted: ['ServiceHall.name', 'ServiceHall.openHours'], refused: {}, hops: ['geo'],
  },
  {
    says: 'nobody searches the register without a token', query: REGISTER,
    granted: [], refused: { '*': 'UNAUTHENTICATED' }, hops: [], status: 401,
  },
  {
    says: 'nobody searches addresses without a token', query: ADDRESSES,
    granted: [], refused: { '*': 'UNAUTHENTICATED' }, hops: [], status: 401,
  },
  {
    says: 'an outsider finds organisations by name, and no telephone', persona: 'outsider', query: REGISTER,
    granted: ['LegalPerson.name'], refused: { 'LegalPerson.phone': 'PURPOSE_REQUIRED' }, hops: ['legal-persons'],
  },
  {
    says: 'an outsider finds addresses down to the door, and no room', persona: 'outsider', query: ADDRESSES,
    granted: ['Address.fullText'], refused: { 'Address.room': 'PURPOSE_REQUIRED' }, hops: ['geo'],
  },
  {
    says: 'nobody sorts the catalogue by what is not open without a token', query: '{ resources(orderBy: NAME, first: 1) { edges { node { code } } } }',
    granted: [], refused: { '*': 'UNAUTHENTICATED' }, hops: [], status: 401,
  },
  {
    says: 'a suspended system sorts nothing by what it may not read', persona: 'suspended-system', query: '{ resources(orderBy: NAME, first: 1) { edges { node { code } } } }',
    granted: [], refused: { 'Resource.name': 'CONSUMER_SUSPENDED' }, hops: [],
  },
  {
    says: 'an outsider sorts the catalogue by names that it does not ask for', persona: 'outsider', query: '{ resources(orderBy: NAME_BACKWARDS, first: 1) { edges { node { code } } } }',
    granted: [], refused: {}, values: { 'Resource.code': ['201001/100001'] }, hops: ['catalogue'],
  },
  {
    says: 'an outsider sorts it by the day of publication', persona: 'outsider', query: '{ resources(orderBy: PUBLISHED_FIRST, first: 1) { edges { node { code } } } }',
    granted: [], refused: {}, values: { 'Resource.code': ['101001/000001'] }, hops: ['catalogue'],
  },
  {
    says: 'whoever decides applications sorts them by their last days', persona: 'outsider', query: '{ applications(orderBy: DUE_LAST) { edges { node { id } } } }',
    granted: [], refused: {}, values: { 'Application.id': [] }, hops: ['catalogue'],
  },
  {
    says: 'whoever holds grants sorts them by their ends', persona: 'reform', query: '{ grantList(orderBy: ENDS_LAST, first: 1) { edges { node { id } } } }',
    granted: [], refused: {}, values: { 'Grant.id': ['R-family'] }, hops: ['catalogue'],
  },
  {
    says: 'human resources compares the founder with the register by key', ...decides,
    ...claim({ legalRepCitizenId: number('graduate') }, 'legalRepresentative'),
    granted: ['LegalPersonVerification.legalRepresentative'], refused: {}, hops: ['legal-persons'],
    values: { 'LegalPersonVerification.legalRepresentative': ['MATCH'] },
  },
  {
    says: 'a claim that a stranger represents the company is refused as a whole', ...decides,
    ...claim({ legalRepCitizenId: number('seller'), name: '示例' }, 'legalRepresentative name'),
    granted: [], refused: { 'Query.verifyLegalPerson': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'a claim that nobody represents the company reads the same', ...decides,
    ...claim({ legalRepCitizenId: NOBODY, name: '示例' }, 'legalRepresentative name'),
    granted: [], refused: { 'Query.verifyLegalPerson': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
]
