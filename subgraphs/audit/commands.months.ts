import { sql } from 'drizzle-orm'
import { type Clock, today } from '#platform/clock'
import { type Database, write } from '#platform/db'

/** This month and so many more have partitions of their own. */
const AHEAD = 3

const EVERY_MS = 6 * 3_600_000

/** Makes the partitions of the months that come. Where one cannot be made, its entries fall into the partition for all others. */
export class MonthKeeper {
  readonly #db: Database
  readonly #clock: Clock
  readonly #timer: NodeJS.Timeout

  constructor(db: Database, clock: Clock) {
    this.#db = db
    this.#clock = clock
    this.#timer = setInterval(() => void this.keep().catch(() => {}), EVERY_MS)
    this.#timer.unref()
  }

  /** Makes what is not there yet. */
  async keep(): Promise<void> {
    await write(this.#db.orm.execute(sql`
      select audit.make_month((${today(this.#clock)}::date + make_interval(months => ahead))::date) from generate_series(0, ${AHEAD}::integer) as ahead`))
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
