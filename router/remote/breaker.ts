import type { Clock } from '#platform/clock'

/** `half-open`: the next hop, or the one under way, is the probe that decides. */
export type BreakerState = 'closed' | 'half-open' | 'open'

/** How a hop ended for the breaker; `cancelled` where it says nothing about the library. */
export type HopEnd = 'answered' | 'failed' | 'cancelled'

export interface BreakerOptions {
  /** So many failures in a row open it. */
  readonly failures: number
  /** How long it stays open at first, and at most after probes that failed, in milliseconds. */
  readonly coolDownMs: number
  readonly coolDownMaxMs: number
  readonly clock: Clock
  /** From 0 to below 1; parts the probes of several routers. */
  readonly chance: () => number
  /** Told when it opens and when it closes, not of a probe that failed. */
  readonly changed?: (state: 'open' | 'closed') => void
}

/**
 * A circuit breaker of one library. After some failures in a row no hop is sent for a while; then a single one probes
 * whether the library answers again. Time is looked at when a hop comes, so no timer is needed.
 */
export class Breaker {
  readonly #options: BreakerOptions
  #failures = 0
  /** Times it opened since it was last closed; 0 while it is closed. */
  #openings = 0
  #openedAt = 0
  #coolDownMs = 0
  #probing = false
  /** Counts changes of state: hops that were let through before the last one say nothing about what is now. */
  #era = 0

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  get state(): BreakerState {
    if (this.#openings === 0) return 'closed'
    return this.#probing || this.#isCooledDown() ? 'half-open' : 'open'
  }

  /** Lets a hop through, which then must tell how it ended; `null` where it must not be sent. */
  admit(): ((end: HopEnd) => void) | null {
    if (this.#openings > 0) {
      if (this.#probing || !this.#isCooledDown()) return null
      this.#probing = true
    }
    const era = this.#era
    let told = false
    return (end) => {
      if (told || era !== this.#era) return
      told = true
      this.#ended(end)
    }
  }

  #ended(end: HopEnd): void {
    if (end === 'cancelled') this.#probing = false
    else if (end === 'answered') this.#answered()
    else this.#failed()
  }

  #answered(): void {
    this.#failures = 0
    if (this.#openings === 0) return
    this.#openings = 0
    this.#probing = false
    this.#era += 1
    this.#options.changed?.('closed')
  }

  #failed(): void {
    const { failures, coolDownMs, coolDownMaxMs, clock, chance, changed } = this.#options
    this.#failures += 1
    if (this.#openings === 0 && this.#failures < failures) return
    const most = Math.min(coolDownMaxMs, coolDownMs * 2 ** this.#openings)
    this.#coolDownMs = most * (0.5 + chance() / 2)
    this.#openedAt = clock.now()
    this.#openings += 1
    this.#probing = false
    this.#era += 1
    if (this.#openings === 1) changed?.('open')
  }

  // A clock that was set back must not keep a library shut until it has caught up.
  #isCooledDown(): boolean {
    const passed = this.#options.clock.now() - this.#openedAt
    return passed < 0 || passed >= this.#coolDownMs
  }
}
