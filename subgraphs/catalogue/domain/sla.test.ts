import { describe, expect, it } from 'vitest'
import { dueOnOf, LIMITS, parseLimits } from './sla.ts'
import { calendarOf } from './working-days.ts'

const WHOLE = LIMITS.map((name) => `${name} = 3wd  # 政务数据共享条例`).join('\n')

describe('limits are refused', () => {
  it('with all faults at once, by line and without what stood there', () => {
    const text = ['request.conditional = ten', 'request.secret = 3wd', 'provide = 0wd', 'provide = 20wd', 'provide = 21wd', 'objection = 999wd', '# a comment', ''].join('\n')
    const { limits, faults } = parseLimits(text)
    expect(limits).toBeNull()
    expect(faults.slice(0, 5)).toEqual([
      'line 1: it is no `name = <days>wd`', 'line 2: no limit has this name', 'line 3: the days are not 1 to 250', 'line 5: the limit is set twice',
      'line 6: the days are not 1 to 250',
    ])
    expect(faults.slice(5)).toEqual(LIMITS.filter((name) => name !== 'provide').map((name) => `${name} is missing`))
    expect(faults.join()).not.toMatch(/= ten|secret|999/)
  })
})

describe('limits are read', () => {
  it('line by line, comments left out', () => {
    expect(parseLimits(WHOLE).limits).toMatchObject({ 'request.conditional': 3, 'catalog.review': 3 })
  })

  it('over those that hold already, so that a place states only what differs', () => {
    const base = parseLimits(WHOLE).limits
    expect(parseLimits('request.conditional = 5wd', base).limits).toEqual({ ...base, 'request.conditional': 5 })
    expect(parseLimits('', base).limits).toEqual(base)
  })

  it('as the last day that they give', () => {
    expect(dueOnOf(calendarOf([{ day: '2026-01-01', worked: false }]), 2, '2026-03-06')).toBe('2026-03-10')
    expect(dueOnOf(calendarOf([]), 2, '2026-03-06')).toBeNull()
  })
})
