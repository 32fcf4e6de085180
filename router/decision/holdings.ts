import { type AccessPlan, bestDisclosure, type Disclosure, type Rights, sliceOf } from '#platform/access'
import type { ContractItem, ContractItems } from '#platform/contract'
import { type Asked, type Decision, outcomeFor, type Used } from './decide.ts'
import type { Facts, Grant } from './facts.ts'
import { indexOf } from './grants.ts'
import type { Counted } from './quota.ts'
import type { Outcome } from './rights.ts'
import { classesOf, holdersOf, type SubjectClass } from './subjects.ts'
import { regionCovered } from './regions.ts'

/** The edges from a holder to what they hold; without one nothing of it is read. */
const EDGES: readonly string[] = ['Person.licences', 'LegalPerson.licences']

/** What tells how a licence stands; without it nothing is told of one. */
const STATE = 'Licence.state'

/** What is read of licences to say whether they are there. */
export const HOLDINGS_READ: readonly string[] = [...EDGES, STATE, 'Licence.validTo', 'Licence.trustGrade']

/** What may be known of the licences that the subjects of a case hold, decided beside what a question asks. */
export interface Holdings extends Pick<Decision, 'released' | 'grants' | 'used' | 'counted' | 'regionLifted'>, Pick<AccessPlan, 'common' | 'classes'> {}

/** Decides which licences of the subjects of a case may be known of, as it would be decided if a question read them. Pure. */
export function holdingsOf(facts: Facts, items: Pick<ContractItems, 'get'>): Holdings {
  const { classes } = classesOf(holdersOf(facts), facts)
  const asked = HOLDINGS_READ.flatMap((coordinate) => plain(items.get(coordinate)))
  const common = asked.map((each) => outcomeFor(each, null, null, facts))
  const own = classes.map((each) => asked.map((one) => outcomeOfClass(one, each, facts)))
  const released = new Map<string, Disclosure>()
  const used: Used[] = []
  for (const [at, { item: { coordinate } }] of asked.entries()) {
    const outcomes = [common, ...own].map((each) => each[at] as Outcome)
    const best = outcomes.flatMap(({ granted }) => [...granted.values()]).reduce<Disclosure | undefined>(bestDisclosure, undefined)
    if (best === undefined || best === 'VERIFY') continue
    released.set(coordinate, best)
    used.push({ coordinate, grants: [...new Set(outcomes.flatMap(({ grants }) => grants))] })
  }
  if (!released.has(STATE) || !EDGES.some((edge) => released.has(edge))) return { ...NOTHING }
  const grants = new Set(used.flatMap((each) => each.grants))
  return {
    released, grants, used: used.filter((each) => each.grants.length > 0), counted: countedIn(own),
    regionLifted: facts.regionOverride !== null && [...grants].some((grant) => !regionCovered(grant.regions, facts)),
    common: rightsOf(common), classes: own.map(rightsOf),
  }
}

const NOTHING: Holdings = { released: new Map(), grants: new Set(), used: [], counted: [], regionLifted: false, common: new Map(), classes: [] }

/** An item as it is asked for nobody's arguments. */
const plain = (item: ContractItem | undefined): Asked[] => (item === undefined ? [] : [{ item, verify: false, args: {} }])

const outcomeOfClass = (asked: Asked, { standing, only }: SubjectClass, facts: Facts) => outcomeFor(asked, standing, only, facts)

function rightsOf(outcomes: readonly Outcome[]): Rights {
  const rights = new Map<string, Disclosure>()
  for (const { granted } of outcomes) for (const [item, given] of granted) rights.set(item, bestDisclosure(rights.get(item), given) as Disclosure)
  return rights
}

