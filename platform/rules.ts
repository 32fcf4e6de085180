import { rule } from 'graphql-shield'
import type { Access, Subjected } from './access.ts'

/** A rule that depends on the plan and the coordinate only, and is checked once per operation. */
export interface ItemRule {
  readonly kind: 'item'
  readonly name: string
  allows(access: Access, coordinate: string): boolean
  /** What is told to whoever it keeps out, where that is for a person to read. */
  readonly words?: { readonly en: string; readonly zh: string }
}

/** A rule that depends on the row, and is checked on every value that enters a library's answer. */
export interface RowRule {
  readonly kind: 'row'
  readonly name: string
  covers(access: Access, type: string, row: Subjected): boolean
}

/** A library's rules: one per entering type, one per field, in the order of the contract. */
export interface Shield {
  readonly rows: Readonly<Record<string, RowRule>>
  readonly fields: Readonly<Record<string, Readonly<Record<string, ItemRule>>>>
}

/** The item is granted to somebody under the plan; whose rows show it is decided where rows are read. */
export const granted: ItemRule = {
  kind: 'item',
  name: 'granted',
  allows: (access, coordinate) => access.granted(coordinate),
}

/** No information item: keys, paging, names of codes, edges inside a record. */
export const plumbing: ItemRule = { kind: 'item', name: 'plumbing', allows: () => true }

/** A change by a system that has one of these roles, or by any system where none is named. On whose behalf is for the command to say. */
export function acts(...personas: string[]): ItemRule {
  return {
    kind: 'item',
    name: `acts(${personas.join(', ')})`,
    words: wordsFor(personas),
    allows: ({ plan }) => plan.actor.consumer !== '' && (personas.length === 0 || personas.some((each) => plan.personas.includes(each))),
  }
}

function wordsFor(personas: readonly string[]): NonNullable<ItemRule['words']> {
  if (personas.length === 0) return { en: 'only a registered system may do this', zh: '仅限已注册的系统办理' }
  return { en: `only a system with the role ${personas.join(' or ')} may do this`, zh: `仅限角色为 ${personas.join('、')} 的系统办理` }
}

/** What is for the represented person or organisation itself, surely identified, and for nobody by a mandate. */
export const inPerson: ItemRule = {
  kind: 'item',
  name: 'inPerson',
  words: {
    en: 'only the person or organisation itself may ask this, in person through a portal and identified at MEDIUM at least',
    zh: '仅限本人（或本单位）经政务服务门户、以中级以上实名认证亲自查询，代理人不得查询',
  },
  allows: ({ plan }) => plan.actor.inPerson,
}

/** A change by the represented person or organisation itself, as {@link inPerson} says. */
export const actsInPerson: ItemRule = { ...inPerson, name: 'acts(in person)' }

/** A change by whoever is represented, or by somebody under a mandate of theirs, identified as surely. */
export const actsForHolder: ItemRule = {
  kind: 'item',
  name: 'acts(for the holder)',
  words: {
    en: 'only the person or organisation itself, or somebody by its mandate, may do this through a portal, identified at MEDIUM at least',
    zh: '仅限本人（或本单位）及其代理人经政务服务门户、以中级以上实名认证办理',
  },
  allows: ({ plan: { actor } }) => actor.inPerson || actor.byMandate,
}

/** A question that only the router may ask, to take its decision. */
export const routerOnly: ItemRule = { kind: 'item', name: 'routerOnly', allows: (access) => access.plan.router }

/**
 * A root that looks records up by items, or a verdict on a claimed value of them: whoever may neither read nor verify
 * the item may not search by it.
 */
export function verifies(...items: string[]): ItemRule {
  return {
    kind: 'item',
    name: `verifies(${items.join(', ')})`,
    allows: (access) => items.every((item) => access.granted(item)),
  }
}

/** The same for a root that may be asked by one item or another; which of them a question needs is decided by the router. */
export function verifiesEither(...items: string[]): ItemRule {
  return {
    kind: 'item',
    name: `verifiesEither(${items.join(', ')})`,
    allows: (access) => items.some((item) => access.granted(item)),
  }
}

/** A type that carries no personal item needs no subject: its items are decided by coordinate alone. */
export const anyRow: RowRule = { kind: 'row', name: 'anyRow', covers: () => true }

/** The plan covers the subject of the row, or the type's items are open to every row; never a sealed person. */
export const subjectCovered: RowRule = {
  kind: 'row',
  name: 'subjectCovered',
  covers: (access, type, row) => access.covers(type, row),
}

/** The plan names the subject of the row, sealed or not: for verdicts, which tell of either what they tell of nobody. */
export const subjectNamed: RowRule = {
  kind: 'row',
  name: 'subjectNamed',
  covers: (access, _type, { subject }) => typeof subject === 'string' && access.namesSubject(subject),
}

