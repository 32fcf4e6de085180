import { createHash } from 'node:crypto'
import { type ExecutionResult, print } from 'graphql'
import type { AccessEntry } from '../subgraphs/audit/index.ts'
import type { Decision } from './decision/decide.ts'
import type { Facts } from './decision/facts.ts'
import type { Question } from './questions.ts'

interface Answered {
  readonly question: Question
  readonly decision: Decision
  readonly facts: Facts & { readonly version: number }
  readonly result: ExecutionResult
  readonly at: Date
  readonly durationMs: number
}

const NOTHING: Pick<Decision, 'grants' | 'released' | 'searched'> = { grants: new Set(), released: new Map(), searched: new Set() }

/** The record of one request: who asked why, which items of whom left the hub, and what was refused. */
export function recordOf({ question, decision, facts, result, at, durationMs }: Answered): AccessEntry {
  const { identity, purpose, operation } = question
  const { caller, caseFacts, version } = facts
  // `Sharing-Denial: reject` drops an answer whole, so nothing of what was granted has left.
  const left = result.data === null ? NOTHING : decision
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
    operationHash: createHash('sm3').update(print(operation.document)).digest('hex'),
    matter: purpose?.matter ?? null,
    caseNo: purpose?.caseNo ?? null,
    reason: purpose?.reason ?? null,
    grants: [...left.grants].map((grant) => `${grant.id}@${grant.version}`),
    released: [...left.released].map(([item, disclosure]) => `${item}=${disclosure}`),
    refused: [...new Set(decision.refusals.map(({ coordinate, reason }) => `${coordinate}=${reason}`))],
    searched: [...left.searched],
    rows: rowsOf(result.data),
    outcome: outcomeOf(decision, result),
    durationMs,
    policyVersion: String(version),
    subjects: [...decision.plan.read],
  }
}

function outcomeOf(decision: Decision, result: ExecutionResult): AccessEntry['outcome'] {
  const nothing = decision.kept.length === 0 || result.data === null
  if (nothing && decision.refusals.length > 0) return 'REFUSED'
  if (result.data === null) return 'FAILED'
  return (result.errors ?? []).length > 0 ? 'PARTIAL' : 'ANSWERED'
}

/** Objects in an answer, each a row of some library. */
function rowsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + rowsOf(each), 0)
  if (value === null || typeof value !== 'object') return 0
  return Object.values(value).reduce<number>((sum, each) => sum + rowsOf(each) + (isRow(each) ? 1 : 0), 0)
}

function isRow(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
