import type { GraphQLSchema } from 'graphql'
import { type AccessPlan, type Actor, bestDisclosure, coordinateOf, type Disclosure, type LiveCase, type Rights } from '#platform/access'
import type { ContractItem, ContractItems } from '#platform/contract'
import type { KeyOf } from '#platform/keys'
import { hasPart, rolesToday } from './case-rules.ts'
import type { Facts, Grant } from './facts.ts'
import type { Reason } from './reasons.ts'
import { regionCovered } from './regions.ts'
import { isForEverybody, type Outcome, outcomeOf, refused } from './rights.ts'
import { isToldOfRows, keepRoot } from './keep.ts'
import { subjectsFor } from './claims.ts'
import { type Counted, countedIn } from './quota.ts'
import { actedItems, searchedItems } from './searches.ts'
import { aliasesOf, classesOf, isClosed, isSealed, type Subjects } from './subjects.ts'
import { everyUse, type Use } from './uses.ts'

export type Path = readonly (string | number)[]

/** A refused selection: what is `null` in the answer, and why. */
export interface Refusal {
  readonly path: Path
  readonly reason: Reason
  readonly coordinate: string
  readonly item: ContractItem | undefined
}

/** An item that is answered, but not in full to everybody it could be about. */
export interface Limited {
  readonly path: Path
  readonly item: string
  readonly masked: boolean
  readonly partly: boolean
}

export interface Decision {
  readonly plan: AccessPlan
  /** The operation without what is refused; empty where nothing is left. */
  readonly kept: readonly Use[]
  readonly refusals: readonly Refusal[]
  readonly limited: readonly Limited[]
  /** Items that may be read or compared, with their best disclosure. */
  readonly released: ReadonlyMap<string, Disclosure>
  readonly searched: ReadonlySet<string>
  readonly grants: ReadonlySet<Grant>
  /** The items that the fields kept release, each with the grants that it rests on. */
  readonly used: readonly Used[]
  /** Grants with a quota that something was released under, and whom they count. */
  readonly counted: readonly Counted[]
  /** Personal items that a verdict is told on. */
  readonly compared: readonly string[]
  /** Whether anything rests on leave to go beyond regions. */
  readonly regionLifted: boolean
  /** What it was taken by, to be kept: JSON; `null` where nobody keeps it. */
  readonly basis: string | null
}

/** An item, and the grants under which it is released. */
export interface Used {
  readonly coordinate: string
  readonly grants: readonly Grant[]
}

/** What a decision needs that is no fact: the schema, what the hub knows of items, how keys are made. */
export interface DecisionTools {
  readonly schema: GraphQLSchema
  readonly items: ContractItems
  readonly keyOf: KeyOf
  readonly idKey: Buffer
}

/** An item that the operation asks of somebody. */
export interface Asked {
  readonly item: ContractItem
  /** A verdict or a search is content with `VERIFY`; a value is not. */
  readonly verify: boolean
  readonly args: Readonly<Record<string, unknown>>
}

export type Outcomes = ReadonlyMap<Asked, Outcome>

/** Everything decided about items, before it is laid onto the operation. */
export interface Ruling {
  readonly facts: Facts
  readonly tools: DecisionTools
  readonly subjects: Subjects
  readonly aliases: ReadonlyMap<string, string>
  readonly askedBy: ReadonlyMap<Use, readonly Asked[]>
  readonly common: Outcomes
  /** Distinct outcomes, in the order of the plan's rights classes. */
  readonly classes: readonly Outcomes[]
  readonly classOf: ReadonlyMap<string, number>
  readonly refusals: Refusal[]
  /** What the fields kept so far release; taken back when a field above them is cut. */
  readonly releases: Release[]
}

/** An item that a kept field shows, compares or searches by. */
export interface Release {
  readonly asked: Asked
  /** Indexes of the classes that it was decided for. */
  readonly scope: readonly number[]
  readonly best: Disclosure
  readonly searched: boolean
  readonly grants: readonly Grant[]
  readonly limited: Limited | null
  /** Keys that are told with it, where it is an edge that is followed in clear: `LegalPerson.creditCode`. */
  readonly keys: readonly string[]
}

/** Decides a request before any library is asked. A pure function of the operation and the facts. */
export function decide(uses: readonly Use[], facts: Facts, tools: DecisionTools): Decision {
  return laid(uses, rule(uses, facts, tools))
}

/** Lays a ruling onto the operation that it was made for, once: it fills the ruling's refusals and releases. */
export function laid(uses: readonly Use[], ruling: Ruling): Decision {
  const { facts } = ruling
  const kept = uses.flatMap((use) => keepRoot(use, ruling))
  const counted = countedIn(ruling)
  const told = released(ruling.releases)
  return {
    plan: planOf(ruling, counted, kept), basis: null, kept, refusals: ruling.refusals, ...told, counted,
    regionLifted: facts.regionOverride !== null && [...told.grants].some((grant) => !regionCovered(grant.regions, facts)),
  }
}

