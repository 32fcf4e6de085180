import { type Database, insertAll } from '#platform/db'
import * as tables from './tables.ts'

/** Rows of every table of the library, as the seeds and loads give them. */
export interface GeoRows {
  readonly divisions: readonly (typeof tables.division.$inferInsert)[]
  readonly addresses: readonly (typeof tables.address.$inferInsert)[]
  readonly serviceHalls: readonly (typeof tables.serviceHall.$inferInsert)[]
  readonly realEstateUnits: readonly (typeof tables.realEstateUnit.$inferInsert)[]
  readonly rightHolders: readonly (typeof tables.rightHolder.$inferInsert)[]
  readonly restrictions: readonly (typeof tables.unitRestriction.$inferInsert)[]
}

/** Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done. */
export async function load(db: Database, rows: GeoRows): Promise<void> {
  await insertAll(db, [
    [tables.division, rows.divisions],
    [tables.address, rows.addresses],
    [tables.serviceHall, rows.serviceHalls],
    [tables.realEstateUnit, rows.realEstateUnits],
    [tables.rightHolder, rows.rightHolders],
    [tables.unitRestriction, rows.restrictions],
  ])
}
