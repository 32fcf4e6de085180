import { RecentlyUsed } from '#platform/lru'

/** So many agencies and people are remembered. */
const ATTEMPTS_MAX = 100_000

interface Attempt {
  readonly agency: string
  readonly named: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/**
 * Remembers whom an agency was refused about on a day, so that it cannot fill somebody's list by asking again: each router tells
 * the subject once a day of one agency. Nothing of it is told to whoever asks.
 */
export class AskedAbout {
  readonly #told = new RecentlyUsed<true>(ATTEMPTS_MAX)

  /** People whom the agency was not refused about before today, and those whom it was. */
  split({ agency, named, today }: Attempt): { readonly first: readonly string[]; readonly again: readonly string[] } {
    const known = (key: string) => this.#told.get(`${today} ${agency} ${key}`) === true
    const again = named.filter(known)
    return { first: named.filter((key) => !again.includes(key)), again }
  }

  /** Notes that an attempt is on record. */
  note({ agency, named, today }: Attempt): void {
    for (const key of named) this.#told.set(`${today} ${agency} ${key}`, true)
  }
}
