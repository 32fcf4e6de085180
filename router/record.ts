import { createHash } from 'node:crypto'
import { type DocumentNode, print } from 'graphql'
import type { AccessEntry, RaisedAlert } from '../subgraphs/audit/index.ts'
import type { Decision } from './decision/decide.ts'
import type { Facts } from './decision/facts.ts'
import type { Question } from './questions.ts'

interface Answered {
  readonly question: Question
  readonly decision: Decision
  readonly facts: Facts & { readonly version: number }
  /** What leaves the hub, once this is written. */
  readonly released: { readonly nothing: boolean; readonly rows: number; readonly failed: boolean }
  /** Whether it was refused since too many claims were wrong. */
  readonly tooManyMisses: boolean
  readonly alerts: readonly RaisedAlert[]
  readonly at: Date
  readonly durationMs: number
}

const NOTHING: Pick<Decision, 'grants' | 'released' | 'searched' | 'regionLifted'> = {
  grants: new Set(), released: new Map(), searched: new Set(), regionLifted: false,
}

/** The record of one request: who asked why, which items of whom left the hub, and what was refused. */
export function recordOf({ question, decision, facts, released, tooManyMisses, alerts, at, durationMs }: Answered): AccessEntry {
  const { identity, purpose, operation } = question
  const { caller, caseFacts, version } = facts
  // `Sharing-Denial: reject` drops an answer whole, so nothing of what was granted has left.
  const left = released.nothing ? NOTHING : decision
  return {
    at,
    traceId: question.traceId,
    consumer: identity.consumer,
    agency: identity.agency,
    agencyRoles: caseFacts?.agencyRoles ?? [],
    operator: identity.operator,
    represented: caller.represented?.subject ?? null,
    zone: identity.zone,
    operationName: operation.definition.name?.value ?? null,
    operationHash: hashOf(operation.document),
    matter: purpose?.matter ?? null,
    caseNo: purpose?.caseNo ?? null,
    reason: purpose?.reason ?? null,
    grants: [
      ...[...left.grants].map((grant) => `${grant.id}@${grant.version}`),
      ...(left.regionLifted && facts.regionOverride !== null ? [`region-override:${facts.regionOverride.id}`] : []),
    ],
    released: [...left.released].map(([item, disclosure]) => `${item}=${disclosure}`),
    refused: [
      ...new Set(decision.refusals.map(({ coordinate, reason }) => `${coordinate}=${reason}`)),
      ...(tooManyMisses ? decision.compared.map((coordinate) => `${coordinate}=RATE_LIMITED`) : []),
    ],
    searched: [...left.searched],
    rows: released.rows,
    outcome: tooManyMisses ? 'REFUSED' : outcomeOf(decision, released),
    durationMs,
    policyVersion: String(version),
    subjects: [...decision.plan.read],
    alerts,
  }
}

function outcomeOf({ kept, refusals }: Decision, { nothing, failed }: Answered['released']): AccessEntry['outcome'] {
  if ((nothing || kept.length === 0) && refusals.length > 0) return 'REFUSED'
  return failed ? 'PARTIAL' : 'ANSWERED'
}

const hashes = new WeakMap<DocumentNode, string>()

/** SM3 of the operation as it prints, so that two ways of writing it are one. */
function hashOf(document: DocumentNode): string {
  const hash = hashes.get(document) ?? createHash('sm3').update(print(document)).digest('hex')
  hashes.set(document, hash)
  return hash
}
