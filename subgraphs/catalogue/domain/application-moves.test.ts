import { describe, expect, it } from 'vitest'
import { type Movable, type MoveName, type Mover, MOVES, moveFault, NOT_YOURS, wasSent } from './application-moves.ts'
import { type ApplicationState, applicationStates } from './application-states.ts'

const STATES = Object.keys(applicationStates) as ApplicationState[]
const NAMES = Object.keys(MOVES) as MoveName[]

const application = (state: ApplicationState, more: Partial<Movable> = {}): Movable => ({
  version: 3, state, applicant: 'applicant', provider: 'provider', submittedBy: 'clerk', firstApprover: null, extended: false, supplementAsked: null, dispute: null, ...more,
})

const CLERK: Mover = { agency: 'applicant', personas: [], operator: 'another clerk' }
const OFFICE: Mover = { agency: 'applicant', personas: ['approver'], operator: 'head' }
const PROVIDER: Mover = { agency: 'provider', personas: ['approver'], operator: 'approver' }
const AUTHORITY: Mover = { agency: 'authority', personas: ['sharing-authority'], operator: 'officer' }

// Who may take which step, stated once more and by hand.
const WHO: Record<MoveName, readonly Mover[]> = {
  review: [OFFICE], cancel: [CLERK, OFFICE], decide: [PROVIDER], confirm: [PROVIDER], requestSupplement: [PROVIDER], supplement: [CLERK, OFFICE],
  extend: [AUTHORITY], dispute: [CLERK, OFFICE], arbitrate: [AUTHORITY],
}
const FROM: Record<MoveName, readonly ApplicationState[]> = {
  review: ['INTERNAL_REVIEW'], cancel: ['INTERNAL_REVIEW', 'SUBMITTED', 'SUPPLEMENT', 'SECOND_APPROVAL', 'DISPUTED'], decide: ['SUBMITTED'],
  confirm: ['SECOND_APPROVAL'], requestSupplement: ['SUBMITTED'], supplement: ['SUPPLEMENT'], extend: ['SUBMITTED', 'SECOND_APPROVAL'],
  dispute: ['REFUSED'], arbitrate: ['DISPUTED'],
}

describe('every step', () => {
  it('is kept from strangers, who are told what they are told of an application that nobody made', () => {
    for (const name of NAMES) {
      for (const state of STATES) {
        for (const mover of [{ ...PROVIDER, agency: 'stranger' }, { ...CLERK, agency: '' }]) expect(moveFault(name, application(state), mover)).toBe(NOT_YOURS)
      }
    }
  })

  it('is taken by those whose it is, from the states where it belongs, and by nobody else from no other', () => {
    for (const name of NAMES) {
      for (const state of STATES) {
        for (const mover of [CLERK, OFFICE, PROVIDER, AUTHORITY]) {
          const unseen = mover === PROVIDER && state === 'INTERNAL_REVIEW'
          const code = unseen ? 'NOT_FOUND' : !WHO[name].includes(mover) ? 'FORBIDDEN' : FROM[name].includes(state) ? undefined : 'CONFLICT'
          expect([name, state, mover.operator, moveFault(name, application(state), mover)?.code]).toEqual([name, state, mover.operator, code])
        }
      }
    }
  })

  it('names the states in both languages where it is out of turn', () => {
    expect(moveFault('confirm', application('SUPPLEMENT'), PROVIDER)).toEqual({
      code: 'CONFLICT', en: 'the application is SUPPLEMENT; this may be done from SECOND_APPROVAL only', zh: '申请处于“待补正”；该操作仅适用于“待复核”',
    })
  })

  it('that decides is taken by a person, and not by the one who submitted it', () => {
    for (const name of ['review', 'decide', 'confirm', 'requestSupplement', 'extend', 'arbitrate'] as const) {
      const mover = WHO[name][0] as Mover
      const one = application(FROM[name][0] as ApplicationState)
      expect(moveFault(name, one, { ...mover, operator: 'UNATTENDED' })?.code).toBe('FORBIDDEN')
      expect(moveFault(name, one, { ...mover, operator: 'clerk' })?.code).toBe('FORBIDDEN')
    }
    expect(moveFault('cancel', application('SUBMITTED'), { ...CLERK, operator: 'clerk' })).toBeNull()
  })

  it('that confirms is taken by another person than the first', () => {
    const one = application('SECOND_APPROVAL', { firstApprover: 'approver' })
    expect(moveFault('confirm', one, PROVIDER)?.code).toBe('FORBIDDEN')
    expect(moveFault('confirm', one, { ...PROVIDER, operator: 'second' })).toBeNull()
  })

  it.each([
    ['extend', 'SUBMITTED', { extended: true }, AUTHORITY], ['requestSupplement', 'SUBMITTED', { supplementAsked: '…' }, PROVIDER], ['dispute', 'REFUSED', { dispute: '…' }, CLERK],
  ] as const)('%s is taken once', (name, state, more, mover) => {
    expect(moveFault(name, application(state, more), mover)?.code).toBe('CONFLICT')
  })
})

describe('an application has left its agency', () => {
  it.each([
    ['INTERNAL_REVIEW', 1, false], ['REJECTED', 2, false], ['CANCELLED', 2, false], ['SUBMITTED', 2, true], ['APPROVED', 2, true], ['CANCELLED', 3, true],
  ] as const)('%s at version %i: %s', (state, version, sent) => {
    expect(wasSent({ state, version })).toBe(sent)
    expect(moveFault('decide', application(state, { version }), PROVIDER)?.code === 'NOT_FOUND').toBe(!sent)
  })
})
