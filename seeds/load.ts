import type { Database } from '#platform/db'
import { load as loadCases } from '../subgraphs/cases/commands.ts'
import { load as loadCatalogue } from '../subgraphs/catalogue/commands.ts'
import { catalogueFacts } from '../subgraphs/catalogue/index.ts'
import { load as loadCredit } from '../subgraphs/credit/commands.ts'
import { load as loadGeo } from '../subgraphs/geo/commands.ts'
import { load as loadLegalPersons } from '../subgraphs/legal-persons/commands.ts'
import { load as loadLicences } from '../subgraphs/licences/commands.ts'
import { load as loadMatters } from '../subgraphs/matters/commands.ts'
import { load as loadPopulation } from '../subgraphs/population/commands.ts'
import { load as loadSupervision } from '../subgraphs/supervision/commands.ts'
import { signLicences } from './issuer-keys.ts'
import type { World } from './world.ts'

export interface LoadOptions {
  /** Key under which the licences library seals faces, 32 bytes. */
  readonly faceKey: Buffer
}

/**
 * Writes a world into migrated, empty libraries, whole or not at all.
 *
 * @throws LIBRARY_UNAVAILABLE when a library holds one of the keys already, or cannot be written
 */
export async function loadWorld(db: Database, world: World, options: LoadOptions): Promise<void> {
  await db.orm.transaction((orm) => loadRows({ ...db, orm }, world, options))
}

/** Writes rows of some libraries, each library in a transaction of its own where the caller has none. */
export async function loadRows(db: Database, rows: Partial<World>, { faceKey }: LoadOptions): Promise<void> {
  if (rows.geo !== undefined) await loadGeo(db, rows.geo)
  if (rows.population !== undefined) await loadPopulation(db, rows.population)
  if (rows.legalPersons !== undefined) await loadLegalPersons(db, rows.legalPersons)
  if (rows.licences !== undefined) await loadLicences(db, signLicences(rows.licences), faceKey)
  if (rows.credit !== undefined) await loadCredit(db, rows.credit)
  if (rows.matters !== undefined) await loadMatters(db, rows.matters)
  if (rows.cases !== undefined) await loadCases(db, rows.cases)
  if (rows.supervision !== undefined) await loadSupervision(db, rows.supervision)
  if (rows.catalogue !== undefined) await loadCatalogue(db, rows.catalogue)
}

/** Whether a world was loaded to the end. */
export async function isSeeded(db: Database): Promise<boolean> {
  return (await catalogueFacts(db).version()) > 0
}
