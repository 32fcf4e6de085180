import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Database, openDatabase } from '#platform/db'
import type { Filling } from './database.ts'
import { databasesOfRun } from './run.ts'

/** Where another database of the same server is. */
export function addressOf(server: string, database: string): string {
  const address = new URL(server)
  address.pathname = `/${database}`
  return address.href
}

/**
 * A database that others are copied from, made by the first that asks in this run of the tests; the others wait for it.
 * Copying one takes a fraction of what migrating and seeding take.
 */
export async function templateOf(admin: Database, server: string, { name, fill }: Filling): Promise<string> {
  // A name of the server ends after 63 bytes.
  const template = `${databasesOfRun()}template_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
  await admin.exclusively('govshare.template', async () => {
    const [known] = await admin.orm.select({ name: sql<string>`datname` }).from(sql`pg_database`).where(sql`datname = ${template}`)
    if (known !== undefined) return
    // It bears its name when it is whole, so that nobody copies what failed on the way.
    const making = `${template}_making`
    await admin.orm.execute(sql`drop database if exists ${sql.identifier(making)} with (force)`)
    await admin.orm.execute(sql`create database ${sql.identifier(making)}`)
    const db = await openDatabase({ url: addressOf(server, making), connections: 2 })
    try {
      await fill(db)
    } finally {
      await db.close()
    }
    await admin.orm.execute(sql`alter database ${sql.identifier(making)} rename to ${sql.identifier(template)}`)
  })
  return template
}
