import { describe, expect, it } from 'vitest'
import { type IndicatorSum, indicatorsOf, yearBetween } from './indicators.ts'

const AGENCY = '11990101000000019X'
const OTHER = '119901010000000781'
const sums = (code: string, measures: Record<string, number>): IndicatorSum[] => Object.entries(measures).map(([measure, value]) => ({ code, measure, value }))

const MANY = {
  decided: 40, promised: 40, onTime: 39, timed: 40, days: 610, limited: 40, compressed: 10, rated: 20, poor: 12, rectified: 9, materials: 90, exempt: 60,
}

describe('indicators are kept back', () => {
  it('of groups with few decided cases, and of the next larger one', () => {
    expect(indicatorsOf([...sums('2025-01', MANY), ...sums('2025-02', { decided: 3 }), ...sums('2025-03', { decided: 12 })], 'MONTH'))
      .toMatchObject({ shown: [{ code: '2025-01' }], suppressed: 2 })
  })

  it('of every matter of an agency that is left out itself', () => {
    const matters = [...sums(`${AGENCY}A`, { decided: 900 }), ...sums(`${OTHER}A`, { decided: 30 }), ...sums('12990101000000043BA', { decided: 4 })]
    expect(indicatorsOf(matters, 'MATTER')).toMatchObject({ shown: [{ code: `${AGENCY}A` }], suppressed: 2 })
  })

  it('one by one where fewer than ten are behind a rate', () => {
    const few = { decided: 40, promised: 9, onTime: 9, timed: 9, days: 90, limited: 9, compressed: 3, rated: 9, poor: 9, rectified: 9, materials: 9, exempt: 9 }
    expect(indicatorsOf(sums(AGENCY, few), 'AGENCY').shown).toEqual([{
      code: AGENCY, count: 40, onTimeRate: null, averageDays: null, promiseCompression: null, goodRatingRate: null, poorRectifiedRate: null,
      materialExemptRate: null,
    }])
  })

  it('where nothing at all is behind a rate', () => {
    expect(indicatorsOf(sums(AGENCY, { decided: 40 }), 'AGENCY').shown[0]).toMatchObject({ onTimeRate: null, goodRatingRate: null })
  })
})

describe('indicators', () => {
  it('are what their descriptions say', () => {
    expect(indicatorsOf(sums(AGENCY, MANY), 'AGENCY').shown).toEqual([{
      code: AGENCY, count: 40, onTimeRate: 0.975, averageDays: 15.3, promiseCompression: 0.25, goodRatingRate: 0.4, poorRectifiedRate: 0.75,
      materialExemptRate: 0.6667,
    }])
  })
})

describe('a year', () => {
  it.each([['2025-01-01', '2025-12-30'], ['2025-01-02', '2025-12-31'], ['2024-01-01', '2025-12-31']])('is not from %s to %s', (from, to) => {
    expect(yearBetween(from, to)).toBeNull()
  })

  it('is from its first day to its last', () => {
    expect(yearBetween('2025-01-01', '2025-12-31')).toBe('2025')
  })
})
