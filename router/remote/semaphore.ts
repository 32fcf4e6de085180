import { HopFailed } from './pool.ts'

export interface SemaphoreOptions {
  /** How many hops run at a time. */
  readonly places: number
  /** How many wait at most. */
  readonly waiting: number
  /** How long each waits at most, in milliseconds. */
  readonly waitMs: number
}

/** Lets so many hops run at a time; a bounded number of others waits in turn, each for a bounded time. */
export class Semaphore {
  readonly #options: SemaphoreOptions
  readonly #waiting = new Set<(entered: boolean) => void>()
  #inside = 0

  constructor(options: SemaphoreOptions) {
    this.#options = options
  }

  /**
   * Does a piece of work when its turn has come.
   *
   * @param signal ends the wait
   * @throws HopFailed `busy` where its turn does not come
   */
  async within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (!(await this.#enters(signal))) throw new HopFailed('busy', 'cancelled')
    try {
      return await work()
    } finally {
      this.#leaves()
    }
  }

  async #enters(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false
    if (this.#inside === this.#options.places) return this.#waiting.size < this.#options.waiting && this.#turn(signal)
    this.#inside += 1
    return true
  }

  // Whoever has waited longest takes the place over, so that nobody who comes now can slip in between.
  #leaves(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#inside -= 1
    else next(true)
  }

  #turn(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (entered: boolean) => {
        this.#waiting.delete(end)
        clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
        resolve(entered)
      }
      const giveUp = () => end(false)
      const timer = setTimeout(giveUp, this.#options.waitMs)
      signal.addEventListener('abort', giveUp, { once: true })
      this.#waiting.add(end)
    })
  }
}
