/** A clock that stands further back than this was wrong before, and nobody can wait until it is as late again. */
const SET_BACK_MOST_MS = 3_600_000

/** Names that were used once and must not be used again until they are void anyway. Bounded, and closed when it is full. */
export class SeenOnce {
  readonly #until = new Map<string, number>()
  readonly #most: number
  /** Whatever ends no later may have been forgotten here. */
  #forgotten = Number.NEGATIVE_INFINITY

  /** @param most how many names are kept at a time */
  constructor(most: number) {
    this.#most = most
  }

  /**
   * Takes a name.
   *
   * @param until the instant in milliseconds from which the name is void by itself
   * @returns `seen` where it was taken before, `full` where no more can be remembered: neither may pass
   */
  take(name: string, until: number, now: number): 'new' | 'seen' | 'full' {
    // Where the clock was set back, what was forgotten lives again, and nobody knows any more whether it was used.
    const setBack = this.#forgotten - until
    if ((setBack >= 0 && setBack <= SET_BACK_MOST_MS) || this.#until.has(name)) return 'seen'
    // They come nearly in the order in which they end, so the first that is alive ends the search.
    for (const [each, end] of this.#until) {
      if (end > now) break
      this.#until.delete(each)
      this.#forgotten = Math.max(this.#forgotten, end)
    }
    if (this.#until.size >= this.#most) return 'full'
    this.#until.set(name, until)
    return 'new'
  }
}
