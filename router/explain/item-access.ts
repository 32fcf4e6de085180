import { bestDisclosure, type Disclosure, sliceOf } from '#platform/access'
import type { ItemAccess, RefusalReason } from '../../subgraphs/catalogue/index.ts'
import { applyAt } from '../answer.ts'
import type { Asked, Decision } from '../decision/decide.ts'
import type { Facts } from '../decision/facts.ts'
import { classIndexOf, indexOf } from '../decision/grants.ts'
import { judge, type Judgement, reachBelow, reachOf } from '../decision/keep.ts'
import { type Reason, REASONS } from '../decision/reasons.ts'
import { type Outcome, outcomeOf } from '../decision/rights.ts'
import type { Use } from '../decision/uses.ts'
import type { Decided } from './decided.ts'

/** One asking of an item in one place, and what it comes to there. */
export interface Entry {
  readonly asked: Asked
  readonly use: Use
  readonly path: string
  readonly behind: string | null
  readonly answered: boolean
  readonly judgement: Judgement
  /** Item names with their slices → what is granted of each. */
  readonly granted: ReadonlyMap<string, Disclosure>
}

/** Where a walk over the uses stands. */
interface Place {
  readonly path: readonly string[]
  readonly root: boolean
  readonly behind: string | null
  readonly kept: readonly Use[]
  readonly scope: readonly number[]
  readonly plainScope: readonly number[]
}

/** Every asking of an item in the order of the question, below what is refused too. */
export function entriesOf(decided: Decided): Entry[] {
  const { uses, ruling, plain, decision } = decided
  return uses.flatMap((use) => {
    const { scope, none } = reachOf(use, ruling)
    const behind = none && isShut(use, decision) ? use.key : null
    const place = { path: [], root: true, behind, kept: decision.kept, scope, plainScope: reachOf(use, plain).scope }
    return entriesAt(use, place, decided)
  })
}

// Where nobody whom a root names is covered it is refused as such, unless something refused in it has been told instead.
function isShut({ key, coordinate }: Use, { refusals }: Decision): boolean {
  return refusals.some((refusal) => refusal.item === undefined && refusal.coordinate === coordinate && refusal.path[0] === key)
}

function entriesAt(use: Use, place: Place, decided: Decided): Entry[] {
  const { ruling, plain } = decided
  const path = [...place.path, use.key]
  const kept = place.kept.find(({ key, type }) => key === use.key && type === use.type)
  const plainly = plain.askedBy.get(use) ?? []
  let { behind } = place
  const found = (ruling.askedBy.get(use) ?? []).map((asked, index): Entry => {
    const told = behind === null
    const [by, each, scope] = told ? [ruling, asked, place.scope] as const : [plain, plainly[index] as Asked, place.plainScope] as const
    const own = scope.map((at) => by.classes[at]?.get(each) as Outcome)
    const judgement = judge(each, own, by)
    const entry = {
      asked, use, path: path.join('.'), behind, judgement,
      answered: kept !== undefined && judgement.reason === null,
      granted: grantedIn([by.common.get(each) as Outcome, ...own]),
    }
    if (judgement.reason !== null) behind ??= path.join('.')
    return entry
  })
  const below = {
    path, root: false, behind, kept: kept?.children ?? [],
    scope: reachBelow(use, place.root, place.scope, ruling), plainScope: reachBelow(use, place.root, place.plainScope, plain),
  }
  return [...found, ...use.children.flatMap((child) => entriesAt(child, below, decided))]
}

function grantedIn(outcomes: readonly Outcome[]): Map<string, Disclosure> {
  const found = new Map<string, Disclosure>()
  for (const { granted } of outcomes) {
    for (const [item, given] of granted) found.set(item, bestDisclosure(found.get(item), given) as Disclosure)
  }
  return found
}

/** What an item comes to, once for all places where it comes to the same. */
export function itemAccesses(entries: readonly Entry[], decided: Decided): ItemAccess[] {
  const found = new Map<string, { access: ItemAccess; paths: string[] }>()
  for (const entry of entries) {
    const access = accessOf(entry, decided)
    const same = JSON.stringify(access)
    const known = found.get(same)
    if (known === undefined) found.set(same, { access, paths: [entry.path] })
    else if (!known.paths.includes(entry.path)) known.paths.push(entry.path)
  }
  return [...found.values()].map(({ access, paths }) => ({ ...access, paths }))
}

