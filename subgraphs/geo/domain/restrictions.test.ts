import { describe, expect, it } from 'vitest'
import { standsOn } from './restrictions.ts'

describe('a restriction', () => {
  it.each([
    ['2026-01-09', null, false],
    ['2026-01-10', null, true],
    ['2030-01-01', null, true],
    ['2026-02-27', '2026-02-28', true],
    ['2026-02-28', '2026-02-28', false],
    ['2026-01-10', '2026-01-10', false],
  ])('registered on 2026-01-10, looked at on %s, released on %s, stands: %s', (day, releasedOn, stands) => {
    expect(standsOn({ registeredOn: '2026-01-10', releasedOn }, day)).toBe(stands)
  })
})
