import { describe, expect, it } from 'vitest'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts'

describe('a working day', () => {
  it.each(['2026-01-01', '2026-02-17', '2026-02-22', '2026-03-01', '2025-10-08', '2024-02-10', '2031-06-07'])('is not %s', (day) => {
    expect(isWorkingDay(day)).toBe(false)
  })

  it.each(['2026-02-14', '2026-02-28', '2026-02-24', '2026-03-02', '2025-09-28', '2024-04-07', '1969-12-31', '2031-06-06'])('is %s', (day) => {
    expect(isWorkingDay(day)).toBe(true)
  })
})

describe('working days are counted', () => {
  it('from the day after, over the Spring Festival and the weekends worked for it', () => {
    expect(addWorkingDays('2026-02-04', 22)).toBe('2026-03-12')
    expect(addWorkingDays('2026-02-13', 1)).toBe('2026-02-14')
    expect(addWorkingDays('2026-02-14', 1)).toBe('2026-02-24')
    expect(addWorkingDays('2026-02-27', 2)).toBe('2026-03-02')
  })

  it('from a day that is free as from the last one that was worked', () => {
    expect(addWorkingDays('2026-02-17', 1)).toBe('2026-02-24')
    expect(addWorkingDays('2026-02-17', 0)).toBe('2026-02-24')
    expect(addWorkingDays('2026-03-02', 0)).toBe('2026-03-02')
  })

  it('as many as lie between, none backwards', () => {
    expect(workingDaysBetween('2026-02-04', '2026-03-12')).toBe(22)
    expect(workingDaysBetween('2026-03-12', '2026-02-04')).toBe(0)
    expect(workingDaysBetween('2026-02-14', '2026-02-23')).toBe(0)
  })

  it('the same one by one and at once, over two years', () => {
    for (let from = Date.parse('2024-12-20'); from < Date.parse('2026-12-20'); from += 17 * 86_400_000) {
      const day = new Date(from).toISOString().slice(0, 10)
      let counted = 0
      for (let ahead = 1; ahead <= 60; ahead += 1) {
        const next = new Date(from + ahead * 86_400_000).toISOString().slice(0, 10)
        if (isWorkingDay(next)) {
          counted += 1
          expect(addWorkingDays(day, counted)).toBe(next)
        }
        expect(workingDaysBetween(day, next)).toBe(counted)
      }
    }
  })
})
