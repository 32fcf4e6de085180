import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '#platform/log'

const EVERY_MS = 5_000

/** How verifications that auditors have asked for are taken and done. */
export interface VerificationDesk {
  /** Takes one; `null` where there is none. */
  readonly take: () => Promise<string | null>
  readonly verify: (id: string, rest: () => Promise<boolean>) => Promise<void>
}

/**
 * Verifies the record behind all answers, where an auditor has asked for it. It rests as long as it worked, since questions are answered by
 * the same process. What a process that goes down has begun, another begins anew.
 */
export class Verifications {
  readonly #desk: VerificationDesk
  readonly #log: Log
  #timer: NodeJS.Timeout | undefined
  #stopping = false
  #running: Promise<void> | undefined

  constructor(desk: VerificationDesk, log: Log) {
    this.#desk = desk
    this.#log = log
  }

  /** Looks every few seconds from now on. */
  start(everyMs: number = EVERY_MS): void {
    this.#timer = setInterval(() => void this.run(), everyMs)
    this.#timer.unref()
  }

  /** Does all that is asked for; where that is under way already, waits for it. What fails is logged and tried again. */
  run(): Promise<void> {
    this.#running ??= this.#verify()
      .catch((error: unknown) => this.#log.fault('verifications', error))
      .finally(() => (this.#running = undefined))
    return this.#running
  }

  /** Gives up what is under way. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#timer)
    await this.#running
  }

  async #verify(): Promise<void> {
    while (!this.#stopping) {
      const id = await this.#desk.take()
      if (id === null) return
      let worked = performance.now()
      await this.#desk.verify(id, async () => {
        await wait(Math.min(performance.now() - worked, EVERY_MS))
        worked = performance.now()
        return !this.#stopping
      })
    }
  }
}