function accessOf(entry: Entry, decided: Decided): ItemAccess {
  const { asked, use, judgement, behind, answered } = entry
  const { facts } = decided
  const { item } = asked
  const published = item.sliced ? null : facts.published.of(item)
  const { best, reason, grants, limited } = judgement
  const given = reason === null
  const slices = slicesOf(entry, decided)
  const named = new Set(slices.map(({ slice }) => slice))
  const providers = facts.published.entries(item.coordinate).filter(({ slice }) => slice === null || named.has(slice)).map(({ provider }) => provider)
  return {
    coordinate: item.coordinate,
    title: item.title,
    resource: item.resource,
    providers: [...new Set(providers)],
    shareClass: published?.share ?? null,
    personal: item.personal,
    use: item === use.item ? 'READ' : item === use.verdictOf ? 'VERIFY' : 'SEARCH',
    paths: [],
    answered,
    behind,
    disclosure: given ? (best ?? null) : null,
    masked: limited?.masked ?? false,
    partly: limited?.partly ?? false,
    basis: !given ? null : published?.open ? 'OPEN' : published?.share === 'UNCONDITIONAL' && !item.personal ? 'UNCONDITIONAL' : 'GRANT',
    grants: [...new Set(grants.map(({ id, version }) => `${id}@${version}`))],
    refusal: reason === null ? null : reasonTold(reason, item.coordinate, facts),
    byStanding: byStanding(asked, decided),
    slices,
  }
}

/** A reason in words, with what to do about it. */
export function reasonTold(reason: Reason, coordinate: string, { purpose }: Facts): RefusalReason {
  const { en, zh, remedy } = REASONS[reason]
  return { reason, remedy, message: en, messageZh: zh, apply: applyAt(reason, coordinate, purpose) }
}

/** What an item comes to for each standing that a subject of the case may have, where that differs. */
function byStanding(asked: Asked, { facts, ruling }: Decided): ItemAccess['byStanding'] {
  const judged = standingsOf(asked, facts).map((standing) => {
    const { best, reason } = judge(asked, [outcomeOf(asked.item, asked.args, new Set([standing]), facts)], ruling)
    return { standing, disclosure: reason === null ? (best ?? null) : null, refusal: reason === null ? null : reasonTold(reason, asked.item.coordinate, facts) }
  })
  return new Set(judged.map(({ disclosure, refusal }) => disclosure ?? refusal?.reason)).size > 1 ? judged : []
}

// Kin come from grants and not from who there is, or the list would tell whether a party is married.
function standingsOf({ item }: Asked, facts: Facts): string[] {
  if (facts.caller.represented !== null) return []
  const roles = new Set((facts.caseFacts?.parties ?? []).map(({ role }) => role))
  const codes = [facts.purpose?.matter ?? '', facts.matter?.basicCode ?? '']
  const grants = [...indexOf(facts.grants).of(item.coordinate), ...(classIndexOf(facts)?.of(item.coordinate) ?? [])]
  const kin = grants.flatMap(({ grant: { binding, matters } }) =>
    binding.kind === 'KIN' && roles.has(binding.of) && codes.some((code) => matters.includes(code)) ? [`KIN:${binding.of}:${binding.kin}`] : [])
  return [...[...roles].sort().map((role) => `PARTY:${role}`), ...new Set(kin)]
}

function slicesOf({ asked: { item }, granted }: Entry, { facts, texts }: Decided): ItemAccess['slices'] {
  if (!item.sliced) return []
  const given = [...granted].map(([name, disclosure]) => ({ item: name, slice: sliceOf(name), disclosure }))
  const known = new Set(given.map(({ slice }) => slice))
  const missing = facts.published.entries(item.coordinate).flatMap(({ slice }) =>
    slice !== null && texts.has(slice) && !known.has(slice) ? [{ item: `${item.coordinate}@${slice}`, slice, disclosure: null }] : [])
  return [...given, ...missing].sort((one, other) => (one.item < other.item ? -1 : 1))
}
