/**
 * How many there must be behind a number before it is told: 10. Statistics of a handful of people tell of each of them to whoever knows
 * the others, and offices of statistics that publish a threshold hold counts of persons to 3, 5 or 10; the hub takes the strictest, since
 * whoever reads its counts may have other registers beside them.
 */
export const FEWEST = 10

/** What is told of some counts that together make one total. */
export interface Told<Group> {
  /** The groups that may be told, in the order in which they came. */
  readonly shown: readonly Group[]
  /** How many groups are left out. */
  readonly suppressed: number
  /** The sum of all groups, those left out too; `null` where it would tell of one that is left out. */
  readonly total: number | null
}

/**
 * Leaves out each group that counts some but fewer than `fewest`, and with them the smallest of the others, with all that are equal to
 * it: else the total less what is shown would be the sum of small groups alone, or of one. So among those left out there is always one
 * that is not small, and nobody can say which. Only where every group is small is there none; then the total is told where one group
 * alone may make up enough of it, and otherwise not.
 *
 * It holds for one breakdown of one total, and for several of the same total. A breakdown of a group is another's: where the group is
 * left out, all below it must be.
 */
export function suppress<Group extends { readonly count: number }>(groups: readonly Group[], fewest: number = FEWEST): Told<Group> {
  const all = sum(groups)
  const most = mostLeftOut(groups.map(({ count }) => count), fewest)
  const shown = most === 0 ? groups : groups.filter(({ count }) => isShown(count, most))
  const suppressed = groups.length - shown.length
  const leftOut = all - sum(shown)
  return { shown, suppressed, total: suppressed === 0 || leftOut >= fewest + suppressed - 1 ? all : null }
}

/** Up to which count groups are left out: that of the smallest that is not small; 0 where none is small. */
export function mostLeftOut(counts: readonly number[], fewest: number = FEWEST): number {
  let next = Number.POSITIVE_INFINITY
  let someSmall = false
  for (const count of counts) {
    if (isSmall(count, fewest)) someSmall = true
    else if (count !== 0 && count < next) next = count
  }
  return someSmall ? next : 0
}

/** Whether a count is told where those up to `most` are left out. */
const isShown = (count: number, most: number): boolean => count === 0 || count > most

/** Whether there are some, and too few of them to be told. */
function isSmall(count: number, fewest: number): boolean {
  return count > 0 && count < fewest
}

function sum(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((total, { count }) => total + count, 0)
}

/**
 * The same of groups that lie in larger ones whose counts are told elsewhere, as days lie in months: below a larger group that is left
 * out nothing is told, and below each other one what its own count does not give away.
 */
export function suppressWithin<Group extends { readonly count: number }>(groups: readonly Group[], above: (group: Group) => string): Told<Group> {
  const within = new Map<string, Group[]>()
  for (const group of groups) (within.get(above(group)) ?? within.set(above(group), []).get(above(group)))?.push(group)
  const larger = suppress([...within].map(([key, inner]) => ({ key, count: sum(inner) })))
  const told = new Set(larger.shown.flatMap(({ key }) => suppress(within.get(key) ?? []).shown))
  return { shown: groups.filter((group) => told.has(group)), suppressed: groups.length - told.size, total: larger.total }
}
