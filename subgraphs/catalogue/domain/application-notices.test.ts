import { describe, expect, it } from 'vitest'
import { MOVES, type MoveName } from './application-moves.ts'
import { noticesOfMove, type Stepped } from './application-notices.ts'
import type { ApplicationState } from './application-states.ts'

const at = new Date('2026-03-02T01:00:00Z')
const application: Stepped = { id: 'A1', state: 'SUBMITTED', version: 2, applicant: 'applicant', provider: 'provider' }
const told = (name: MoveName, to: ApplicationState, more: Partial<Stepped> = {}) =>
  noticesOfMove(name, { ...application, ...more }, to, at).map(({ kind, agency }) => `${kind} ${agency}`)

describe('a provider is told nothing', () => {
  it('of an application that was taken back or rejected before it was sent', () => {
    expect(told('cancel', 'CANCELLED', { state: 'INTERNAL_REVIEW', version: 1 })).toEqual([])
    expect(told('review', 'REJECTED', { state: 'INTERNAL_REVIEW', version: 1 })).toEqual(['APPLICATION_REJECTED applicant'])
  })
})

describe('a step of an application', () => {
  it('is told to somebody, whichever it is and wherever it leads', () => {
    const steps = Object.entries(MOVES).flatMap(([name, { to }]) => to.map((state) => [name, state] as [MoveName, ApplicationState]))
    expect(steps.length).toBeGreaterThan(15)
    expect(steps.filter(([name, state]) => told(name, state).length === 0)).toEqual([])
  })

  it('is told to those who have to act on it, and to those who wait for it', () => {
    expect(told('review', 'SUBMITTED')).toEqual(['APPLICATION_RECEIVED provider'])
    expect(told('decide', 'REFUSED')).toEqual(['APPLICATION_REFUSED applicant'])
    expect(told('dispute', 'DISPUTED')).toEqual(['APPLICATION_DISPUTED provider', 'APPLICATION_DISPUTED null'])
    expect(told('arbitrate', 'APPROVED')).toEqual(['DISPUTE_DECIDED applicant', 'DISPUTE_DECIDED provider'])
  })

  it('is told once to an agency that is both sides', () => {
    expect(told('extend', 'SUBMITTED', { provider: 'applicant' })).toEqual(['APPLICATION_EXTENDED applicant'])
  })
})
