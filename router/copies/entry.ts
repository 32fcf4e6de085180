import { randomUUID } from 'node:crypto'
import { sm3 } from '#platform/sm3'
import { type AccessEntry, recordedDecision } from '../../subgraphs/audit/index.ts'
import type { Identity } from '../authenticate.ts'
import type { Facts } from '../decision/facts.ts'
import type { FetchDecision, Fetched } from './deciding.ts'

/** A file on its way out, as the licences library gives it. */
export interface FetchedFile extends Fetched {
  /** Base64; `null` where it counts no longer. */
  readonly file: string | null
  /** `null` for a preview. */
  readonly number: string | null
  readonly matter: string
  readonly caseNo: string
  /** Who asked for the address, sealed. */
  readonly session: string | null
}

interface Fetching {
  readonly identity: Identity
  readonly facts: Facts & { readonly version: number }
  readonly decision: FetchDecision
  readonly client: string
  readonly policyVersion: string
  readonly at: number
  readonly durationMs: number
}

/** What a copy releases: the licence as its type is granted to be copied. */
export const COPYABLE = 'Licence.copyable'

/** How the record calls a fetching, which is no operation of GraphQL. */
const OPERATION = 'GET /licences/copies'

/** The record of one file that was fetched: for whom, of whom, under which grants, and which copy it is; or why it did not leave. */
export function fetchEntry(taken: FetchedFile, { identity, facts, decision: { refused, grants }, client, policyVersion, at, durationMs }: Fetching): AccessEntry {
  const { matter, caseNo, number, types, subjects, file } = taken
  const left = refused === null
  const providers = providersOf(types, facts)
  const decision = recordedDecision({
    agencyRoles: facts.caseFacts?.agencyRoles ?? [], zone: identity.zone, channel: identity.channel, operationName: OPERATION, operationHash: sm3(OPERATION),
    grants: grants.map(({ id, version }) => `${id}@${version}`), asked: [],
    released: left ? [`${COPYABLE}=CLEAR`] : [], refused: left ? [] : [`${COPYABLE}=${refused}`], searched: [],
    provided: providers.length > 1 ? providers.map(() => [0]) : [], policyVersion,
  }, '', providers)
  return {
    at: new Date(at), traceId: randomUUID(), consumer: identity.consumer, agency: identity.agency, operator: identity.operator,
    represented: facts.caller.represented?.subject ?? null, client, matter, caseNo, reason: number === null ? '加注件预览' : `加注件 ${number}`, decision, verdicts: [],
    rows: left ? types.length : 0, outcome: left ? 'ANSWERED' : 'REFUSED', durationMs, catalogueVersion: facts.version, answer: sm3(left ? (file ?? '') : ''),
    subjects: left ? subjects : [], named: left ? [] : subjects, namedAgain: [], category: facts.caseFacts?.category ?? null, circumstances: {}, alerts: [],
  }
}

function providersOf(types: readonly string[], { published }: Facts): string[] {
  const slices = new Set(types)
  return [...new Set(published.entries(COPYABLE).flatMap(({ slice, provider }) => (slice !== null && slices.has(slice) ? [provider] : [])))]
}
