import { describe, expect, it } from 'vitest'
import { Attempts } from './attempts.ts'

function opened(most: number) {
  const clock = { at: 1_000_000, now: () => clock.at }
  return { attempts: new Attempts(most, clock), clock }
}

describe('a client that has used up its attempts', () => {
  it('waits until the minute is over that its first one opened, and not longer for trying again', () => {
    const { attempts, clock } = opened(3)
    for (const left of [0, 0, 0]) {
      expect(attempts.wait('a')).toBe(left)
      attempts.failed('a', 'Bearer x')
      clock.at += 10_000
    }
    expect(attempts.wait('a')).toBe(30)
    clock.at += 29_001
    expect(attempts.wait('a')).toBe(1)
    attempts.failed('a', 'Bearer x')
    clock.at += 999
    expect(attempts.wait('a')).toBe(0)
    attempts.failed('a', 'Bearer x')
    expect(attempts.wait('a')).toBe(0)
  })

  it('does not wait until a clock has caught up that was set back', () => {
    const { attempts, clock } = opened(1)
    attempts.failed('a', undefined)
    clock.at -= 3_600_000
    expect(attempts.wait('a')).toBe(0)
    attempts.failed('a', undefined)
    expect(attempts.wait('a')).toBe(60)
  })

  it('is no other client', () => {
    const { attempts } = opened(1)
    attempts.failed('a', undefined)
    expect([attempts.wait('a'), attempts.wait('b')]).toEqual([60, 0])
  })

  it('is forgotten before the memory fills, those first who were longest silent', () => {
    const { attempts } = opened(1)
    attempts.failed('first', undefined)
    for (let at = 0; at < 10_000; at++) attempts.failed(`client ${at}`, undefined)
    expect([attempts.wait('first'), attempts.wait('client 9999')]).toEqual([0, 60])
  })
})

describe('a token that was accepted', () => {
  it('is known until it is refused', () => {
    const { attempts } = opened(1)
    expect(attempts.hasPassed('Bearer x')).toBe(false)
    attempts.succeeded('Bearer x')
    expect([attempts.hasPassed('Bearer x'), attempts.hasPassed('Bearer y')]).toEqual([true, false])
    attempts.failed('a', 'Bearer x')
    expect(attempts.hasPassed('Bearer x')).toBe(false)
  })
})
