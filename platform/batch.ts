import DataLoader from 'dataloader'
import type { Access } from './access.ts'

/** At most this many keys go into one statement. */
const BATCH_MAX = 1_000

/** One row per key: rows in any order become values in the order of the keys, `null` where there is no row. */
export function onePerKey<Row>(
  read: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(
    async (keys) => {
      const byKey = new Map((await read(keys)).map((row) => [keyOf(row), row]))
      return keys.map((key) => byKey.get(key) ?? null)
    },
    { maxBatchSize: BATCH_MAX },
  )
}

/** Many rows per key, in the order in which the statement gave them. */
export function manyPerKey<Row>(
  read: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(
    async (keys) => {
      const byKey = new Map<string, Row[]>()
      for (const row of await read(keys)) {
        const rows = byKey.get(keyOf(row))
        if (rows === undefined) byKey.set(keyOf(row), [row])
        else rows.push(row)
      }
      return keys.map((key) => byKey.get(key) ?? [])
    },
    { maxBatchSize: BATCH_MAX },
  )
}

/** A reader that asks the table only about subjects the access plan covers; the others are never fetched. */
export function coveredOnly<Row>(
  access: Access,
  read: (keys: readonly string[]) => Promise<Row[]>,
): (keys: readonly string[]) => Promise<Row[]> {
  return async (keys) => {
    const covered = keys.filter((key) => access.coversSubject(key))
    return covered.length === 0 ? [] : read(covered)
  }
}
