import type { Clock } from '#platform/clock'
import type { Log } from '#platform/log'
import type { Made } from '../subgraphs/audit/index.ts'

const EVERY_MS = 60_000

/** Another router's checkpoint that is younger than this is as good as one's own. */
const RECENT_MS = EVERY_MS / 2

/** A checkpoint is made out of turn when this process has recorded so many entries since the last. */
const ENTRIES = 10_000

/** How the record's checkpoints are made and looked at. */
export interface CheckpointDesk {
  /** Makes the next one; `null` where nothing is left to go under one, or another router was faster. */
  readonly make: (at: Date, everywhere: boolean) => Promise<Made | null>
  readonly newest: () => Promise<{ readonly at: Date } | null>
  /** The last entry of each of some streams that stands under one. */
  readonly anchored: (streams: readonly number[]) => Promise<ReadonlyMap<number, number>>
}

/** How well the record is anchored, as this process knows it. */
export interface CheckpointUse {
  /** Milliseconds since the newest checkpoint; since this process began where none is known. */
  ageMs(): number
  /** Entries of this process that stand under none yet. */
  waiting(): number
}

/**
 * Makes checkpoints of the record each minute, and when this process has recorded many entries. Nothing waits for it: what
 * fails is logged and tried again.
 */
export class Checkpoints implements CheckpointUse {
  readonly #desk: CheckpointDesk
  readonly #clock: Clock
  readonly #log: Log
  readonly #timer: NodeJS.Timeout
  /** The last entry of each stream of this process that may stand under no checkpoint yet, and the last that does. */
  readonly #streams = new Map<number, { last: number; anchored: number }>()
  #newestAt: number
  #sinceLast = 0
  #first = true
  #running: Promise<void> | undefined

  constructor(desk: CheckpointDesk, clock: Clock, log: Log) {
    this.#desk = desk
    this.#clock = clock
    this.#log = log
    this.#newestAt = clock.now()
    this.#timer = setInterval(() => void this.run(false), EVERY_MS)
    this.#timer.unref()
  }

  ageMs(): number {
    return Math.max(0, this.#clock.now() - this.#newestAt)
  }

  waiting(): number {
    let sum = 0
    for (const { last, anchored } of this.#streams.values()) sum += last - anchored
    return sum
  }

  /** Takes note of an entry that this process has recorded, `<stream>-<seq>`. */
  noteRecorded(entry: string): void {
    const [stream = 0, seq = 0] = entry.split('-').map(Number)
    const known = this.#streams.get(stream)
    // A stream of this process begins with this process.
    if (known === undefined) this.#streams.set(stream, { last: seq, anchored: 0 })
    else known.last = Math.max(known.last, seq)
    this.#sinceLast += 1
    if (this.#sinceLast >= ENTRIES) void this.run(true)
  }

  /** Makes checkpoints until every entry stands under one; where that is under way already, waits for it. */
  run(atOnce: boolean): Promise<void> {
    this.#running ??= this.#make(atOnce).finally(() => (this.#running = undefined))
    return this.#running
  }

  /** Makes a last one. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
    if (this.#sinceLast > 0) await this.run(true)
  }

  async #make(atOnce: boolean): Promise<void> {
    this.#sinceLast = 0
    try {
      if (atOnce || !(await this.#isRecent())) {
        // A clock may have been far off before this process began, so the first time all months are looked through.
        while ((await this.#desk.make(new Date(this.#clock.now()), this.#first)) !== null);
        this.#first = false
      }
      const newest = await this.#desk.newest()
      if (newest !== null) this.#newestAt = newest.at.getTime()
      await this.#forgetAnchored()
    } catch (error) {
      const { sqlState } = (error as { extensions?: { sqlState?: unknown } }).extensions ?? {}
      this.#log.hub('no checkpoint', typeof sqlState === 'string' ? { sqlState } : { error: (error as Error).name })
    }
  }

  async #isRecent(): Promise<boolean> {
    const newest = await this.#desk.newest()
    return newest !== null && Math.abs(this.#clock.now() - newest.at.getTime()) < RECENT_MS
  }

  async #forgetAnchored(): Promise<void> {
    const streams = [...this.#streams.keys()]
    if (streams.length === 0) return
    const anchored = await this.#desk.anchored(streams)
    const newest = Math.max(...streams)
    for (const [stream, known] of this.#streams) {
      known.anchored = Math.max(known.anchored, anchored.get(stream) ?? 0)
      if (known.anchored >= known.last && stream !== newest) this.#streams.delete(stream)
    }
  }
}
