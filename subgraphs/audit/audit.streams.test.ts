import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { testClock } from '../../tests/harness/library.ts'
import { hashAfter, headOf } from './domain/chain.ts'
import { type AccessEntry, canRecord, record, recordedDecision } from './index.ts'
import { accessRecord, decision, stream } from './tables.ts'

const SAID = {
  agencyRoles: [], zone: 'GOVERNMENT', channel: 'SYSTEM', operationName: null, operationHash: 'hash', grants: [], asked: [], released: [], refused: [], searched: [], provided: [],
  policyVersion: '0.1.0',
}
const entry = (traceId: string, more: Partial<AccessEntry> = {}): AccessEntry => ({
  at: new Date(testClock.now()), traceId, consumer: 'c', agency: '11990000000000019A', operator: 'UNATTENDED', represented: null, client: '192.0.2.7', matter: null,
  caseNo: null, reason: null, decision: recordedDecision(SAID, '', []), verdicts: [], rows: 0, outcome: 'ANSWERED', durationMs: 1, catalogueVersion: 1, answer: 'a',
  subjects: [], named: [], namedAgain: [], category: null, circumstances: null, alerts: [], ...more,
})

let db: Database
beforeAll(async () => (db = await openTestDatabase(['audit'])))
afterAll(() => db.close())

/** The same database, for a writer of its own, whose statements may fail as a test says. */
function writing(failing: { after?: string; instead?: string } = {}): Database & { failing: typeof failing } {
  const failure = (code: string) => Object.assign(new Error('failed'), { code })
  const rows: Database['rows'] = async (...statement) => {
    if (failing.instead !== undefined) throw failure(failing.instead)
    const result = await db.rows(...statement)
    if (failing.after !== undefined) throw failure(failing.after)
    return result
  }
  return { ...db, rows, failing }
}

const entriesOf = (id: number) => db.orm.select().from(accessRecord).where(eq(accessRecord.stream, id)).orderBy(asc(accessRecord.seq))
const streamOf = ({ entry: id }: { entry: string }) => Number(id.split('-')[0])
const refusalOf = (work: Promise<unknown>) => work.then(() => null, (error: { extensions: unknown }) => error.extensions)

/** Whether the entries of a stream follow each other from its opening on. */
async function holds(id: number): Promise<boolean> {
  const [opened] = await db.orm.select().from(stream).where(eq(stream.id, id))
  if (opened === undefined) return false
  let { seq, hash } = headOf({ stream: id, writer: opened.writer, openedAt: opened.openedAt })
  for (const each of await entriesOf(id)) {
    seq += 1
    hash = hashAfter(hash, each.body)
    if (each.seq !== seq || !each.hash.equals(hash)) return false
  }
  return true
}

describe('a stream', () => {
  it('is left for another where nobody can tell what became of a write; what landed all the same stands in the one that was left', async () => {
    const mine = writing()
    const first = await record(mine, entry('first'))
    mine.failing.after = '57P01'
    expect(await refusalOf(record(mine, entry('unknown')))).toMatchObject({ code: 'AUDIT_UNAVAILABLE' })
    delete mine.failing.after
    const next = await record(mine, entry('next'))
    expect(streamOf(next)).not.toBe(streamOf(first))
    expect((await entriesOf(streamOf(first))).map(({ body }) => (JSON.parse(body) as { traceId: string }).traceId)).toEqual(['first', 'unknown'])
    expect([await holds(streamOf(first)), await holds(streamOf(next))]).toEqual([true, true])
  })

  it('goes on after what the database refused, which has left nothing behind', async () => {
    const mine = writing()
    const first = await record(mine, entry('first'))
    mine.failing.instead = '53100'
    expect(await refusalOf(record(mine, entry('full')))).toMatchObject({ code: 'AUDIT_UNAVAILABLE', sqlState: '53100' })
    delete mine.failing.instead
    const next = await record(mine, entry('next'))
    expect([streamOf(next), next.entry.split('-')[1], await holds(streamOf(next))]).toEqual([streamOf(first), '2', true])
  })

  it('holds entries of one process alone, in the order in which they came, whatever their clocks say', async () => {
    const [one, other] = [writing(), writing()]
    const later = await record(one, entry('later'))
    await record(other, entry('of another'))
    const earlier = await record(one, entry('earlier', { at: new Date(testClock.now() - 3_600_000) }))
    expect([later.entry, earlier.entry].map((id) => id.split('-')[1])).toEqual(['1', '2'])
    expect(await holds(streamOf(later))).toBe(true)
  })

  it('holds together what is recorded at once', async () => {
    const mine = writing()
    const recorded = await Promise.all(Array.from({ length: 40 }, (_, index) => record(mine, entry(`at once ${index}`))))
    expect(recorded.map(({ entry: id }) => Number(id.split('-')[1]))).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    expect(await holds(streamOf(recorded[0] as { entry: string }))).toBe(true)
  })
})

describe('whether a record could be written', () => {
  it('is denied from the first that could not, until the room for one is found again', async () => {
    const mine = writing()
    expect(await canRecord(mine)).toBe(true)
    mine.failing.instead = '53100'
    await refusalOf(record(mine, entry('full')))
    expect(await canRecord(mine)).toBe(true)
    await db.orm.execute('alter table audit.access_record add constraint full_disk check (stream <> 0)')
    await refusalOf(record(mine, entry('full again')))
    expect(await canRecord(mine)).toBe(false)
    await db.orm.execute('alter table audit.access_record drop constraint full_disk')
    expect(await canRecord(mine)).toBe(true)
    expect(await db.orm.select().from(accessRecord).where(eq(accessRecord.stream, 0))).toEqual([])
  })
})

describe('what entries of one decision have in common', () => {
  it('is kept once, whoever writes it', async () => {
    const own = recordedDecision({ ...SAID, operationName: 'Once' }, '', [])
    for (const mine of [writing(), writing()]) for (const name of ['a', 'b']) await record(mine, entry(name, { decision: own }))
    expect(await db.orm.select({ hash: decision.hash }).from(decision).where(eq(decision.hash, own.hash))).toHaveLength(1)
  })
})
