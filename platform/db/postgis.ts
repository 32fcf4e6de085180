import { existsSync } from 'node:fs'
import type { Extension } from '@electric-sql/pglite'
import { postgis as whole } from '@electric-sql/pglite-postgis'
import { projectFile } from '../files.ts'

/** What the build leaves of the extension's files (`platform/db/postgis-bundle.ts`). */
export const TRIMMED = projectFile('dist', 'postgis.tar.gz')

/** PostGIS for an embedded database, without what the hub never asks it for. Of sources that were not built it is whole, and takes twice as long to open. */
export const postgis: Extension = {
  name: 'postgis',
  async setup(database, options) {
    const made = await whole.setup(database, options)
    return existsSync(TRIMMED) ? { ...made, bundlePath: TRIMMED } : made
  },
}
