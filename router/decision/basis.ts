import { coordinateOf } from '#platform/access'
import type { DecisionTools } from './decide.ts'
import type { CaseFacts, Facts, Grant } from './facts.ts'
import { HOLDINGS_READ } from './holdings.ts'
import { itemForEverybody } from './rights.ts'
import { namedSubjects, searchedItems } from './searches.ts'
import { subjectsFor } from './claims.ts'
import type { Subjects } from './subjects.ts'
import { everyUse, type Use } from './uses.ts'

/** What of a field decides and cannot be told from the text of the question, by its place in the order of the question. */
export interface UseNote {
  /** Items that it searches by. */
  readonly searched?: readonly string[]
  /** What a derived item is asked with. */
  readonly args?: Readonly<Record<string, unknown>>
}

/** The facts of a decision and its question, as they are kept: nobody's key stands in it and no value that a caller sent. */
export interface Basis {
  /** The question as GraphQL, without values and without names that the caller chose. */
  readonly question: string
  readonly operation: string
  readonly uses: Readonly<Record<string, UseNote>>
  readonly caller: Pick<Facts['caller'], 'assurance' | 'personas' | 'fault'> & { readonly knownOperator: boolean; readonly mandateMatters: readonly string[] | null }
  readonly caseFacts: Omit<CaseFacts, 'agencyRoles' | 'parties' | 'region' | 'category' | 'expiresAt'> | null
  readonly matter: Facts['matter']
  readonly grants: readonly Grant[]
  readonly classGrants: readonly Grant[]
  /** Sharing class and openness of what was asked, and of what it was told by; `null` where it was not published. */
  readonly published: Readonly<Record<string, readonly [share: string, open: boolean] | null>>
  readonly slices: Readonly<Record<string, string | null>>
  readonly exhausted: readonly string[]
  readonly regionLifted: boolean
  /** Whether licences of the parties were looked for besides, to say what materials are there. */
  readonly holdings?: true
}

/** What a decision was taken by that is of one request alone: subjects by key. */
export interface Circumstances {
  /** Whom the root fields named, in order: place of the root, key, and whether it is a person. */
  readonly named?: readonly (readonly [root: number, subject: string, person: boolean])[]
  readonly parties?: readonly (readonly [subject: string, role: string])[]
  readonly kin?: readonly (readonly [subject: string, related: string, kind: string])[]
  readonly protected?: readonly (readonly [subject: string, grade: string, agencies: readonly string[], items: readonly string[]])[]
  readonly aliases?: readonly (readonly [alias: string, subject: string])[]
  /** Key of the operator, where somebody whom the purpose concerns is the operator or close to it. */
  readonly operatorKey?: string
  /** The day of the decision, where it is another than that of the entry. */
  readonly today?: string
  /** Nothing of the answer was told, whatever was decided. */
  readonly nothing?: boolean
}

/** JSON of the {@link Basis} of a decision, so that it can be taken again. */
export function basisOf(uses: readonly Use[], facts: Facts, tools: DecisionTools, holdings = false): string {
  const notes = notesOf(uses, tools)
  const asked = new Set([...everyUse(uses)].flatMap((use) => (use.item ?? use.verdictOf)?.coordinate ?? []).concat(Object.values(notes).flatMap(({ searched = [] }) => searched), holdings ? HOLDINGS_READ : []))
  // What is no item is told by another item of its row.
  const ofRows = [...everyUse(uses)].flatMap(({ ofRow, type }) => (ofRow ? (itemForEverybody(type, tools, facts)?.coordinate ?? []) : []))
  const { caller, caseFacts, matter, exhausted, regionOverride } = facts
  const grants = relevant(facts.grants, asked)
  const classGrants = relevant(facts.classGrants.filter(({ consumerClass }) => consumerClass?.basicCode === matter?.basicCode), asked)
  const basis: Basis = {
    question: questionOf(uses), operation: uses[0]?.type === 'Mutation' ? 'mutation' : 'query', uses: notes,
    caller: {
      assurance: caller.assurance, personas: caller.personas, fault: caller.fault, knownOperator: caller.operatorKey !== null,
      mandateMatters: caller.represented?.mandateMatters ?? null,
    },
    caseFacts: caseFacts && factsOfCase(caseFacts),
    matter, grants, classGrants,
    published: Object.fromEntries([...asked, ...ofRows].map((coordinate) => [coordinate, publishedOf(coordinate, facts, tools)])),
    slices: Object.fromEntries([...grants, ...classGrants].flatMap(({ items }) => items.flatMap(({ item }) => (item.includes('@') ? [[item, facts.published.inSlice(item)]] : [])))),
    exhausted: [...exhausted].filter((id) => [...grants, ...classGrants].some((grant) => grant.id === id)),
    regionLifted: regionOverride !== null,
    ...(holdings ? { holdings } : {}),
  }
  return JSON.stringify(basis)
}

