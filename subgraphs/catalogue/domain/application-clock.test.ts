import { describe, expect, it } from 'vitest'
import { clockOf, dueOnAfter, extensionNote, extensionOf } from './application-clock.ts'
import { calendarOf } from './working-days.ts'

const CALENDAR = calendarOf([{ day: '2026-01-01', worked: false }])
const on = (today: string, dueOn: string | null = '2026-03-16') => clockOf({ state: 'SUBMITTED', dueOn }, CALENDAR, today, 2)

describe('the clock of an application', () => {
  it('is there while the provider is waited for alone, and stands still for the applicant', () => {
    for (const state of ['INTERNAL_REVIEW', 'APPROVED', 'REFUSED', 'DISPUTED', 'CANCELLED'] as const) {
      expect(clockOf({ state, dueOn: '2026-03-16' }, CALENDAR, '2026-03-02', 2)).toBeNull()
    }
    expect(clockOf({ state: 'SUPPLEMENT', dueOn: '2026-03-16' }, CALENDAR, '2026-03-20', 2)).toEqual({ dueOn: null, state: 'STOPPED', daysLeft: null })
  })

  it.each([
    ['2026-03-11', 'NORMAL', 3], ['2026-03-12', 'YELLOW', 2], ['2026-03-14', 'YELLOW', 1], ['2026-03-16', 'YELLOW', 0], ['2026-03-17', 'RED', -1],
  ] as const)('is on %s %s with %i days', (today, state, daysLeft) => {
    expect(on(today)).toEqual({ dueOn: '2026-03-16', state, daysLeft })
  })

  it('says that it does not know where a year is not loaded', () => {
    expect(on('2026-03-02', null)).toEqual({ dueOn: null, state: 'UNKNOWN', daysLeft: null })
    expect(on('2027-01-04')).toEqual({ dueOn: '2026-03-16', state: 'RED', daysLeft: null })
  })

  it('gives the days back on which the applicant was waited for, and those of an extension', () => {
    const course = { sentOn: '2026-03-02', stoppedOn: null, resumedOn: null, days: 10 }
    expect(dueOnAfter(course, CALENDAR)).toBe('2026-03-16')
    expect(dueOnAfter({ ...course, stoppedOn: '2026-03-04', resumedOn: '2026-03-09' }, CALENDAR)).toBe('2026-03-19')
    expect(dueOnAfter({ ...course, days: 10 + extensionOf(extensionNote(5, '核对')) }, CALENDAR)).toBe('2026-03-23')
    expect(dueOnAfter(course, calendarOf([]))).toBeNull()
    expect(extensionOf(null)).toBe(0)
  })
})
