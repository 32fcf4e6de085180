import { assert, constantFrom, array, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { licenceStates, operations } from './codes.ts'
import { leadsFrom, type Operation, OPERATIONS, stateInWords, supersededState } from './operations.ts'

const ALL = Object.keys(OPERATIONS) as Operation[]
const RUNS = { numRuns: 500, seed: 36 }

/** The state after some operations, those that lead nowhere left out. */
const after = (steps: readonly Operation[], state = '01') => steps.reduce((now, step) => (leadsFrom(step, now) ? OPERATIONS[step].to : now), state)

describe('no operation', () => {
  it('leads out of an end, or brings about what is there already', () => {
    for (const end of ['03', '04', '07']) expect(ALL.filter((each) => leadsFrom(each, end))).toEqual([])
    for (const state of Object.keys(licenceStates)) expect(leadsFrom('ISSUE', state)).toBe(false)
  })

  it('leads on from a state that the list does not know', () => {
    for (const state of ['', '00', 'constructor']) expect(ALL.filter((each) => leadsFrom(each, state))).toEqual([])
  })

  it('leads to a state or has a code that is not on its list', () => {
    for (const each of Object.values(OPERATIONS)) {
      expect(Object.hasOwn(operations, each.code)).toBe(true)
      for (const state of [...each.from, each.to]) expect(Object.hasOwn(licenceStates, state)).toBe(true)
    }
  })
})

describe('whatever is done to a licence one after the other', () => {
  const steps = array(constantFrom(...ALL), { maxLength: 40 })

  it('it stays ended once it was', () => {
    assert(property(steps, steps, (before, then) => {
      const state = after(before)
      if (['03', '04', '07'].includes(state)) expect(after(then, state)).toBe(state)
    }), RUNS)
  })

  it('it can be used again only by what undoes the state that it is in', () => {
    const undoes: Readonly<Record<string, readonly string[]>> = { '02': ['RESTORE'], '06': ['TRANSFER_IN', 'CANCEL_TRANSFER'], '98': ['LIFT'], '05': ['RENEW'] }
    assert(property(steps, constantFrom(...ALL), (before, step) => {
      const state = after(before)
      if (state !== '01' && leadsFrom(step, state) && OPERATIONS[step].to === '01') expect(undoes[state]).toContain(step)
    }), RUNS)
  })

  it('no version that another took the place of can be used', () => {
    for (const step of ALL) expect(supersededState(step, '06')).not.toBe('01')
  })
})

describe('a state in words', () => {
  it('is told in both languages, and a code that nobody knows is not repeated', () => {
    expect(stateInWords('98')).toEqual({ en: '98 (restricted)', zh: '98（受限使用）' })
    expect(stateInWords('<b>')).toEqual({ en: 'unknown', zh: '未知' })
    for (const state of Object.keys(licenceStates)) expect(stateInWords(state).en).toMatch(/^\d\d \([a-z ]+\)$/)
  })
})
