import { describe, expect, it } from 'vitest'
import { isCalendarDate } from './calendar-date.ts'

describe('a calendar date', () => {
  it.each([
    '', '2024-1-01', '20240101', '2024-01-01 ', '2024-01-01T00:00', '0000-01-01', '2024-00-01', '2024-13-01',
    '2024-01-00', '2024-01-32', '2024-04-31', '2024-06-31', '2024-09-31', '2024-11-31', '2024-02-30',
    '2023-02-29', '1900-02-29',
  ])('is not %j', text => {
    expect(isCalendarDate(text)).toBe(false)
  })

  it.each(['0001-01-01', '2024-02-29', '2000-02-29', '1900-02-28', '2024-01-31', '2024-04-30', '2024-12-31'])(
    'is %s',
    text => {
      expect(isCalendarDate(text)).toBe(true)
    },
  )
})
