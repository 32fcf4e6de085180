import { type Database, insertAll } from '#platform/db'
import * as tables from './tables.ts'

/** Rows of every table of the library, as the seeds and loads give them. Tables that a source does not keep may be left out. */
export interface MattersRows {
  readonly matters: readonly (typeof tables.matter.$inferInsert)[]
  readonly situations: readonly (typeof tables.matterSituation.$inferInsert)[]
  readonly materials: readonly (typeof tables.matterMaterial.$inferInsert)[]
  readonly alternatives: readonly (typeof tables.materialAlternative.$inferInsert)[]
  readonly evidences: readonly (typeof tables.materialEvidence.$inferInsert)[]
  readonly results: readonly (typeof tables.matterResult.$inferInsert)[]
  readonly basics?: readonly (typeof tables.basicMatter.$inferInsert)[]
  readonly fees?: readonly (typeof tables.matterFee.$inferInsert)[]
  readonly faqs?: readonly (typeof tables.matterFaq.$inferInsert)[]
}

/** Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done. */
export async function load(db: Database, rows: MattersRows): Promise<void> {
  await insertAll(db, [
    [tables.matter, rows.matters],
    [tables.matterSituation, rows.situations],
    [tables.matterMaterial, rows.materials],
    [tables.materialAlternative, rows.alternatives],
    [tables.materialEvidence, rows.evidences],
    [tables.matterResult, rows.results],
    [tables.basicMatter, rows.basics ?? []],
    [tables.matterFee, rows.fees ?? []],
    [tables.matterFaq, rows.faqs ?? []],
  ])
}
