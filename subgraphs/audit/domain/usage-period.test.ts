import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPeriod, isWholeMonths, monthAfter, type Piece, piecesOf, tenDaysOf, type UsageSpan } from './usage-period.ts'

const DAY_MS = 86_400_000
const dayAt = (number: number) => new Date(Date.parse('2024-01-01') + number * DAY_MS).toISOString().slice(0, 10)
const beginsOf: Readonly<Record<UsageSpan, (day: string) => string>> = { DAY: (day) => day, TEN_DAYS: tenDaysOf, MONTH: (day) => `${day.slice(0, 7)}-01` }

/** How often each of some days is counted by pieces. */
const timesOf = (pieces: readonly Piece[], days: readonly string[]) => days.map((day) => pieces.reduce((times, { span, sign, from, to }) => {
  const begins = beginsOf[span](day)
  return begins >= from && begins <= to ? times + sign : times
}, 0))

describe('a time', () => {
  it('goes on, for ten years at most, and ends before days have years of five digits after them', () => {
    const periods = [['2026-03-02', '2026-03-01'], ['2016-01-01', '2026-03-01'], ['9999-12-01', '9999-12-31'], ['2026-03-02', '2026-03-02'], ['9998-12-01', '9998-12-31']]
    expect(periods.map(([from = '', to = '']) => isPeriod({ from, to }))).toEqual([false, false, false, true, true])
    expect(piecesOf({ from: '9998-12-02', to: '9998-12-31' })).toHaveLength(2)
  })

  it('is made of whole months or not', () => {
    expect([['2026-02-01', '2026-02-28'], ['2026-02-01', '2026-02-27'], ['2024-02-02', '2024-02-29'], ['2025-12-01', '2026-01-31']].map(([from = '', to = '']) => isWholeMonths({ from, to }))).toEqual([true, false, false, true])
  })

  it('falls into months, ten days and days, and what is cut is taken away where that is less', () => {
    expect(piecesOf({ from: '2026-01-01', to: '2026-12-31' })).toEqual([{ span: 'MONTH', sign: 1, from: '2026-01-01', to: '2026-12-01' }])
    expect(piecesOf({ from: '2026-02-02', to: '2026-03-31' })).toEqual([
      { span: 'MONTH', sign: 1, from: '2026-02-01', to: '2026-02-01' }, { span: 'DAY', sign: -1, from: '2026-02-01', to: '2026-02-01' }, { span: 'MONTH', sign: 1, from: '2026-03-01', to: '2026-03-01' },
    ])
    expect(piecesOf({ from: '2026-01-12', to: '2026-01-31' })).toEqual([
      { span: 'TEN_DAYS', sign: 1, from: '2026-01-11', to: '2026-01-11' }, { span: 'DAY', sign: -1, from: '2026-01-11', to: '2026-01-11' }, { span: 'TEN_DAYS', sign: 1, from: '2026-01-21', to: '2026-01-21' },
    ])
  })

  it('is counted once, each day of it and no other, whatever it falls into', () => {
    fc.assert(fc.property(fc.nat(800), fc.nat(400), (begin, length) => {
      const days = Array.from({ length: 1_300 }, (_, number) => dayAt(number - 40))
      const [from, to] = [dayAt(begin), dayAt(begin + length)]
      expect(timesOf(piecesOf({ from, to }), days)).toEqual(days.map((day) => (day >= from && day <= to ? 1 : 0)))
    }), { seed: 20260302, numRuns: 300 })
  })

  it('has a month after each', () => {
    expect(['2026-01-31', '2026-02-01', '2026-12-15'].map(monthAfter)).toEqual(['2026-02-01', '2026-03-01', '2027-01-01'])
  })
})
