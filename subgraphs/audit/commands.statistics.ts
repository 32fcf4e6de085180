import { eq, sql } from 'drizzle-orm'
import { type Database, type Orm, write } from '#platform/db'
import type { StatisticRow } from '#platform/db/statistics'
import { libraryCount, libraryStatistic } from './tables.statistics.ts'

/** A number that a library counted. */
export interface CountedRow extends StatisticRow {
  readonly of: string
  readonly by: string
}

/** So many rows go into one statement. */
const TOGETHER = 5_000

/** Where routers keep what libraries counted. */
export function statisticsStore(db: Database) {
  return {
    /** When each library was counted last. */
    async countedAt(): Promise<ReadonlyMap<string, Date>> {
      const rows = await write(db.orm.select().from(libraryCount))
      return new Map(rows.map(({ library, asOf }) => [library, asOf]))
    },

    /**
     * Puts what a library counted in place of what it counted before, whole or not at all. Of two routers that counted at the same
     * time the later one is kept.
     *
     * @returns whether it was kept
     */
    replace: (library: string, asOf: Date, rows: readonly CountedRow[]): Promise<boolean> =>
      write(db.orm.transaction(async (orm) => {
        // Holds other routers back until this one is done.
        const claimed = await orm.insert(libraryCount).values({ library, asOf }).onConflictDoUpdate({
          target: libraryCount.library, set: { asOf: sql`excluded.as_of` }, setWhere: sql`${libraryCount.asOf} < excluded.as_of`,
        }).returning()
        if (claimed.length === 0) return false
        await orm.delete(libraryStatistic).where(eq(libraryStatistic.library, library))
        for (let from = 0; from < rows.length; from += TOGETHER) await insertSome(orm, library, rows.slice(from, from + TOGETHER))
        return true
      })),
  }
}

// One text whatever the number of rows.
async function insertSome(orm: Orm, library: string, rows: readonly CountedRow[]): Promise<void> {
  await orm.execute(sql`insert into ${libraryStatistic} (library, counted_of, counted_by, key, measure, name, value)
    select ${library}, each.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as each(
      "of" text, "by" text, "key" text, "measure" text, "name" text, "value" double precision)`)
}
