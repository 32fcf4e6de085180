import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Database, migrate, openDatabase } from '#platform/db'
import { emptyImage, filledImage } from './image.ts'
import { databasesOfRun } from './run.ts'
import { SERVER } from './server.ts'
import { addressOf, templateOf } from './template.ts'

/** A database of a test file's own; `url` where it lies on a server. */
export interface TestDatabase extends Database {
  readonly url?: string
}

/** What a database holds when it is opened. */
export interface Filling {
  /** Of lower-case letters, digits and hyphens; the same name holds the same. */
  readonly name: string
  readonly fill: (db: Database) => Promise<void>
}

export interface TestDatabaseOptions {
  readonly postgis?: boolean
  /** What it holds beside the tables; nothing where it is left out. */
  readonly filling?: Filling
}

/** A migrated database of this test file's own, each test file's on the server that there is, else on PGlite. Close it after the tests. */
export async function openTestDatabase(libraries: readonly string[], { postgis = false, filling }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const whole: Filling = {
    name: filling?.name ?? (libraries.length === 0 ? 'empty' : libraries.join('-')),
    async fill(db) {
      await migrate(db, libraries)
      await filling?.fill(db)
    },
  }
  if (SERVER !== undefined) return openOnServer(SERVER, whole)
  if (filling !== undefined) return openDatabase({ postgis, image: await filledImage(postgis, whole) })
  const db = await openDatabase({ postgis, image: await emptyImage(postgis) })
  await whole.fill(db)
  return db
}

async function openOnServer(url: string, filling: Filling): Promise<TestDatabase> {
  const name = databasesOfRun() + randomUUID().replaceAll('-', '')
  const admin = await openDatabase({ url, connections: 1 })
  const template = await templateOf(admin, url, filling)
  await admin.orm.execute(sql`create database ${sql.identifier(name)} template ${sql.identifier(template)}`)
  // Nobody stops this server, so nobody waits for its disk; what a fallen one has kept is tested on servers of their own (tests/harness/cluster.ts).
  await admin.orm.execute(sql`alter database ${sql.identifier(name)} set synchronous_commit = off`)
  const own = addressOf(url, name)
  const db = await openDatabase({ url: own, connections: 4 })
  return {
    ...db,
    url: own,
    async close() {
      await db.close()
      await admin.orm.execute(sql`drop database ${sql.identifier(name)} with (force)`)
      await admin.close()
    },
  }
}
