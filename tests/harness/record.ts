import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'

/** What the record says of one request. */
export interface Recorded {
  readonly traceId: string
  /** Items that left the hub, `Person.name=CLEAR`. */
  readonly released: readonly string[]
}

/** What is recorded, by trace id; every test that asks the database for the record asks here. */
export async function recorded(db: Database): Promise<ReadonlyMap<string, Recorded>> {
  const rows = (await db.orm.select({ traceId: sql<string>`trace_id`, released: sql<string[]>`released` }).from(sql`audit.access_record`)) as Recorded[]
  return new Map(rows.map((row) => [row.traceId, row]))
}
