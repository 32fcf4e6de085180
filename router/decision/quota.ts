import type { AccessPlan } from '#platform/access'
import type { Ruling } from './decide.ts'
import type { Grant } from './facts.ts'

/** A grant with a quota that something is released under, and whom it counts. */
export interface Counted {
  readonly grant: Grant
  /** Rights classes that it gave something to. */
  readonly classes: ReadonlySet<number>
  /** Types of which it gave items of every row, whoever the row is about; empty where it gave none so. */
  readonly types: ReadonlySet<string>
}

/** The grants with a quota that the kept fields release anything under. */
export function countedIn({ releases, classes, common }: Pick<Ruling, 'releases' | 'classes' | 'common'>): readonly Counted[] {
  const found = new Map<Grant, { classes: Set<number>; types: Set<string> }>()
  const of = (grant: Grant) => {
    const known = found.get(grant) ?? { classes: new Set<number>(), types: new Set<string>() }
    found.set(grant, known)
    return known
  }
  const limited = (grants: readonly Grant[] = []) => grants.filter(({ quotaPerDay }) => quotaPerDay !== null)
  for (const { asked, scope } of releases) {
    for (const index of scope) for (const grant of limited(classes[index]?.get(asked)?.grants)) of(grant).classes.add(index)
    for (const grant of limited(common.get(asked)?.grants)) of(grant).types.add(asked.item.type)
  }
  return [...found].map(([grant, counted]) => ({ grant, ...counted }))
}

/**
 * How many subjects an answer releases under a grant: each once, however often it stands there.
 *
 * @param read subjects whose rows were read, those of no class only where a grant counts them
 * @param claimed whoever a claim is about, known to the library or not
 */
export function released({ classes, types }: Counted, { subjects }: Pick<AccessPlan, 'subjects'>, read: ReadonlySet<string>, claimed: ReadonlySet<string>): number {
  let count = 0
  for (const subject of new Set([...read, ...claimed])) {
    const index = subjects.get(subject)
    if (index === undefined ? types.size > 0 : classes.has(index)) count += 1
  }
  return count
}
