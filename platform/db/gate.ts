import { AskerLeft, hubError } from '../errors.ts'

/** How many statements may be under way at once, and how many others may wait how long for their turn. */
export interface GateOptions {
  readonly slots: number
  /** So many may wait; the next is refused at once. */
  readonly queue: number
  /** So long one waits, in milliseconds. */
  readonly patienceMs: number
}

/**
 * Lets so many statements at once to a database, in the order in which they came, since a driver lets them wait for a
 * connection without a bound.
 */
export class Gate {
  readonly #options: GateOptions
  #free: number
  /** How each that waits is told that its turn has come; in the order of arrival. */
  readonly #waiting = new Set<() => void>()

  constructor(options: GateOptions) {
    this.#options = options
    this.#free = options.slots
  }

  /** Statements that wait for their turn now. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** Slots that nobody holds now. */
  get free(): number {
    return this.#free
  }

  /**
   * Resolves once the caller holds a slot, which it gives back by {@link leave}, once.
   *
   * @param signal aborted when whoever asked has left
   * @throws LIBRARY_UNAVAILABLE when too many wait already or none became free in time, AskerLeft when nobody waits any more
   */
  async enter(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) throw new AskerLeft()
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    if (this.#waiting.size >= this.#options.queue) throw hubError('LIBRARY_UNAVAILABLE', 'too many statements wait for the database')
    await this.#turn(signal)
  }

  /** Gives a slot back: to whoever has waited longest, where somebody waits. */
  leave(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#free += 1
    else next()
  }

  async #turn(signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = promiseOf<void>()
    const left = () => reject(new AskerLeft())
    const timer = setTimeout(() => reject(hubError('LIBRARY_UNAVAILABLE', 'no connection to the database became free in time')), this.#options.patienceMs)
    // Whoever is let in is out of the queue at once, so that a slot is never given twice nor to somebody who has gone.
    const turn = () => {
      this.#waiting.delete(turn)
      resolve()
    }
    this.#waiting.add(turn)
    signal?.addEventListener('abort', left)
    try {
      await promise
    } catch (error) {
      // Gone and let in at the same moment: the slot goes on to the next.
      if (!this.#waiting.delete(turn)) this.leave()
      throw error
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', left)
    }
  }
}

function promiseOf<Value>() {
  let resolve!: (value: Value) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
