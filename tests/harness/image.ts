import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { openDatabase } from '#platform/db'
import { projectFile } from '#platform/files'
import type { Filling } from './database.ts'

/**
 * The data directory of a new, empty PGlite, made once and kept: making one takes 5 s, 10 s with PostGIS, and every
 * test file needs its own. Kept by the versions that made it, beside what else is installed.
 */
export function emptyImage(withPostgis: boolean): Promise<Blob> {
  const folder = fileURLToPath(projectFile('node_modules', '.cache', 'govshare/'))
  const name = `${withPostgis ? `postgis-${versionOf('pglite-postgis')}-` : ''}pglite-${versionOf('pglite')}.tar`
  return kept(join(folder, name), async () => {
    const database = await PGlite.create({ extensions: withPostgis ? { postgis } : {} })
    if (withPostgis) await database.exec('create extension postgis')
    return dumped(database)
  })
}

/** The same of one that holds something, made once in a run of the tests, which has a folder of its own for what is temporary. */
export function filledImage(withPostgis: boolean, { name, fill }: Filling): Promise<Blob> {
  return kept(join(tmpdir(), `${name}.tar`), async () => {
    const db = await openDatabase({ postgis: withPostgis, image: await emptyImage(withPostgis) })
    await fill(db)
    return dumped((db.orm as unknown as { readonly $client: PGlite }).$client)
  })
}

/** Bytes that are handed out as they are: Node.js puts those of a plain one together anew whenever it is read. */
class Image extends Blob {
  readonly #bytes: Buffer<ArrayBuffer>

  constructor(bytes: Buffer<ArrayBuffer>) {
    super([])
    this.#bytes = bytes
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#bytes
    return Promise.resolve(byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength))
  }
}

async function kept(file: string, make: () => Promise<Buffer<ArrayBuffer>>): Promise<Blob> {
  try {
    return new Image(readFileSync(file))
  } catch {
    const made = await make()
    mkdirSync(dirname(file), { recursive: true })
    // Workers that make it at the same time replace each other's whole file.
    const own = `${file}.${process.pid}`
    writeFileSync(own, made)
    renameSync(own, file)
    return new Image(made)
  }
}

async function dumped(database: PGlite): Promise<Buffer<ArrayBuffer>> {
  // Or every database that starts from it would write again what is in the log.
  await database.exec('checkpoint')
  const dump = await database.dumpDataDir('none')
  await database.close()
  return Buffer.from(await dump.arrayBuffer())
}

function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(`@electric-sql/${name}`)
  const manifest = new URL('../package.json', `file://${entry}`)
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
