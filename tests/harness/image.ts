import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { projectFile } from '#platform/files'

/**
 * The data directory of a new, empty PGlite, made once and kept: making one takes 5 s, 10 s with PostGIS, and every
 * test file needs its own. Kept by the versions that made it, beside what else is installed.
 */
export async function emptyImage(withPostgis: boolean): Promise<Blob> {
  const folder = projectFile('node_modules', '.cache', 'govshare/')
  const file = new URL(`${withPostgis ? `postgis-${versionOf('pglite-postgis')}-` : ''}pglite-${versionOf('pglite')}.tar`, folder)
  try {
    return new Blob([readFileSync(file)])
  } catch {
    const made = await make(withPostgis)
    mkdirSync(folder, { recursive: true })
    // Workers that make it at the same time replace each other's whole file.
    const own = `${fileURLToPath(file)}.${process.pid}`
    writeFileSync(own, made)
    renameSync(own, file)
    return new Blob([made])
  }
}

async function make(withPostgis: boolean): Promise<Buffer<ArrayBuffer>> {
  const database = await PGlite.create({ extensions: withPostgis ? { postgis } : {} })
  try {
    if (withPostgis) await database.exec('create extension postgis')
    return Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer())
  } finally {
    await database.close()
  }
}

function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(`@electric-sql/${name}`)
  const manifest = new URL('../package.json', `file://${entry}`)
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
