import { sql } from 'drizzle-orm'
import { type Database, write } from '#platform/db'
import { hubError } from '#platform/errors'
import type { AccessEntry } from './domain/entry.ts'
import { Group } from './domain/group.ts'
import { accessRecord, accessRecordSubject, alert } from './tables.ts'

/** A record that takes longer counts as not written. */
const DEADLINE_MS = 5_000

/** So many records may wait for a commit; whoever comes after them is not answered. */
const WAITING_MAX = 10_000

/** So many records go into one statement. */
const TOGETHER_MAX = 500

// One text for all columns, since a statement takes any number of records. Rows, subjects and alerts go in one statement, so that
// none is ever there without the others.
const insertOf = (entries: readonly AccessEntry[]) => sql`
  with given as materialized (
    select nextval('audit.access_record_id_seq') as id, each.* from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as each(
      "at" timestamptz, "traceId" text, "consumer" text, "agency" text, "agencyRoles" text[], "operator" text, "represented" text, "zone" text,
      "operationName" text, "operationHash" text, "matter" text, "caseNo" text, "reason" text, "grants" text[], "released" text[],
      "refused" text[], "searched" text[], "rows" integer, "outcome" text, "durationMs" integer, "policyVersion" text, "subjects" text[], "alerts" jsonb)
  ), recorded as (
    insert into ${accessRecord} (id, at, trace_id, consumer_id, agency_credit_code, agency_roles, operator, represented_key, zone, operation_name,
      operation_hash, matter_code, case_no, reason, grants, released, refused, searched, rows, outcome, duration_ms, policy_version)
    overriding system value
    select id, "at", "traceId", "consumer", "agency", "agencyRoles", "operator", "represented", "zone", "operationName",
      "operationHash", "matter", "caseNo", "reason", "grants", "released", "refused", "searched", "rows", "outcome", "durationMs", "policyVersion"
    from given
  ), raised as (
    insert into ${alert} (at, kind, trace_id, agency_credit_code, operator, case_no, subject_key)
    select "at", raised ->> 'kind', "traceId", "agency", "operator", "caseNo", raised ->> 'subject'
    from given, jsonb_array_elements(given."alerts") as raised
  )
  insert into ${accessRecordSubject} (record_id, subject_key) select given.id, subject from given, unnest(given."subjects") as subject`

/** The records of a database that wait to be committed together. */
const groups = new WeakMap<Database, Group<AccessEntry>>()

function groupOf(db: Database): Group<AccessEntry> {
  let group = groups.get(db)
  if (group === undefined) {
    group = new Group({ write: (entries) => write(db.orm.execute(insertOf(entries))), isOfOne, together: TOGETHER_MAX, waiting: WAITING_MAX })
    groups.set(db, group)
  }
  return group
}

// Classes 22 and 23 of SQLSTATE: a value that cannot be stored, or that a constraint refuses.
function isOfOne(error: unknown): boolean {
  return /^2[23]/.test(String((error as { extensions?: { sqlState?: unknown } }).extensions?.sqlState))
}

/**
 * Writes what one request read, whole or not at all, in one statement with the records that come while another is being
 * committed. Resolves when it is durable; only then may the answer be released.
 *
 * @throws AUDIT_UNAVAILABLE when too many wait, or the database refuses it or does not confirm it within 5 s, without any of
 *   its values
 */
export async function record(db: Database, entry: AccessEntry): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('not recorded in time')), DEADLINE_MS)
  })
  try {
    await Promise.race([groupOf(db).add({ ...entry, subjects: [...new Set(entry.subjects)] }), deadline])
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
