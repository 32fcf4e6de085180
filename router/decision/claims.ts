import type { DecisionTools } from './decide.ts'
import type { Facts } from './facts.ts'
import { namedSubjects } from './searches.ts'
import { aliasesOf, type Subjects, subjectsOf } from './subjects.ts'
import type { Use } from './uses.ts'

type Tools = Pick<DecisionTools, 'schema' | 'keyOf'>

/** The people and organisations about whom some roots compare what is claimed. */
export function claimedIn(uses: readonly Use[], aliases: ReadonlyMap<string, string>, { schema, keyOf }: Tools) {
  return uses
    .filter(({ children }) => children.some(compares))
    .flatMap((use) => namedSubjects(use, schema, keyOf))
    .map(({ subject, person }) => ({ subject: aliases.get(subject) ?? subject, person }))
}

/** Whether a field tells a verdict, or several of what the same root claims; one that claims something itself is about whoever stands above it. */
function compares({ verdictOf, node, children }: Use): boolean {
  return verdictOf !== undefined || ((node.arguments ?? []).length === 0 && children.some((child) => child.verdictOf !== undefined))
}

/** Whom the purpose concerns; an enrolment concerns the people whose names a question compares. */
export function subjectsFor(uses: readonly Use[], facts: Facts, tools: Tools): Subjects {
  if (facts.caseFacts?.kind !== 'ENROLMENT') return subjectsOf(facts)
  return subjectsOf(facts, claimedIn(uses, aliasesOf(facts), tools).flatMap(({ subject, person }) => (person ? [subject] : [])))
}
