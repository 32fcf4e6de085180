import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Breaker, type BreakerState, type HopEnd } from './breaker.ts'

const FAILURES = 3
const COOL_DOWN_MS = 1_000
const COOL_DOWN_MAX_MS = 4_000

/** A breaker at a time of the test's own; without chance a cool-down is as long as it can be. */
function breakerAt(chance = 1) {
  const time = { now: 1_000_000 }
  const changes: string[] = []
  const breaker = new Breaker({
    failures: FAILURES, coolDownMs: COOL_DOWN_MS, coolDownMaxMs: COOL_DOWN_MAX_MS, clock: { now: () => time.now }, chance: () => chance,
    changed: (state) => void changes.push(state),
  })
  const hop = (end: HopEnd) => {
    const tell = breaker.admit()
    tell?.(end)
    return tell !== null
  }
  const opened = () => {
    for (let times = 0; times < FAILURES; times += 1) hop('failed')
  }
  return { breaker, time, changes, hop, opened }
}

describe('a breaker lets no hop through', () => {
  it('after so many failures in a row, until it has cooled down', () => {
    const { breaker, time, hop, opened } = breakerAt()
    opened()
    expect([breaker.state, hop('answered')]).toEqual(['open', false])
    time.now += COOL_DOWN_MS - 1
    expect([breaker.state, hop('answered')]).toEqual(['open', false])
  })

  it('beside the one that probes', () => {
    const { breaker, time, hop, opened } = breakerAt()
    opened()
    time.now += COOL_DOWN_MS
    const probe = breaker.admit()
    expect([breaker.state, breaker.admit(), hop('answered')]).toEqual(['half-open', null, false])
    probe?.('answered')
    expect([breaker.state, hop('answered'), hop('answered')]).toEqual(['closed', true, true])
  })

  it('after a probe that failed, each time for twice as long, up to a bound', () => {
    const { breaker, time, hop, opened } = breakerAt()
    opened()
    for (const coolDownMs of [1_000, 2_000, 4_000, 4_000]) {
      time.now += coolDownMs - 1
      expect(breaker.state).toBe('open')
      time.now += 1
      expect([breaker.state, hop('failed'), breaker.state]).toEqual(['half-open', true, 'open'])
    }
  })
})

describe('a breaker stays closed', () => {
  it('where an answer comes between failures', () => {
    const { breaker, hop } = breakerAt()
    for (let times = 0; times < 20; times += 1) {
      hop('failed')
      hop('failed')
      hop('answered')
    }
    expect(breaker.state).toBe('closed')
  })

  it('whoever leaves, however often, and forgets no failure for it', () => {
    const { breaker, hop } = breakerAt()
    hop('failed')
    hop('failed')
    for (let times = 0; times < 1_000; times += 1) hop('cancelled')
    expect(breaker.state).toBe('closed')
    hop('failed')
    expect(breaker.state).toBe('open')
  })

  it('where hops fail that were sent before it closed', () => {
    const { breaker, time, hop, opened } = breakerAt()
    const old = [1, 2, 3].map(() => breaker.admit())
    opened()
    time.now += COOL_DOWN_MS
    hop('answered')
    for (const tell of old) tell?.('failed')
    expect(breaker.state).toBe('closed')
  })

  it('where one hop tells its end more than once', () => {
    const { breaker } = breakerAt()
    const tell = breaker.admit()
    for (let times = 0; times < FAILURES; times += 1) tell?.('failed')
    expect(breaker.state).toBe('closed')
  })
})

