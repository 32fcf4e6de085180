import type { Log } from '#platform/log'

export interface RoundsOptions {
  /** Trace id of its faults in the log. */
  readonly name: string
  readonly everyMs: number
  readonly log: Log
}

/** Work that goes on behind all answers, one round after another. What fails is logged, and tried again in the next round. */
export class Rounds {
  readonly #options: RoundsOptions
  readonly #work: (ending: AbortSignal) => Promise<void>
  readonly #ending = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> | undefined

  /** @param work does a round; once `ending` is aborted it ends after the part that is under way, and leaves the rest to another process or the next start */
  constructor(options: RoundsOptions, work: (ending: AbortSignal) => Promise<void>) {
    this.#options = options
    this.#work = work
  }

  /** Does a round now, and one every so many milliseconds. */
  start(everyMs: number = this.#options.everyMs): void {
    void this.run()
    this.#timer = setInterval(() => void this.run(), everyMs)
    this.#timer.unref()
  }

  /** Does a round; where one is under way already, waits for it. */
  run(): Promise<void> {
    const { name, log } = this.#options
    this.#underWay ??= this.#work(this.#ending.signal)
      .catch((error: unknown) => log.fault(name, error))
      .finally(() => (this.#underWay = undefined))
    return this.#underWay
  }

  /** Ends the round that is under way, and begins no other. */
  async stop(): Promise<void> {
    this.#ending.abort()
    clearInterval(this.#timer)
    await this.#underWay
  }
}
