import type { GraphQLError, GraphQLSchema } from 'graphql'
import { type Clock, today } from '#platform/clock'
import { codeOf, type ErrorCode, hubError } from '#platform/errors'
import { parsePersonDocument } from '#platform/identifiers'
import { agencyIdKey, type KeyOf } from '#platform/keys'
import type { Log } from '#platform/log'
import type { AccessPlan } from '#platform/access'
import type { ContractItems } from '#platform/contract'
import { andThen, isPromise, type MaybePromise } from '#platform/promise'
import type { AskedLibrary } from '#platform/subgraph'
import type { AccessEntry, Recorded } from '../subgraphs/audit/index.ts'
import type { CatalogueUse } from '../subgraphs/catalogue/index.ts'
import { extensionsOf, libraryError, refusalError } from './answer.ts'
import type { AskedAbout } from './asked-about.ts'
import type { Identity } from './authenticate.ts'
import { givesAddress, sealSession } from './copies/session.ts'
import type { AskedOperation } from './decision/asked.ts'
import { basisOf } from './decision/basis.ts'
import { claimedIn } from './decision/claims.ts'
import type { Decision, DecisionTools } from './decision/decide.ts'
import type { Facts, Purpose } from './decision/facts.ts'
import { withHoldings } from './decision/holdings.ts'
import type { Decider } from './decision/known.ts'
import { actsOnPersons, namedDocuments, namedSubjects, searchedItems } from './decision/searches.ts'
import { everyUse, leadsOn, type Use } from './decision/uses.ts'
import type { FactFinder } from './facts.ts'
import type { GrantCounts } from './grant-counts.ts'
import type { GrantUse } from './grant-use.ts'
import { asksContract, contractRefusals, tellContract } from './introspection.ts'
import { keyedFor } from './keyed.ts'
import { type Decided, LimitsOfUse, type Outcome } from './limits-of-use.ts'
import { asksMaterials, type Needed, neededFor } from './materials/needed.ts'
import type { DecidedMaterials } from './materials/teller.ts'
import type { ObjectionMemory } from './objections/memory.ts'
import { underObjection, type UnderObjection } from './objections/under-objection.ts'
import type { Operation } from './operation.ts'
import { innerVariables } from './names.ts'
import type { Ran } from './program.ts'
import type { QuotaCounter } from './quota.ts'
import { recordOf, recordOfFailure } from './record.ts'
import type { ProgramShelf } from './shelf.ts'
import { statusesOf, statusIn } from './statuses.ts'
import { Unseen } from './unseen.ts'

/** One question on its way through the hub. */
export interface Question {
  readonly operation: Operation
  readonly identity: Identity
  readonly purpose: Purpose | null
  readonly traceId: string
  readonly startedAt: number
  /** `Sharing-Denial: reject`: nothing at all rather than a part. */
  readonly allOrNothing: boolean
  /** Address that it came from. */
  readonly client: string
  /** Aborted when the client has left. */
  readonly signal?: AbortSignal
}

/** What answering needs. */
export interface Desk {
  readonly schema: GraphQLSchema
  readonly items: ContractItems
  readonly libraries: ReadonlyMap<string, AskedLibrary>
  readonly facts: FactFinder
  readonly asked: (operation: Operation) => AskedOperation
  readonly decider: Decider
  readonly programs: ProgramShelf
  readonly subjectSecret: Buffer
  /** Seals who asks for the address of a file. */
  readonly sessionKey: Buffer
  readonly keyOf: KeyOf
  readonly clock: Clock
  readonly log: Log
  /** Writes an entry, and gives its id when it is durable. */
  readonly record: (entry: AccessEntry) => Promise<Recorded>
  /** Version of the hub and of its contract, by which decisions are taken. */
  readonly policyVersion: string
  readonly grantUse: GrantUse
  readonly grantCounts: GrantCounts
  /** Questions under way that ask for another decision (what would become of a question, what may be doubted), by their plans. */
  readonly deciding: WeakMap<AccessPlan, Question>
  /** Questions under way about materials, with what was decided for them, by their plans. */
  readonly materials: WeakMap<AccessPlan, DecidedMaterials>
  readonly objections: Pick<ObjectionMemory, 'told'>
  readonly askedAbout: AskedAbout
  readonly use: CatalogueUse
  readonly quota: QuotaCounter
}

/** An answer, ready to be sent. */
export interface Answer {
  /** JSON of the whole response: `data`, `errors`, `extensions`. */
  readonly body: string
}

/**
 * Answers a question: decide, run what is left, record, and only then release.
 *
 * @throws UNAUTHENTICATED for an anonymous question about anything that is not open
 * @throws RATE_LIMITED when too many claims of the operator in the case were wrong
 * @throws LIBRARY_UNAVAILABLE when a fact or a count that decides cannot be had, once that is on record
 * @throws AUDIT_UNAVAILABLE when the record cannot be written, whatever else failed; the answer is then dropped
 */
