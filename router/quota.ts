import { isYounger } from '#platform/clock'
import type { CatalogueUse, QuotaAsked } from '../subgraphs/catalogue/index.ts'
import type { Grant } from './decision/facts.ts'

/** So many subjects that a question releases under a grant. */
export interface Need {
  readonly grant: Pick<Grant, 'id' | 'quotaPerDay'>
  readonly subjects: number
}

interface Asking {
  readonly need: QuotaAsked
  readonly told: (enough: boolean) => void
  readonly failed: (error: unknown) => void
}

/** A quota that was found used up is not asked for again before this is over. */
const EXHAUSTED_MS = 1_000

/**
 * Counts what questions release under grants with a quota, before it is released. Whoever comes while a statement is under way
 * shares the next one, so that the one row of a grant that many use is written once for all of them.
 */
export class QuotaCounter {
  readonly #use: Pick<CatalogueUse, 'takeQuota' | 'giveBackQuota'>
  readonly #now: () => number
  #waiting: Asking[] = []
  #counting = false
  readonly #exhausted = new Map<string, { readonly day: string; readonly at: number }>()

  constructor(use: Pick<CatalogueUse, 'takeQuota' | 'giveBackQuota'>, now: () => number) {
    this.#use = use
    this.#now = now
  }

  /** Ids of grants whose quota of a day was found used up a moment ago. */
  exhausted(day: string): ReadonlySet<string> {
    if (this.#exhausted.size === 0) return NONE
    const now = this.#now()
    return new Set([...this.#exhausted].flatMap(([id, since]) => (since.day === day && isYounger(EXHAUSTED_MS, since.at, now) ? [id] : [])))
  }

  /**
   * Counts what one question needs, of each grant all of it or nothing.
   *
   * @returns ids of the grants whose quota is not enough
   * @throws LIBRARY_UNAVAILABLE where nothing can be counted, so that nothing may be released
   */
  async take(needs: readonly Need[], day: string): Promise<ReadonlySet<string>> {
    // Who is found nowhere is asked for like somebody who is, or a quota that is used up would tell whether there is a row.
    const asked = needs.map((need) => ({ ...need, subjects: Math.max(1, need.subjects) }))
    const short = new Set((await Promise.all(asked.map(async (need) => ((await this.#ask(need, day)) ? [] : [need.grant.id])))).flat())
    await this.giveBack(needs.filter(({ grant, subjects }) => subjects === 0 && !short.has(grant.id)).map((need) => ({ ...need, subjects: 1 })), day)
    return short
  }

  /** Takes back what was counted and not released. */
  async giveBack(needs: readonly Need[], day: string): Promise<void> {
    const given = needs.filter(({ subjects }) => subjects > 0)
    if (given.length > 0) await this.#use.giveBackQuota(given.map(({ grant, subjects }) => ({ grant: grant.id, day, subjects })))
  }

  #ask({ grant, subjects }: Need, day: string): Promise<boolean> {
    return new Promise((told, failed) => {
      this.#waiting.push({ need: { grant: grant.id, day, subjects, quotaPerDay: grant.quotaPerDay ?? 0 }, told, failed })
      if (!this.#counting) void this.#countAll()
    })
  }

  async #countAll(): Promise<void> {
    this.#counting = true
    // Those who ask in the same turn of the event loop are counted together.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const some = this.#waiting
      this.#waiting = []
      try {
        await this.#count(some)
      } catch (error) {
        for (const { failed } of some) failed(error)
      }
    }
    this.#counting = false
  }

  async #count(some: readonly Asking[]): Promise<void> {
    const groups = new Map<string, Asking[]>()
    for (const asking of some) {
      const key = `${asking.need.grant} ${asking.need.day}`
      groups.set(key, [...(groups.get(key) ?? []), asking])
    }
    // One day at a time, since what was enough is told by grant.
    for (const day of new Set(some.map(({ need }) => need.day))) {
      const ofDay = [...groups.values()].filter(([first]) => first?.need.day === day)
      const enough = await this.#use.takeQuota(ofDay.map(together))
      for (const asking of ofDay) {
        if (enough.has(asking[0]?.need.grant ?? '')) for (const { told } of asking) told(true)
        else await this.#countEach(asking)
      }
    }
  }

  // Not enough for all may be enough for some.
  async #countEach(asking: readonly Asking[]): Promise<void> {
    let left = true
    for (const { need, told } of asking) {
      const enough = left && asking.length > 1 && (await this.#use.takeQuota([need])).has(need.grant)
      if (!enough && need.subjects === 1) {
        left = false
        this.#noteExhausted(need)
      }
      told(enough)
    }
  }

  #noteExhausted({ grant, day }: QuotaAsked): void {
    if (this.#exhausted.size >= EXHAUSTED_MAX) this.#exhausted.clear()
    this.#exhausted.set(grant, { day, at: this.#now() })
  }
}

const EXHAUSTED_MAX = 10_000
const NONE: ReadonlySet<string> = new Set()

function together(asking: readonly Asking[]): QuotaAsked {
  const needs = asking.map(({ need }) => need)
  // Two versions of a grant may be in use for a moment; the stricter one counts.
  const quotaPerDay = Math.min(...needs.map((need) => need.quotaPerDay))
  return { ...(needs[0] as QuotaAsked), quotaPerDay, subjects: needs.reduce((sum, { subjects }) => sum + subjects, 0) }
}
