import { getTableColumns, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { type Orm, rowsOf } from '#platform/db'

/**
 * Rows of one table as one statement with one parameter, however many they are. A row whose key is there already is left out, and
 * the keys of those that were written come back. Every row states every column of the first.
 */
export async function inserted(orm: Orm, table: PgTable, rows: readonly object[], key: PgColumn): Promise<ReadonlySet<string>> {
  const [first] = rows
  if (first === undefined) return new Set()
  const named = Object.entries(getTableColumns(table) as Record<string, PgColumn>).filter(([property]) => Object.hasOwn(first, property))
  const columns = sql.join(named.map(([, { name }]) => sql.identifier(name)), sql`, `)
  const json = JSON.stringify(rows.map((row) => Object.fromEntries(named.map(([property, { name }]) => [name, (row as Record<string, unknown>)[property] ?? null]))))
  const written = await rowsOf<{ key: string }>(orm, sql`insert into ${table} (${columns})
    select ${columns} from json_populate_recordset(null::${table}, ${json}::text::json)
    on conflict do nothing returning ${sql.identifier(key.name)}::text as key`)
  return new Set(written.map((row) => row.key))
}
