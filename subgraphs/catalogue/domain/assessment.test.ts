import { describe, expect, it } from 'vitest'
import { answersIn, freshnessOf } from './assessment.ts'
import { calendarOf } from './working-days.ts'

const CALENDAR = calendarOf([{ day: '2026-01-01', worked: false }])
const FEBRUARY = { from: '2026-02-01', to: '2026-02-28' }
const application = (submittedOn: string, dueOn: string | null, decidedOn: string | null) => ({ provider: 'P', submittedOn, dueOn, decidedOn })
const february = (...applications: ReturnType<typeof application>[]) => answersIn(applications, FEBRUARY, '2026-03-02', CALENDAR, 2)

describe('answers of a month', () => {
  it('that came after their last day are late, and those that never came', () => {
    expect(february(application('2026-02-02', '2026-02-10', '2026-02-11'), application('2026-02-02', '2026-02-12', null))).toMatchObject({ due: 2, late: 2, warned: 0, answered: 1 })
  })

  it('are not late while there is time, or none is counted', () => {
    expect(february(application('2026-02-20', '2026-03-06', null), application('2026-02-20', null, null))).toMatchObject({ received: 2, due: 0, late: 0 })
  })

  it('are warned of where the clock was yellow, and no more', () => {
    expect(february(application('2026-02-02', '2026-02-12', '2026-02-10'), application('2026-02-02', '2026-02-12', '2026-02-06'))).toMatchObject({ due: 2, warned: 1, late: 0 })
  })

  it('count in the month in which their day lies, each once', () => {
    const late = application('2026-01-05', '2026-01-19', '2026-02-04')
    expect(february(late)).toMatchObject({ received: 0, answered: 1, due: 0, late: 0, averageAnswerDays: 30 })
    expect(answersIn([late], { from: '2026-01-01', to: '2026-01-31' }, '2026-03-02', CALENDAR, 2)).toMatchObject({ received: 1, answered: 0, due: 1, late: 1, averageAnswerDays: null })
  })
})

describe('a resource', () => {
  const entry = { kind: 'TABLE', updateCycle: '4', updatedOn: '2026-02-01' }

  it('is overdue when its cycle has passed since it was brought up to date', () => {
    expect([freshnessOf(entry, '2026-03-05'), freshnessOf(entry, '2026-03-04')]).toEqual(['OVERDUE', 'CURRENT'])
  })

  it('is live where the hub asks its library, and is not judged without a cycle', () => {
    expect(freshnessOf({ ...entry, kind: 'ITEMS', updateCycle: '1' }, '2027-01-01')).toBe('LIVE')
    expect(freshnessOf({ ...entry, updateCycle: '1' }, '2027-01-01')).toBe('OVERDUE')
    expect(freshnessOf({ ...entry, updateCycle: '9' }, '2027-01-01')).toBe('NOT_JUDGED')
  })
})
