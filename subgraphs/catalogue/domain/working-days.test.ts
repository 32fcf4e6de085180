import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkingDays, calendarOf, isWeekday, isWorkingDay, workingDaysBetween } from './working-days.ts'

const YEARS = [2025, 2026, 2027]
const day = (number: number) => new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)
const newYears = YEARS.map((year) => ({ day: `${year}-01-01`, worked: false }))

const SPRING = calendarOf([
  ...newYears, ...[15, 16, 17, 18, 19, 20, 21, 22, 23].map((each) => ({ day: `2026-02-${each}`, worked: false })),
  { day: '2026-02-14', worked: true }, { day: '2026-02-28', worked: true },
])

describe('working days', () => {
  it('of a year that is not loaded are not guessed', () => {
    expect(isWorkingDay(SPRING, '2028-03-01')).toBeNull()
    expect(addWorkingDays(SPRING, '2027-12-30', 2)).toBeNull()
    expect(workingDaysBetween(SPRING, '2027-12-30', '2028-01-03')).toBeNull()
    expect(workingDaysBetween(SPRING, '2028-01-03', '2027-12-30')).toBeNull()
    expect(addWorkingDays(calendarOf([]), '2026-03-02', 1)).toBeNull()
  })

  it('are counted from the day after, over the Spring Festival and the weekends worked for it', () => {
    expect(addWorkingDays(SPRING, '2026-02-13', 1)).toBe('2026-02-14')
    expect(addWorkingDays(SPRING, '2026-02-14', 1)).toBe('2026-02-24')
    expect(addWorkingDays(SPRING, '2026-02-27', 1)).toBe('2026-02-28')
    expect(addWorkingDays(SPRING, '2026-02-28', 1)).toBe('2026-03-02')
    expect(workingDaysBetween(SPRING, '2026-02-14', '2026-02-23')).toBe(0)
    expect(workingDaysBetween(SPRING, '2026-03-03', '2026-03-02')).toBe(-1)
  })

  it('are the weekdays of a year where nothing else is announced', () => {
    expect([isWeekday('2026-03-02'), isWeekday('2026-03-01'), isWeekday('2026-02-28')]).toEqual([true, false, false])
  })
})

// What an obvious count over any calendar gives.
describe('for any calendar', () => {
  const exceptions = fc.array(fc.record({ day: fc.integer({ min: 0, max: 1_094 }).map(day), worked: fc.boolean() }), { maxLength: 60 })
  const from = fc.integer({ min: 0, max: 700 })

  it('so many days later so many days lie between, and the last of them is worked', () => {
    fc.assert(
      fc.property(exceptions, from, fc.integer({ min: 1, max: 60 }), (days, start, count) => {
        const calendar = calendarOf([...days, ...newYears])
        const last = addWorkingDays(calendar, day(start), count) as string
        expect(isWorkingDay(calendar, last)).toBe(true)
        expect(workingDaysBetween(calendar, day(start), last)).toBe(count)
        expect(workingDaysBetween(calendar, last, day(start))).toBe(-count)
      }),
      { seed: 20260302, numRuns: 300 },
    )
  })

  it('one by one comes to the same as at once', () => {
    fc.assert(
      fc.property(exceptions, from, fc.integer({ min: 0, max: 40 }), (days, start, count) => {
        const calendar = calendarOf([...days, ...newYears])
        let stepwise = day(start)
        for (let step = 0; step < count; step += 1) stepwise = addWorkingDays(calendar, stepwise, 1) as string
        expect(addWorkingDays(calendar, day(start), count)).toBe(stepwise)
      }),
      { seed: 20260302, numRuns: 200 },
    )
  })
})
