import { describe, expect, it } from 'vitest'
import { idOf, placeOf } from './entry.ts'

describe('an id of an entry', () => {
  it.each(['', '1', '0-1', '1-0', '1-1-1', '-1-1', '1-1 ', '01-1', '1-1e3', '9999999999-1'])('is none: %j', (text) => {
    expect(placeOf(text)).toBeNull()
  })

  it('names its place', () => {
    expect(placeOf(idOf({ stream: 7, seq: 1_000_000 }))).toEqual({ stream: 7, seq: 1_000_000 })
  })
})
