import { sql } from 'drizzle-orm'
import { type Database, write } from '#platform/db'
import { hubError } from '#platform/errors'
import type { AccessEntry } from './domain/entry.ts'
import { accessRecord, accessRecordSubject } from './tables.ts'

/** A record that takes longer counts as not written. */
const DEADLINE_MS = 5_000

// Row and subjects go in one statement, so that neither is ever there without the other.
function prepare({ orm }: Database) {
  const { placeholder } = sql
  const recorded = orm.$with('recorded').as(
    orm
      .insert(accessRecord)
      .values({
        at: placeholder('at'),
        traceId: placeholder('traceId'),
        consumer: placeholder('consumer'),
        agency: placeholder('agency'),
        agencyRoles: placeholder('agencyRoles'),
        operator: placeholder('operator'),
        represented: placeholder('represented'),
        zone: placeholder('zone'),
        operationName: placeholder('operationName'),
        operationHash: placeholder('operationHash'),
        matter: placeholder('matter'),
        caseNo: placeholder('caseNo'),
        reason: placeholder('reason'),
        grants: placeholder('grants'),
        released: placeholder('released'),
        refused: placeholder('refused'),
        searched: placeholder('searched'),
        rows: placeholder('rows'),
        outcome: placeholder('outcome'),
        durationMs: placeholder('durationMs'),
        policyVersion: placeholder('policyVersion'),
      })
      .returning({ id: accessRecord.id }),
  )
  return orm
    .with(recorded)
    .insert(accessRecordSubject)
    .select(sql`select recorded.id, subject from recorded, unnest(${placeholder('subjects')}::text[]) as subject`)
    .prepare('audit_record')
}

// Built once per database, since every request is recorded.
const statements = new WeakMap<Database, ReturnType<typeof prepare>>()

/**
 * Writes what one request read, whole or not at all. Resolves when it is durable; only then may the answer be released.
 *
 * @throws AUDIT_UNAVAILABLE when the database refuses it or does not confirm it within 5 s, without any of its values
 */
export async function record(db: Database, entry: AccessEntry): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('not recorded in time')), DEADLINE_MS)
  })
  try {
    const statement = statements.get(db) ?? prepare(db)
    statements.set(db, statement)
    await Promise.race([write(statement.execute({ ...entry, subjects: [...new Set(entry.subjects)] })), deadline])
  } catch (error) {
    const sqlState = (error as { extensions?: { sqlState?: unknown } }).extensions?.sqlState
    const known = sqlState === undefined ? {} : { sqlState }
    throw hubError('AUDIT_UNAVAILABLE', 'the request cannot be recorded, so it is not answered', known)
  } finally {
    clearTimeout(timer)
  }
}

/** Whether a record could be written now, without writing one. */
export async function canRecord(db: Database): Promise<boolean> {
  try {
    await write(db.orm.execute(sql`insert into ${accessRecordSubject} select null, null where false`))
    return true
  } catch {
    return false
  }
}
