import { describe, expect, it } from 'vitest'
import { isOpen, type Standing } from './open.ts'

const AGENCY = '11990000000000019A'
const OTHER = '1199010000000022XR'
const NOW = Date.parse('2026-03-02T09:00:00+08:00')
const open = (state: string, given: Partial<Standing> = {}) =>
  isOpen({ kind: 'APPLICATION', state, handedOverBy: null, confirmedBy: null, expiresAt: null, ...given }, AGENCY, NOW)

describe('a case is closed', () => {
  it.each(['21', '50', '51', '90', '91'])('in state %s', (state) => {
    expect(open(state)).toBe(false)
  })

  it('for the agency that handed it over, and where nobody knows who did', () => {
    expect(open('92', { handedOverBy: AGENCY })).toBe(false)
    expect(open('92', { handedOverBy: null })).toBe(false)
  })

  it('in a state that the list does not know', () => {
    expect(['', '1', '99', 'constructor'].map((state) => open(state))).toEqual([false, false, false, false])
  })

  it('from the instant on at which it expires, whatever its state', () => {
    expect([NOW - 1, NOW, NOW + 1].map((at) => open('30', { kind: 'DRAFT', expiresAt: new Date(at) }))).toEqual([false, false, true])
  })

  it.each(['EMERGENCY', 'INSTRUMENT'] as const)('where it is of two people (%s) until the second has confirmed it', (kind) => {
    expect(open('30', { kind })).toBe(false)
    expect(open('30', { kind, confirmedBy: 'op-2' })).toBe(true)
  })

  it('where it is a roster until its list is sealed', () => {
    expect([open('10', { kind: 'ROSTER' }), open('30', { kind: 'ROSTER' })]).toEqual([false, true])
  })
})

describe('a case is open', () => {
  it.each(['10', '11', '20', '30', '31', '40', '41'])('in state %s', (state) => {
    expect(open(state)).toBe(true)
  })

  it('for an agency that another one handed it over to', () => {
    expect(open('92', { handedOverBy: OTHER })).toBe(true)
  })
})
