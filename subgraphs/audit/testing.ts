import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { sm2KeyPair } from '#platform/sm2'
import { testClock } from '../../tests/harness/library.ts'
import { signerOf } from './domain/signing.ts'
import { type AccessEntry, record, recordedDecision } from './index.ts'

const AGENCY = '11990000000000019A'
const PROVIDER = '1199010000000022XR'

const decided = recordedDecision({
  agencyRoles: ['DECIDING'], zone: 'GOVERNMENT', channel: 'WINDOW', operationName: 'Allowance', operationHash: 'hash-1', grants: ['G1@1'], asked: [],
  released: ['Person.name=CLEAR'], refused: ['Person.mobile=NO_GRANT'], searched: ['Person.citizenId'], provided: [], policyVersion: '0.1.0',
}, '{"matter":null}', [PROVIDER])

/** An entry, as the router might make it. */
export const entryOf = (more: Partial<AccessEntry> = {}): AccessEntry => ({
  at: new Date(testClock.now()), traceId: 'trace-1', consumer: 'allowances', agency: AGENCY, operator: 'operator-7', represented: null, client: '192.0.2.7',
  matter: '1199010000000022XR3990112003001', caseNo: 'CASE-0001', reason: '核发高龄津贴', decision: decided, verdicts: [], rows: 1, outcome: 'PARTIAL',
  durationMs: 12, catalogueVersion: 7, answer: 'x'.repeat(43), subjects: ['old-man'], named: [], namedAgain: [], category: null, circumstances: null, alerts: [], ...more,
})

/** Who signs in tests, and somebody else. */
export const signer = signerOf(sm2KeyPair(Buffer.alloc(32, 3)).privateKey)
export const stranger = signerOf(sm2KeyPair(Buffer.alloc(32, 4)).privateKey)
export const trusted = new Map([[signer.id, signer.publicKey]])

/** So many minutes after the tests' time. */
export const minute = (minutes: number) => new Date(testClock.now() + minutes * 60_000)

/** Records so many entries in a stream of their own, or in that of a process which was given before. */
export async function recordSome(db: Database, count: number, from: Partial<AccessEntry> = {}): Promise<string[]> {
  const entries = Array.from({ length: count }, (_, index) => entryOf({ traceId: `t-${index}`, subjects: [`subject-${index}`, 'old-man'], named: [`asked-${index}`], ...from }))
  const recorded = []
  for (const entry of entries) recorded.push((await record(db, entry)).entry)
  return recorded
}

/** Another process of the same database: it writes a stream of its own. */
export const anotherProcess = (db: Database): Database => ({ ...db })

const TABLES = ['stream', 'decision', 'access_record', 'access_record_concern', 'checkpoint', 'checkpoint_range', 'counter_signature', 'retirement']

/** Keeps a copy of the record, and puts it back after somebody has tampered with it. */
export async function keepCopy(db: Database): Promise<() => Promise<void>> {
  await db.orm.execute(sql`create schema copy`)
  for (const table of TABLES) await db.orm.execute(sql`create table copy.${sql.identifier(table)} as select * from audit.${sql.identifier(table)}`)
  return async () => {
    await db.orm.transaction(async (orm) => {
      await orm.execute(sql`truncate audit.stream, audit.decision, audit.access_record, audit.access_record_concern, audit.checkpoint, audit.checkpoint_range, audit.counter_signature, audit.retirement`)
      for (const table of TABLES) await orm.execute(sql`insert into audit.${sql.identifier(table)} overriding system value select * from copy.${sql.identifier(table)}`)
    })
  }
}