describe('a breaker that is open', () => {
  it('is not closed by an answer to a hop that was sent before it opened', () => {
    const { breaker, opened } = breakerAt()
    const old = breaker.admit()
    opened()
    old?.('answered')
    expect(breaker.state).toBe('open')
  })

  it('probes again at once when the probe was cancelled, which neither closes it nor keeps it longer', () => {
    const { breaker, time, hop, opened } = breakerAt()
    opened()
    time.now += COOL_DOWN_MS
    for (let times = 0; times < 10; times += 1) expect([hop('cancelled'), breaker.state]).toEqual([true, 'half-open'])
    expect([hop('answered'), breaker.state]).toEqual([true, 'closed'])
  })

  it('cools down for half the time at least, as chance has it, so that routers do not probe together', () => {
    const { breaker, time, opened } = breakerAt(0)
    opened()
    time.now += COOL_DOWN_MS / 2 - 1
    expect(breaker.state).toBe('open')
    time.now += 1
    expect(breaker.state).toBe('half-open')
  })

  it('does not wait for a clock that was set back', () => {
    const { breaker, time, opened } = breakerAt()
    opened()
    time.now -= 3_600_000
    expect(breaker.state).toBe('half-open')
  })

  it('begins with the short cool-down once it was closed, and tells each opening and closing once', () => {
    const { breaker, time, changes, hop, opened } = breakerAt()
    opened()
    time.now += COOL_DOWN_MS
    hop('failed')
    time.now += 2 * COOL_DOWN_MS
    hop('answered')
    opened()
    time.now += COOL_DOWN_MS
    expect(breaker.state).toBe('half-open')
    expect(changes).toEqual(['open', 'closed', 'open'])
  })
})

describe('whatever comes in whatever order', () => {
  interface Step {
    readonly does: 'send' | HopEnd | 'wait'
    /** Which of the hops under way ends, or how many milliseconds pass. */
    readonly amount: number
  }
  const step: fc.Arbitrary<Step> = fc.record({
    does: fc.constantFrom<Step['does']>('send', 'send', 'failed', 'failed', 'failed', 'answered', 'cancelled', 'wait'),
    amount: fc.nat(1_500),
  })

  interface Told {
    readonly before: BreakerState
    readonly after: BreakerState
    readonly does: Step['does']
    readonly sent: boolean | null
    /** Failures told since the last answer, those of this step included. */
    readonly failuresInARow: number
    /** Hops let through while half-open that have not ended. */
    readonly probes: number
  }

  function run(steps: readonly Step[]) {
    const subject = breakerAt()
    const underWay: { tell: (end: HopEnd) => void; probe: boolean }[] = []
    let failuresInARow = 0
    const told = steps.map(({ does, amount }): Told => {
      const before = subject.breaker.state
      let sent: boolean | null = null
      if (does === 'wait') subject.time.now += amount
      else if (does === 'send') {
        const tell = subject.breaker.admit()
        sent = tell !== null
        if (tell !== null) underWay.push({ tell, probe: before !== 'closed' })
      } else {
        const [hop] = underWay.splice(amount % Math.max(1, underWay.length), 1)
        if (hop !== undefined && does === 'failed') failuresInARow += 1
        if (hop !== undefined && does === 'answered') failuresInARow = 0
        hop?.tell(does)
      }
      return { before, after: subject.breaker.state, does, sent, failuresInARow, probes: underWay.filter(({ probe }) => probe).length }
    })
    return { ...subject, underWay, told }
  }

  const each = (holds: (run_: ReturnType<typeof run>) => void) =>
    fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => holds(run(steps))), { seed: 20_260_302, numRuns: 500 })

  it('every hop is sent while it is closed, none while it is open, and one at a time in between', () => {
    each(({ told }) => {
      for (const { does, before, sent } of told) {
        if (does === 'send' && before !== 'half-open') expect(sent).toBe(before === 'closed')
      }
      expect(Math.max(0, ...told.map(({ probes }) => probes))).toBeLessThanOrEqual(1)
    })
  })

  it('it opens by a failure alone, and from closed only by as many in a row as it takes', () => {
    each(({ told }) => {
      for (const { does, before, after, failuresInARow } of told) {
        if (after !== 'open' || before === 'open') continue
        expect(does).toBe('failed')
        if (before === 'closed') expect(failuresInARow).toBeGreaterThanOrEqual(FAILURES)
      }
    })
  })

  it('it closes by an answer alone, never from open, and is half-open only after some time', () => {
    each(({ told }) => {
      for (const { does, before, after } of told) {
        if (after === 'closed' && before !== 'closed') expect([before, does]).toEqual(['half-open', 'answered'])
        if (after === 'half-open' && before !== 'half-open') expect([before, does]).toEqual(['open', 'wait'])
      }
    })
  })

  it('it is never stuck: when all have left and the longest cool-down is over, one answer closes it', () => {
    each(({ breaker, time, underWay, hop }) => {
      for (const { tell } of underWay) tell('cancelled')
      time.now += COOL_DOWN_MAX_MS
      expect([hop('answered'), breaker.state]).toEqual([true, 'closed'])
    })
  })
})
