import { type Database, openDatabase } from '#platform/db'
import { assertAppendsOnly, grantRoles, roleOf } from '#platform/db/roles'
import { StartFault } from '#platform/errors'
import { RECORD_TABLES } from '../subgraphs/audit/index.ts'
import type { HubConfig } from './config.ts'
import { RUNTIME_WRITES } from './libraries.ts'

/** One statement is under way at a time, and sometimes a probe. */
const CONNECTIONS = 4

type Settings = Pick<HubConfig, 'databaseUrl' | 'auditDatabaseUrl' | 'databasePrepare'>

/**
 * Opens the login that writes the record, which can add to it and do nothing else: the one that the configuration names, or the
 * hub's own in the role of the record's writer. An embedded database has one connection, which does everything.
 *
 * @param db the hub's own database, with the record's tables
 * @throws StartFault where it may do more than add, or less
 */
export async function openRecordWriter({ databaseUrl, auditDatabaseUrl, databasePrepare }: Settings, db: Database): Promise<Database> {
  if (databaseUrl === undefined) return db
  const role = roleOf('audit')
  if (auditDatabaseUrl === undefined) {
    const { missing } = await grantRoles(db, new Map([['audit', RUNTIME_WRITES.get('audit') ?? []]]))
    if (missing.length > 0) throw new StartFault(`the record has no writer: this login may not make the role ${role}. Set AUDIT_DATABASE_URL to a login that is a member of it, after hub migrate has been run as an administrator`)
  }
  const writer = await openDatabase({ url: auditDatabaseUrl ?? databaseUrl, connections: CONNECTIONS, prepare: databasePrepare, ...(auditDatabaseUrl === undefined ? { role } : {}) })
  try {
    await assertAppendsOnly(writer, 'audit', RECORD_TABLES)
    return writer
  } catch (error) {
    await writer.close()
    throw error
  }
}
