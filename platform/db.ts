import type { SQLWrapper } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core'
import { copyRows } from './db/copy.ts'
import { sqlState } from './db/sql-state.ts'
import type { Hear, Listening } from './db/listen.ts'
import type { RawRow } from './db/readers.ts'
import type { Statement } from './db/statement.ts'
import { AskerLeft, hubError } from './errors.ts'

export { openDatabase } from './db/open.ts'
export { migrate } from './db/migrate.ts'
export { rowsOf } from './db/rows-of.ts'
export { planned, type PlannedRow, whole } from './db/statement.ts'
export { loadInParts, type LoadWatcher, type PartedLoad } from './db/load-in-parts.ts'
export type { Hear, Listening } from './db/listen.ts'
export { hearNews, tellHere, telling } from './db/news.ts'

/** Drizzle over whichever driver is open; queries do not know which. */
export type Orm = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** An open database: one PGlite in this process, or a pool of connections to a server. */
export interface Database {
  /** Builds statements, and runs those that write; what reads goes through {@link read}. */
  readonly orm: Orm
  /** `embedded` is for trying and testing: it survives a killed process, not a power cut. */
  readonly kind: 'embedded' | 'server'
  /** What to print of it at start; free of credentials. */
  readonly label: string
  /** Statements sent so far, so that tests can assert one per access path; without those marked as sent by itself, see `db/counting.ts`. */
  readonly statements: { count: number; texts: string[] | null }
  /** Is told of rows that `insertAll` wrote: the table, `schema.table`, and how many. */
  readonly told?: (table: string, rows: number) => void
  /**
   * Runs one reading statement, prepared, once a slot for it is free.
   *
   * @param signal aborted when whoever asked has left: it is cancelled then, or never sent
   */
  rows(text: string, parameters: readonly unknown[], signal?: AbortSignal): Promise<RawRow[]>
  /** Hears what is told on a channel, from soon on and until it is stopped; what was told before is not repeated. */
  listen(channel: string, hear: Hear): Listening
  /** Runs a task while no other process of the same database runs one under the same name. */
  exclusively<T>(name: string, task: (orm: Orm) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const DEADLINE_MS = 10_000

/**
 * Runs a reading statement. A driver's error is replaced, since its message prints the parameters, which are somebody's
 * keys.
 *
 * @throws LIBRARY_UNAVAILABLE when the database refuses, is too busy, or does not answer within 10 s; AskerLeft when whoever
 *   asked has left
 */
export async function read<Row>(statement: Statement<Row>, parameters: Record<string, unknown> = {}): Promise<Row[]> {
  try {
    return await statement.run(parameters)
  } catch (error) {
    throw withoutParameters(error)
  }
}

/**
 * Runs a writing statement or transaction; its errors are replaced like those of {@link read}. It has connections of its own,
 * so that reading never keeps it waiting, and is never cancelled.
 *
 * @throws LIBRARY_UNAVAILABLE when the database refuses or does not answer in time, within 10 s unless nobody waits for it
 */
export async function write<T>(work: Promise<T> | (SQLWrapper & PromiseLike<T>), deadlineMs: number = DEADLINE_MS): Promise<T> {
  return guarded(Promise.resolve(work), deadlineMs)
}

/** Copies rows into several tables in one transaction, so that a load is whole or not there at all. */
export async function insertAll(db: Database, loads: readonly (readonly [PgTable, readonly object[]])[]): Promise<void> {
  try {
    await db.orm.transaction(async (orm) => {
      for (const [table, rows] of loads) await copyRows({ ...db, orm }, table, rows)
    })
  } catch (error) {
    throw withoutParameters(error)
  }
}

async function guarded<T>(work: Promise<T>, deadlineMs: number = DEADLINE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(hubError('LIBRARY_UNAVAILABLE', 'the database did not answer in time')), deadlineMs)
  })
  try {
    return await Promise.race([work, deadline])
  } catch (error) {
    throw withoutParameters(error)
  } finally {
    clearTimeout(timer)
  }
}

function withoutParameters(error: unknown): Error {
  if (error instanceof AskerLeft || (error instanceof Error && error.name === 'GraphQLError')) return error
  return hubError('LIBRARY_UNAVAILABLE', 'the library cannot be read at the moment', { sqlState: sqlState(error) })
}
