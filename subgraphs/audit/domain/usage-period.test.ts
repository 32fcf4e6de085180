import { describe, expect, it } from 'vitest'
import { isPeriod, isWholeMonths, monthAfter, split } from './usage-period.ts'

describe('a time', () => {
  it('goes on, for ten years at most', () => {
    expect([['2026-03-02', '2026-03-01'], ['2016-01-01', '2026-03-01'], ['2026-03-02', '2026-03-02']].map(([from = '', to = '']) => isPeriod({ from, to }))).toEqual([false, false, true])
  })

  it('is made of whole months or not', () => {
    expect([['2026-02-01', '2026-02-28'], ['2026-02-01', '2026-02-27'], ['2024-02-02', '2024-02-29'], ['2025-12-01', '2026-01-31']].map(([from = '', to = '']) => isWholeMonths({ from, to }))).toEqual([true, false, false, true])
  })

  it('falls into whole months and the days before and after them', () => {
    expect(split({ from: '2026-01-15', to: '2026-04-10' })).toMatchObject({ monthsFrom: '2026-02-01', monthsTo: '2026-04-01' })
    expect(split({ from: '2026-01-01', to: '2026-12-31' })).toMatchObject({ monthsFrom: '2026-01-01', monthsTo: '2027-01-01' })
    expect(split({ from: '2026-02-02', to: '2026-03-30' })).toMatchObject({ monthsFrom: '2026-02-02', monthsTo: '2026-02-02' })
  })

  it('has a month after each', () => {
    expect(['2026-01-31', '2026-02-01', '2026-12-15'].map(monthAfter)).toEqual(['2026-02-01', '2026-03-01', '2027-01-01'])
  })
})
