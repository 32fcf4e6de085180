import { type DocumentNode, print } from 'graphql'
import { coordinateOf, sliceOf } from '#platform/access'
import { sm3 } from '#platform/sm3'
import type { AccessEntry, RaisedAlert } from '../subgraphs/audit/index.ts'
import { circumstancesOf } from './decision/basis.ts'
import type { Decision, DecisionTools } from './decision/decide.ts'
import type { Facts } from './decision/facts.ts'
import { everyUse, type Use } from './decision/uses.ts'
import type { Ran } from './program.ts'
import type { Question } from './questions.ts'

interface Answered {
  readonly question: Question
  readonly uses: readonly Use[]
  readonly decision: Decision
  readonly facts: Facts & { readonly version: number }
  /** What leaves the hub, once this is written. */
  readonly released: Pick<Ran, 'rows' | 'conclusions'> & { readonly nothing: boolean; readonly failed: boolean }
  /** `data` and `errors` as they are sent. */
  readonly answer: string
  /** Whether it was refused since too many claims were wrong. */
  readonly tooManyMisses: boolean
  readonly alerts: readonly RaisedAlert[]
  readonly policyVersion: string
  readonly tools: Pick<DecisionTools, 'schema' | 'keyOf'>
  readonly at: Date
  readonly durationMs: number
}

const NOTHING: Pick<Decision, 'grants' | 'released' | 'searched' | 'regionLifted' | 'used'> = {
  grants: new Set(), released: new Map(), searched: new Set(), regionLifted: false, used: [],
}

/** The record of one request: who asked why, which items of whom left the hub, and what was refused. */
export function recordOf({ question, uses, decision, facts, released, answer, tooManyMisses, alerts, policyVersion, tools, at, durationMs }: Answered): AccessEntry {
  const { identity, purpose, operation } = question
  const { caller, caseFacts, version } = facts
  // `Sharing-Denial: reject` drops an answer whole, so nothing of what was granted has left.
  const left = released.nothing ? NOTHING : decision
  const refused = [
    ...new Set(decision.refusals.map(({ coordinate, reason }) => `${coordinate}=${reason}`)),
    ...(tooManyMisses ? decision.compared.map((coordinate) => `${coordinate}=RATE_LIMITED`) : []),
  ]
  return {
    at,
    traceId: question.traceId,
    consumer: identity.consumer,
    agency: identity.agency,
    agencyRoles: caseFacts?.agencyRoles ?? [],
    operator: identity.operator,
    represented: caller.represented?.subject ?? null,
    zone: identity.zone,
    channel: identity.channel,
    client: question.client,
    operationName: operation.definition.name?.value ?? null,
    operationHash: hashOf(operation.document),
    matter: purpose?.matter ?? null,
    caseNo: purpose?.caseNo ?? null,
    reason: purpose?.reason ?? null,
    grants: [
      ...[...left.grants].map((grant) => `${grant.id}@${grant.version}`),
      ...(left.regionLifted && facts.regionOverride !== null ? [`region-override:${facts.regionOverride.id}`] : []),
    ],
    asked: askedBesides(uses, new Set([...left.released.keys(), ...refused.map(coordinateIn)])),
    released: [...left.released].map(([item, disclosure]) => `${item}=${disclosure}`),
    refused,
    searched: [...left.searched],
    verdicts: released.nothing ? [] : released.conclusions,
    rows: released.rows,
    outcome: tooManyMisses ? 'REFUSED' : outcomeOf(decision, released),
    durationMs,
    catalogueVersion: version,
    policyVersion,
    answer: sm3(answer),
    subjects: [...decision.plan.read],
    providers: providersOf(left, refused, facts),
    basis: decision.basis,
    circumstances: circumstancesOf(uses, facts, tools, released.nothing),
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
  const hash = hashes.get(document) ?? sm3(print(document))
  hashes.set(document, hash)
  return hash
}

const coordinateIn = (refused: string) => refused.slice(0, refused.indexOf('='))

/** Items that were asked for and neither released nor refused by name: something above them was. */
function askedBesides(uses: readonly Use[], told: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const { item, verdictOf } of everyUse(uses)) {
    const coordinate = (item ?? verdictOf)?.coordinate
    if (coordinate !== undefined && !told.has(coordinate)) found.add(coordinate)
  }
  return [...found]
}

/** Who provides what was released, in the slices that grants opened, and what was refused where it has one provider for all. */
function providersOf({ released, used }: Pick<Decision, 'released' | 'used'>, refused: readonly string[], { published }: Facts): string[] {
  const slices = new Set(used.flatMap(({ coordinate, grants }) =>
    grants.flatMap(({ items }) => items.flatMap(({ item }) => (coordinateOf(item) === coordinate ? [`${coordinate}@${sliceOf(item)}`] : [])))))
  const provided = [...released.keys(), ...refused.map(coordinateIn)].flatMap((coordinate) =>
    published.entries(coordinate).flatMap(({ slice, provider }) => (slice === null || slices.has(`${coordinate}@${slice}`) ? [provider] : [])))
  return [...new Set(provided)]
}
