import type { ContractItem } from '#platform/contract'
import type { CopyState } from '../../subgraphs/licences/index.ts'
import { caseBarrier } from '../decision/case-rules.ts'
import { outcomeFor } from '../decision/decide.ts'
import type { Facts, Grant } from '../decision/facts.ts'
import { laterReason, type Reason } from '../decision/reasons.ts'
import { actBarrier } from '../decision/rights.ts'
import { classesOf, isSealed, type SubjectClass, subjectsOf } from '../decision/subjects.ts'

/** What of a file that is fetched decides whether it may leave. */
export interface Fetched {
  /** Whether the copy counts. */
  readonly state: CopyState
  /** Whether it needs grants. */
  readonly byGrant: boolean
  /** Types of the licences on it. */
  readonly types: readonly string[]
  /** Keys of the holders whom it is about. */
  readonly subjects: readonly string[]
  /** Keys of everybody whom its licences name. */
  readonly holders: readonly string[]
}

/** Whether a file may leave. */
export interface FetchDecision {
  /** Why it may not: a reason, or the state of a copy that counts no longer; `null` where it may. */
  readonly refused: Reason | CopyState | null
  /** What it leaves under; none where it was made by leave, or may not leave. */
  readonly grants: readonly Grant[]
}

/**
 * Decides anew whether a file may leave, as it would be decided if the copy were asked for now: minutes lie between the two, in which
 * whoever asked, their grants, the case and the holders may have changed. Pure.
 *
 * @param item the right to copy
 */
export function decideFetch(file: Fetched, facts: Facts, item: ContractItem): FetchDecision {
  const { classes, classOf } = classesOf(subjectsOf(facts), facts)
  const about = [...new Set(file.subjects.map((subject) => classOf.get(subject)))].flatMap((index) => (index === undefined ? [] : [classes[index] as SubjectClass]))
  const refused = actBarrier(facts) ?? caseRefusal(facts) ?? subjectRefusal(file, facts, classOf)
  if (refused !== null) return { refused, grants: [] }
  const granted = file.byGrant ? grantsOf(file.types, about, facts, item) : []
  if (!Array.isArray(granted)) return { refused: granted, grants: [] }
  return file.state === 'GENUINE' ? { refused: null, grants: [...new Set(granted)] } : { refused: file.state, grants: [] }
}

// After a case is closed some of it may still be compared, and nothing of it be had.
function caseRefusal(facts: Facts): Reason | null {
  return caseBarrier(facts) ?? (facts.caseFacts?.open === true ? null : 'CASE_CLOSED')
}

// Everybody whom it is about has to be a party still, and nobody whom it names may have become unknown to the caller.
function subjectRefusal({ subjects, holders }: Fetched, facts: Facts, classOf: ReadonlyMap<string, number>): Reason | null {
  const { conflicted } = subjectsOf(facts)
  if (subjects.some((subject) => conflicted.has(subject))) return 'OPERATOR_IS_SUBJECT'
  if (subjects.length === 0 || !subjects.every((subject) => classOf.has(subject))) return 'SUBJECT_NOT_PARTY'
  return holders.some((holder) => isSealed(facts.protected.get(holder), facts)) ? 'SUBJECT_NOT_PARTY' : null
}

/** The grants that open copies of every type to any of those whom the file is about, or why one type is opened by none. */
function grantsOf(types: readonly string[], about: readonly SubjectClass[], facts: Facts, item: ContractItem): Grant[] | Reason {
  const found: Grant[] = []
  for (const type of types) {
    const name = `${item.coordinate}@${type}`
    const outcomes = about.map(({ standing, only }) => outcomeFor({ item, verify: false, args: {} }, standing, only, giving(name, facts)))
    const opening = outcomes.filter(({ granted }) => granted.get(name) === 'CLEAR')
    if (opening.length === 0) return outcomes.map(({ reason }) => reason).reduce<Reason | null>(laterReason, null) ?? 'NO_GRANT'
    found.push(...opening.flatMap(({ grants }) => grants))
  }
  return found
}

// Reasons are told of an item in all of its slices, and here one slice is asked about.
function giving(name: string, facts: Facts): Facts {
  const gives = ({ items }: Grant) => items.some(({ item }) => item === name)
  return { ...facts, grants: facts.grants.filter(gives), classGrants: facts.classGrants.filter(gives) }
}
