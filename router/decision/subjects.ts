import { caseBarrier, NAMED_ONLY } from './case-rules.ts'
import type { Facts, KinLink, ProtectedPerson } from './facts.ts'
import { classIndexOf, indexOf } from './grants.ts'

/** The subjects that a purpose concerns, and what each is to it. */
export interface Subjects {
  /** Subject key → what it is to the purpose. */
  readonly standing: ReadonlyMap<string, ReadonlySet<string>>
  /** Subjects of the case who are the operator or close to it: their data stay closed. */
  readonly conflicted: ReadonlySet<string>
}

/** Subjects for whom everything is decided alike. */
export interface SubjectClass {
  readonly standing: ReadonlySet<string>
  /** One of them, where that is the only one: a protected person has closures of its own, so it shares a class with nobody. */
  readonly only: string | null
  /** Equal texts are decided alike by the same grants. */
  readonly signature: string
}

/** The classes that subjects fall into, and which of them each is in; whoever is close to the operator is in none. */
export function classesOf({ standing, conflicted }: Subjects, facts: Facts): { readonly classes: readonly SubjectClass[]; readonly classOf: ReadonlyMap<string, number> } {
  const classes: SubjectClass[] = []
  const classOf = new Map<string, number>()
  const known = new Map<string, number>()
  for (const [subject, tokens] of standing) {
    if (conflicted.has(subject)) continue
    const protection = facts.protected.get(subject)
    const text = tokens.size === 1 ? (tokens.values().next().value as string) : [...tokens].sort().join(' ')
    let index = protection === undefined ? known.get(text) : undefined
    if (index === undefined) {
      const signature = protection === undefined ? text : `${text}=${JSON.stringify([protection.grade, protection.items, facts.caller.represented?.subject === subject, isSealed(protection, facts)])}`
      index = classes.push({ standing: tokens, only: protection === undefined ? null : subject, signature }) - 1
      if (protection === undefined) known.set(text, index)
    }
    classOf.set(subject, index)
  }
  return { classes, classOf }
}

/** Kinship that is too close for an operator to handle a case; 行政许可 and 公务员 rules on 回避. */
const CLOSE_KIN = new Set(['spouse', 'child', 'minorChild', 'parent', 'sibling'])

/** What somebody is to an enrolment who is no party yet: whose name and number are compared. */
const CLAIMED = 'CLAIMED'

/**
 * Works out whom the purpose concerns: the parties of the case, their kin, or the one who acts in person. Pure.
 *
 * @param claimed people about whom something is claimed; an enrolment is about them
 */
export function subjectsOf(facts: Facts, claimed: readonly string[] = []): Subjects {
  const { caller, caseFacts, kin } = facts
  const standing = new Map<string, Set<string>>()
  const add = (subject: string, token: string) => {
    const tokens = standing.get(subject)
    if (tokens === undefined) standing.set(subject, new Set([token]))
    else tokens.add(token)
  }
  if (caller.represented !== null) {
    // Someone who acts in person sees themselves alone; the other parties of the case stay closed.
    add(caller.represented.subject, 'SELF')
    return { standing, conflicted: new Set() }
  }
  const conflicted = conflictedSubjects(facts)
  for (const party of caseFacts?.parties ?? []) {
    add(party.subject, `PARTY:${party.role}`)
    for (const link of kin) {
      if (link.subject !== party.subject || !kinIsNamed(link, party.role, facts)) continue
      add(link.related, `KIN:${party.role}:${link.kind}`)
      // Kin who are reached through somebody close to the operator are no less close.
      if (conflicted.has(party.subject)) conflicted.add(link.related)
    }
  }
  if (caseFacts?.kind === 'ENROLMENT' && caseBarrier(facts) === null) for (const subject of claimed) add(subject, CLAIMED)
  // The operator may be reached without being a party, as the spouse of one.
  if (caller.operatorKey !== null && standing.has(caller.operatorKey)) conflicted.add(caller.operatorKey)
  return { standing, conflicted }
}

/**
 * Whose holdings may be known of: whom the purpose concerns, and the agent who acts by a mandate where the identity provider tells who that
 * is. Of a party who asks for somebody else in the case nothing is read, but what they hold themselves is no news to them. Pure.
 */
export function holdersOf(facts: Facts): Subjects {
  const subjects = subjectsOf(facts)
  const { caller: { represented, operatorKey }, caseFacts } = facts
  const byMandate = represented !== null && represented.mandateMatters !== null
  if (!byMandate || operatorKey === null || caseFacts?.parties.some(({ subject }) => subject === operatorKey) !== true) return subjects
  return { ...subjects, standing: new Map([...subjects.standing, [operatorKey, OWN]]) }
}

const OWN: ReadonlySet<string> = new Set(['SELF'])

// Kin that no grant names stay strangers, or being refused otherwise would tell whose kin they are. So do sealed ones.
function kinIsNamed({ subject, related, kind }: KinLink, role: string, facts: Facts): boolean {
  if (NAMED_ONLY.has(facts.caseFacts?.kind ?? '')) return false
  if ([subject, related].some((each) => isSealed(facts.protected.get(each), facts))) return false
  const { grants, purpose, matter } = facts
  return indexOf(grants).reaches(role, kind, purpose?.matter ?? '') || classIndexOf(facts)?.reaches(role, kind, matter?.basicCode ?? '') === true
}

function conflictedSubjects({ caller, caseFacts, kin }: Facts): Set<string> {
  const operator = caller.operatorKey
  if (operator === null) return new Set()
  const close = (caseFacts?.parties ?? []).filter(
    ({ subject }) =>
      subject === operator ||
      kin.some((link) => link.subject === subject && link.related === operator && CLOSE_KIN.has(link.kind)),
  )
  return new Set(close.map(({ subject }) => subject))
}

/** Whether a protected person must not exist for this caller; the subject and the agencies named know of them. */
export function isSealed(person: ProtectedPerson | undefined, facts: Facts): boolean {
  if (person === undefined || person.grade !== 'SEALED') return false
  if (facts.caller.represented?.subject === person.subject) return false
  return !person.agencies.includes(facts.caller.agency)
}

/**
 * The keys of a question that stand for a subject known by another. Of somebody who must not exist for the caller they stand
 * for nobody: resolved, they would read otherwise than a number that nobody bears.
 */
export function aliasesOf(facts: Facts): ReadonlyMap<string, string> {
  return new Map([...facts.aliases].filter(([, subject]) => !isSealed(facts.protected.get(subject), facts)))
}

/** Whether an item is closed for a protected person, whatever the grants say. */
export function isClosed(person: ProtectedPerson | undefined, coordinate: string, restricted: boolean, facts: Facts): boolean {
  if (person === undefined || facts.caller.represented?.subject === person.subject) return false
  return (person.grade === 'RESTRICTED' && restricted) || (person.grade === 'FACT' && person.items.includes(coordinate))
}
