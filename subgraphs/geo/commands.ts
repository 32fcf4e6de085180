import { type Database, insertAll } from '#platform/db'
import { comparableText } from '#platform/text-search'
import { downToTheDoor } from './domain/full-text.ts'
import * as tables from './tables.ts'

type AddressRow = typeof tables.address.$inferInsert

/** Rows of every table of the library, as the seeds and loads give them. What an address is searched by follows from it. */
export interface GeoRows {
  readonly divisions: readonly (typeof tables.division.$inferInsert)[]
  readonly divisionChanges?: readonly (typeof tables.divisionChange.$inferInsert)[]
  readonly addresses: readonly Omit<AddressRow, 'comparableText'>[]
  readonly serviceHalls: readonly (typeof tables.serviceHall.$inferInsert)[]
  readonly realEstateUnits: readonly (typeof tables.realEstateUnit.$inferInsert)[]
  readonly rightHolders: readonly (typeof tables.rightHolder.$inferInsert)[]
  readonly restrictions: readonly (typeof tables.unitRestriction.$inferInsert)[]
}

/** Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done. */
export async function load(db: Database, rows: GeoRows): Promise<void> {
  await insertAll(db, [
    [tables.division, rows.divisions],
    [tables.divisionChange, rows.divisionChanges ?? []],
    [tables.address, rows.addresses.map(searchable)],
    [tables.serviceHall, rows.serviceHalls],
    [tables.realEstateUnit, rows.realEstateUnits],
    [tables.rightHolder, rows.rightHolders],
    [tables.unitRestriction, rows.restrictions],
  ])
}

// Nobody may find a room by a text, so it is cut off before the text is made comparable.
function searchable(row: Omit<AddressRow, 'comparableText'>): AddressRow {
  const fullText = downToTheDoor(row)
  return { ...row, fullText, comparableText: comparableText(fullText) }
}
