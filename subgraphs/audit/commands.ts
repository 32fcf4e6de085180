import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { type Database, write } from '#platform/db'
import { hubError } from '#platform/errors'
import { RecentlyUsed } from '#platform/lru'
import { type Chained, chained, type Head, headOf } from './domain/chain.ts'
import { type AccessEntry, concernsOf, idOf, type RecordedDecision } from './domain/entry.ts'
import { Group } from './domain/group.ts'
import { alert } from './tables.alerts.ts'
import { accessRecord, accessRecordConcern, decision, stream } from './tables.ts'

/** A record that takes longer counts as not written. */
const DEADLINE_MS = 5_000

/** So many records may wait for a commit; whoever comes after them is not answered. */
const WAITING_MAX = 10_000

/** So many records go into one statement. */
const TOGETHER_MAX = 500

/** A statement costs the same for one record as for many, so a busy hub waits so long for some more to come. */
const GATHER_MS = 4

/** So many decisions are known to be written. */
const DECISIONS_MAX = 10_000

// One text for all columns, since a statement takes any number of records. Rows, concerns and alerts go in one statement, so that
// none is ever there without the others. A body that the database cannot read as JSON is refused here and not when it is read.
const insertOf = (records: readonly Chained[], decisions: ReadonlyMap<string, number>) => sql`
  with given as materialized (
    select * from jsonb_to_recordset(${JSON.stringify(records.map((record) => rowOf(record, decisions)))}::jsonb) as each(
      "stream" integer, "seq" bigint, "at" timestamptz, "agency" text, "caseNo" text, "operator" text, "decision" integer, "body" text, "hash" text,
      "concerns" jsonb, "alerts" jsonb)
  ), recorded as (
    insert into ${accessRecord} (stream, seq, at, agency_credit_code, case_hash, decision, body, hash)
    select "stream", "seq", "at", "agency", hashtextextended("caseNo", 0), "decision", "body", decode("hash", 'hex')
    from given where jsonb_typeof("body"::jsonb) = 'object'
  ), raised as (
    insert into ${alert} (at, kind, evidence, agency_credit_code, operator, case_no, subject_key)
    select "at", raised ->> 'kind', array["stream" || '-' || "seq"], "agency", "operator", "caseNo", raised ->> 'subject'
    from given, jsonb_array_elements(given."alerts") as raised
  )
  insert into ${accessRecordConcern} (key, role, at, stream, seq)
  select concern ->> 0, concern ->> 1, given."at", given."stream", given."seq" from given, jsonb_array_elements(given."concerns") as concern`

function rowOf({ stream, seq, body, hash, entry }: Chained, decisions: ReadonlyMap<string, number>) {
  const { at, agency, caseNo, operator, alerts, decision } = entry
  return { stream, seq, at, agency, caseNo, operator, decision: decisions.get(decision.hash), body, hash: hash.toString('hex'), concerns: concernsOf(entry), alerts }
}

const DIALECT = new PgDialect()

/** What an entry was written as. */
export interface Recorded {
  /** `<stream>-<seq>`. */
  readonly entry: string
}

/** Writes the entries of one process, one after the other, into a stream of their own. */
class StreamWriter {
  readonly #db: Database
  readonly #writer = randomUUID()
  /** Ids of decisions by their hashes. */
  readonly #decisions = new RecentlyUsed<number>(DECISIONS_MAX)
  /** The last entry that is known to be written; `null` before the first, and when nobody knows what became of a write. */
  #head: Head | null = null
  readonly group: Group<AccessEntry, Recorded>
  /** Whether the last write failed. */
  failing = false

