import { RecentlyUsed } from '#platform/lru'
import type { AskedOperation } from './asked.ts'
import { basisOf } from './basis.ts'
import { subjectsFor } from './claims.ts'
import { coverOf, type Decision, decide, type DecisionTools } from './decide.ts'
import type { Caller, CaseFacts, Facts, Purpose } from './facts.ts'
import { type Holdings, holdingsOf } from './holdings.ts'
import { namedSubjects, searchedItems } from './searches.ts'
import { aliasesOf, classesOf, holdersOf, type SubjectClass, type Subjects } from './subjects.ts'
import type { Use } from './uses.ts'

/** Decides as {@link decide} does, and remembers: who asks the same with the same rights is decided about once. */
export interface Decider {
  decide(asked: AskedOperation, facts: Facts, tools: DecisionTools): Decision
  /** What may be known of licences beside what a question asks; the same object for whoever has the same rights. */
  holdings(facts: Facts, tools: DecisionTools): Holdings
  /** How it is used, to be told in the metrics. */
  readonly use: { readonly size: number; readonly hits: number; readonly misses: number }
}

const DECISIONS_MAX = 2_000

/** A decision without what is of one request: nobody's key and no value that a caller sent stands in it. */
type Kept = Omit<Decision, 'plan'> & { readonly plan: Pick<Decision['plan'], 'common' | 'classes' | 'countedTypes' | 'grants'> }

/** Opens an empty memory of decisions. It holds a bounded number of them, those used last. */
export function openDecider(): Decider {
  const kept = new RecentlyUsed<Kept>(DECISIONS_MAX)
  const held = new RecentlyUsed<Holdings>(DECISIONS_MAX)
  return {
    decide(asked, facts, tools) {
      const subjects = subjectsFor(asked.uses, facts, tools)
      const { classes, classOf } = classesOf(subjects, facts)
      const aliases = aliasesOf(facts)
      const about: About = { facts, tools, subjects, classes, classOf, aliases }
      const key = keyOf(asked, about)
      let known = kept.get(key)
      if (known === undefined) {
        known = { ...withoutRequest(decide(asked.uses, facts, tools)), basis: basisOf(asked.uses, facts, tools) }
        kept.set(key, known)
      }
      return { ...known, plan: { ...known.plan, ...coverOf(about) } }
    },
    holdings(facts, tools) {
      const subjects = holdersOf(facts)
      const { classes, classOf } = classesOf(subjects, facts)
      const key = factsText({ facts, tools, subjects, classes, classOf, aliases: NO_ALIASES })
      let known = held.get(key)
      if (known === undefined) {
        known = holdingsOf(facts, tools.items)
        held.set(key, known)
      }
      return known
    },
    use: kept,
  }
}

const NO_ALIASES: ReadonlyMap<string, string> = new Map()

interface About {
  readonly facts: Facts
  readonly tools: DecisionTools
  readonly subjects: Subjects
  readonly classes: readonly SubjectClass[]
  readonly classOf: ReadonlyMap<string, number>
  readonly aliases: ReadonlyMap<string, string>
}

function withoutRequest({ plan: { common, classes, countedTypes, grants }, kept, ...rest }: Decision): Kept {
  const bare = (use: Use): Use => ({ ...use, args: {}, children: use.children.map(bare) })
  return { ...rest, kept: kept.map(bare), plan: { common, classes, countedTypes, grants } }
}

/** Whatever a decision depends on, as a text: the operation, the rights, and how what it names stands to the purpose. */
function keyOf({ id, uses }: AskedOperation, about: About): string {
  return `${id} ${factsText(about)} ${usesText(uses, about)}`
}

type Part<Of> = (value: Of) => unknown

// Each fact has a line here, or this does not compile: one that were forgotten would be decided upon and not looked at.
const OF_CALLER: { readonly [Name in keyof Caller]: Part<Caller[Name]> } = {
  consumer: (consumer) => consumer === '',
  agency: (agency) => agency,
  // Whose operator it is tells through the standing of subjects and their conflicts.
  operator: () => null,
  operatorKey: (key) => key === null,
  represented: (represented) => represented && [represented.mandateMatters],
  zone: (zone) => zone,
  assurance: (assurance) => assurance,
  personas: (personas) => personas,
  fault: (fault) => fault,
}

