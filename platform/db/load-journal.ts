import { isNull, sql } from 'drizzle-orm'
import { integer, jsonb, pgSchema, text, timestamp } from 'drizzle-orm/pg-core'
import type { Database, Orm } from '../db.ts'
import { createDeferred } from './deferred.ts'

/** Where a long load writes down how far it is. Made by the first such load; a database without one has no such schema. */
const loading = pgSchema('loading')

/** What is loaded; one row. */
const run = loading.table('run', {
  parameters: text('parameters').primaryKey(),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
})

/** Parts that are there whole, with the rows that each wrote by table. */
const part = loading.table('part', {
  number: integer('number').primaryKey(),
  rows: jsonb('rows').$type<Readonly<Record<string, number>>>().notNull(),
})

/** What the journal of a database says. */
export interface Journal {
  readonly parameters: string
  readonly finished: boolean
  readonly parts: ReadonlySet<number>
  /** Rows by table, `schema.table`. */
  readonly rows: ReadonlyMap<string, number>
}

/** The journal of a database, or `null` where no long load was ever begun in it. */
export async function readJournal({ orm }: Database): Promise<Journal | null> {
  const [known] = await orm.select({ known: sql<boolean>`to_regclass('loading.run') is not null` }).from(sql`(select 1) as one`)
  if (known?.known !== true) return null
  const [begun] = await orm.select().from(run)
  if (begun === undefined) return null
  const rows = new Map<string, number>()
  const parts = await orm.select().from(part)
  for (const each of parts) {
    for (const [table, count] of Object.entries(each.rows)) rows.set(table, (rows.get(table) ?? 0) + count)
  }
  return { parameters: begun.parameters, finished: begun.finishedAt !== null, parts: new Set(parts.map(({ number }) => number)), rows }
}

/** Begins a journal. */
export async function beginJournal(orm: Orm, parameters: string): Promise<void> {
  await orm.execute(sql`create schema if not exists loading`)
  await orm.execute(sql`create table loading.run (parameters text primary key, finished_at timestamptz)`)
  await orm.execute(sql`create table loading.part (number integer primary key, rows jsonb not null)`)
  await createDeferred(orm)
  await orm.insert(run).values({ parameters })
}

/** Writes down that a part is there, in the transaction that wrote it. */
export async function notePart(orm: Orm, number: number, rows: ReadonlyMap<string, number>): Promise<void> {
  await orm.insert(part).values({ number, rows: Object.fromEntries(rows) })
}

/** Writes down that all is there. */
export async function noteEnd(orm: Orm): Promise<void> {
  await orm.update(run).set({ finishedAt: sql`now()` }).where(isNull(run.finishedAt))
}

/** Tables of some schemas that hold other rows than the journal says, `schema.table`. */
export async function strangeTables({ orm }: Database, schemas: readonly string[], rows: Journal['rows']): Promise<string[]> {
  const tables = await orm
    .select({ schema: sql<string>`nspname`, table: sql<string>`relname` })
    .from(sql`pg_class join pg_namespace as space on space.oid = relnamespace`)
    .where(sql`relkind = 'r' and nspname in ${schemas}`)
    .orderBy(sql`nspname`, sql`relname`)
  const strange: string[] = []
  for (const { schema, table } of tables) {
    const [held] = await orm.select({ rows: sql<string>`count(*)` }).from(sql`${sql.identifier(schema)}.${sql.identifier(table)}`)
    if (Number(held?.rows) !== (rows.get(`${schema}.${table}`) ?? 0)) strange.push(`${schema}.${table}`)
  }
  return strange
}