function countedIn(own: readonly (readonly Outcome[])[]): Counted[] {
  const found = new Map<Grant, Set<number>>()
  for (const [index, outcomes] of own.entries()) {
    for (const grant of outcomes.flatMap(({ grants }) => grants)) {
      if (grant.quotaPerDay !== null) found.set(grant, (found.get(grant) ?? new Set()).add(index))
    }
  }
  return [...found].map(([grant, classes]) => ({ grant, classes, types: COUNTED_TYPES }))
}

// An agent who acts by a mandate is no subject of the plan, and counts all the same.
const COUNTED_TYPES: ReadonlySet<string> = new Set(['Licence'])

/** The rights that concern licences of some types, and the edges to them. */
export function ofTypes(rights: Rights, types: ReadonlySet<string>): Rights {
  return new Map([...rights].filter(([item]) => EDGES.includes(item) || types.has(sliceOf(item))))
}

/** Which items may be read or compared of the subjects of a class instead of bringing paper; their values are read by nobody here. Pure. */
export function offeredTo(names: ReadonlySet<string>, of: SubjectClass | null, facts: Facts, items: ContractItems): ReadonlySet<string> {
  const open = [...names].filter((name) => {
    const item = itemNamed(name, items)
    if (item === undefined) return false
    return argumentsFor(item, facts).some((args) => {
      const asked = { item, verify: true, args }
      const { granted, comparable } = of === null ? outcomeFor(asked, null, null, facts) : outcomeOfClass(asked, of, facts)
      return comparable && (item.sliced ? granted.has(name) : granted.size > 0)
    })
  })
  return new Set(open)
}

/** The item that a matter names as evidence: as it stands, in a slice, or as the verdict on it. */
function itemNamed(name: string, items: ContractItems): ContractItem | undefined {
  const at = name.indexOf('@')
  const coordinate = at === -1 ? name : name.slice(0, at)
  return items.get(items.verdictOf(coordinate) ?? coordinate)
}

// A derived item is granted for the arguments that a grant lists, so it answers with any of them.
function argumentsFor({ coordinate, derived, arguments: taken }: ContractItem, { grants }: Facts): Readonly<Record<string, unknown>>[] {
  if (!derived || taken.length === 0) return [{}]
  return indexOf(grants).of(coordinate).map(({ given }) => Object.fromEntries(Object.entries(given.arguments ?? {}).map(([name, values]) => [name, values[0]])))
}

/** A decision with what may be known of holdings besides, once for each pair. */
export function withHoldings(decision: Decision, holdings: Holdings, basis: () => string | null): Decision {
  const variants = merged.get(decision.released) ?? new WeakMap<Holdings, Merged>()
  merged.set(decision.released, variants)
  let known = variants.get(holdings)
  if (known === undefined) {
    known = { ...merge(decision, holdings), basis: basis() }
    variants.set(holdings, known)
  }
  return { ...decision, ...known }
}

type Merged = Pick<Decision, 'released' | 'grants' | 'used' | 'counted' | 'regionLifted' | 'basis'>

// What is decided is remembered, and the record tells what it has told before by the very same object.
const merged = new WeakMap<Decision['released'], WeakMap<Holdings, Merged>>()

/** What is released by both together. */
export function merge(decision: Omit<Merged, 'basis'>, holdings: Holdings): Omit<Merged, 'basis'> {
  const released = new Map(decision.released)
  for (const [item, given] of holdings.released) released.set(item, bestDisclosure(released.get(item), given) as Disclosure)
  return {
    released, grants: new Set([...decision.grants, ...holdings.grants]), used: [...decision.used, ...holdings.used],
    counted: joined([...decision.counted, ...holdings.counted]), regionLifted: decision.regionLifted || holdings.regionLifted,
  }
}

function joined(counted: readonly Counted[]): Counted[] {
  const found = new Map<Grant, Counted>()
  for (const each of counted) {
    const known = found.get(each.grant)
    found.set(each.grant, known === undefined ? each : { grant: each.grant, classes: new Set([...known.classes, ...each.classes]), types: new Set([...known.types, ...each.types]) })
  }
  return [...found.values()]
}
