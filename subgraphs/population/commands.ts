import { type Database, insertAll } from '#platform/db'
import * as tables from './tables.ts'

/** Rows of every table of the library, as the seeds and loads give them. */
export interface PopulationRows {
  readonly persons: readonly (typeof tables.person.$inferInsert)[]
  readonly households: readonly (typeof tables.household.$inferInsert)[]
  readonly members: readonly (typeof tables.householdMember.$inferInsert)[]
  readonly relations: readonly (typeof tables.personRelation.$inferInsert)[]
  readonly vitalEvents: readonly (typeof tables.vitalEvent.$inferInsert)[]
  readonly otherDocuments: readonly (typeof tables.otherDocument.$inferInsert)[]
  readonly keyAliases: readonly (typeof tables.keyAlias.$inferInsert)[]
  readonly protectedPersons: readonly (typeof tables.protectedPerson.$inferInsert)[]
}

/** Writes a load, any of its tables. Fails as a whole where a key exists already, so that a load is never half done. */
export async function load(db: Database, rows: Partial<PopulationRows>): Promise<void> {
  await insertAll(db, [
    [tables.person, rows.persons ?? []],
    [tables.household, rows.households ?? []],
    [tables.householdMember, rows.members ?? []],
    [tables.personRelation, rows.relations ?? []],
    [tables.vitalEvent, rows.vitalEvents ?? []],
    [tables.otherDocument, rows.otherDocuments ?? []],
    [tables.keyAlias, rows.keyAliases ?? []],
    [tables.protectedPerson, rows.protectedPersons ?? []],
  ])
}
