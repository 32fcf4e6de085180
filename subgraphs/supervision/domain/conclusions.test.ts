import { describe, expect, it } from 'vitest'
import { isOverdue, laboursInOrder } from './conclusions.ts'

const counted = { employees: 8, contracts: 8, insured: 8, unpaidWorkers: 0, paidOn: null }

describe('nothing is concluded', () => {
  it('of a rectification without a day, nor of people who were not counted', () => {
    expect(isOverdue({ dueOn: null, finishedOn: '2026-03-02' }, '2026-03-02')).toBeNull()
    expect(laboursInOrder({ ...counted, insured: null })).toBeNull()
  })
})

describe('a rectification is overdue', () => {
  it('from the day after its day on, and for ever where it was done later', () => {
    expect(isOverdue({ dueOn: '2026-03-02', finishedOn: null }, '2026-03-02')).toBe(false)
    expect(isOverdue({ dueOn: '2026-03-01', finishedOn: null }, '2026-03-02')).toBe(true)
    expect(isOverdue({ dueOn: '2026-03-01', finishedOn: '2026-03-01' }, '2026-06-01')).toBe(false)
    expect(isOverdue({ dueOn: '2026-03-01', finishedOn: '2026-03-05' }, '2026-06-01')).toBe(true)
  })
})

describe('labour is in order', () => {
  it('where everybody has a contract and is insured and nothing is owed', () => {
    expect(laboursInOrder(counted)).toBe(true)
    expect(laboursInOrder({ ...counted, contracts: 7 })).toBe(false)
    expect(laboursInOrder({ ...counted, insured: 7 })).toBe(false)
    expect(laboursInOrder({ ...counted, unpaidWorkers: 3 })).toBe(false)
    expect(laboursInOrder({ ...counted, unpaidWorkers: 3, paidOn: '2026-01-05' })).toBe(true)
  })
})
