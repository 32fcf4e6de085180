import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { TRIMMED } from './postgis.ts'

// Run by the build. An embedded database unpacks the extension's files whenever it is opened, and compiles every program among
// them: beside that of geometries those of rasters and topologies, which nothing here asks for.

/** The program, the projections, and what `create extension` runs. */
const KEPT = [/^lib\/postgresql\/postgis-\d+\.so$/, /^share\/proj\//, /^share\/postgresql\/extension\/postgis(?:\.control|--\d[\d.]*\.sql)$/]

/** Blocks of a tar file: a header of 512 bytes and what it heads, filled up to whole blocks. */
const BLOCK = 512

function kept(tar: Buffer): Buffer[] {
  const parts: Buffer[] = []
  const text = (from: number, to: number) => tar.toString('latin1', from, to).replace(/\0.*$/s, '')
  for (let at = 0; text(at, at + 100) !== '';) {
    const size = Number.parseInt(text(at + 124, at + 136), 8)
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (KEPT.some((each) => each.test(text(at, at + 100)))) parts.push(tar.subarray(at, end))
    at = end
  }
  return parts
}

const parts = kept(gunzipSync(readFileSync(new URL('postgis.tar.gz', import.meta.resolve('@electric-sql/pglite-postgis')))))
if (parts.length < KEPT.length) throw new Error('the files of PostGIS are not where they were: see platform/db/postgis-bundle.ts')
// Whoever opens a database meanwhile reads the whole file, the old one or the new.
const own = new URL(`${TRIMMED.href}.${process.pid}`)
writeFileSync(own, gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])))
renameSync(own, TRIMMED)
