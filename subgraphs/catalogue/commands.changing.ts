import { sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, hearNews, type Listening, type Orm, tellHere, telling, write } from '#platform/db'
import { catalogueVersion, event, type EventRow } from './tables.ts'

/** On this channel every process of the database hears which version the catalogue has come to. */
const CHANNEL = 'govshare_catalogue'

/**
 * Changes something that decisions depend on. The change and its version are one transaction, or a decision could be kept that
 * the change has made wrong; once it is committed every router is told, those of this process before this resolves.
 */
export async function changing<T>(db: Database, change: (orm: Orm) => Promise<T>): Promise<T> {
  const { result, version } = await write(db.orm.transaction(async (orm) => ({ result: await change(orm), version: await nextVersion(orm) })))
  tellHere(db, CHANNEL, version)
  return result
}

/** Hears of every change: the version that it came to, or `null` where changes may have been missed. */
export function catalogueNews(db: Database, hear: (version: number | null) => void): Listening {
  return hearNews(db, CHANNEL, (told) => hear(told === null ? null : Number(told)))
}

async function nextVersion(orm: Orm): Promise<string> {
  const raised = orm.$with('raised').as(
    orm
      .insert(catalogueVersion)
      .values({ version: 1 })
      .onConflictDoUpdate({ target: catalogueVersion.only, set: { version: sql`${catalogueVersion.version} + 1` } })
      .returning({ version: catalogueVersion.version }),
  )
  const text = sql<string>`${raised.version}::text`
  const [row] = await orm.with(raised).select({ version: text, told: sql`${telling(CHANNEL, text)}::text` }).from(raised)
  return row?.version ?? ''
}

/** A move of something from one state to another. */
export type Moved = Pick<EventRow, 'kind' | 'subject' | 'version' | 'at' | 'action' | 'fromState' | 'toState' | 'note'>

/** Notes who moved something, in the transaction that moves it. */
export async function noteEvent(orm: Orm, { plan }: Access, ...moves: readonly Moved[]): Promise<void> {
  const { agency, actor: { consumer, operator } } = plan
  await orm.insert(event).values(moves.map((moved) => ({ ...moved, agency, consumer, operator })))
}