export async function answer(question: Question, desk: Desk): Promise<Answer> {
  const asked = desk.asked(question.operation)
  refuseAnonymous(question.identity, asked.uses, desk)
  refuseWrongDocuments(asked.uses, desk)
  const { limits, outcome } = await ranWithinLimits(question, asked, desk).catch((error: unknown) => failed(error, question, asked, desk))
  const { facts } = outcome
  const { answer, extensions, entry } = composed(question, asked, outcome, desk)
  const under = underObjection(outcome, desk)
  const doubted = isPromise(under) ? await under : under
  let recorded: Recorded
  try {
    recorded = await desk.record(entry)
  } catch (error) {
    await limits.takeBack()
    throw error
  }
  desk.askedAbout.note({ agency: entry.agency, named: entry.verdicts.length > 0 ? [] : entry.named, today: outcome.facts.today })
  if (outcome.tooManyMisses) throw hubError('RATE_LIMITED', 'too many claims of this operator in this case were wrong; they may be compared again a day later')
  await limits.settle()
  desk.grantUse.note(outcome.rejected ? [] : outcome.decision.used, facts.today)
  desk.grantCounts.note(outcome.rejected ? [] : outcome.decision.used, facts.today)
  const { consumer, outcome: came, durationMs } = entry
  desk.log.request({ traceId: question.traceId, consumer, outcome: came, durationMs })
  const receipt = { entry: recorded.entry, digest: entry.answer }
  return { body: `${answer.slice(0, -1)},"extensions":${JSON.stringify({ ...extensions, ...doubtedIn(doubted), receipt })}}` }
}

async function ranWithinLimits(question: Question, asked: AskedOperation, desk: Desk) {
  const [facts, needed] = await Promise.all([factsAbout(question, asked.uses, desk), neededFor(question, asked.uses, desk)])
  const limits = new LimitsOfUse(desk, facts)
  const outcome = await limits.within((today) => decided(question, { ...asked, needed }, today, desk), (decision) => runKept(question, asked, decision, desk))
  return { limits, outcome }
}

/** Faults of the question itself, which are told without a record like those that are found before. */
const OF_THE_QUESTION: readonly (ErrorCode | null)[] = ['UNAUTHENTICATED', 'BAD_USER_INPUT', 'OPERATION_TOO_COMPLEX']

/** Puts on record that a question failed; only then is its error told. */
async function failed(error: unknown, question: Question, { uses }: AskedOperation, { clock, policyVersion, record }: Desk): Promise<never> {
  if (!OF_THE_QUESTION.includes(codeOf(error))) {
    const now = clock.now()
    await record(recordOfFailure({ question, uses: uses.filter((use) => !asksContract(use)), policyVersion, at: new Date(now), durationMs: Math.max(0, now - question.startedAt) }))
  }
  throw error
}

function refuseAnonymous({ consumer }: Identity, uses: readonly Use[], desk: Desk): void {
  if (consumer !== '') return
  if (asksClosed(uses, desk) || uses.some(asksContract)) throw unauthenticated()
}

const unauthenticated = () => hubError('UNAUTHENTICATED', 'a token is needed for anything that is not open data')

/** What is asked, with what a matter asks for where that is what it asks. */
interface AskedWithNeeded extends AskedOperation {
  readonly needed: Needed | null
}

function decided(question: Question, asked: AskedWithNeeded, facts: Facts, desk: Desk): Decided {
  const { uses } = asked
  const decidable = uses.some(asksContract) ? uses.filter((use) => !asksContract(use)) : uses
  const decision = decisionAbout(question, { ...asked, uses: decidable }, facts, desk)
  if (uses.some((use) => asksExplanation(use) || raisesObjection(use))) desk.deciding.set(decision.plan, question)
  const refusals = [...decision.refusals, ...contractRefusals(uses, facts.caller)]
  // What the contract opens the catalogue may have closed.
  if (question.identity.consumer === '' && refusals.length > 0) throw unauthenticated()
  const keys = new Set(decision.kept.map(({ key }) => key))
  const claimed = claimedIn(uses.filter(({ key }) => keys.has(key)), decision.plan.aliases, desk).map(({ subject }) => subject)
  return { decision: { ...decision, refusals }, claimed: new Set(claimed), rejected: question.allOrNothing && refusals.length > 0 }
}

function decisionAbout({ identity, signal }: Question, { id, uses, needed }: AskedWithNeeded, facts: Facts, desk: Desk): Decision {
  const tools = toolsFor(identity, desk)
  const decision = withSession(desk.decider.decide({ id, uses }, facts, tools), uses, identity, desk)
  if (needed === null || !asksMaterials(decision.kept)) return decision
  const holdings = desk.decider.holdings(facts, tools)
  desk.materials.set(decision.plan, { facts, needed, holdings, signal })
  return withHoldings(decision, holdings, () => basisOf(uses, facts, tools, true))
}

