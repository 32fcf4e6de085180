import { describe, expect, it } from 'vitest'
import { isOpen } from './open.ts'

const AGENCY = '11990000000000019A'
const OTHER = '1199010000000022XR'
const open = (state: string, handedOverBy: string | null = null) => isOpen({ state, handedOverBy }, AGENCY)

describe('a case is closed', () => {
  it.each(['21', '50', '51', '90', '91'])('in state %s', (state) => {
    expect(open(state)).toBe(false)
  })

  it('for the agency that handed it over, and where nobody knows who did', () => {
    expect(open('92', AGENCY)).toBe(false)
    expect(open('92', null)).toBe(false)
  })

  it('in a state that the list does not know', () => {
    expect(['', '1', '99', 'constructor'].map((state) => open(state))).toEqual([false, false, false, false])
  })
})

describe('a case is open', () => {
  it.each(['10', '11', '20', '30', '31', '40', '41'])('in state %s', (state) => {
    expect(open(state)).toBe(true)
  })

  it('for an agency that another one handed it over to', () => {
    expect(open('92', OTHER)).toBe(true)
  })
})
