import { type DocumentNode, parse } from 'graphql'
import { type Clock, today } from '#platform/clock'
import { hubError } from '#platform/errors'
import type { Log } from '#platform/log'
import type { AskedLibrary } from '#platform/subgraph'
import type { CountedRow, LibraryCounting, statisticsStore } from '../subgraphs/audit/index.ts'
import { routerPlan } from './router-plan.ts'

const STATISTICS: DocumentNode = parse(`query ($of: String!, $by: String!, $after: String!) {
  _statistics(of: $of, by: $by, after: $after) { key name measure value } }`)

/** Questions come first: a hub that has just started counts this much later. */
const FIRST_MS = 5_000

/** So long after a library could not be counted it is tried again, where the next round is further away. */
const AGAIN_MS = 600_000

/** A library that gives more pages than this of one counting does not come to an end. */
const PAGES_MOST = 10_000

export interface StatisticsOptions {
  readonly libraries: ReadonlyMap<string, AskedLibrary>
  /** What each library counts. */
  readonly countings: readonly LibraryCounting[]
  readonly store: ReturnType<typeof statisticsStore>
  readonly clock: Clock
  readonly log: Log
  /** How old counts may grow before they are made anew. */
  readonly everyMs: number
}

/**
 * Has the libraries count their records in the background and keeps what they say, so that no question waits for it. Each library is
 * asked through its contract, one way of counting at a time; its counts are replaced all together. Where one fails, those of before stay.
 */
export class LibraryStatistics {
  readonly #options: StatisticsOptions
  readonly #stopped = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> = Promise.resolve()

  constructor(options: StatisticsOptions) {
    this.#options = options
  }

  /** Counts soon, and from then on whenever counts have grown old. */
  start(firstMs: number = FIRST_MS): void {
    this.#next(firstMs)
  }

  /** Gives up what is being counted. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    clearTimeout(this.#timer)
    await this.#underWay
  }

  /** Counts every library now. @returns the names of those that could not be counted */
  async count(): Promise<string[]> {
    return this.#countAll([...new Set(this.#options.countings.map(({ library }) => library))])
  }

  #next(afterMs: number): void {
    if (this.#stopped.signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#underWay = this.#round().then((nextMs) => this.#next(nextMs))
    }, afterMs)
    this.#timer.unref()
  }

  /** Counts what is old; what another router has counted since is not. @returns when to look again, in milliseconds */
  async #round(): Promise<number> {
    const { countings, store, clock, everyMs, log } = this.#options
    try {
      const countedAt = await store.countedAt()
      const ageOf = (library: string) => clock.now() - (countedAt.get(library)?.getTime() ?? -everyMs)
      const names = [...new Set(countings.map(({ library }) => library))]
      const old = names.filter((library) => ageOf(library) >= everyMs)
      const failed = await this.#countAll(old)
      if (failed.length > 0) return Math.min(everyMs, AGAIN_MS)
      return Math.min(everyMs, ...names.filter((each) => !old.includes(each)).map((each) => Math.max(everyMs - ageOf(each), FIRST_MS)))
    } catch (error) {
      log.fault('statistics', error)
      return Math.min(everyMs, AGAIN_MS)
    }
  }

  async #countAll(libraries: readonly string[]): Promise<string[]> {
    const failed: string[] = []
    for (const library of libraries) {
      if (this.#stopped.signal.aborted) break
      try {
        await this.#countOne(library)
      } catch (error) {
        failed.push(library)
        if (!this.#stopped.signal.aborted) this.#options.log.fault('statistics', error)
      }
    }
    return failed
  }

  async #countOne(library: string): Promise<void> {
    const { countings, store, clock } = this.#options
    const asOf = new Date(clock.now())
    const rows: CountedRow[] = []
    for (const counting of countings) if (counting.library === library) rows.push(...(await this.#counted(counting)))
    await store.replace(library, asOf, rows)
  }

  async #counted({ library, of, by }: LibraryCounting): Promise<CountedRow[]> {
    const { libraries, clock } = this.#options
    const ask = libraries.get(library)?.open(routerPlan(today(clock)), this.#stopped.signal)
    const found: CountedRow[] = []
    for (let after = '', pages = 0; pages < PAGES_MOST; pages += 1) {
      const { data, errors } = (await ask?.({ document: STATISTICS, variables: { of, by, after } })) ?? {}
      const page = data?.['_statistics'] as Omit<CountedRow, 'of' | 'by'>[] | null | undefined
      if (errors !== undefined || page === null || page === undefined) throw hubError('LIBRARY_UNAVAILABLE', 'the library cannot be counted', { library })
      const last = page.at(-1)
      if (last === undefined) return found
      found.push(...page.map((row) => ({ ...row, of, by })))
      after = last.key
    }
    throw hubError('LIBRARY_UNAVAILABLE', 'the library does not come to an end', { library })
  }
}