/** The row's slice (a licence type, a matter) is among those granted. */
export const sliceGranted: RowRule = {
  kind: 'row',
  name: 'sliceGranted',
  covers: (access, type, row) => access.sliceGranted(type, row),
}

/** The row's slice is among those granted for one of these types to anybody: for verdicts, which are about no row. */
export function sliceNamed(...types: string[]): RowRule {
  return {
    kind: 'row',
    name: `sliceNamed(${types.join(', ')})`,
    covers: (access, _type, { slice }) => types.some((type) => access.namesSlice(type, slice ?? '')),
  }
}

/** The row names nobody who must stay unknown to this caller. */
export const notSealed: RowRule = {
  kind: 'row',
  name: 'notSealed',
  covers: (access, _type, row) =>
    ![...(row.subjects ?? []), ...(row.subject ? [row.subject] : [])].some((subject) => access.plan.sealed(subject)),
}

/** The row is the calling agency's own: one of its `agencies` is the agency that the caller acts for. */
export const ownAgency: RowRule = {
  kind: 'row',
  name: 'ownAgency',
  covers: (access, _type, row) => access.plan.agency !== '' && (row.agencies ?? []).includes(access.plan.agency),
}

/** The calling agency's own row; or one about whoever acts in person or by a mandate, where nobody acts for an agency. */
export const ownOrApplied: RowRule = {
  kind: 'row',
  name: 'ownAgency or applied',
  covers: (access, type, row) => {
    const { represented } = access.plan.actor
    return represented === null ? ownAgency.covers(access, type, row) : (row.subjects ?? []).includes(represented)
  },
}

/** The calling agency's own row, one about whoever acts in person, or a row of a slice in which an item that leads to it is granted. */
export function ownOrGranted(item: string): RowRule {
  return {
    kind: 'row',
    name: `ownAgency or in person or ${item}`,
    covers: (access, type, row) => {
      const { inPerson: isInPerson, represented } = access.plan.actor
      if (ownAgency.covers(access, type, row) || (isInPerson && (row.subjects ?? []).includes(represented ?? ''))) return true
      return access.disclosure(`${item}@${row.slice ?? ''}`, row) === 'CLEAR'
    },
  }
}

/** The row is about whoever acts in person. */
export const aboutOneself: RowRule = {
  kind: 'row',
  name: 'aboutOneself',
  covers: ({ plan: { actor } }, _type, { subject }) => actor.inPerson && typeof subject === 'string' && subject === actor.represented,
}

/** The calling agency's own row, or any row where the calling system has one of some roles that see all. */
export function ownAgencyOr(...personas: string[]): RowRule {
  return {
    kind: 'row',
    name: `ownAgencyOr(${personas.join(', ')})`,
    covers: (access, type, row) => personas.some((each) => access.plan.personas.includes(each)) || ownAgency.covers(access, type, row),
  }
}

/** The caller's own row as `ownOrApplied` says it, or any row where the calling system has one of some roles that see all. */
export function ownOrAppliedOr(...personas: string[]): RowRule {
  return {
    kind: 'row',
    name: `ownOrAppliedOr(${personas.join(', ')})`,
    covers: (access, type, row) => personas.some((each) => access.plan.personas.includes(each)) || ownOrApplied.covers(access, type, row),
  }
}

/** All of several row rules. */
export function every(...rules: RowRule[]): RowRule {
  return {
    kind: 'row',
    name: rules.map((each) => each.name).join(' and '),
    covers: (access, type, row) => rules.every((each) => each.covers(access, type, row)),
  }
}

/** An item rule as graphql-shield runs it on a root field. Never cached: a contextual cache leaks across rows. */
export function shieldRule(itemRule: ItemRule, coordinate: string, refusal: Error) {
  return rule(`${coordinate}: ${itemRule.name}`, { cache: 'no_cache' })((_parent, _args, context: { access: Access }) =>
    itemRule.allows(context.access, coordinate) ? true : refusal,
  )
}

/** Rules of the value types of `schema/sharing.graphql`, which every contract contains: they follow the field that shows them. */
export const valueTypes = {
  Code: { code: plumbing, name: plumbing },
  Provenance: {
    sourceAgency: plumbing,
    sourceSystem: plumbing,
    sourceRecordId: plumbing,
    recordedAt: plumbing,
    updatedAt: plumbing,
    version: plumbing,
    qualityFlags: plumbing,
  },
  PageInfo: { hasNextPage: plumbing, endCursor: plumbing },
  StatisticRow: { key: routerOnly, name: routerOnly, measure: routerOnly, value: routerOnly },
} as const satisfies Shield['fields']
