import { hash } from 'node:crypto'
import { type Clock, isYounger } from '#platform/clock'
import { RecentlyUsed } from '#platform/lru'

/** Why a request counts as an attempt: no token where one is needed, a token that is not accepted, or one too many of both. */
export type AttemptReason = 'missing' | 'refused' | 'limited'

const WINDOW_MS = 60_000

/** Clients remembered. Whoever has more addresses than that is stopped elsewhere; the hub's memory must not be the victim. */
const CLIENTS_MAX = 10_000
const PASSED_MAX = 10_000

/**
 * Counts requests without a valid token, by client and minute. The first attempt opens the minute. Once it is full, tokens
 * that were never accepted here are refused unseen until it is over; tokens that were are still tried, so that one broken
 * system does not shut out the others behind its address. Clients and tokens stand in memory alone, tokens as hashes.
 */
export class Attempts {
  readonly #most: number
  readonly #clock: Clock
  readonly #clients = new RecentlyUsed<{ readonly since: number; count: number }>(CLIENTS_MAX)
  readonly #passed = new RecentlyUsed<true>(PASSED_MAX)

  /** @param most attempts of a client in a minute that are told what is wrong with them */
  constructor(most: number, clock: Clock) {
    this.#most = most
    this.#clock = clock
  }

  /** Whether anybody has failed of late; while nobody has, nobody has to wait. */
  get anybody(): boolean {
    return this.#clients.size > 0
  }

  /** Seconds after which a client that has used up its attempts may try again; 0 while it has some left. */
  wait(client: string): number {
    const entry = this.#current(client)
    if (entry === undefined || entry.count < this.#most) return 0
    return Math.max(1, Math.ceil((entry.since + WINDOW_MS - this.#clock.now()) / 1_000))
  }

  /** Notes that a request was refused for want of a valid token. */
  failed(client: string, authorization: string | undefined): void {
    const entry = this.#current(client)
    if (entry === undefined) this.#clients.set(client, { since: this.#clock.now(), count: 1 })
    else entry.count++
    if (authorization !== undefined) this.#passed.delete(hashOf(authorization))
  }

  /** Notes that a token was accepted. */
  succeeded(authorization: string): void {
    this.#passed.set(hashOf(authorization), true)
  }

  /** Whether a token was accepted before and not refused since. */
  hasPassed(authorization: string): boolean {
    return this.#passed.get(hashOf(authorization)) === true
  }

  #current(client: string) {
    const entry = this.#clients.get(client)
    return entry !== undefined && isYounger(WINDOW_MS, entry.since, this.#clock.now()) ? entry : undefined
  }
}

function hashOf(authorization: string): string {
  return hash('sha256', authorization, 'base64url')
}
