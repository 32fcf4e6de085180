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
import type { World } from './world.ts'

export interface LoadOptions {
  /** Key under which the licences library seals faces, 32 bytes. */
  readonly faceKey: Buffer
  /** Told after each library: its name, the rows written so far, and all rows of the world. */
  readonly onProgress?: (library: string, rows: number, total: number) => void
}

/**
 * Writes a world into migrated, empty libraries, whole or not at all, so that a start that was cut off begins anew.
 *
 * @throws LIBRARY_UNAVAILABLE when a library holds one of the keys already, or cannot be written
 */
export async function loadWorld(db: Database, world: World, options: LoadOptions): Promise<void> {
  await db.orm.transaction((orm) => loadSteps({ ...db, orm }, world, options))
}

async function loadSteps(db: Database, world: World, { faceKey, onProgress }: LoadOptions): Promise<void> {
  const steps: readonly (readonly [library: keyof World, load: () => Promise<void>])[] = [
    ['geo', () => loadGeo(db, world.geo)],
    ['population', () => loadPopulation(db, world.population)],
    ['legalPersons', () => loadLegalPersons(db, world.legalPersons)],
    ['licences', () => loadLicences(db, world.licences, faceKey)],
    ['credit', () => loadCredit(db, world.credit)],
    ['matters', () => loadMatters(db, world.matters)],
    ['cases', () => loadCases(db, world.cases)],
    ['supervision', () => loadSupervision(db, world.supervision)],
    ['catalogue', () => loadCatalogue(db, world.catalogue)],
  ]
  const total = steps.reduce((sum, [library]) => sum + rowsOf(world[library]), 0)
  let done = 0
  for (const [library, load] of steps) {
    await load()
    done += rowsOf(world[library])
    onProgress?.(library === 'legalPersons' ? 'legal-persons' : library, done, total)
  }
}

function rowsOf(rows: World[keyof World]): number {
  return Object.values(rows as unknown as Record<string, readonly unknown[]>).reduce((sum, table) => sum + table.length, 0)
}

/** Whether a world was loaded to the end. */
export async function isSeeded(db: Database): Promise<boolean> {
  return (await catalogueFacts(db).version()) > 0
}
