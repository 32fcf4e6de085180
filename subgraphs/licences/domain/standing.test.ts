import { describe, expect, it } from 'vitest'
import { standingOn } from './standing.ts'

const TODAY = '2026-03-02'
const standing = (state: string, validFrom: string | null = null, validTo: string | null = null) => standingOn({ state, validFrom, validTo }, TODAY)

describe('a licence is worth no more than none', () => {
  it.each([['03'], ['04'], ['06'], ['07']])('in state %s', (state) => {
    expect(standing(state)).toBeNull()
  })

  it('before its first day', () => {
    expect(standing('01', '2026-03-03')).toBeNull()
  })
})

describe('a licence is', () => {
  it.each([
    ['in force', '01', '2026-03-02', '2026-03-02', 'IN_FORCE'], ['in force without end', '01', null, null, 'IN_FORCE'], ['run out since yesterday', '01', null, '2026-03-01', 'EXPIRED'],
    ['run out as its issuer says', '05', null, null, 'EXPIRED'], ['suspended', '02', null, null, 'SUSPENDED'], ['restricted where only its note says why', '99', null, null, 'RESTRICTED'],
    ['restricted where nobody knows the state', '42', null, null, 'RESTRICTED'],
  ])('%s', (_how, state, from, to, expected) => {
    expect(standing(state, from, to)).toBe(expected)
  })
})
