/**
 * Reads for many who ask at the same time. Whoever comes while a reading is under way shares the next one, so that what anybody
 * is told was read after they asked, and nothing is remembered.
 */
export class Shared<Value> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>
  readonly #most: number
  #waiting = new Map<string, PromiseWithin<Value>>()
  #reading = false

  /**
   * @param read reads for some keys at once; a key that it does not give back has no value
   * @param most how many keys are read at once
   */
  constructor(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>, most = 1_000) {
    this.#read = read
    this.#most = most
  }

  /** The value of a key, read after this is called; `undefined` where there is none. */
  of(key: string): Promise<Value | undefined> {
    let waiting = this.#waiting.get(key)
    if (waiting === undefined) {
      waiting = promiseWithin<Value>()
      this.#waiting.set(key, waiting)
      if (!this.#reading) void this.#readAll()
    }
    return waiting.promise
  }

  async #readAll(): Promise<void> {
    this.#reading = true
    // Those who ask in the same turn of the event loop are read for together.
    await Promise.resolve()
    while (this.#waiting.size > 0) {
      const some = [...this.#waiting].slice(0, this.#most)
      for (const [key] of some) this.#waiting.delete(key)
      try {
        const values = await this.#read(some.map(([key]) => key))
        for (const [key, { resolve }] of some) resolve(values.get(key))
      } catch (error) {
        for (const [, { reject }] of some) reject(error)
      }
    }
    this.#reading = false
  }
}

interface PromiseWithin<Value> {
  readonly promise: Promise<Value | undefined>
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (error: unknown) => void
}

function promiseWithin<Value>(): PromiseWithin<Value> {
  let resolve: PromiseWithin<Value>['resolve'] = () => {}
  let reject: PromiseWithin<Value>['reject'] = () => {}
  const promise = new Promise<Value | undefined>((resolved, rejected) => {
    resolve = resolved
    reject = rejected
  })
  return { promise, resolve, reject }
}
