import type { Clock } from '#platform/clock'
import type { Log } from '#platform/log'
import type { ForgetSome } from '../subgraphs/catalogue/index.ts'

const EVERY_MS = 6 * 3_600_000
const DAY_MS = 86_400_000

/** What keeping notices for a time takes. */
export interface NoticeDesk {
  /** How many days a notice is kept. */
  readonly keptDays: number
  /** Deletes old sendings to webhooks. */
  readonly attempts: ForgetSome
  /** Deletes old notices. */
  readonly notices: ForgetSome
}

/** Deletes notices whose time is over, and what was sent of them, behind all answers. */
export class NoticeKeeper {
  readonly #desk: NoticeDesk
  readonly #clock: Clock
  readonly #log: Log
  #timer: NodeJS.Timeout | undefined
  #stopping = false
  #running: Promise<void> | undefined

  constructor(desk: NoticeDesk, clock: Clock, log: Log) {
    this.#desk = desk
    this.#clock = clock
    this.#log = log
  }

  /** Looks now, and every few hours from now on. */
  start(everyMs: number = EVERY_MS): void {
    void this.run()
    this.#timer = setInterval(() => void this.run(), everyMs)
    this.#timer.unref()
  }

  /** Deletes all whose time is over; where that is under way already, waits for it. What fails is logged and tried again. */
  run(): Promise<void> {
    this.#running ??= this.#forget()
      .catch((error: unknown) => this.#log.fault('notices', error))
      .finally(() => (this.#running = undefined))
    return this.#running
  }

  /** Ends after the part that is under way. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#timer)
    await this.#running
  }

  async #forget(): Promise<void> {
    const before = new Date(this.#clock.now() - this.#desk.keptDays * DAY_MS)
    for (const forget of [this.#desk.attempts, this.#desk.notices]) {
      for (let after: number | null = 0; after !== null && !this.#stopping;) after = await forget(before, after)
    }
  }
}
