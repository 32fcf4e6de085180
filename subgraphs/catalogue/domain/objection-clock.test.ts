import { describe, expect, it } from 'vitest'
import { adviceFor } from './objection-advice.ts'
import { isLate, toldUntil } from './objection-clock.ts'
import { calendarOf } from './working-days.ts'

const CALENDAR = calendarOf([{ day: '2026-01-01', worked: false }])

describe('an answer is told of', () => {
  it('for so many working days', () => {
    expect(toldUntil(CALENDAR, 5, '2026-03-06')).toBe('2026-03-13')
  })

  it('for twice as many days where the working days of the year are not loaded, and never for good', () => {
    expect(toldUntil(calendarOf([]), 5, '2026-12-28')).toBe('2027-01-07')
  })
})

describe('an answer is late', () => {
  it.each<[string, string | null, string | null, boolean | null]>([
    ['not on its last day', '2026-03-16', '2026-03-16', false],
    ['on the day after', '2026-03-16', '2026-03-17', true],
    ['where none has come', '2026-03-16', null, true],
    ['or not, nobody knows, where the last day cannot be counted', null, '2026-03-17', null],
  ])('%s', (_what, dueOn, answeredOn, expected) => {
    expect(isLate(dueOn, answeredOn, '2026-03-20')).toBe(expected)
  })

  it('not yet, where there is time', () => {
    expect(isLate('2026-03-20', null, '2026-03-20')).toBe(false)
  })
})

describe('a window', () => {
  it('is told to go on with the case, in both languages', () => {
    expect(adviceFor('OPEN')).toEqual({ message: expect.stringContaining('go on with the case'), messageZh: expect.stringContaining('窗口应按证明材料继续办理') })
    expect(adviceFor('ANSWERED')).toEqual({ message: expect.stringContaining('go on with the case'), messageZh: expect.stringContaining('窗口应按答复继续办理') })
    expect(adviceFor('WITHDRAWN')).toBeNull()
  })
})
