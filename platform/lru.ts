/** A map that keeps only what was used last, so that callers who never repeat themselves cannot fill the memory. */
export class RecentlyUsed<Value> {
  readonly #entries = new Map<string, Value>()
  readonly #most: number
  #hits = 0
  #misses = 0

  /** @param most how many entries are kept */
  constructor(most: number) {
    this.#most = most
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) {
      this.#misses += 1
      return undefined
    }
    this.#hits += 1
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key)
    if (this.#entries.size >= this.#most) this.#entries.delete(this.#entries.keys().next().value as string)
    this.#entries.set(key, value)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  get size(): number {
    return this.#entries.size
  }

  /** How often an entry was asked for that was there. */
  get hits(): number {
    return this.#hits
  }

  /** How often one was asked for that was not, or no longer. */
  get misses(): number {
    return this.#misses
  }
}