function released(releases: readonly Release[]) {
  const best = new Map<string, Disclosure>()
  for (const { asked, best: given } of releases) {
    const { coordinate } = asked.item
    best.set(coordinate, bestDisclosure(best.get(coordinate), given) as Disclosure)
  }
  return {
    released: best,
    searched: new Set(releases.flatMap(({ asked, searched }) => (searched ? [asked.item.coordinate] : []))),
    grants: new Set(releases.flatMap(({ grants }) => grants)),
    used: releases.flatMap(({ asked, grants }) => (grants.length === 0 ? [] : [{ coordinate: asked.item.coordinate, grants }])),
    limited: releases.flatMap(({ limited }) => limited ?? []),
    compared: [...new Set(releases.flatMap(({ asked, searched }) => (asked.verify && !searched && asked.item.personal ? [asked.item.coordinate] : [])))],
  }
}

/** Decides every item that an operation asks, for each rights class, before anything is cut. */
export function rule(uses: readonly Use[], facts: Facts, tools: DecisionTools): Ruling {
  const askedBy = new Map([...everyUse(uses)].map((use) => [use, askedOf(use, tools)] as const))
  const asked = [...askedBy.values()].flat()
  const subjects = subjectsFor(uses, facts, tools)
  const outcomesFor = (standing: ReadonlySet<string> | null, subject: string | null): Outcomes =>
    new Map(asked.map((each) => [each, outcomeFor(each, standing, subject, facts)]))
  const { classes, classOf } = classesOf(subjects, facts)
  const own = classes.map(({ standing, only }) => outcomesFor(standing, only))
  const aliases = aliasesOf(facts)
  return { facts, tools, subjects, aliases, askedBy, common: outcomesFor(null, null), classes: own, classOf, refusals: [], releases: [] }
}

function askedOf(use: Use, { schema, items }: DecisionTools): Asked[] {
  const act = use.type === 'Mutation'
  const searched = (act ? actedItems(use, schema, items) : searchedItems(use, schema, items)).map((item) => ({ item, verify: !act, args: {} }))
  const item = use.item ?? use.verdictOf
  return item === undefined ? searched : [...searched, { item, verify: use.item === undefined, args: use.args }]
}

/**
 * Decides one item for a subject, or for nobody in particular. Protection is told only where it takes something away: otherwise a
 * refusal would tell of it whoever names somebody else's case.
 */
export function outcomeFor({ item, args }: Asked, standing: ReadonlySet<string> | null, subject: string | null, facts: Facts): Outcome {
  const person = subject === null ? undefined : facts.protected.get(subject)
  // Regions are never lifted for protected persons, nor for people in general, among whom they are. A sealed one reads like an
  // unknown one, whose row nobody finds.
  const inRegion = person === undefined ? standing === null && item.personal : !isSealed(person, facts)
  const outcome = outcomeOf(item, args, standing, inRegion ? { ...facts, regionOverride: null } : facts)
  const closed = outcome.granted.size > 0 && isClosed(person, item.coordinate, item.restricted, facts)
  return closed ? refused('WITHHELD') : outcome
}

function planOf(ruling: Ruling, counted: readonly Counted[], kept: readonly Use[]): AccessPlan {
  const { common, classes, releases } = ruling
  const keys = keysTold(ruling)
  // A right too, so that the rows which it is told of are let in.
  const ofRows = [...everyUse(kept)].filter((use) => isToldOfRows(use, ruling)).map(({ coordinate }) => [coordinate, 'CLEAR'] as const)
  return {
    common: new Map([...rightsOf(common), ...ofRows, ...keys.filter(({ open }) => open).map(({ key }) => [key, 'CLEAR'] as const)]),
    classes: classes.map((outcomes, index) => new Map([
      ...rightsOf(outcomes, releases.filter(({ scope }) => scope.includes(index))),
      ...keys.filter(({ open, edge }) => !open && givesClear(outcomes.get(edge))).map(({ key }) => [key, 'VERIFY'] as const),
    ])),
    countedTypes: new Set(counted.flatMap(({ types }) => [...types])),
    grants: actedUnder(releases),
    ...coverOf(ruling),
  }
}

