import { type Database, insertAll } from '#platform/db'
import { comparableText } from '#platform/text-search'
import * as tables from './tables.ts'

/** Rows of every table of the library, as the seeds and loads give them. */
export interface LegalPersonsRows {
  readonly legalPersons: readonly Omit<typeof tables.legalPerson.$inferInsert, 'comparableName'>[]
  readonly staff: readonly (typeof tables.legalPersonStaff.$inferInsert)[]
  readonly shareholders: readonly (typeof tables.shareholder.$inferInsert)[]
  readonly changes: readonly (typeof tables.legalPersonChange.$inferInsert)[]
  readonly abnormalListings: readonly (typeof tables.abnormalListing.$inferInsert)[]
  readonly publicInstitutions: readonly (typeof tables.publicInstitution.$inferInsert)[]
  readonly socialOrganisations: readonly (typeof tables.socialOrganisation.$inferInsert)[]
}

/** Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done. */
export async function load(db: Database, rows: LegalPersonsRows): Promise<void> {
  await insertAll(db, [
    [tables.legalPerson, rows.legalPersons.map((row) => ({ ...row, comparableName: comparableText(row.name) }))],
    [tables.legalPersonStaff, rows.staff],
    [tables.shareholder, rows.shareholders],
    [tables.legalPersonChange, rows.changes],
    [tables.abnormalListing, rows.abnormalListings],
    [tables.publicInstitution, rows.publicInstitutions],
    [tables.socialOrganisation, rows.socialOrganisations],
  ])
}
