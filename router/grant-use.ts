import { coordinateOf } from '#platform/access'
import type { ItemUse } from '../subgraphs/catalogue/index.ts'
import type { Used } from './decision/decide.ts'
import type { Grant } from './decision/facts.ts'

/** Notes are written so many milliseconds after the first of them, all together. */
const EVERY_MS = 5_000

/** So many notes wait at most; what comes after them is noted on another day. */
const WAITING_MOST = 50_000

/** So many notes go into one statement. */
const TOGETHER_MOST = 5_000

/**
 * Notes which items are read under which grants, once a day for each pair, and writes it in the background: no answer waits for
 * it. Of items that fall into slices every slice of the grant counts as read. Whatever was not written when the process ends
 * otherwise than by stopping is lost, a day's note at most.
 */
export class GrantUse {
  readonly #write: (uses: readonly ItemUse[]) => Promise<void>
  readonly #everyMs: number
  #day = ''
  #known = new WeakMap<Grant, Set<string>>()
  #noted = new Set<string>()
  readonly #waiting = new Map<string, ItemUse>()
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> = Promise.resolve()

  constructor(write: (uses: readonly ItemUse[]) => Promise<void>, everyMs: number = EVERY_MS) {
    this.#write = write
    this.#everyMs = everyMs
  }

  /** Notes what an answer released; call it once the answer is on record. */
  note(used: readonly Used[], day: string): void {
    if (day !== this.#day) this.#begin(day)
    for (const { coordinate, grants } of used) {
      for (const grant of grants) this.#noteOne(grant, coordinate, day)
    }
  }

  /** Writes what waits, and ends. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#underWay
    while (this.#waiting.size > 0 && (await this.#flush())) continue
  }

  #begin(day: string): void {
    this.#day = day
    this.#known = new WeakMap()
    this.#noted = new Set()
  }

  #noteOne(grant: Grant, coordinate: string, day: string): void {
    let known = this.#known.get(grant)
    if (known === undefined) {
      known = new Set()
      this.#known.set(grant, known)
    }
    if (known.has(coordinate)) return
    known.add(coordinate)
    for (const { item } of grant.items) if (coordinateOf(item) === coordinate) this.#wait({ grantId: grant.id, item, day })
  }

  // Grants are read anew whenever the catalogue changes, so what is noted is known by their ids.
  #wait(use: ItemUse): void {
    const name = `${use.grantId} ${use.item}`
    if (this.#noted.has(name) || this.#waiting.size >= WAITING_MOST) return
    this.#noted.add(name)
    this.#waiting.set(name, use)
    this.#start()
  }

  #start(): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#underWay = this.#flush().then(() => {
        this.#timer = undefined
        if (this.#waiting.size > 0) this.#start()
      })
    }, this.#everyMs)
    this.#timer.unref()
  }

  /** Whether some were written; the others wait for the next time. */
  async #flush(): Promise<boolean> {
    const some = [...this.#waiting].slice(0, TOGETHER_MOST)
    try {
      await this.#write(some.map(([, use]) => use))
    } catch {
      return false
    }
    // One that was noted for the next day meanwhile is another.
    for (const [name, use] of some) if (this.#waiting.get(name) === use) this.#waiting.delete(name)
    return true
  }
}
