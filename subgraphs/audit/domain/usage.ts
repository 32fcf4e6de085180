import { grouped } from '#platform/grouped'
import { FEWEST, suppress } from './suppression.ts'

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
  return { total: sum(cells.map(({ entries }) => entries)), suppressed: 0, groups: summed(cells.map((cell) => ({ ...cell, partly: false }))) }
}

/**
 * What may be told to those who may not. Each calendar month is told by itself, once and for all, and a longer time is the sum of what is
 * told of its months: so nobody learns more by asking for times that overlap.
 */
export function carefully(cells: readonly UsageCell[], by: UsageDimension): UsageTold {
  const months = [...grouped(cells, ({ month }) => month).values()].map((month) => toldOf(month, by))
  const shown = new Set(months.flatMap(({ groups }) => groups.map(({ key }) => key)))
  const partly = new Set(months.flatMap(({ hidden }) => hidden))
  const groups = summed(months.flatMap((month) => month.groups)).map((group) => ({ ...group, partly: group.partly || partly.has(group.key) }))
  const totals = months.map(({ total }) => total)
  return { total: totals.includes(null) ? null : sum(totals), suppressed: [...partly].filter((key) => !shown.has(key)).length, groups }
}

type Told = Readonly<Record<Measure, number | null>> & Pick<UsageGroup, 'key' | 'entries' | 'partly'>

function toldOf(month: readonly UsageCell[], by: UsageDimension) {
  const branches = branchesOf(month, LEVELS[by] ?? [])
  const { shown, total } = shownBy(month, branches, ({ entries }) => entries)
  const told = new Map(MEASURES.map((measure) => [measure, shownBy(month, branches, (cell) => cell[measure]).shown]))
  // Of the requests of a group those that were refused are told only where those that were not are told as well.
  const others = new Map(PARTS.map((measure) => [measure, shownBy(month, branches, (cell) => cell.entries - cell[measure]).shown]))
  const groups = [...shown].map((cell): Told => {
    const values = MEASURES.map((measure) => [measure, told.get(measure)?.has(cell) === true && (others.get(measure)?.has(cell) ?? true) ? cell[measure] : null] as const)
    return { key: cell.key, entries: cell.entries, ...(Object.fromEntries(values) as Record<Measure, number | null>), partly: values.some(([, value]) => value === null) }
  })
  return { groups, total, hidden: month.filter((cell) => !shown.has(cell)).map(({ key }) => key) }
}

/** Measures that count some of the requests. */
const PARTS: readonly Measure[] = ['refused', 'failed']

/** The larger groups that those of a dimension lie in, from the largest down, and whose counts are told as well. */
const LEVELS: Partial<Record<UsageDimension, readonly ((key: string) => string)[]>> = {
  AGENCY: [(code) => code.slice(2, 4), (code) => code.slice(2, 8)],
  REGION: [(division) => division.slice(0, 2)],
}

/** A group, or larger groups around it; the counts of one are those of all below it. */
type Branch = { readonly cell: UsageCell; readonly inner: null } | { readonly cell: null; readonly inner: readonly Branch[] }

function branchesOf(cells: readonly UsageCell[], levels: readonly ((key: string) => string)[]): Branch[] {
  const [level, ...below] = levels
  if (level === undefined) return cells.map((cell) => ({ cell, inner: null }))
  return [...grouped(cells, ({ key }) => level(key)).values()].map((inside) => ({ cell: null, inner: branchesOf(inside, below) }))
}

function countIn({ cell, inner }: Branch, count: (cell: UsageCell) => number): number {
  return cell === null ? inner.reduce((all, each) => all + countIn(each, count), 0) : count(cell)
}

/** Adds the groups that may be told to those that are, and gives what is told of all of them. */
function show(branches: readonly Branch[], count: (cell: UsageCell) => number, shown: Set<UsageCell>): number | null {
  const told = suppress(branches.map((branch) => ({ branch, count: countIn(branch, count) })))
  for (const { branch } of told.shown) {
    if (branch.cell === null) show(branch.inner, count, shown)
    else shown.add(branch.cell)
  }
  return told.total
}

/** What may be told of a month by one of its numbers. */
function shownBy(month: readonly UsageCell[], branches: readonly Branch[], count: (cell: UsageCell) => number): { readonly shown: ReadonlySet<UsageCell>; readonly total: number | null } {
  // Where nothing is small, nothing larger is, and all is told.
  if (month.every((cell) => count(cell) === 0 || count(cell) >= FEWEST)) return { shown: new Set(month), total: sum(month.map(count)) }
  const shown = new Set<UsageCell>()
  return { total: show(branches, count, shown), shown }
}

function summed(cells: readonly Told[]): UsageGroup[] {
  return [...grouped(cells, ({ key }) => key).values()].map((same) => {
    const sumOf = (measure: Measure) => {
      const known = same.flatMap((cell) => cell[measure] ?? [])
      return [measure, known.length === 0 ? null : sum(known)] as const
    }
    return {
      key: (same[0] as Told).key, entries: sum(same.map(({ entries }) => entries)), partly: same.some(({ partly }) => partly),
      ...(Object.fromEntries(MEASURES.map(sumOf)) as Record<Measure, number | null>),
    }
  })
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}
