import { type DocumentNode, print } from 'graphql'
import { coordinateOf, sliceOf } from '#platform/access'
import { today } from '#platform/clock'
import { sm3 } from '#platform/sm3'
import { type AccessEntry, type RaisedAlert, type RecordedDecision, recordedDecision } from '../subgraphs/audit/index.ts'
import type { AskedAbout } from './asked-about.ts'
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
  readonly released: Pick<Ran, 'rows' | 'conclusions' | 'misses'> & { readonly nothing: boolean; readonly failed: boolean }
  /** `data` and `errors` as they are sent. */
  readonly answer: string
  /** Whether it was refused since too many claims were wrong. */
  readonly tooManyMisses: boolean
  readonly alerts: readonly RaisedAlert[]
  /** Keys of the people whom the question names, as it names them. */
  readonly named: readonly string[]
  readonly askedAbout: AskedAbout
  readonly policyVersion: string
  readonly tools: Pick<DecisionTools, 'schema' | 'keyOf'>
  readonly at: Date
  readonly durationMs: number
}

const NO_MATCH = /=(MISMATCH|UNKNOWN)$/

/** The record of one request: who asked why, which items of whom left the hub, and what was refused. */
export function recordOf(answered: Answered): AccessEntry {
  const { question, uses, decision, facts, released, answer, tooManyMisses, alerts, tools, at, durationMs } = answered
  const { identity, purpose } = question
  const verdicts = released.nothing ? [] : released.conclusions
  return {
    at,
    traceId: question.traceId,
    consumer: identity.consumer,
    agency: identity.agency,
    operator: identity.operator,
    represented: facts.caller.represented?.subject ?? null,
    client: question.client,
    matter: purpose?.matter ?? null,
    caseNo: purpose?.caseNo ?? null,
    reason: purpose?.reason ?? null,
    decision: decisionOf(answered),
    verdicts,
    misses: released.nothing || released.misses <= verdicts.filter((each) => NO_MATCH.test(each)).length ? null : released.misses,
    rows: released.rows,
    outcome: tooManyMisses ? 'REFUSED' : outcomeOf(decision, released),
    durationMs,
    catalogueVersion: facts.version,
    answer: sm3(answer),
    subjects: [...decision.plan.read],
    ...namedIn(answered, verdicts),
    category: facts.caseFacts?.category ?? null,
    circumstances: circumstancesOf(uses, facts, tools, { nothing: released.nothing, day: today({ now: () => at.getTime() }) }),
    alerts,
  }
}

/** The version of a catalogue that nobody could read. */
const NO_VERSION = 0

/**
 * The record of one request that failed before anything of it was told: who asked why, and which items. Whom it named is left out:
 * nothing of them was read, and whether the law keeps the case from them is among the facts that could not be had.
 */
export function recordOfFailure({ question, uses, policyVersion, at, durationMs }: Pick<Answered, 'question' | 'uses' | 'policyVersion' | 'at' | 'durationMs'>): AccessEntry {
  const { identity, purpose, operation, traceId, client } = question
  const decision = recordedDecision({
    agencyRoles: [], zone: identity.zone, channel: identity.channel, operationName: operation.definition.name?.value ?? null, operationHash: hashOf(operation.document),
    grants: [], asked: askedBesides(uses, new Set()), released: [], refused: [], searched: [], provided: [], policyVersion,
  }, '', [])
  return {
    at, traceId, consumer: identity.consumer, agency: identity.agency, operator: identity.operator, represented: identity.represented?.subject ?? null, client,
    matter: purpose?.matter ?? null, caseNo: purpose?.caseNo ?? null, reason: purpose?.reason ?? null, decision, verdicts: [], rows: 0, outcome: 'FAILED', durationMs,
    catalogueVersion: NO_VERSION, answer: sm3(''), subjects: [], named: [], namedAgain: [], category: null, circumstances: null, alerts: [],
  }
}