/** Keeps what is of this request alone. */
export function circumstancesOf(uses: readonly Use[], facts: Facts, tools: Pick<DecisionTools, 'schema' | 'keyOf'>, { nothing, day }: { readonly nothing: boolean; readonly day: string }): Circumstances {
  const { caller, caseFacts, aliases, kin, protected: persons } = facts
  const named = uses.flatMap((use, root) => namedSubjects(use, tools.schema, tools.keyOf).map(({ subject, person }) => [root, subject, person] as const))
  const { standing, conflicted } = kin.length === 0 && caller.operatorKey === null ? ALONE : subjectsFor(uses, facts, tools)
  const reached = kin.filter(({ related }) => standing.has(related) || (conflicted.size > 0 && related === caller.operatorKey))
  const parties = caseFacts?.parties ?? []
  const around = new Set([
    ...named.map(([, subject]) => aliases.get(subject) ?? subject), ...parties.map(({ subject }) => subject),
    ...kin.map(({ related }) => related), ...aliases.values(), ...(caller.represented === null ? [] : [caller.represented.subject]),
  ])
  const guarded = persons.size === 0 ? [] : [...around].flatMap((subject) => persons.get(subject) ?? [])
  return {
    ...members('named', named),
    ...members('parties', parties.map(({ subject, role }) => [subject, role] as const)),
    ...members('kin', reached.map(({ subject, related, kind }) => [subject, related, kind] as const)),
    ...members('protected', guarded.map(({ subject, grade, agencies, items }) => [subject, grade, agencies, items] as const)),
    ...members('aliases', [...aliases]),
    ...(conflicted.size > 0 && caller.operatorKey !== null ? { operatorKey: caller.operatorKey } : {}),
    ...(facts.today === day ? {} : { today: facts.today }),
    ...(nothing ? { nothing } : {}),
  }
}

const ALONE: Subjects = { standing: new Map(), conflicted: new Set() }

const members = <Name extends string, Value>(name: Name, list: readonly Value[]) => (list.length === 0 ? {} : { [name]: list }) as { [Each in Name]?: readonly Value[] }

function factsOfCase({ kind, state, open, matterCode, step, handlingDivision, decidedAt, proven }: CaseFacts): Basis['caseFacts'] {
  return { kind, state, open, matterCode, step, handlingDivision, decidedAt: decidedAt?.slice(0, 10) ?? null, proven }
}

/** Grants that give any of what was asked, with that alone, and those that reach kin, whatever they give. */
function relevant(grants: readonly Grant[], asked: ReadonlySet<string>): Grant[] {
  return grants.flatMap((grant) => {
    const items = grant.items.filter(({ item }) => asked.has(coordinateOf(item)))
    return items.length > 0 || grant.binding.kind === 'KIN' ? [{ ...grant, items }] : []
  })
}

function publishedOf(coordinate: string, { published }: Facts, { items }: DecisionTools): readonly [string, boolean] | null {
  const item = items.get(coordinate)
  const entry = item === undefined ? null : published.of(item)
  return entry && [entry.share, entry.open]
}

function notesOf(uses: readonly Use[], { schema, items }: DecisionTools): Record<string, UseNote> {
  const notes: Record<string, UseNote> = {}
  for (const [place, use] of [...everyUse(uses)].entries()) {
    const searched = searchedItems(use, schema, items).map(({ coordinate }) => coordinate)
    const derived = (use.item ?? use.verdictOf)?.derived === true && Object.keys(use.args).length > 0
    if (searched.length > 0 || derived) notes[place] = { ...(searched.length > 0 ? { searched } : {}), ...(derived ? { args: use.args } : {}) }
  }
  return notes
}

/** Stands in a kept question for whatever a field was asked with. */
const SOME = '(_: $_)'

// Names that a caller chose may hold anything, so they are told apart by number.
function questionOf(uses: readonly Use[]): string {
  let count = 0
  const fields = (some: readonly Use[], abstract: boolean): string =>
    some.map((use) => {
      const name = use.key === use.name ? use.name : `a${count}: ${use.name}`
      count += 1
      const field = `${name}${(use.node.arguments?.length ?? 0) > 0 ? SOME : ''}${use.children.length === 0 ? '' : ` ${fields(use.children, use.abstract)}`}`
      return abstract ? `... on ${use.type} { ${field} }` : field
    }).reduce((text, field) => `${text} ${field}`, '{') + ' }'
  return fields(uses, false)
}
