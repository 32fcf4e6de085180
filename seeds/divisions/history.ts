import { divisionLevel, divisionParent } from '#platform/identifiers'
import type { DivisionSeed } from './divisions.ts'

const FOUNDED = '1'
const RENAMED = '2'
const MERGED = '4'

/** Withdrawn: six digits and name of what was, the day on which the change was announced, and what took its place. */
type Withdrawal = readonly [code: string, name: string, announcedOn: string, replacedBy: string]

/**
 * Counties that became part of another, whose codes live on in citizen numbers. Only what is certain: each merger with the
 * day on which it was announced. The last is invented.
 */
const WITHDRAWN: readonly Withdrawal[] = [
  ['110103', '崇文区', '2010-07-01', '110101'],
  ['110104', '宣武区', '2010-07-01', '110102'],
  ['120107', '塘沽区', '2009-11-09', '120116'],
  ['120108', '汉沽区', '2009-11-09', '120116'],
  ['120109', '大港区', '2009-11-09', '120116'],
  ['310103', '卢湾区', '2011-06-08', '310101'],
  ['310108', '闸北区', '2015-11-04', '310106'],
  ['310119', '南汇区', '2009-05-06', '310115'],
  ['320502', '沧浪区', '2012-09-01', '320508'],
  ['320503', '平江区', '2012-09-01', '320508'],
  ['320504', '金阊区', '2012-09-01', '320508'],
  ['990103', '旧例区', '2010-03-01', '990101'],
]

/** What became of divisions of the synthetic province that still exist. */
const CHANGED: readonly (readonly [code: string, changedOn: string, kind: string, formerName: string | null])[] = [
  ['990101002000', '2012-09-01', FOUNDED, null],
  ['990102100000', '2015-06-01', RENAMED, '示例县东关镇'],
]

const padded = (code: string) => code.padEnd(12, '0')

/** Withdrawn divisions, without a place on the map. */
export function withdrawnDivisions(existing: ReadonlyMap<string, DivisionSeed>) {
  return WITHDRAWN.map(([code, name, validTo]) => {
    const parent = divisionParent(code)
    const above = existing.get(parent ?? '')
    // Full names leave out the placeholder between a municipality and its counties, as those of existing divisions do.
    const path = (above?.fullName ?? '').replace(/市辖区$/u, '')
    return { code: padded(code), name, fullName: path + name, level: divisionLevel(code), parent, validTo }
  })
}

/** What happened to divisions, in the order of their codes. */
export function divisionChanges() {
  const merged = WITHDRAWN.map(([code, name, changedOn, replacedBy]) =>
    ({ code: padded(code), changedOn, kind: MERGED, formerName: name, replacedBy: padded(replacedBy) }))
  const changed = CHANGED.map(([code, changedOn, kind, formerName]) => ({ code, changedOn, kind, formerName, replacedBy: null }))
  return [...merged, ...changed].sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** First day of a division that is known to have been founded on it. */
export function foundedOn(code: string): string | null {
  return CHANGED.find(([changed, , kind]) => changed === code && kind === FOUNDED)?.[1] ?? null
}

