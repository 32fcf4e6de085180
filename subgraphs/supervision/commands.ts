import { type Database, insertAll } from '#platform/db'
import * as tables from './tables.ts'

/** Rows of every table of the library, as the seeds and loads give them. Tables that a source does not keep may be left out. */
export interface SupervisionRows {
  readonly inspections: readonly (typeof tables.inspection.$inferInsert)[]
  readonly findings: readonly (typeof tables.finding.$inferInsert)[]
  readonly rectifications: readonly (typeof tables.rectification.$inferInsert)[]
  readonly legalPersonBans: readonly (typeof tables.legalPersonBan.$inferInsert)[]
  readonly personBans: readonly (typeof tables.personBan.$inferInsert)[]
  readonly plans?: readonly (typeof tables.inspectionPlan.$inferInsert)[]
  readonly items?: readonly (typeof tables.inspectionItem.$inferInsert)[]
  readonly inspectors?: readonly (typeof tables.inspector.$inferInsert)[]
  readonly labourChecks?: readonly (typeof tables.labourCheck.$inferInsert)[]
}

/** Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done. */
export async function load(db: Database, rows: SupervisionRows): Promise<void> {
  await insertAll(db, [
    [tables.inspection, rows.inspections],
    [tables.finding, rows.findings],
    [tables.rectification, rows.rectifications],
    [tables.legalPersonBan, rows.legalPersonBans],
    [tables.personBan, rows.personBans],
    [tables.inspectionPlan, rows.plans ?? []],
    [tables.inspectionItem, rows.items ?? []],
    [tables.inspector, rows.inspectors ?? []],
    [tables.labourCheck, rows.labourChecks ?? []],
  ])
}
