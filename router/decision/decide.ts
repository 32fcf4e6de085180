import type { GraphQLSchema } from 'graphql'
import { type AccessPlan, bestDisclosure, coordinateOf, type Disclosure, type Rights } from '#platform/access'
import type { ContractItem, ContractItems } from '#platform/contract'
import type { KeyOf } from '#platform/keys'
import type { Facts, Grant } from './facts.ts'
import type { Reason } from './reasons.ts'
import { type Outcome, outcomeOf, refused } from './rights.ts'
import { keepRoot } from './keep.ts'
import { searchedItems } from './searches.ts'
import { aliasesOf, isClosed, isSealed, type Subjects, subjectsOf } from './subjects.ts'
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
}

/** Decides a request before any library is asked. A pure function of the operation and the facts. */
export function decide(uses: readonly Use[], facts: Facts, tools: DecisionTools): Decision {
  const ruling = rule(uses, facts, tools)
  const kept = uses.flatMap((use) => keepRoot(use, ruling))
  return { plan: planOf(ruling), kept, refusals: ruling.refusals, ...released(ruling.releases) }
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
    limited: releases.flatMap(({ limited }) => limited ?? []),
  }
}

function rule(uses: readonly Use[], facts: Facts, tools: DecisionTools): Ruling {
  const askedBy = new Map([...everyUse(uses)].map((use) => [use, askedOf(use, tools)] as const))
  const asked = [...askedBy.values()].flat()
  const subjects = subjectsOf(facts)
  const outcomesFor = (standing: ReadonlySet<string> | null, subject: string | null): Outcomes =>
    new Map(asked.map((each) => [each, outcomeFor(each, standing, subject, facts)]))
  const classes: Outcomes[] = []
  const classOf = new Map<string, number>()
  const known = new Map<string, number>()
  for (const [subject, standing] of subjects.standing) {
    if (subjects.conflicted.has(subject)) continue
    // A protected person has closures of its own, so it shares a class with nobody.
    const signature = facts.protected.has(subject) ? `=${subject}` : [...standing].sort().join(' ')
    let index = known.get(signature)
    if (index === undefined) {
      index = classes.push(outcomesFor(standing, subject)) - 1
      known.set(signature, index)
    }
    classOf.set(subject, index)
  }
  const aliases = aliasesOf(facts)
  return { facts, tools, subjects, aliases, askedBy, common: outcomesFor(null, null), classes, classOf, refusals: [], releases: [] }
}

function askedOf(use: Use, { schema, items }: DecisionTools): Asked[] {
  // What a mutation names it brings along, and looks nothing up by it.
  const searched = use.type === 'Mutation' ? [] : searchedItems(use, schema, items).map((item) => ({ item, verify: true, args: {} }))
  const item = use.item ?? use.verdictOf
  return item === undefined ? searched : [...searched, { item, verify: use.item === undefined, args: use.args }]
}

// Protection is told only where it takes something away: otherwise a refusal would tell of it whoever names somebody else's case.
function outcomeFor({ item, args }: Asked, standing: ReadonlySet<string> | null, subject: string | null, facts: Facts): Outcome {
  const outcome = outcomeOf(item, args, standing, facts)
  const closed = subject !== null && outcome.granted.size > 0 && isClosed(facts.protected.get(subject), item.coordinate, item.restricted, facts)
  return closed ? refused('WITHHELD') : outcome
}

function planOf({ facts, tools, subjects, aliases, common, classes, classOf, releases }: Ruling): AccessPlan {
  return {
    // Who acts in person, or for somebody, is not the agency that keeps the portal, and reads none of its own rows.
    agency: facts.caller.represented === null ? facts.caller.agency : '',
    personas: facts.caller.personas,
    actor: { consumer: facts.caller.consumer, operator: facts.caller.operator, represented: facts.caller.represented?.subject ?? null },
    matters: facts.matters,
    common: rightsOf(common),
    classes: classes.map((outcomes, index) => rightsOf(outcomes, releases.filter(({ scope }) => scope.includes(index)))),
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
