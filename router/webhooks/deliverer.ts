import { randomBytes } from 'node:crypto'
import { type Clock, instant } from '#platform/clock'
import type { Claim, DueNotice, WebhookOutbox } from '../../subgraphs/catalogue/index.ts'
import type { WebhookHosts } from './hosts.ts'
import { post } from './post.ts'
import { signatureOf } from './signature.ts'

/** How sending goes, for whoever looks after the hub. */
export interface DeliveryUse {
  /** How many sendings came to what: `DELIVERED`, or a fault. */
  readonly outcomes: ReadonlyMap<string, number>
  /** How many notices wait to be delivered, in all of the database. */
  waiting(): Promise<number>
}

export interface DelivererOptions {
  readonly outbox: WebhookOutbox
  readonly hosts: WebhookHosts
  readonly clock: Clock
  /** Milliseconds between two looks at what is due. */
  readonly everyMs?: number | undefined
  /** How long a receiver may take; tests are less patient. */
  readonly patienceMs?: number | undefined
}

const EVERY_MS = 1_000

/** So long a turn of a webhook may go on; it is another process's after 60 s. */
const TURN_MS = 30_000

/** So many webhooks are sent to at once, each of them one notice after another. */
const AT_ONCE = 16

/**
 * Sends notices to webhooks behind everything else: no change waits for it. Each webhook has a turn of its own, so that one that hangs or is
 * down keeps no other waiting. Where a process goes down between sending and noting, the notice is sent again, by the same id.
 */
export class Deliverer implements DeliveryUse {
  readonly #options: DelivererOptions
  readonly #turns = new Set<Promise<void>>()
  readonly #ending = new AbortController()
  readonly outcomes = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()

  constructor(options: DelivererOptions) {
    this.#options = options
    this.#lookSoon()
  }

  waiting(): Promise<number> {
    return this.#options.outbox.waiting()
  }

  /** Gives up what is being sent, which is sent again by another process or at the next start. */
  async stop(): Promise<void> {
    this.#ending.abort()
    clearTimeout(this.#timer)
    await this.#looking
    await Promise.all(this.#turns)
  }

  #lookSoon(): void {
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().then(() => {
        if (!this.#ending.signal.aborted) this.#lookSoon()
      })
    }, this.#options.everyMs ?? EVERY_MS)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    const free = AT_ONCE - this.#turns.size
    if (free === 0) return
    // A database that does not answer is asked again the next time.
    const claims = await this.#options.outbox.claim(free).catch(() => [])
    for (const claim of claims) {
      const turn = this.#serve(claim).catch(() => {}).then(() => void this.#turns.delete(turn))
      this.#turns.add(turn)
    }
  }

  /** Sends to one webhook what is due, until something fails. */
  async #serve({ webhook, url, secret, due }: Claim): Promise<void> {
    const { outbox, clock } = this.#options
    const until = performance.now() + TURN_MS
    for (const notice of due) {
      if (this.#ending.signal.aborted || performance.now() > until) break
      const [at, began] = [new Date(clock.now()), performance.now()]
      const posted = secret === null ? ({ status: null, fault: 'UNSIGNED' } as const) : await this.#send(webhook, new URL(url), secret, notice)
      if (posted === null) break
      this.#count(posted.fault ?? 'DELIVERED')
      await outbox.settle(webhook, notice, { at, ...posted, durationMs: Math.round(performance.now() - began) })
      // It rests now, and whoever comes after the rest goes on.
      if (posted.fault !== null) return
    }
    await outbox.release(webhook)
  }

  /** `null` where it was given up on the way. */
  async #send(webhook: string, url: URL, secret: Buffer, notice: DueNotice) {
    const { hosts, clock, patienceMs } = this.#options
    const body = bodyOf(notice)
    const timestamp = String(Math.floor(clock.now() / 1_000))
    const nonce = randomBytes(16).toString('hex')
    const headers = {
      'content-type': 'application/json; charset=utf-8', 'user-agent': 'govshare', 'govshare-webhook': webhook, 'govshare-notice': String(notice.id),
      'govshare-timestamp': timestamp, 'govshare-nonce': nonce,
      'govshare-signature': signatureOf(secret, { method: 'POST', path: `${url.pathname}${url.search}`, timestamp, nonce, body }),
    }
    return post({ url, headers, body, signal: this.#ending.signal }, hosts, patienceMs).catch(() => null)
  }

  #count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1)
  }
}

function bodyOf({ id, at, kind, agency, about, zh, en }: DueNotice): string {
  return JSON.stringify({ id: String(id), at: instant(at), kind, agency, about, zh, en })
}
