import { bestDisclosure, type Disclosure } from '#platform/access'
import type { Asked, Limited, Path, Ruling } from './decide.ts'
import type { Grant } from './facts.ts'
import { isEarlier, laterReason, type Reason } from './reasons.ts'
import { actBarrier, itemForEverybody, type Outcome, outcomeOf } from './rights.ts'
import { namedSubjects } from './searches.ts'
import type { Use } from './uses.ts'

/** Where errors about a field go: its own path, but never below a list, where they would have to be told per row. */
interface Place {
  readonly path: Path
  readonly inList: boolean
}

const ROOT: Place = { path: [], inList: false }

/**
 * Keeps of one root field what is granted and notes what is refused.
 *
 * Roots say in their arguments whom they are about, so a subject that the purpose does not concern is refused here,
 * from the arguments alone and therefore alike for strangers, protected and unknown people.
 */
export function keepRoot(use: Use, ruling: Ruling): Use[] {
  if (use.type === 'Mutation') return keepAct(use, ruling)
  const { scope, strangers, none } = reachOf(use, ruling)
  if (strangers.length === 0) return keep(use, ROOT, scope, ruling)

  const before = ruling.refusals.length
  const releasedBefore = ruling.releases.length
  const kept = keep(use, ROOT, scope, ruling)
  if (kept.length === 0) return []
  if (none) {
    ruling.refusals.length = before
    ruling.releases.length = releasedBefore
  }
  for (const { subject, index } of strangers) {
    const reason = ruling.subjects.conflicted.has(subject) ? 'OPERATOR_IS_SUBJECT' : 'SUBJECT_NOT_PARTY'
    const path = use.list ? [use.key, index] : [use.key]
    ruling.refusals.push({ path, reason, coordinate: use.coordinate, item: undefined })
  }
  return none ? [] : kept
}

/** Whom a root field is about. */
interface Reach {
  /** Classes of the subjects that it names, or of all where it names none that is covered. */
  readonly scope: readonly number[]
  /** People whom the purpose does not concern, with their places among those named. */
  readonly strangers: readonly { readonly subject: string; readonly index: number }[]
  /** Whether nothing of it can be answered since strangers are named. */
  readonly none: boolean
}

export function reachOf(use: Use, ruling: Ruling): Reach {
  const { schema, keyOf } = ruling.tools
  const named = namedSubjects(use, schema, keyOf).map((each) => ({ ...each, subject: ruling.aliases.get(each.subject) ?? each.subject }))
  const covered = [...new Set(named.flatMap(({ subject }) => ruling.classOf.get(subject) ?? []))]
  const strangers = named.flatMap(({ subject, person }, index) =>
    person && !ruling.classOf.has(subject) ? [{ subject, index }] : [],
  )
  const all = named.length === 0 || (strangers.length > 0 && covered.length === 0)
  return {
    scope: all ? [...ruling.classes.keys()] : covered,
    strangers,
    // Only a list can be answered in part: one value that is about several subjects is about the stranger too.
    none: strangers.length > 0 && (covered.length === 0 || !use.list),
  }
}

/**
 * Keeps a mutation whole or not at all: where the caller may not act, or may not read part of what it would be told, nothing
 * is changed. Whether it may act on this very thing is for the library to say.
 */
function keepAct(use: Use, ruling: Ruling): Use[] {
  const barrier = actBarrier(ruling.facts)
  if (barrier !== null) {
    ruling.refusals.push({ path: [use.key], reason: barrier, coordinate: use.coordinate, item: undefined })
    return []
  }
  const before = ruling.refusals.length
  const releasedBefore = ruling.releases.length
  const place = { path: [use.key], inList: use.list }
  const everybody = [...ruling.classes.keys()]
  const acts = (ruling.askedBy.get(use) ?? []).map((asked) => release(asked, use, place, everybody, ruling)).every(Boolean)
  const children = acts ? use.children.flatMap((child) => keep(child, place, everybody, ruling)) : []
  if (ruling.refusals.length === before) return [{ ...use, children }]
  ruling.releases.length = releasedBefore
  return []
}

/** A value of these types is a subject itself, so what is below it is decided for whoever it may be. */
const SUBJECT_TYPES = new Set(['Person', 'LegalPerson'])

/** The classes that what stands below a field may be about. */
export function reachBelow(use: Use, root: boolean, scope: readonly number[], ruling: Ruling): readonly number[] {
  return !root && SUBJECT_TYPES.has(use.returns) ? [...ruling.classes.keys()] : scope
}

function keep(use: Use, above: Place, scope: readonly number[], ruling: Ruling): Use[] {
  const place = above.inList ? above : { path: [...above.path, use.key], inList: use.list }
  const releasedBefore = ruling.releases.length
  const cut = (): Use[] => {
    ruling.releases.length = releasedBefore
    return []
  }
  for (const asked of ruling.askedBy.get(use) ?? []) {
    if (!release(asked, use, place, scope, ruling)) return cut()
  }
  if (!use.holdsItems) return [use]
  const reached = reachBelow(use, above === ROOT, scope, ruling)
  const before = ruling.refusals.length
  const keys = new Set(ruling.releases.slice(releasedBefore).flatMap((each) => each.keys))
  const children = use.children.flatMap((child) => keep(child, place, reached, ruling))
  const ofRows = children.flatMap((child) => rowOutcome(child, ruling) ?? [])
  if (children.some((child) => tells(child) || keys.has(child.coordinate)) || ofRows.some(isGiven)) return [{ ...use, children }]
  if (ruling.refusals.length === before) {
    ruling.refusals.push({ path: place.path, reason: ofRows[0]?.reason ?? 'NO_GRANT', coordinate: use.coordinate, item: use.item })
  }
  return cut()
}

