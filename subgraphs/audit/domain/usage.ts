import { grouped } from '#platform/grouped'
import { mostLeftOut, suppress } from './suppression.ts'

/** By what requests are counted. */
export type UsageDimension = 'RESOURCE' | 'AGENCY' | 'MATTER' | 'REGION' | 'PROVINCE' | 'CHANNEL' | 'OUTCOME' | 'REASON' | 'DAY' | 'MONTH'

/** Whose requests are counted: everybody's, those of an agency, or those for what an agency provides. */
export type UsageSide = 'ALL' | 'CONSUMER' | 'PROVIDER'

/** What is not counted on a side: who asks is always the same, or told by the agency alone. */
const UNTOLD: Readonly<Record<UsageSide, readonly UsageDimension[]>> = { ALL: [], PROVIDER: ['REGION', 'PROVINCE'], CONSUMER: ['AGENCY', 'REGION', 'PROVINCE'] }

/** Whether requests of a side are counted by something. */
export const isCountedBy = (side: UsageSide, by: UsageDimension): boolean => !UNTOLD[side].includes(by)

const MEASURES = ['refused', 'failed', 'released', 'withheld', 'rows', 'subjectsRead'] as const
type Measure = (typeof MEASURES)[number]

/** What was counted under a key in one calendar month. */
export interface UsageCell extends Readonly<Record<Measure, number>> {
  readonly key: string
  /** First day of the month. */
  readonly month: string
  readonly entries: number
}

/** What is told of a key; `null`: not told in any month. */
export interface UsageGroup extends Readonly<Record<Measure, number | null>> {
  readonly key: string
  readonly entries: number
  /** Whether some of it is not told. */
  readonly partly: boolean
}

export interface UsageTold {
  readonly total: number | null
  readonly suppressed: number
  readonly groups: readonly UsageGroup[]
}

/** Everything, for those who may read the entries themselves. */
export function exactly(cells: readonly UsageCell[]): UsageTold {
  const groups = new Map<string, GroupSum>()
  for (const cell of cells) groupOf(groups, cell.key).add(cell, () => true)
  return { total: sum(cells.map(({ entries }) => entries)), suppressed: 0, groups: [...groups.values()].map((group) => group.told(false)) }
}

/**
 * What may be told to those who may not. Each calendar month is told by itself, once and for all, and a longer time is the sum of what is
 * told of its months: so nobody learns more by asking for times that overlap.
 */
export function carefully(cells: readonly UsageCell[], by: UsageDimension): UsageTold {
  const groups = new Map<string, GroupSum>()
  const hidden = new Set<string>()
  let total: number | null = 0
  for (const month of grouped(cells, ({ month: of }) => of).values()) {
    const { shown, told, total: ofMonth } = toldOf(month, by)
    total = total === null || ofMonth === null ? null : total + ofMonth
    for (const [at, cell] of month.entries()) {
      if (shown[at] === true) groupOf(groups, cell.key).add(cell, (measure) => told[measure][at] === true)
      else hidden.add(cell.key)
    }
  }
  return {
    total, suppressed: [...hidden].filter((key) => !groups.has(key)).length,
    groups: [...groups.values()].map((group) => group.told(hidden.has(group.key))),
  }
}

/** Of each of some groups, whether a number of it may be told. */
type Shown = readonly boolean[]

/** What may be told of one month: of which groups their requests, and of which each other number. */
function toldOf(month: readonly UsageCell[], by: UsageDimension) {
  const branches = branchesOf(month.map(({ key }) => key), LEVELS[by] ?? [])
  const { shown, total } = shownBy(month.map(({ entries }) => entries), branches)
  const told = Object.fromEntries(MEASURES.map((measure) => {
    const of = shownBy(month.map((cell) => cell[measure]), branches).shown
    if (!PARTS.includes(measure)) return [measure, of]
    // Of the requests of a group those that were refused are told only where those that were not are told as well.
    const others = shownBy(month.map((cell) => cell.entries - cell[measure]), branches).shown
    return [measure, of.map((is, at) => is && others[at] === true)]
  })) as Record<Measure, Shown>
  return { shown, told, total }
}

/** Measures that count some of the requests. */
const PARTS: readonly Measure[] = ['refused', 'failed']

/** The larger groups that those of a dimension lie in, from the largest down, and whose counts are told as well. */
const LEVELS: Partial<Record<UsageDimension, readonly ((key: string) => string)[]>> = {
  AGENCY: [(code) => code.slice(2, 4), (code) => code.slice(2, 8)],
  REGION: [(division) => division.slice(0, 2)],
}

/** The place of a group, or what lies in a larger group around it; the counts of one are those of all below it. */
type Branch = number | readonly Branch[]

function branchesOf(keys: readonly string[], levels: readonly ((key: string) => string)[], places: readonly number[] = [...keys.keys()]): readonly Branch[] {
  const [level, ...below] = levels
  if (level === undefined) return places
  return [...grouped(places, (at) => level(keys[at] ?? '')).values()].map((inside) => branchesOf(keys, below, inside))
}

function countIn(branch: Branch, counts: readonly number[]): number {
  return typeof branch === 'number' ? (counts[branch] ?? 0) : branch.reduce<number>((all, each) => all + countIn(each, counts), 0)
}

/** Marks the groups that may be told, and gives the total as far as it may be. */
function show(branches: readonly Branch[], counts: readonly number[], shown: boolean[]): number | null {
  const each = branches.map((branch) => ({ branch, count: countIn(branch, counts) }))
  const told = suppress(each)
  for (const { branch } of told.shown) {
    if (typeof branch === 'number') shown[branch] = true
    else show(branch, counts, shown)
  }
  return told.total
}

/** What may be told of a month by one of its numbers. */
function shownBy(counts: readonly number[], branches: readonly Branch[]): { readonly shown: Shown; readonly total: number | null } {
  // Where nothing is small, nothing larger is, and all is told.
  if (mostLeftOut(counts) === 0) return { shown: counts.map(() => true), total: sum(counts) }
  const shown = counts.map(() => false)
  return { total: show(branches, counts, shown), shown }
}

/** What is told of a group, month by month added up. */
class GroupSum {
  readonly key: string
  readonly #sums = new Map<Measure, number>()
  #entries = 0
  #partly = false

  constructor(key: string) {
    this.key = key
  }

  add(cell: UsageCell, isTold: (measure: Measure) => boolean): void {
    this.#entries += cell.entries
    for (const measure of MEASURES) {
      if (isTold(measure)) this.#sums.set(measure, (this.#sums.get(measure) ?? 0) + cell[measure])
      else this.#partly = true
    }
  }

  told(elsewhereHidden: boolean): UsageGroup {
    const values = Object.fromEntries(MEASURES.map((measure) => [measure, this.#sums.get(measure) ?? null])) as Record<Measure, number | null>
    return { key: this.key, entries: this.#entries, ...values, partly: this.#partly || elsewhereHidden }
  }
}

function groupOf(groups: Map<string, GroupSum>, key: string): GroupSum {
  const known = groups.get(key) ?? new GroupSum(key)
  groups.set(key, known)
  return known
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
