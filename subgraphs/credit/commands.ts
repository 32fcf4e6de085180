import { type Database, insertAll } from '#platform/db'
import * as tables from './tables.ts'

/** Rows of every table of the library, as the seeds and loads give them. */
export interface CreditRows {
  readonly listings: readonly (typeof tables.listing.$inferInsert)[]
  readonly penalties: readonly (typeof tables.penalty.$inferInsert)[]
  readonly permits: readonly (typeof tables.permit.$inferInsert)[]
  readonly commitments: readonly (typeof tables.commitment.$inferInsert)[]
  /** Of organisations only; a person's is refused by the table. */
  readonly evaluations: readonly (typeof tables.evaluation.$inferInsert)[]
  readonly subjects?: readonly (typeof tables.creditSubject.$inferInsert)[]
  readonly repairs?: readonly (typeof tables.repair.$inferInsert)[]
}

/** Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done. */
export async function load(db: Database, rows: CreditRows): Promise<void> {
  await insertAll(db, [
    [tables.listing, rows.listings],
    [tables.penalty, rows.penalties],
    [tables.permit, rows.permits],
    [tables.commitment, rows.commitments],
    [tables.evaluation, rows.evaluations],
    [tables.creditSubject, rows.subjects ?? []],
    [tables.repair, rows.repairs ?? []],
  ])
}