/** People whom a question names and of whom nothing was read, where something was refused or compared, by the keys that they are known by. */
function namedIn({ question, decision, facts, tooManyMisses, named, askedAbout }: Answered, verdicts: readonly string[]): Pick<AccessEntry, 'named' | 'namedAgain'> {
  if (decision.refusals.length === 0 && decision.compared.length === 0 && !tooManyMisses) return { named: [], namedAgain: [] }
  // Of a sealed person too: it is the subject who is told, and nobody else.
  const besides = [...new Set(named.map((key) => facts.aliases.get(key) ?? key))].filter((key) => !decision.plan.read.has(key))
  // A comparison is told each time, an attempt once a day.
  if (verdicts.length > 0) return { named: besides, namedAgain: [] }
  const { first, again } = askedAbout.split({ agency: question.identity.agency, named: besides, today: facts.today })
  return { named: first, namedAgain: again }
}

const NOTHING: Pick<Decision, 'grants' | 'released' | 'searched' | 'regionLifted' | 'used'> = {
  grants: new Set(), released: new Map(), searched: new Set(), regionLifted: false, used: [],
}

// A decision that is remembered is told in the same words again and again.
const kept = new WeakMap<Decision['released'], Map<string, RecordedDecision>>()

/** What the entry has in common with all others of its decision. */
function decisionOf(answered: Answered): RecordedDecision {
  const { question: { operation, identity }, decision, facts, released, tooManyMisses } = answered
  const variants = kept.get(decision.released) ?? new Map<string, RecordedDecision>()
  kept.set(decision.released, variants)
  const override = decision.regionLifted ? facts.regionOverride?.id : undefined
  const variant = JSON.stringify([hashOf(operation.document), operation.definition.name?.value, identity.channel, released.nothing, tooManyMisses, override, decision.refusals.length])
  let known = variants.get(variant)
  if (known === undefined) {
    known = wordsOf(answered)
    variants.set(variant, known)
  }
  return known
}

function wordsOf({ question, uses, decision, facts, released, tooManyMisses, policyVersion }: Answered): RecordedDecision {
  const { identity, operation } = question
  // `Sharing-Denial: reject` drops an answer whole, so nothing of what was granted has left.
  const left = released.nothing ? NOTHING : decision
  const refused = [
    ...new Set(decision.refusals.map(({ coordinate, reason }) => `${coordinate}=${reason}`)),
    ...(tooManyMisses ? decision.compared.map((coordinate) => `${coordinate}=RATE_LIMITED`) : []),
  ]
  const provided = providedOf(left, refused, facts)
  return recordedDecision({
    agencyRoles: facts.caseFacts?.agencyRoles ?? [],
    zone: identity.zone,
    channel: identity.channel,
    operationName: operation.definition.name?.value ?? null,
    operationHash: hashOf(operation.document),
    grants: [
      ...[...left.grants].map((grant) => `${grant.id}@${grant.version}`),
      ...(left.regionLifted && facts.regionOverride !== null ? [`region-override:${facts.regionOverride.id}`] : []),
    ],
    asked: askedBesides(uses, new Set([...left.released.keys(), ...refused.map(coordinateIn)])),
    released: [...left.released].map(([item, disclosure]) => `${item}=${disclosure}`),
    refused,
    searched: [...left.searched],
    provided: isWhole(provided, left.released.size + refused.length) ? [] : provided.map(({ places }) => places),
    policyVersion,
  }, decision.basis ?? '', provided.map(({ provider }) => provider))
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

interface Provided {
  readonly provider: string
  /** Places of its items among those released and then those refused. */
  readonly places: readonly number[]
}

/** Who provides what was released, in the slices that grants opened, and what was refused where it has one provider for all. */
function providedOf({ released, used }: Pick<Decision, 'released' | 'used'>, refused: readonly string[], { published }: Facts): Provided[] {
  const slices = new Set(used.flatMap(({ coordinate, grants }) =>
    grants.flatMap(({ items }) => items.flatMap(({ item }) => (coordinateOf(item) === coordinate ? [`${coordinate}@${sliceOf(item)}`] : [])))))
  const places = new Map<string, number[]>()
  for (const [place, coordinate] of [...released.keys(), ...refused.map(coordinateIn)].entries()) {
    const providers = published.entries(coordinate).flatMap(({ slice, provider }) => (slice === null || slices.has(`${coordinate}@${slice}`) ? [provider] : []))
    for (const provider of new Set(providers)) places.set(provider, [...(places.get(provider) ?? []), place])
  }
  return [...places].map(([provider, own]) => ({ provider, places: own }))
}

const isWhole = (provided: readonly Provided[], items: number) => provided.length === 0 || (provided.length === 1 && provided[0]?.places.length === items)
