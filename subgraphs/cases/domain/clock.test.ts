import { describe, expect, it } from 'vitest'
import { type Procedure, readClock, type Timed } from './clock.ts'

const accepted: Timed = { acceptedOn: '2026-02-17', promisedOn: '2026-03-09', endedOn: null, unit: 'WORKING_DAY', procedures: [] }
const check = (startedOn: string, endedOn: string | null): Procedure => ({ kind: '2', startedOn, endedOn, extendsDays: 0 })
const on = (today: string, more: Partial<Timed> = {}) => readClock({ ...accepted, ...more }, today)

describe('the clock tells nothing', () => {
  it('of a case that was not accepted, nor where nothing was promised', () => {
    const nothing = { dueOn: null, overdue: null, timeState: null }
    expect(on('2026-03-02', { acceptedOn: null })).toEqual(nothing)
    expect(on('2026-03-02', { promisedOn: null })).toEqual(nothing)
  })

  it('of how the time stands once the decision came', () => {
    expect(on('2026-04-01', { endedOn: '2026-03-05' })).toEqual({ dueOn: '2026-03-09', overdue: false, timeState: null })
    expect(on('2026-04-01', { endedOn: '2026-03-10' })).toEqual({ dueOn: '2026-03-09', overdue: true, timeState: null })
  })
})

describe('the clock runs', () => {
  it('up to the promised day, warns two working days before it, and is over the day after', () => {
    expect(on('2026-03-02')).toEqual({ dueOn: '2026-03-09', overdue: false, timeState: 'NORMAL' })
    expect(on('2026-03-05').timeState).toBe('WARNING')
    expect(on('2026-03-09')).toEqual({ dueOn: '2026-03-09', overdue: false, timeState: 'WARNING' })
    expect(on('2026-03-10')).toEqual({ dueOn: '2026-03-09', overdue: true, timeState: 'OVERDUE' })
  })

  it('on by the working days that a special procedure took, its first day not counted', () => {
    expect(on('2026-03-02', { procedures: [check('2026-02-24', '2026-02-26')] }).dueOn).toBe('2026-03-11')
    expect(on('2026-03-02', { procedures: [check('2026-02-15', '2026-02-16')] }).dueOn).toBe('2026-03-09')
  })

  it('once over days on which two procedures went on together', () => {
    const procedures = [check('2026-02-24', '2026-02-26'), check('2026-02-25', '2026-02-27')]
    expect(on('2026-03-02', { procedures }).dueOn).toBe('2026-03-12')
  })

  it('on by what an extension adds', () => {
    const extension: Procedure = { kind: '1', startedOn: '2026-03-03', endedOn: '2026-03-03', extendsDays: 10 }
    expect(on('2026-03-10', { procedures: [extension] })).toEqual({ dueOn: '2026-03-23', overdue: false, timeState: 'NORMAL' })
  })

  it('in calendar days where the promise counts those', () => {
    const more = { unit: 'CALENDAR_DAY' as const, promisedOn: '2026-03-04', procedures: [check('2026-02-20', '2026-02-23')] }
    expect(on('2026-03-02', more)).toEqual({ dueOn: '2026-03-07', overdue: false, timeState: 'NORMAL' })
  })
})

describe('the clock stands still', () => {
  it('while a special procedure goes on, so that the last day moves on day by day', () => {
    const procedures = [check('2026-02-25', null)]
    expect(on('2026-03-02', { procedures })).toEqual({ dueOn: '2026-03-13', overdue: false, timeState: 'STOPPED' })
    expect(on('2026-06-01', { procedures })).toMatchObject({ overdue: false, timeState: 'STOPPED' })
  })

  it('too late for a case whose time was over before', () => {
    expect(on('2026-03-20', { procedures: [check('2026-03-12', null)] })).toEqual({
      dueOn: '2026-03-09', overdue: true, timeState: 'OVERDUE',
    })
  })
})