const OF_CASE: { readonly [Name in keyof CaseFacts]: Part<CaseFacts[Name]> } = {
  kind: (kind) => kind,
  state: (state) => state,
  open: (open) => open,
  matterCode: (code) => code,
  agencyRoles: (roles) => roles,
  step: (step) => step === null,
  handlingDivision: (division) => division,
  region: () => null,
  category: () => null,
  decidedAt: (at) => at?.slice(0, 10),
  // What has expired is not open.
  expiresAt: () => null,
  proven: (proven) => proven,
  // Through the standing of subjects.
  parties: () => null,
}

const OF_PURPOSE: { readonly [Name in keyof Purpose]: Part<Purpose[Name]> } = {
  matter: (matter) => matter,
  caseNo: (caseNo) => caseNo === null,
  reason: () => null,
}

const OF_FACTS: { readonly [Name in keyof Facts]: Part<Facts[Name]> } = {
  caller: (caller) => partsOf(OF_CALLER, caller),
  purpose: (purpose) => purpose && partsOf(OF_PURPOSE, purpose),
  caseFacts: (facts) => facts && partsOf(OF_CASE, facts),
  matter: (matter) => matter,
  // A mutation's own: libraries look at them, the decision does not.
  matters: () => null,
  caseTerms: () => null,
  grants: (grants) => numberOf(grants),
  classGrants: (grants) => numberOf(grants),
  exhausted: (exhausted) => [...exhausted],
  regionOverride: (override) => override === null,
  // Both through the standing of subjects and what they are named by.
  kin: () => null,
  aliases: () => null,
  // Through the signatures of classes.
  protected: () => null,
  published: (published) => numberOf(published),
  today: (today) => today,
}

function partsOf<Of extends object>(parts: { readonly [Name in keyof Of]: Part<Of[Name]> }, value: Of): unknown[] {
  const told: unknown[] = []
  for (const name in parts) told.push(parts[name](value[name]))
  return told
}

function factsText({ facts, subjects, classes }: About): string {
  const ours = facts.caller.represented === null || (facts.caseFacts?.parties ?? []).some(({ subject }) => subject === facts.caller.represented?.subject)
  return JSON.stringify([partsOf(OF_FACTS, facts), ours, subjects.conflicted.size > 0, classes.map(({ signature }) => signature)])
}

const numbers = new WeakMap<object, number>()
let count = 0

// Grants and the catalogue are read anew when they change and never changed in place, so each reading has a number.
function numberOf(object: object): number {
  let number = numbers.get(object)
  if (number === undefined) {
    count += 1
    number = count
    numbers.set(object, number)
  }
  return number
}

/** What the arguments of an operation come to: which items it searches by, with what a derived item is asked, who is named. */
function usesText(uses: readonly Use[], { tools, subjects, classOf, aliases }: About): string {
  const told: unknown[] = []
  addArguments(told, uses, tools)
  for (const root of uses) {
    for (const { subject: named, person } of namedSubjects(root, tools.schema, tools.keyOf)) {
      const subject = aliases.get(named) ?? named
      told.push(person, classOf.get(subject) ?? (subjects.conflicted.has(subject) ? 'close' : 'stranger'))
    }
    told.push(root.key)
  }
  return JSON.stringify(told)
}

// An operation is known by its id, so of uses without arguments nothing has to be told, nor where the others stand.
function addArguments(told: unknown[], uses: readonly Use[], tools: DecisionTools): void {
  for (const use of uses) {
    if (use.node.arguments !== undefined && use.node.arguments.length > 0) {
      let searched = ''
      for (const { coordinate } of searchedItems(use, tools.schema, tools.items)) searched += ` ${coordinate}`
      told.push(searched)
      if ((use.item ?? use.verdictOf)?.derived === true) told.push(Object.entries(use.args))
    }
    if (use.children.length > 0) addArguments(told, use.children, tools)
  }
}
