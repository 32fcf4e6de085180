/** How records are put together. */
export interface GroupOptions<Entry, Written> {
  /** Writes some records, all of them or none; says of each, in their order, what it was written as. */
  readonly write: (entries: readonly Entry[]) => Promise<readonly Written[]>
  /** Whether what a write failed with is about one of its records, so that the others can be written without it. */
  readonly isOfOne: (error: unknown) => boolean
  /** How many are written at once, at most. */
  readonly together: number
  /** How many may wait, at most. */
  readonly waiting: number
  /** Lets some more come before the next write, where one is due while another was under way; whoever comes alone does not wait. */
  readonly gather: () => Promise<unknown>
}

interface Waiting<Entry, Written> {
  readonly entry: Entry
  readonly done: (written: Written) => void
  readonly failed: (error: unknown) => void
}

/**
 * Group commit: what comes while a write is under way waits and is written with all that waits. A commit costs the same for one
 * record as for many, and whoever comes alone does not wait.
 */
export class Group<Entry, Written> {
  readonly #options: GroupOptions<Entry, Written>
  readonly #waiting: Waiting<Entry, Written>[] = []
  #writing = false

  constructor(options: GroupOptions<Entry, Written>) {
    this.#options = options
  }

  /** Resolves when the record is written. Refuses at once where too many wait. */
  add(entry: Entry): Promise<Written> {
    if (this.#waiting.length >= this.#options.waiting) return Promise.reject(new Error('too many records wait'))
    return new Promise((done, failed) => {
      this.#waiting.push({ entry, done, failed })
      if (!this.#writing) void this.#writeAll()
    })
  }

  async #writeAll(): Promise<void> {
    this.#writing = true
    for (let busy = false; this.#waiting.length > 0; busy = true) {
      if (busy) await this.#options.gather()
      await this.#writeSome(this.#waiting.splice(0, this.#options.together))
    }
    this.#writing = false
  }

  // One record that the database refuses must not take those with it that happened to come at the same time.
  async #writeSome(some: readonly Waiting<Entry, Written>[]): Promise<void> {
    try {
      const written = await this.#options.write(some.map(({ entry }) => entry))
      for (const [index, { done }] of some.entries()) done(written[index] as Written)
    } catch (error) {
      if (some.length === 1 || !this.#options.isOfOne(error)) for (const { failed } of some) failed(error)
      else for (const each of some) await this.#writeSome([each])
    }
  }
}
