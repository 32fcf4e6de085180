import { describe, expect, it } from 'vitest'
import { mayBeLegalRep } from './legal-rep.ts'

describe('a person may be a legal representative', () => {
  it.each([undefined, null, 'false', 0])('nobody knows, while it is unsaid whether they answer for a revoked firm (%s)', (unsaid) => {
    expect(mayBeLegalRep(false, unsaid)).toBeNull()
    expect(mayBeLegalRep(true, unsaid)).toBeNull()
  })

  it('not when seriously dishonest or answering for a revoked firm', () => {
    expect(mayBeLegalRep(true, false)).toBe(false)
    expect(mayBeLegalRep(false, true)).toBe(false)
    expect(mayBeLegalRep(true, true)).toBe(false)
  })

  it('otherwise', () => {
    expect(mayBeLegalRep(false, false)).toBe(true)
  })
})