// A file is fetched without a token, so who asked for its address is kept with it.
function withSession(decision: Decision, uses: readonly Use[], identity: Identity, { sessionKey }: Desk): Decision {
  if (!givesAddress(uses)) return decision
  const { plan } = decision
  return { ...decision, plan: { ...plan, actor: { ...plan.actor, session: sealSession(sessionKey, identity) } } }
}

/** What leaves the hub about a question, and the entry without which it does not. */
interface Composed {
  /** JSON of `data` and `errors`. */
  readonly answer: string
  readonly extensions: Readonly<Record<string, unknown>>
  readonly entry: AccessEntry
}

function composed(question: Question, { uses }: AskedOperation, { decision, facts, ran, rejected, tooManyMisses, alerts }: Outcome, desk: Desk): Composed {
  const refusals = decision.refusals.map((refusal) => refusalError(refusal, question.purpose))
  const noteFault = (fault: unknown) => (isGivenUp(fault, question) ? undefined : desk.log.fault(question.traceId, fault))
  const errors = [...refusals, ...onceEach(ran.errors.map((error) => libraryError(error, question.traceId, noteFault)))]
  const statuses = statusesOf(uses, { data: ran.data, refusals: decision.refusals, errors })
  const extensions = { ...extensionsOf(decision, question.traceId), hops: ran.hops, ...(statuses.length === 0 ? {} : { status: statuses }) }
  const told = errors.length === 0 ? '' : `,"errors":${JSON.stringify(errors)}`
  const answer = `{"data":${ran.data}${told}}`
  const { rows, misses } = ran
  const conclusions = [...ran.conclusions, ...refusedWith(uses, errors)]
  const entry = recordOf({
    question, uses: uses.filter((use) => !asksContract(use)), decision, facts, released: { nothing: rejected || tooManyMisses, rows, misses, conclusions, failed: errors.length > 0 }, answer, tooManyMisses, alerts,
    policyVersion: desk.policyVersion, tools: desk, at: new Date(desk.clock.now()), durationMs: Math.max(0, desk.clock.now() - question.startedAt),
    named: errors.length === 0 && decision.compared.length === 0 ? [] : keysOfNamed(uses, desk), askedAbout: desk.askedAbout,
  })
  return { answer, extensions, entry }
}

/** The statuses with which libraries refused, by root, `Query.verifyLicence=11`: a claim that was refused for what it names is on record as such. */
function refusedWith(uses: readonly Use[], errors: readonly GraphQLError[]): string[] {
  return [...new Set(errors.flatMap((error) => {
    const status = statusIn(error)
    const root = uses.find(({ key }) => key === error.path?.[0])
    return status === null || root === undefined ? [] : [`${root.coordinate}=${status}`]
  }))]
}

/** What is told of objections: nothing where there is none, `null` where that is not known. */
const doubtedIn = (doubted: readonly UnderObjection[] | null) => (doubted !== null && doubted.length === 0 ? {} : { underObjection: doubted })

function raisesObjection({ coordinate }: Pick<Use, 'coordinate'>): boolean {
  return coordinate === 'Mutation.raiseObjection'
}

/** The facts that a decision about these uses depends on. */
export function factsAbout({ identity, purpose }: Pick<Question, 'identity' | 'purpose'>, uses: readonly Use[], desk: Desk) {
  // What is changed under a case is about its parties, whatever the input names; whoever is close to one must not do it either.
  const acts = purpose?.caseNo != null && uses.some(({ type }) => type === 'Mutation')
  return desk.facts.about(identity, purpose, {
    closed: asksClosed(uses, desk), personal: acts || asksOfPersons(uses, desk) || asksMaterials(uses), named: keysOfNamed(uses, desk), matters: mattersNamed(uses), implemented: uses.some(listsGrants), acts,
  })
}

/** What deciding for a caller needs besides. */
export function toolsFor({ agency }: Identity, { schema, items, keyOf, subjectSecret }: Desk): DecisionTools {
  return { schema, items, keyOf, idKey: agencyIdKey(subjectSecret, agency) }
}

/** Whether a field of the root asks what would be decided about a question. */
export function asksExplanation({ coordinate }: Pick<Use, 'coordinate'>): boolean {
  return coordinate === 'Query.explainAccess' || coordinate === 'Query.simulateAccess'
}

// What a library gave up because nobody waits for it any more is no fault of its.
function isGivenUp(fault: unknown, { signal }: Question): boolean {
  return signal?.aborted === true && (fault as Partial<GraphQLError> | null)?.originalError?.name === 'AbortError'
}

