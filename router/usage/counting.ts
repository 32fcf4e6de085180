import { type Clock, today } from '#platform/clock'
import type { Log } from '#platform/log'
import type { assessmentCommands, usageCommands, UsageItem } from '../../subgraphs/audit/index.ts'
import type { catalogueAssessment } from '../../subgraphs/catalogue/index.ts'
import { indicatorsOf } from './indicators.ts'

/** Entries are counted so many milliseconds after the last were. */
const EVERY_MS = 3_000

/** And not before so many times as long has passed as counting took: a busy hub counts more at once, which costs it less. */
const REST = 4

/** What the catalogue says is gathered so many milliseconds after it was, and on every new day. */
const GATHER_MS = 3_600_000

/** So many days into a month the one before is still gathered, for a hub that was down at its end. */
const DAYS_AFTER = 3

export interface UsageCountingOptions {
  readonly usage: ReturnType<typeof usageCommands>
  readonly assessment: ReturnType<typeof assessmentCommands>
  readonly catalogue: ReturnType<typeof catalogueAssessment>
  /** The items of the contracts, as the catalogue has them. */
  readonly items: () => Promise<readonly UsageItem[]>
  readonly clock: Clock
  readonly log: Log
}

/**
 * Counts what is put on record, in the background, so that no answer waits for it and no count is made when it is asked for; and gathers
 * from the catalogue what bulletins and scores tell besides. Any router may do it: whatever is counted is counted once.
 */
export class UsageCounting {
  readonly #options: UsageCountingOptions
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> = Promise.resolve()
  #stopped = false
  #gatheredOn = ''
  #gatheredAt = Number.NEGATIVE_INFINITY

  constructor(options: UsageCountingOptions) {
    this.#options = options
  }

  /** Counts soon, and then again and again. */
  start(everyMs: number = EVERY_MS): void {
    this.#next(everyMs, everyMs)
  }

  #next(everyMs: number, afterMs: number): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      const began = performance.now()
      this.#underWay = this.#round().then(() => this.#next(everyMs, Math.max(everyMs, REST * (performance.now() - began))))
    }, afterMs)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#underWay
  }

  /** Counts everything that is on record and not counted yet. */
  async count(): Promise<void> {
    const { usage, clock } = this.#options
    let left = true
    while (left && !this.#stopped) left = await usage.rollUp(new Date(clock.now()))
  }

  /** Gathers what the catalogue knows of days that are over and of the month that runs. */
  async gather(): Promise<void> {
    const { assessment, catalogue, usage, clock, items } = this.#options
    const day = today(clock)
    await usage.knowItems(await items())
    for (const before of await assessment.daysWithoutFigures(day)) await assessment.noteDay(before, await catalogue.figuresOf(before))
    for (const { month, to } of monthsToGather(day)) {
      const firstUses = await assessment.firstUses(month)
      const [figures, applied, requests] = await Promise.all([
        catalogue.agencies({ from: month, to }, day), catalogue.appliedFor(firstUses.map(({ grantId }) => grantId)), assessment.requestsByAgency(month),
      ])
      await assessment.noteIndicators(month, indicatorsOf({ figures, firstUses, applied, requests }))
    }
  }

  // What could not be counted is still on record, and is counted the next time.
  async #round(): Promise<void> {
    const { clock, log } = this.#options
    try {
      const day = today(clock)
      if (this.#gatheredOn === '') await this.gather()
      await this.count()
      if (day === this.#gatheredOn && clock.now() - this.#gatheredAt < GATHER_MS) return
      await this.gather()
      this.#gatheredOn = day
      this.#gatheredAt = clock.now()
    } catch (error) {
      log.fault('usage', error)
    }
  }
}

/** The month of a day, as far as it has run, and early in it the one before. */
function monthsToGather(day: string): { readonly month: string; readonly to: string }[] {
  const month = `${day.slice(0, 7)}-01`
  if (Number(day.slice(8)) > DAYS_AFTER) return [{ month, to: day }]
  const last = new Date(Date.parse(month) - 86_400_000).toISOString().slice(0, 10)
  return [{ month: `${last.slice(0, 7)}-01`, to: last }, { month, to: day }]
}
