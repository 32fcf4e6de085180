import { describe, expect, it } from 'vitest'
import { isGivenUp, restAfter, webhookRestAfter } from './deliveries.ts'

const HOUR_MS = 3_600_000

describe('the rest after a sending that failed', () => {
  it('is twice as long each time, up to an hour, however often it failed', () => {
    expect([1, 2, 3, 12, 13, 1_000].map((attempts) => restAfter(attempts, 1))).toEqual([2_000, 4_000, 8_000, HOUR_MS, HOUR_MS, HOUR_MS])
  })

  it('differs by chance, from half of it to all of it', () => {
    expect([restAfter(3, 0), restAfter(3, 0.5)]).toEqual([4_000, 6_000])
  })

  it('of the webhook itself is a minute at most, so that its other notices are not late', () => {
    expect([1, 2, 7, 1_000].map((failures) => webhookRestAfter(failures, 1))).toEqual([1_000, 2_000, 60_000, 60_000])
  })
})

describe('a notice that could not be delivered', () => {
  it('is given up a day after it happened, and not before', () => {
    expect([isGivenUp(0, 24 * HOUR_MS - 1), isGivenUp(0, 24 * HOUR_MS)]).toEqual([false, true])
  })
})
