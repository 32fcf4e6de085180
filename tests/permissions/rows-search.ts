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
