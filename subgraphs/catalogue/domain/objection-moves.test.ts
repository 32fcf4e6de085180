import { describe, expect, it } from 'vitest'
import { isRaiser, type Movable, type MoveName, moveFault, type Mover } from './objection-moves.ts'
import type { ObjectionState } from './objection-states.ts'

const OPEN: Movable = { state: 'OPEN', raiser: 'window', inPerson: false, provider: 'police' }
const IN_PERSON: Movable = { ...OPEN, raiser: 'key', inPerson: true }
const mover = (agency: string, personas: readonly string[] = [], more: Partial<Mover> = {}): Mover => ({ agency, personas, operator: 'somebody', represented: null, ...more })
const citizen = (represented: string) => mover('', [], { represented, operator: 'UNATTENDED' })

describe('a step is refused', () => {
  it.each<[string, MoveName, Movable, Mover, string]>([
    ['to strangers as if there were no objection', 'ANSWER', OPEN, mover('tax', ['steward']), 'NOT_FOUND'],
    ['to whoever acts for no agency and for nobody', 'WITHDRAW', OPEN, mover(''), 'NOT_FOUND'],
    ['to another citizen', 'WITHDRAW', IN_PERSON, citizen('other'), 'NOT_FOUND'],
    ['to the subject of an objection that an agency raised', 'WITHDRAW', OPEN, citizen('key'), 'NOT_FOUND'],
    ['to an agency that is called as the key of a citizen', 'WITHDRAW', IN_PERSON, mover('key'), 'NOT_FOUND'],
    ['to the raiser who would answer itself', 'ANSWER', OPEN, mover('window', ['steward', 'approver']), 'FORBIDDEN'],
    ['to the sharing authority, which sees and does not answer', 'ANSWER', OPEN, mover('city', ['sharing-authority']), 'FORBIDDEN'],
    ['to a system of the provider that keeps no entries', 'ANSWER', OPEN, mover('police'), 'FORBIDDEN'],
    ['to a system by which nobody stands', 'ANSWER', OPEN, mover('police', ['steward'], { operator: 'UNATTENDED' }), 'FORBIDDEN'],
    ['to the provider who would take it back', 'WITHDRAW', OPEN, mover('police', ['steward']), 'FORBIDDEN'],
  ])('%s', (_what, name, objection, by, code) => {
    expect(moveFault(name, objection, by)?.code).toBe(code)
  })

  it.each<[MoveName, ObjectionState, Mover]>([
    ['ANSWER', 'ANSWERED', mover('police', ['steward'])], ['ANSWER', 'WITHDRAWN', mover('police', ['steward'])],
    ['WITHDRAW', 'ANSWERED', mover('window')], ['WITHDRAW', 'WITHDRAWN', mover('window')],
  ])('%s where it is %s, and both states are named', (name, state, by) => {
    expect(moveFault(name, { ...OPEN, state }, by)).toMatchObject({ code: 'CONFLICT', en: `the objection is ${state}; this may be done from OPEN only` })
  })
})

describe('a step is taken', () => {
  it.each<[string, MoveName, Movable, Mover]>([
    ['by a steward of the provider', 'ANSWER', OPEN, mover('police', ['steward'])],
    ['by an approver of the provider', 'ANSWER', IN_PERSON, mover('police', ['approver'])],
    ['by any system of the agency that raised it', 'WITHDRAW', OPEN, mover('window')],
    ['by the citizen who raised it', 'WITHDRAW', IN_PERSON, citizen('key')],
  ])('%s', (_what, name, objection, by) => {
    expect(moveFault(name, objection, by)).toBeNull()
  })

  it('by one side or the other, as the objection says', () => {
    expect([isRaiser(OPEN, mover('window')), isRaiser(OPEN, mover('police')), isRaiser(IN_PERSON, citizen('key')), isRaiser({ ...OPEN, raiser: '' }, mover(''))]).toEqual([true, false, true, false])
  })
})
