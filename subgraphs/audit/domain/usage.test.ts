import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEWEST } from './suppression.ts'
import { carefully, exactly, type UsageCell, type UsageDimension } from './usage.ts'

const cell = (key: string, entries: number, month = '2026-02', more: Partial<UsageCell> = {}): UsageCell =>
  ({ key, month, entries, refused: 0, failed: 0, released: 0, withheld: 0, rows: 0, subjectsRead: 0, ...more })

const told = (cells: readonly UsageCell[], by: UsageDimension = 'CHANNEL') => {
  const { total, suppressed, groups } = carefully(cells, by)
  return { total, suppressed, groups: Object.fromEntries(groups.map(({ key, entries }) => [key, entries])) }
}

describe('counts of use are kept back', () => {
  it('where they are small, with the next that would give them away', () => {
    expect(told([cell('WINDOW', 500), cell('PORTAL', 40), cell('MOBILE', 3)])).toEqual({ total: 543, suppressed: 2, groups: { WINDOW: 500 } })
  })

  it('month by month, so that times that overlap tell no more than the months', () => {
    const months = [cell('A', 300), cell('B', 4), cell('C', 20), cell('A', 200, '2026-03'), cell('B', 90, '2026-03')]
    expect(told(months)).toEqual({ total: 614, suppressed: 1, groups: { A: 500, B: 90 } })
    expect(carefully(months, 'CHANNEL').groups.map(({ key, partly }) => [key, partly])).toEqual([['A', false], ['B', true]])
  })

  it('also below what is told of the county and of the province of an agency', () => {
    const agency = (division: string, last: string) => `11${division}0000000${last}`
    const [a, b, c] = [agency('990101', '1'), agency('990101', '2'), agency('990201', '3')]
    expect(told([cell(a, 50), cell(b, 3), cell(c, 400)], 'AGENCY').groups).toEqual({ [c]: 400 })
    // The county of two is told as one number, so of the two neither may be; one alone in another county may.
    expect(told([cell('990101', 53), cell('990201', 400)], 'REGION')).toEqual({ total: 453, suppressed: 0, groups: { '990101': 53, '990201': 400 } })
    // A county that is left out takes everybody in it along.
    expect(told([cell(a, 5), cell(b, 3), cell(c, 400), cell(agency('990301', '4'), 40)], 'AGENCY').groups).toEqual({ [c]: 400 })
  })

  it('of those that were refused where the others are few as well', () => {
    const groups = (refused: number) => carefully([cell('WINDOW', 500, '2026-02', { refused }), cell('PORTAL', 500, '2026-02', { refused: 250 })], 'CHANNEL').groups.map((group) => group.refused)
    expect([groups(3), groups(495), groups(200), groups(0)]).toEqual([[null, null], [null, null], [200, 250], [0, 250]])
  })

  it('and none that is told is small, whatever is counted', () => {
    const some = fc.array(fc.record({ key: fc.constantFrom('A', 'B', 'C', 'D'), month: fc.constantFrom('2026-01', '2026-02'), entries: fc.nat(40), refused: fc.nat(40) }), { maxLength: 8 })
    fc.assert(fc.property(some, (cells) => {
      const once = [...new Map(cells.map((each) => [`${each.key}${each.month}`, each])).values()]
      const { groups } = carefully(once.map(({ key, month, entries, refused }) => cell(key, entries, month, { refused: Math.min(refused, entries) })), 'CHANNEL')
      for (const { entries, refused } of groups) {
        expect(entries === 0 || entries >= FEWEST).toBe(true)
        expect(refused === null || refused === 0 || refused >= FEWEST).toBe(true)
      }
    }), { seed: 20260302, numRuns: 1_000 })
  })
})

describe('counts of use are told', () => {
  it('as they are to whoever may read the entries', () => {
    expect(exactly([cell('A', 3), cell('B', 1), cell('A', 2, '2026-03')])).toMatchObject({ total: 6, suppressed: 0, groups: [{ key: 'A', entries: 5 }, { key: 'B', entries: 1 }] })
  })
})
