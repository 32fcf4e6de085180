import { describe, expect, it } from 'vitest'
import { outcomeOn, stateOn, type Usable, type Validity, validOn } from './validity.ts'

const licence = (given: Partial<Validity> = {}): Validity => ({
  state: '01', stateSince: null, validFrom: '2020-01-01', validTo: '2030-01-01', ...given,
})

describe('the state of a licence', () => {
  it('is 失效 from the day after its end', () => {
    expect(stateOn(licence(), '2030-01-02')).toBe('05')
    expect(stateOn(licence(), '2030-01-01')).toBe('01')
  })

  it('stays as stored where the licence has no end or was taken away', () => {
    expect(stateOn(licence({ validTo: null }), '2099-01-01')).toBe('01')
    expect(stateOn(licence({ state: '07' }), '2030-01-02')).toBe('07')
  })
})

describe('a licence is valid on a day', () => {
  it.each([
    ['before its period', licence(), '2019-12-31', false],
    ['after its period', licence(), '2030-01-02', false],
    ['on the first day', licence(), '2020-01-01', true],
    ['on the last day', licence(), '2030-01-01', true],
    ['without an end', licence({ validTo: null }), '2099-01-01', true],
    ['without a known beginning', licence({ validFrom: null }), '1999-01-01', true],
    ['before it was suspended', licence({ state: '02', stateSince: '2025-05-05' }), '2025-05-04', true],
    ['on the day of suspension', licence({ state: '02', stateSince: '2025-05-05' }), '2025-05-05', false],
    ['suspended on a day nobody knows', licence({ state: '02' }), '2025-05-05', null],
    ['expired by its end', licence({ state: '05' }), '2025-05-05', true],
    ['expired without an end on a day nobody knows', licence({ state: '05', validTo: null }), '2025-05-05', null],
  ])('%s', (_case, given, day, expected) => {
    expect(validOn(given, day)).toBe(expected)
  })
})

const usable = (given: Partial<Usable>): Usable => ({ state: '01', validFrom: null, validTo: null, trustGrade: null, ...given })

describe('using a licence', () => {
  it.each([
    ['02', '23'], ['03', '21'], ['04', '21'], ['05', '22'], ['06', '21'], ['07', '21'], ['98', '23'], ['99', '23'], ['constructor', '23'],
  ])('comes to a refusal in state %s: %s', (state, outcome) => {
    expect(outcomeOn(usable({ state, validTo: null }), '2026-03-02')).toBe(outcome)
  })

  it('comes to a restriction before its first day, and while nobody has seen the original of what was uploaded', () => {
    expect(outcomeOn(usable({ state: '01', validTo: null, validFrom: '2026-03-03' }), '2026-03-02')).toBe('23')
    expect(outcomeOn(usable({ state: '01', validTo: null, trustGrade: 'C' }), '2026-03-02')).toBe('23')
    expect(outcomeOn(usable({ state: '04', validTo: null, trustGrade: 'C' }), '2026-03-02')).toBe('21')
    for (const trustGrade of ['A', 'B', 'D', null]) expect(outcomeOn(usable({ state: '01', validTo: null, validFrom: '2026-03-02', trustGrade }), '2026-03-02')).toBe('0')
  })

  it('comes to nothing bad while it is in force, the last day included', () => {
    expect(outcomeOn(usable({ state: '01', validTo: '2026-03-02' }), '2026-03-02')).toBe('0')
    expect(outcomeOn(usable({ state: '01', validTo: '2026-03-01' }), '2026-03-02')).toBe('22')
  })
})