  constructor(db: Database) {
    this.#db = db
    this.group = new Group({ write: (entries) => this.#write(entries), isOfOne, together: TOGETHER_MAX, waiting: WAITING_MAX, gather: () => rest(GATHER_MS) })
  }

  async #write(entries: readonly AccessEntry[]): Promise<readonly Recorded[]> {
    try {
      const head = this.#head ?? (await this.#open((entries[0] as AccessEntry).at))
      this.#head = head
      const records = chained(head, entries)
      const decisions = await this.#decisionsOf(entries)
      this.#head = null
      await this.#insert(records, decisions).catch((error: unknown) => {
        if (isRefusal(error)) this.#head = head
        throw error
      })
      const { stream, seq, hash } = records.at(-1) as Chained
      this.#head = { stream, seq, hash }
      this.failing = false
      return records.map((record) => ({ entry: idOf(record) }))
    } catch (error) {
      this.failing ||= !isOfOne(error)
      throw error
    }
  }

  /** Sends it prepared, as reading statements are: of those that write it alone is sent for every answer. */
  #insert(records: readonly Chained[], decisions: ReadonlyMap<string, number>): Promise<unknown> {
    const { sql: text, params } = DIALECT.sqlToQuery(insertOf(records, decisions))
    return write(this.#db.rows(text, params))
  }

  /** Opens a stream, since what comes after a write that may or may not have landed cannot follow it. */
  async #open(at: Date): Promise<Head> {
    const opening = { writer: this.#writer, openedAt: at }
    const [opened] = await write(this.#db.orm.insert(stream).values(opening).returning({ stream: stream.id }))
    return headOf({ ...opening, stream: (opened as { stream: number }).stream })
  }

  /** Ids of what some entries were decided by; what nobody has written yet is written first, and may stay without an entry. */
  async #decisionsOf(entries: readonly AccessEntry[]): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>()
    const unknown = new Map<string, RecordedDecision>()
    for (const { decision: each } of entries) {
      if (found.has(each.hash)) continue
      const id = this.#decisions.get(each.hash)
      if (id === undefined) unknown.set(each.hash, each)
      else found.set(each.hash, id)
    }
    if (unknown.size === 0) return found
    await write(this.#db.orm.insert(decision).values([...unknown.values()].sort((one, other) => (one.hash < other.hash ? -1 : 1)).map((each) => ({ ...each, providers: [...each.providers] }))).onConflictDoNothing())
    const written = await write(this.#db.orm.select({ id: decision.id, hash: decision.hash }).from(decision).where(inArray(decision.hash, [...unknown.keys()])))
    for (const { id, hash } of written) {
      this.#decisions.set(hash, id)
      found.set(hash, id)
    }
    return found
  }
}

const writers = new WeakMap<Database, StreamWriter>()

function writerOf(db: Database): StreamWriter {
  let writer = writers.get(db)
  if (writer === undefined) {
    writer = new StreamWriter(db)
    writers.set(db, writer)
  }
  return writer
}

function stateOf(error: unknown): string {
  const { sqlState } = (error as { extensions?: { sqlState?: unknown } }).extensions ?? {}
  return typeof sqlState === 'string' ? sqlState : ''
}

// Classes 22 and 23 of SQLSTATE: a value that cannot be stored, or that a constraint refuses.
function isOfOne(error: unknown): boolean {
  return /^2[23]/.test(stateOf(error))
}

// A statement that the server refused has left nothing behind. Of classes 08 and 57, a connection that was lost and a server that
// went away, nobody can tell.
function isRefusal(error: unknown): boolean {
  return /^(?!08|57)[0-9A-Z]{5}$/.test(stateOf(error))
}

/**
 * Writes what one request read, whole or not at all, in one statement with the records that come while another is being
 * committed. Resolves when it is durable; only then may the answer be released.
 *
 * @param db where the writer of the record has logged in
 * @throws AUDIT_UNAVAILABLE when too many wait, or the database refuses it or does not confirm it within 5 s, without any of
 *   its values
 */
export async function record(db: Database, entry: AccessEntry): Promise<Recorded> {
  let timer: NodeJS.Timeout | undefined
  const writer = writerOf(db)
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      writer.failing = true
      reject(new Error('not recorded in time'))
    }, DEADLINE_MS)
  })
  try {
    return await Promise.race([writer.group.add(entry), deadline])
  } catch (error) {
    const state = stateOf(error)
    throw hubError('AUDIT_UNAVAILABLE', 'the request cannot be recorded, so it is not answered', state === '' ? {} : { sqlState: state })
  } finally {
    clearTimeout(timer)
  }
}

/** As much as several entries, and nothing that a table could squeeze together. */
const PROBE_BYTES = 32_768

/**
 * Whether a record could be written now. Where the last one could not, as much room as several take is asked for and given back.
 */
export async function canRecord(db: Database): Promise<boolean> {
  const writer = writerOf(db)
  try {
    if (writer.failing) {
      await write(db.orm.transaction(probe).catch(whenNotRolledBack))
      writer.failing = false
    } else await write(db.orm.execute(sql`insert into ${accessRecordConcern} select null, null, null, null, null where false`))
    return true
  } catch {
    return false
  }
}

class RolledBack extends Error {}

async function probe(orm: Pick<Database['orm'], 'execute'>): Promise<never> {
  await orm.execute(sql`insert into ${accessRecord} (stream, seq, at, agency_credit_code, decision, body, hash)
    select 0, 0, now(), '', 0, (select string_agg(md5(random()::text), '') from generate_series(1, ${PROBE_BYTES / 32}::integer)), ''`)
  throw new RolledBack()
}

function whenNotRolledBack(error: unknown): void {
  if (!(error instanceof RolledBack)) throw error
}
