import { desc, sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import type { RetiredRange } from './domain/retirement.ts'
import { checkpointRange, retirement } from './tables.checkpoints.ts'
import { accessRecord } from './tables.ts'

const base64url = (hash: ReturnType<typeof sql>) => sql`translate(encode(${hash}, 'base64'), '+/=', '-_')`

/** The month of the oldest entry, `YYYY-MM`; `null` where there is none. */
export async function oldestMonth(db: Database): Promise<string | null> {
  const [oldest] = await db.orm.select({ month: sql<string | null>`to_char(min(${accessRecord.at}) at time zone 'Asia/Shanghai', 'YYYY-MM')` }).from(accessRecord)
  return oldest?.month ?? null
}

/** The number of the newest certificate, 0 before the first. */
export async function newestRetirement(db: Database): Promise<number> {
  const [newest] = await db.orm.select({ number: retirement.number }).from(retirement).orderBy(desc(retirement.number)).limit(1)
  return newest?.number ?? 0
}

/** Entries of one stream in a month, one after the other without a gap. */
export interface MonthRange extends RetiredRange {
  /** The last entry of the stream that stands under a checkpoint; 0 where none does. */
  readonly anchored: number
}

/** What a month holds, by stream and place; `month` is `YYYY-MM` in Beijing. */
export async function rangesOfMonth(db: Database, month: string): Promise<MonthRange[]> {
  const first = sql`(${`${month}-01`}::date::timestamp at time zone 'Asia/Shanghai')`
  const next = sql`((${`${month}-01`}::date + interval '1 month') at time zone 'Asia/Shanghai')`
  const hashOf = (seq: ReturnType<typeof sql>) => base64url(sql`(select entry.hash from ${accessRecord} as entry where entry.stream = span.stream and entry.seq = ${seq})`)
  return db.orm
    .select({
      stream: sql<number>`span.stream`,
      from: sql<number>`span.first`.mapWith(Number),
      to: sql<number>`span.last`.mapWith(Number),
      before: sql<string | null>`${hashOf(sql`span.first - 1`)}`,
      after: sql<string>`${hashOf(sql`span.last`)}`,
      anchored: sql<number>`coalesce((select max(${checkpointRange.last}) from ${checkpointRange} where ${checkpointRange.stream} = span.stream), 0)`.mapWith(Number),
    })
    .from(sql`(
      select stream, min(seq) as first, max(seq) as last from (
        select stream, seq, seq - row_number() over (partition by stream order by seq) as run from ${accessRecord} where at >= ${first} and at < ${next}) as numbered
      group by stream, run) as span`)
    .orderBy(sql`span.stream, span.first`)
}
