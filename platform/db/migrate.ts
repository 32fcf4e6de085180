import { fileURLToPath } from 'node:url'
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator'
import { migrate as migrateServer } from 'drizzle-orm/postgres-js/migrator'
import type { Database } from '../db.ts'
import { StartFault } from '../errors.ts'
import { projectFile } from '../files.ts'
import { sqlState } from './sql-state.ts'

/**
 * Brings every library's schema up to its journal under `schema/migrations/<library>/`. Processes that start together
 * take turns.
 *
 * @throws StartFault naming the library whose migration failed
 */
export async function migrate(db: Database, libraries: readonly string[]): Promise<void> {
  await db.exclusively('govshare.migrate', async (orm) => {
    for (const library of libraries) {
      const config = {
        migrationsFolder: fileURLToPath(projectFile('schema', 'migrations', library)),
        migrationsSchema: 'migrations',
        migrationsTable: library.replaceAll('-', '_'),
      }
      const apply = (db.kind === 'embedded' ? migrateEmbedded : migrateServer) as (orm: unknown, config: unknown) => Promise<void>
      try {
        await apply(orm, config)
      } catch (error) {
        throw new StartFault(`the migration of ${library} failed with SQLSTATE ${sqlState(error)}`)
      }
    }
  })
}
