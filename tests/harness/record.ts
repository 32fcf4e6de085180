import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { accessEntry } from '../../subgraphs/audit/tables.ts'

/** What the record says of one request. */
export interface Recorded {
  readonly traceId: string
  readonly stream: number
  readonly seq: number
  readonly at: Date
  /** Items that left the hub, `Person.name=CLEAR`. */
  readonly released: readonly string[]
}

/** Keeps everybody else from the record while a task runs, as something does that holds a lock on it. */
export async function withRecordLocked(db: Database, task: () => Promise<void>): Promise<void> {
  await db.orm.transaction(async (orm) => {
    await orm.execute(sql`lock table audit.access_record in access exclusive mode`)
    await task()
  })
}

/** What is recorded by trace id, in the order of its streams. Every test that asks the database for the record of faults asks here. */
export async function recorded(db: Database): Promise<ReadonlyMap<string, Recorded>> {
  const { traceId, stream, seq, at, released } = accessEntry
  const rows = await db.orm.select({ traceId, stream, seq, at, released }).from(accessEntry).orderBy(stream, seq)
  return new Map(rows.map((row) => [row.traceId, row]))
}
