import { hubError } from '#platform/errors'
import type { Listening } from '#platform/db'
import { Shared } from './shared.ts'

/** Where the version of the catalogue is known from. */
export interface CatalogueSource {
  /** Reads it now. */
  version(signal?: AbortSignal): Promise<number>
  /** Hears of changes; `null` where some may have been missed. */
  hear(hear: (version: number | null) => void): Listening
}

/** How the version is known, for whoever looks after the hub. */
export interface WatchUse {
  /** Milliseconds since the version was last confirmed; infinite before the first time. */
  ageMs(): number
  /** How often the connection on which changes are heard was lost and made anew. */
  reconnects(): number
}

export interface WatchOptions {
  /** Milliseconds between two readings of the version. */
  readonly everyMs?: number
  /** A version that was not confirmed for so many milliseconds decides nothing. */
  readonly staleMs?: number
  /** A clock that only goes on, in milliseconds; never the hub's own, which tests set. */
  readonly now?: () => number
}

const EVERY_MS = 250
const STALE_MS = 1_000

/** A reading that takes longer tells nothing. */
const READING_MAX_MS = 5_000

/**
 * Knows the version of the catalogue without asking for it: changes are heard as they are committed, and the version is read
 * four times a second in case one was not heard. Where it has not been confirmed for a second, whoever asks has it read.
 */
export class CatalogueWatch implements WatchUse {
  readonly #now: () => number
  readonly #everyMs: number
  readonly #staleMs: number
  readonly #listening: Listening
  readonly #reading: Shared<number>
  #version = 0
  /** When the version became known, and when it was last confirmed. */
  #learntAt = Number.NEGATIVE_INFINITY
  #confirmedAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(source: CatalogueSource, { everyMs = EVERY_MS, staleMs = STALE_MS, now = () => performance.now() }: WatchOptions = {}) {
    this.#now = now
    this.#everyMs = everyMs
    this.#staleMs = staleMs
    this.#reading = new Shared(async ([key = '']) => new Map([[key, await source.version(AbortSignal.timeout(READING_MAX_MS))]]))
    this.#listening = source.hear((version) => this.#hear(version))
    this.#poll()
  }

  /**
   * The version by which may be decided now: one that was the latest within the last second.
   *
   * @returns at once where it is known well enough
   * @throws LIBRARY_UNAVAILABLE where it is not, and cannot be read either
   */
  version(): number | Promise<number> {
    return this.ageMs() < this.#staleMs ? this.#version : this.#read()
  }

  ageMs(): number {
    return this.#now() - this.#confirmedAt
  }

  reconnects(): number {
    return this.#listening.reconnects()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await Promise.all([this.#listening.stop(), this.#underWay])
  }

  #hear(version: number | null): void {
    if (version === null) this.#poll()
    else if (version > this.#version) this.#learn(version)
  }

  #learn(version: number): void {
    this.#version = version
    this.#learntAt = this.#now()
  }

  async #read(): Promise<number> {
    const askedAt = this.#now()
    let read: number
    try {
      read = (await this.#reading.of('')) ?? 0
    } catch {
      throw hubError('LIBRARY_UNAVAILABLE', 'the catalogue cannot be asked, so nothing can be decided', { library: 'catalogue' })
    }
    // What was heard while the reading was under way is newer than what it gives; a lower version that was asked for after that
    // is that of a catalogue which was put back.
    if (read > this.#version || askedAt >= this.#learntAt) this.#learn(read)
    this.#confirmedAt = Math.max(this.#confirmedAt, askedAt)
    return this.#version
  }

  #poll(): void {
    if (this.#stopped) return
    clearTimeout(this.#timer)
    // Questions find out by themselves that nothing could be read.
    this.#underWay = this.#read().catch(() => {}).then(() => {
      if (this.#stopped) return
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#poll(), this.#everyMs)
      this.#timer.unref()
    })
  }
}
