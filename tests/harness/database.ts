import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Database, migrate, openDatabase } from '#platform/db'
import { emptyImage } from './image.ts'

/** Where `DATABASE_URL` names a server the suite runs there, each file in a database of its own; else on PGlite. */
const server = process.env['DATABASE_URL']

/** A database of a test file's own; `url` where it lies on a server. */
export interface TestDatabase extends Database {
  readonly url?: string
}

/** A migrated, empty database of this test file's own. Close it after the tests. */
export async function openTestDatabase(libraries: readonly string[], options: { postgis?: boolean } = {}): Promise<TestDatabase> {
  const db = server === undefined ? await openEmbedded(options.postgis ?? false) : await openOnServer(server)
  await migrate(db, libraries)
  return db
}

async function openEmbedded(postgis: boolean): Promise<Database> {
  return openDatabase({ postgis, image: await emptyImage(postgis) })
}

async function openOnServer(url: string): Promise<TestDatabase> {
  const name = `govshare_test_${randomUUID().replaceAll('-', '')}`
  const admin = await openDatabase({ url, connections: 1 })
  await admin.orm.execute(sql`create database ${sql.identifier(name)}`)
  const address = new URL(url)
  address.pathname = `/${name}`
  const db = await openDatabase({ url: address.href, connections: 4 })
  return {
    ...db,
    url: address.href,
    async close() {
      await db.close()
      await admin.orm.execute(sql`drop database ${sql.identifier(name)} with (force)`)
      await admin.close()
    },
  }
}
