import type { GrantUseCount } from '../subgraphs/catalogue/index.ts'
import type { Used } from './decision/decide.ts'

/** Counts are written so many milliseconds after the first of them, all together. */
const EVERY_MS = 20_000

/** So many counts wait at most; grants that come after them are not counted that time. */
const WAITING_MOST = 20_000

/**
 * Counts how many requests were answered under each grant on each day, and writes that in the background: no answer waits for it. What
 * was not written when the process ends otherwise than by stopping is lost, so these are numbers to look at and not the record.
 */
export class GrantCounts {
  readonly #write: (counts: readonly GrantUseCount[]) => Promise<void>
  readonly #everyMs: number
  #waiting = new Map<string, { grantId: string; day: string; requests: number }>()
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> = Promise.resolve()

  constructor(write: (counts: readonly GrantUseCount[]) => Promise<void>, everyMs: number = EVERY_MS) {
    this.#write = write
    this.#everyMs = everyMs
  }

  /** Notes what an answer released; call it once the answer is on record. */
  note(used: readonly Used[], day: string): void {
    if (used.length === 0) return
    for (const grantId of new Set(used.flatMap(({ grants }) => grants.map(({ id }) => id)))) this.#add(grantId, day, 1)
    if (this.#waiting.size > 0) this.#start()
  }

  /** Writes what waits, and ends. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#underWay
    await this.#flush()
  }

  #add(grantId: string, day: string, requests: number): void {
    const known = this.#waiting.get(`${day} ${grantId}`)
    if (known !== undefined) known.requests += requests
    else if (this.#waiting.size < WAITING_MOST) this.#waiting.set(`${day} ${grantId}`, { grantId, day, requests })
  }

  #start(): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#underWay = this.#flush()
    }, this.#everyMs)
    this.#timer.unref()
  }

  async #flush(): Promise<void> {
    const counts = [...this.#waiting.values()]
    if (counts.length === 0) return
    this.#waiting = new Map()
    try {
      await this.#write(counts)
    } catch {
      for (const { grantId, day, requests } of counts) this.#add(grantId, day, requests)
      this.#start()
    }
  }
}
