import { sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, hearNews, type Listening, type Orm, tellHere, telling, write } from '#platform/db'
import { objectionVersion } from './tables.objections.ts'
import { catalogueVersion, event, type EventRow } from './tables.ts'

/** Something whose changes every process of the database hears of: the row that counts them, and the channel on which they are told. */
interface Counted {
  readonly version: PgTable & Record<'only' | 'version', PgColumn>
  readonly channel: string
}

const CATALOGUE: Counted = { version: catalogueVersion, channel: 'govshare_catalogue' }
const OBJECTIONS: Counted = { version: objectionVersion, channel: 'govshare_objections' }

/**
 * Changes something that decisions depend on. The change and its version are one transaction, or a decision could be kept that
 * the change has made wrong; once it is committed every router is told, those of this process before this resolves.
 */
export function changing<T>(db: Database, change: (orm: Orm) => Promise<T>): Promise<T> {
  return counting(db, CATALOGUE, change)
}

/** Changes an objection: every router is told as it is of changes that decisions depend on, and forgets nothing but objections. */
export function changingObjections<T>(db: Database, change: (orm: Orm) => Promise<T>): Promise<T> {
  return counting(db, OBJECTIONS, change)
}

/** Hears of every change: the version that it came to, or `null` where changes may have been missed. */
export function catalogueNews(db: Database, hear: (version: number | null) => void): Listening {
  return newsOf(db, CATALOGUE, hear)
}

/** The same of objections. */
export function objectionNews(db: Database, hear: (version: number | null) => void): Listening {
  return newsOf(db, OBJECTIONS, hear)
}

function newsOf(db: Database, { channel }: Counted, hear: (version: number | null) => void): Listening {
  return hearNews(db, channel, (told) => hear(told === null ? null : Number(told)))
}

async function counting<T>(db: Database, counted: Counted, change: (orm: Orm) => Promise<T>): Promise<T> {
  const { result, version } = await write(db.orm.transaction(async (orm) => ({ result: await change(orm), version: await nextVersion(orm, counted) })))
  tellHere(db, counted.channel, version)
  return result
}

async function nextVersion(orm: Orm, { version: table, channel }: Counted): Promise<string> {
  const raised = orm.$with('raised').as(
    orm
      .insert(table)
      .values({ version: 1 })
      .onConflictDoUpdate({ target: table.only, set: { version: sql`${table.version} + 1` } })
      .returning({ version: table.version }),
  )
  const text = sql<string>`${raised.version}::text`
  const [row] = await orm.with(raised).select({ version: text, told: sql<string>`${telling(channel, text)}::text` }).from(raised)
  return row?.version ?? ''
}

/** A move of something from one state to another. */
export type Moved = Pick<EventRow, 'kind' | 'subject' | 'version' | 'at' | 'action' | 'fromState' | 'toState' | 'note'>

/** Notes who moved something, in the transaction that moves it. */
export async function noteEvent(orm: Orm, { plan }: Access, ...moves: readonly Moved[]): Promise<void> {
  const { agency, actor: { consumer, operator } } = plan
  await orm.insert(event).values(moves.map((moved) => ({ ...moved, agency, consumer, operator })))
}
