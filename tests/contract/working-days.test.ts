import { describe, expect, it } from 'vitest'
import { addDays } from '../../seeds/calendar.ts'
import { calendarRows } from '../../seeds/rows/calendar.ts'
import { isWorkingDay as inCases } from '../../subgraphs/cases/domain/working-days.ts'
import { calendarOf, isWorkingDay } from '../../subgraphs/catalogue/domain/working-days.ts'

// Libraries share no code, so each has a calendar of its own.
describe('the two calendars of working days', () => {
  const calendar = calendarOf(calendarRows())

  it('agree on every day of the notices that both have', () => {
    const different: string[] = []
    for (let day = '2025-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) if (isWorkingDay(calendar, day) !== inCases(day)) different.push(day)
    expect(different).toEqual([])
  })

  it('name each day once, and every year from its first day on', () => {
    const days = calendarRows().map(({ day }) => day)
    expect(days).toEqual([...new Set(days)])
    expect([2025, 2026, 2027].every((year) => days.includes(`${year}-01-01`))).toBe(true)
  })
})