/** @throws BAD_USER_INPUT where a document of a person is named by a number that its type cannot have */
export function refuseWrongDocuments(uses: readonly Use[], { schema, clock }: Desk): void {
  // The type of a document says how its number is written, so a scalar alone cannot tell; the value is not repeated.
  const faults = uses.flatMap((use) => namedDocuments(use, schema)).flatMap(({ argument, type, number }) => {
    const parsed = parsePersonDocument(type, number, today(clock))
    return parsed.ok ? [] : [{ argument: `${argument}.${parsed.check === 'category' ? 'type' : 'number'}`, check: parsed.check }]
  })
  if (faults.length === 0) return
  const message = faults.map(({ argument, check }) => `${argument}: the ${check} check failed`).join('; ')
  throw hubError('BAD_USER_INPUT', message, { faults })
}

/** Keys of the people whom a question names, as they are named, at its roots or in claims further below. */
function keysOfNamed(uses: readonly Use[], { schema, keyOf }: Desk): string[] {
  const naming = [...everyUse(uses)].filter(({ node }) => node.arguments !== undefined && node.arguments.length > 0)
  const named = naming.flatMap((use) => namedSubjects(use, schema, keyOf))
  return [...new Set(named.flatMap(({ subject, person }) => (person ? [subject] : [])))]
}

/** Codes of the matters that mutations name in their input. */
function mattersNamed(uses: readonly Use[]): string[] {
  return uses.filter(({ type }) => type === 'Mutation').flatMap(({ args }) => {
    const { matter, matters } = (args['input'] ?? {}) as { matter?: unknown; matters?: unknown }
    return [matter, ...(Array.isArray(matters) ? (matters as unknown[]) : [])].filter((code) => typeof code === 'string')
  })
}

/** Whether a root tells of grants, those of an agency's class too. */
function listsGrants({ coordinate }: Use): boolean {
  return coordinate === 'Query.grants' || coordinate === 'Query.grant' || coordinate === 'Query.grantList'
}

/** Whether anything asked is not open to everybody. */
function asksClosed(uses: readonly Use[], desk: Desk): boolean {
  const isClosed = (type: string) => {
    const items = desk.items.ofType(type)
    return items.length > 0 && !items.some((item) => item.open && !leadsOn(item, desk))
  }
  return [...everyUse(uses)].some(({ type, item, verdictOf, ofRow }) =>
    type === 'Mutation' || verdictOf !== undefined || (item !== undefined && !item.open) || (ofRow && isClosed(type)))
}

/** Whether anything asked is about a person, by itself or by what it searches. */
function asksOfPersons(uses: readonly Use[], { schema, items }: Desk): boolean {
  return uses.some((use) => actsOnPersons(use, schema, items)) || [...everyUse(uses)].some(({ item, verdictOf }) => (item ?? verdictOf)?.personal === true)
}

/** Whether an operation looks people up by what is theirs, or may hold another that does: such a question must not stand in an address. */
export function namesPersons(operation: Operation, { asked, schema, items }: Pick<Desk, 'asked' | 'schema' | 'items'>): boolean {
  const uses = [...everyUse(asked(operation).uses)]
  return uses.some((use) => asksExplanation(use) || searchedItems(use, schema, items).some(({ personal }) => personal))
}

function runKept(question: Question, asked: AskedOperation, decision: Decision, desk: Desk): MaybePromise<Ran> {
  const { operation, signal } = question
  const program = desk.programs.of(asked, decision.kept, operation)
  const open = new Map<string, ReturnType<AskedLibrary['open']>>()
  const unseen = new Unseen(desk.items)
  const keyOf: KeyOf = (type, number) => {
    const key = desk.keyOf(type, number)
    return decision.plan.aliases.get(key) ?? key
  }
  const hidden = decision.refusals.some(({ coordinate }) => coordinate.includes('.__'))
  return program({
    variables: innerVariables(operation.variables),
    told: !hidden && asked.uses.some(asksContract) ? tellContract(operation, desk.schema) : {},
    unseen: (type, shown, object) => unseen.has(type, shown, object),
    ask: (name, hop) => {
      const library = desk.libraries.get(name)
      if (library === undefined) throw hubError('LIBRARY_UNAVAILABLE', `there is no library ${name}`)
      const session = open.get(name) ?? library.open(decision.plan, signal)
      open.set(name, session)
      const sent = keyedFor(library, hop, desk.schema, keyOf)
      return andThen(session(sent), (result) => {
        unseen.note(sent, result)
        return result
      })
    },
  })
}

// A library that is down fails for every field it was asked; a caller needs to read that once per path.
function onceEach(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (errors.length < 2) return errors
  const seen = new Set<string>()
  return errors.filter((error) => {
    const key = `${codeOf(error)} ${JSON.stringify(error.path ?? null)}`
    return seen.has(key) ? false : seen.add(key)
  })
}
