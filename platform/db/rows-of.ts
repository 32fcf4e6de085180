import type { SQL } from 'drizzle-orm'
import type { Orm } from '../db.ts'

/** Rows of a statement that is written out as SQL. The two drivers give them as a list, or as a member of their result. */
export async function rowsOf<Row>(orm: Orm, statement: SQL): Promise<readonly Row[]> {
  const result: unknown = await orm.execute(statement)
  return (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as readonly Row[]
}
