import { describe, expect, it } from 'vitest'
import { alertsOf } from './alerts.ts'
import { factsOf } from './decision/testing.ts'

const NOW = Date.parse('2026-03-02T09:00:00+08:00')
const HOUR_MS = 3_600_000
const before = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString()
const party = (subject: string, addedAt: string | null = null, role = 'APPLICANT') => ({ subject, role, addedAt })

interface Given {
  readonly caseFacts?: Parameters<typeof factsOf>[0] extends infer F | undefined ? (F extends { caseFacts?: infer C } ? C : never) : never
  readonly read?: readonly string[]
  readonly claimed?: readonly string[]
  readonly told?: boolean
  readonly limitReached?: boolean
}

const raised = ({ caseFacts = {}, read = [], claimed = [], told = true, limitReached = false }: Given) =>
  alertsOf({ facts: factsOf({ caseFacts }), plan: { read: new Set(read) }, claimed: new Set(claimed), told, limitReached, now: NOW })
    .map(({ kind, subject }) => (subject === null ? kind : `${kind} ${subject}`))

describe('nothing is raised', () => {
  it.each([
    ['where nobody was added', { read: ['a'], caseFacts: { parties: [party('a')] } }],
    ['where a party was added a day ago', { read: ['a'], caseFacts: { parties: [party('a', before(24))] } }],
    ['where somebody else is read than the party that was just added', { read: ['b'], caseFacts: { parties: [party('a', before(1)), party('b')] } }],
    ['where nothing of the answer leaves the hub', { told: false, read: ['a'], caseFacts: { kind: 'EMERGENCY', parties: [party('a', before(1))] } }],
    ['where there is no case', { read: ['a'], caseFacts: null }],
    ['where nobody is read in an emergency', { caseFacts: { kind: 'EMERGENCY' } }],
  ])('%s', (_when, given) => {
    expect(raised(given)).toEqual([])
  })
})

describe('it is raised', () => {
  it('that a party was added less than a day before it is read or claimed about, once for each of them', () => {
    const parties = [party('a', before(23.99)), party('a', before(1), 'AGENT'), party('b', before(0)), party('c', before(1))]
    expect(raised({ read: ['a'], claimed: ['b'], caseFacts: { parties } })).toEqual(['PARTY_JUST_ADDED a', 'PARTY_JUST_ADDED b'])
  })

  it('that a party was added at a time that has yet to come, as where the clock was set back', () => {
    expect(raised({ read: ['a'], caseFacts: { parties: [party('a', before(-1))] } })).toEqual(['PARTY_JUST_ADDED a'])
  })

  it('that somebody is read in an emergency, once, whoever it is', () => {
    expect(raised({ read: ['a', 'b'], caseFacts: { kind: 'EMERGENCY', parties: [] } })).toEqual(['EMERGENCY_READ'])
  })

  it('that an operator has been wrong too often, though nothing is told and whether or not there is a case', () => {
    expect(raised({ told: false, limitReached: true })).toEqual(['MISMATCH_LIMIT'])
    expect(raised({ caseFacts: null, limitReached: true })).toEqual(['MISMATCH_LIMIT'])
  })
})
