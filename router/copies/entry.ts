import { randomUUID } from 'node:crypto'
import { sm3 } from '#platform/sm3'
import { type AccessEntry, recordedDecision } from '../../subgraphs/audit/index.ts'
import type { Facts } from '../decision/facts.ts'

/** A file on its way out, as the licences library gives it. */
export interface FetchedFile {
  /** Base64. */
  readonly file: string
  readonly number: string | null
  readonly types: readonly string[]
  readonly subjects: readonly string[]
  readonly consumer: string
  readonly agency: string
  readonly operator: string
  readonly represented: string | null
  readonly matter: string
  readonly caseNo: string
  readonly grants: readonly string[]
}

interface Fetching {
  readonly client: string
  readonly published: Facts['published']
  readonly catalogueVersion: number
  readonly policyVersion: string
  readonly at: number
  readonly durationMs: number
}

/** What a copy releases: the licence as its type is granted to be copied. */
const ITEM = 'Licence.copyable'

/** How the record calls a fetching, which is no operation of GraphQL. */
const OPERATION = 'GET /licences/copies'

/** The record of one file that was fetched: for whom it was made, of whom, under which grants, and which copy it is. */
export function fetchEntry(taken: FetchedFile, { client, published, catalogueVersion, policyVersion, at, durationMs }: Fetching): AccessEntry {
  const { consumer, agency, operator, represented, matter, caseNo, number, types, subjects, grants, file } = taken
  const slices = new Set(types)
  const providers = [...new Set(published.entries(ITEM).flatMap(({ slice, provider }) => (slice !== null && slices.has(slice) ? [provider] : [])))]
  const decision = recordedDecision({
    agencyRoles: [], zone: 'GOVERNMENT', channel: 'SYSTEM', operationName: OPERATION, operationHash: sm3(OPERATION), grants, asked: [],
    released: [`${ITEM}=CLEAR`], refused: [], searched: [], provided: providers.length > 1 ? providers.map(() => [0]) : [], policyVersion,
  }, '', providers)
  return {
    at: new Date(at), traceId: randomUUID(), consumer, agency, operator, represented, client, matter, caseNo, reason: number === null ? '加注件预览' : `加注件 ${number}`, decision, verdicts: [],
    rows: types.length, outcome: 'ANSWERED', durationMs, catalogueVersion, answer: sm3(file), subjects, named: [], namedAgain: [], category: null,
    circumstances: {}, alerts: [],
  }
}