/** The part of a plan that is of one request alone: who asks, and which subjects it covers. */
export function coverOf({ facts, tools, subjects, aliases, classOf }: Pick<Ruling, 'facts' | 'tools' | 'subjects' | 'aliases' | 'classOf'>): Omit<AccessPlan, 'common' | 'classes' | 'countedTypes' | 'grants'> {
  return {
    // Who acts in person, or for somebody, is not the agency that keeps the portal, and reads none of its own rows.
    agency: facts.caller.represented === null ? facts.caller.agency : '',
    personas: facts.caller.personas,
    actor: { consumer: facts.caller.consumer, operator: facts.caller.operator, represented: facts.caller.represented?.subject ?? null, ...rightOf(facts.caller) },
    matters: facts.matters,
    liveCase: liveCaseOf(facts),
    subjects: new Map([...subjects.standing.keys()].flatMap((subject) => {
      const index = classOf.get(subject)
      return index === undefined ? [] : [[subject, index] as const]
    })),
    aliases,
    idKey: tools.idKey,
    sealed: (subject) => isSealed(facts.protected.get(subject), facts),
    sealedSubjects: () => [...facts.protected].flatMap(([subject, person]) => (isSealed(person, facts) ? [subject] : [])),
    router: false,
    today: facts.today,
    read: new Set(),
  }
}

/**
 * The keys that edges tell, which are rights so that the rows which they lead to are let in: any row where something of its type is for
 * everybody, and else a row about somebody of whom the edge is told.
 */
function keysTold({ releases, facts: { published }, tools: { items } }: Ruling): { readonly key: string; readonly edge: Asked; readonly open: boolean }[] {
  const isGivenToAll = (stated: ContractItem) => {
    const item = published.of(stated)
    return item !== null && isForEverybody(item)
  }
  return releases.flatMap(({ asked, keys }) => keys.map((key) => ({ key, edge: asked, open: items.ofType(key.slice(0, key.indexOf('.'))).some(isGivenToAll) })))
}

const givesClear = (outcome: Outcome | undefined) => [...(outcome?.granted.values() ?? [])].includes('CLEAR')

function actedUnder(releases: readonly Release[]): AccessPlan['grants'] {
  const acted = releases.filter(({ asked, searched }) => searched && !asked.verify)
  const pairs = acted.flatMap(({ asked, grants }) => grants.flatMap(({ id, version, items }) =>
    items.flatMap(({ item }) => (coordinateOf(item) === asked.item.coordinate ? [[item, `${id}@${version}`] as const] : []))))
  return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()]
}

// A case that is over, or of somebody else, is nobody's to act under, whatever the law lets be checked after it.
function liveCaseOf({ caller, caseFacts, caseTerms, purpose, matter, today }: Facts): LiveCase | null {
  if (caseFacts === null || caseTerms === null || matter === null || purpose?.caseNo == null || !caseFacts.open) return null
  if (!hasPart(caller, caseFacts) || caseFacts.matterCode !== matter.code) return null
  if (caller.represented === null && rolesToday(caseFacts).length === 0) return null
  const mandate = caller.represented?.mandateMatters ?? null
  if (mandate !== null && !mandate.includes(matter.code)) return null
  const ends = [caseFacts.expiresAt?.slice(0, DAY_LENGTH) ?? null, caseTerms.dueOn].filter((day) => day !== null).sort()
  return {
    caseNo: purpose.caseNo, kind: caseFacts.kind, matter: { code: matter.code, name: matter.name },
    agency: { code: caller.represented === null ? caller.agency : matter.agency, name: caseTerms.agencyName },
    // What is late goes on, from day to day.
    endsOn: ends[0] === undefined ? null : ends[0] < today ? today : ends[0],
  }
}

const DAY_LENGTH = 10

// Whoever is hardly identified may be somebody else, and a mandate is for matters and not for what is the subject's alone.
function rightOf({ represented, assurance }: Facts['caller']): Pick<Actor, 'inPerson' | 'byMandate'> {
  const mandate = assurance === 'MEDIUM' || assurance === 'HIGH' ? represented?.mandateMatters : undefined
  return { inPerson: mandate === null, byMandate: mandate != null }
}

function rightsOf(outcomes: Outcomes, releases: readonly Release[] = []): Rights {
  const rights = new Map<string, Disclosure>()
  for (const { granted } of outcomes.values()) {
    for (const [item, disclosure] of granted) rights.set(item, bestDisclosure(rights.get(item), disclosure) as Disclosure)
  }
  // A library sees the item and not the arguments that a grant lists, so one asking that is refused here closes the others: of
  // a sliced item, in the slices where it is.
  for (const { asked } of releases) {
    if (!asked.item.derived) continue
    const given = outcomes.get(asked)?.granted
    for (const name of rights.keys()) if (coordinateOf(name) === asked.item.coordinate && given?.has(name) !== true) rights.delete(name)
  }
  return rights
}