/**
 * What a value that is no item comes to: as much as an item of its row that is for everybody, since whoever may read that is told both.
 * `undefined` where the row has no such item, or the use is no such value.
 */
function rowOutcome({ ofRow, type }: Use, { facts, tools }: Ruling): Outcome | undefined {
  const item = ofRow ? itemForEverybody(type, tools, facts) : undefined
  return item && outcomeOf(item, {}, null, facts)
}

const isGiven = ({ granted }: Outcome) => granted.size > 0

/** Whether a use is a value that is no item and is told of every row. */
export function isToldOfRows(use: Use, ruling: Ruling): boolean {
  const outcome = rowOutcome(use, ruling)
  return outcome !== undefined && isGiven(outcome)
}

/** Paging and `__typename` alone tell nothing that was granted. */
function tells(use: Use): boolean {
  return use.item !== undefined || use.verdictOf !== undefined || use.holdsItems
}

function release(asked: Asked, use: Use, place: Place, scope: readonly number[], ruling: Ruling): boolean {
  const own = scope.map((index) => ruling.classes[index]?.get(asked) as Outcome)
  const { best, reason, grants, limited } = judge(asked, own, ruling)
  if (reason !== null || best === undefined) {
    ruling.refusals.push({ path: place.path, reason: reason ?? 'NO_GRANT', coordinate: asked.item.coordinate, item: asked.item })
    return false
  }
  const searched = asked.item !== use.item && use.verdictOf !== asked.item
  const keys = asked.item === use.item && best === 'CLEAR' ? use.children.flatMap(({ keyOf, coordinate }) => (keyOf === undefined ? [] : [coordinate])) : []
  ruling.releases.push({ asked, scope, best, searched, grants, limited: limited && { path: place.path, ...limited }, keys })
  return true
}

/** What an asking comes to for some subjects together. */
export interface Judgement {
  /** The best of their disclosures, whether or not it is enough for what is asked. */
  readonly best: Disclosure | undefined
  /** Why it is refused; `null` where it is not. */
  readonly reason: Reason | null
  readonly grants: readonly Grant[]
  readonly limited: Omit<Limited, 'path'> | null
}

/**
 * Judges one asking.
 *
 * @param own outcomes of the classes that it may be about
 */
export function judge(asked: Asked, own: readonly Outcome[], ruling: Ruling): Judgement {
  const common = ruling.common.get(asked) as Outcome
  const outcomes = [common, ...own]
  const best = outcomes.map(bestOf).reduce(bestDisclosure, undefined)
  const comparable = outcomes.some((outcome) => outcome.comparable)
  const enough = best !== undefined && (asked.verify ? comparable : best !== 'VERIFY')
  if (!enough) return { best, reason: reasonOf(asked, common, own, ruling), grants: [], limited: null }
  return { best, reason: null, grants: outcomes.flatMap(({ grants }) => grants), limited: asked.verify ? null : limits(asked, outcomes) }
}

function bestOf(outcome: Outcome): Disclosure | undefined {
  return [...outcome.granted.values()].reduce<Disclosure | undefined>(bestDisclosure, undefined)
}

// A personal item has no common outcome worth telling while somebody's own outcome says more.
function reasonOf(asked: Asked, common: Outcome, own: readonly Outcome[], { subjects, classes }: Ruling): Reason {
  const { item } = asked
  // What keeps out the caller or the purpose as such comes first, or another agency's case would tell who its parties are.
  if (own.length === 0 && !isEarlier(common.reason, 'NO_GRANT')) {
    if (classes.length === 0 && subjects.conflicted.size > 0) return 'OPERATOR_IS_SUBJECT'
    // The question names an organisation that is no party, while a party's would be answered.
    if (classes.some((outcomes) => (outcomes.get(asked)?.granted.size ?? 0) > 0)) return 'SUBJECT_NOT_PARTY'
  }
  const told = item.personal && own.length > 0 ? own : [common, ...own]
  return told.map((outcome) => outcome.reason).reduce<Reason | null>(laterReason, null) ?? common.reason
}

function limits({ item }: Asked, outcomes: readonly Outcome[]): Omit<Limited, 'path'> | null {
  const bests = outcomes.map(bestOf)
  const clear = bests.filter((each) => each === 'CLEAR').length
  const masked = bests.includes('MASKED')
  // The common outcome of a personal item is always empty; rows about several subjects show the best of them.
  const partly = item.personal && !item.sliced && bests.slice(1).some((each) => each === undefined || each === 'VERIFY')
  return masked || (partly && clear > 0) ? { item: item.coordinate, masked, partly } : null
}
