import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { hashAfter } from './domain/chain.ts'
import { headText, readHead } from './domain/checkpoint.ts'
import { anotherProcess, entryOf, keepCopy, minute, recordSome, signer, stranger, trusted } from './testing.ts'
import {
  counterSigned, counterSignaturesOf, exportedText, keepCounterSignature, makeCheckpoint, newestCheckpoint, readExported, type ReadHead, record, verifyRecord,
} from './index.ts'

let db: Database
let putBack: () => Promise<void>
/** The newest head as it was kept elsewhere. */
let kept: ReadHead

// Two streams under two checkpoints, and three entries of each that stand under none yet.
beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  const other = anotherProcess(db)
  await recordSome(db, 6)
  await recordSome(other, 4)
  await db.orm.execute(sql`insert into audit.decision (hash, said, basis, providers) values ('x', '{}', '', '{}')`)
  await makeCheckpoint(db, signer, minute(1))
  await recordSome(db, 5, { caseNo: null })
  await recordSome(other, 5, { agency: '' })
  await makeCheckpoint(db, signer, minute(2))
  kept = await exported()
  await recordSome(db, 3, { at: minute(3) })
  await recordSome(other, 3, { at: minute(3), subjects: [] })
  putBack = await keepCopy(db)
})

afterEach(() => putBack())
afterAll(() => db.close())

async function exported(): Promise<ReadHead> {
  const newest = await newestCheckpoint(db)
  if (newest === null) throw new Error('no checkpoint')
  const counterSignatures = await counterSignaturesOf(db, newest.number)
  return readExported(exportedText({ head: newest.head, signature: newest.signature, publicKey: signer.publicKey, counterSignatures })) as ReadHead
}

const verify = (more: object = {}) => verifyRecord(db, { keys: trusted, ...more })
const faultOf = async (more: object = {}) => (await verify(more)).fault
const tamper = (statement: ReturnType<typeof sql>) => db.orm.execute(statement)

/** Makes up all hashes of a stream from an entry on, as somebody would who knows how they are made. */
async function rehash(stream: number, from: number): Promise<void> {
  const { rows } = await rowsOf(sql`select seq, body, encode(hash, 'hex') as hash from audit.access_record where stream = ${stream} and seq >= ${from - 1} order by seq`)
  let before: Buffer = Buffer.from(String(rows[0]?.['hash']), 'hex')
  for (const { seq, body } of rows.slice(1)) {
    before = hashAfter(before, String(body))
    await tamper(sql`update audit.access_record set hash = decode(${before.toString('hex')}, 'hex') where stream = ${stream} and seq = ${Number(seq)}`)
  }
}

async function rowsOf(statement: ReturnType<typeof sql>): Promise<{ rows: Record<string, unknown>[] }> {
  const result: unknown = await db.orm.execute(statement)
  return Array.isArray(result) ? { rows: result as Record<string, unknown>[] } : (result as { rows: Record<string, unknown>[] })
}

describe('a record that somebody has tampered with', () => {
  it.each([
    ['body', sql`body = replace(body, 'operator-7', 'operator-8')`],
    ['body', sql`body = 'no JSON'`],
    ['hash', sql`hash = sha256('x')`],
    ['at', sql`at = at + interval '1 millisecond'`],
    ['agency_credit_code', sql`agency_credit_code = '11990000000000020X'`],
    ['case_hash', sql`case_hash = coalesce(case_hash, 0) + 1`],
    ['decision', sql`decision = (select max(id) from audit.decision)`],
  ])('is found at the entry of which %s was changed', async (what, change) => {
    for (const seq of [4, 11, 13]) {
      await tamper(sql`update audit.access_record set ${change} where stream = 1 and seq = ${seq}`)
      expect(await faultOf()).toMatchObject({ kind: 'CHANGED', where: `1-${seq}`, message: expect.stringContaining(what) })
      await putBack()
    }
  })

  it('is found at the first entry that rests on a decision which was changed or deleted', async () => {
    for (const change of [sql`update audit.decision set said = '{}'`, sql`update audit.decision set basis = ''`, sql`update audit.decision set providers = '{}'`, sql`delete from audit.decision`]) {
      await tamper(change)
      expect(await faultOf()).toMatchObject({ kind: 'DECISION', where: '1-1' })
      await putBack()
    }
  })

  it.each([3, 6, 12])('is found at the entry %i that was deleted', async (seq) => {
    await tamper(sql`delete from audit.access_record where stream = 1 and seq = ${seq}`)
    expect(await faultOf()).toMatchObject({ kind: 'DELETED', where: `1-${seq}` })
  })

  it('is found at the first of two entries that were swapped, with their hashes or without', async () => {
    for (const [one, other] of [[2, 3], [5, 8], [12, 14]] as const) {
      await tamper(sql`update audit.access_record set seq = -seq where stream = 1 and seq in (${one}, ${other})`)
      await tamper(sql`update audit.access_record set seq = ${one}::integer + ${other}::integer + seq where stream = 1 and seq < 0`)
      expect(await faultOf()).toMatchObject({ kind: 'SWAPPED', where: `1-${one}` })
      await tamper(sql`update audit.access_record as row set hash = other.hash from audit.access_record as other
        where row.stream = 1 and other.stream = 1 and row.seq in (${one}, ${other}) and other.seq = ${one}::integer + ${other}::integer - row.seq`)
      expect(await faultOf()).toMatchObject({ kind: 'SWAPPED', where: `1-${one}` })
      await putBack()
    }
  })

  it('is found at the first entry that was cut off, by the checkpoint over it', async () => {
    await tamper(sql`delete from audit.access_record where stream = 2 and seq >= 8`)
    expect(await faultOf()).toMatchObject({ kind: 'TRUNCATED', where: '2-8' })
  })

  it('is found at the first entry that was cut off with its checkpoint, by a head that was kept', async () => {
    await tamper(sql`delete from audit.access_record where stream = 2 and seq >= 8`)
    await tamper(sql`delete from audit.checkpoint_range where checkpoint = 2`)
    await tamper(sql`delete from audit.checkpoint where number = 2`)
    expect((await verify()).fault).toBeNull()
    expect(await faultOf({ head: kept })).toMatchObject({ kind: 'TRUNCATED', where: '2-8' })
  })

  it('is found by a head that was kept where a checkpoint alone was cut off, or another made in its place', async () => {
    await tamper(sql`delete from audit.checkpoint_range where checkpoint = 2`)
    await tamper(sql`delete from audit.checkpoint where number = 2`)
    expect(await faultOf({ head: kept })).toMatchObject({ kind: 'CHECKPOINT', where: '2' })
    await makeCheckpoint(db, signer, minute(9))
    expect((await verify()).fault).toBeNull()
    expect(await faultOf({ head: kept })).toMatchObject({ kind: 'CHECKPOINT', where: '2' })
  })

  it('is found where entries were rewritten with all hashes that follow, by the checkpoint over them', async () => {
    await tamper(sql`update audit.access_record set body = replace(body, 'operator-7', 'operator-8') where stream = 1 and seq = 8`)
    await rehash(1, 8)
    expect(await faultOf()).toMatchObject({ kind: 'REWRITTEN', where: '1-7', message: expect.stringContaining('1-11') })
  })

  it('is found where a stream was deleted whole', async () => {
    await tamper(sql`delete from audit.access_record where stream = 2`)
    expect(await faultOf()).toMatchObject({ kind: 'STREAM_DELETED', where: '2' })
    await tamper(sql`delete from audit.access_record_concern where stream = 2`)
    await tamper(sql`delete from audit.stream where id = 2`)
    expect(await faultOf()).toMatchObject({ kind: 'STREAM_DELETED', where: '2' })
  })

  it('is found where another stream was put in the place of one', async () => {
    await tamper(sql`update audit.stream set writer = 'somebody' where id = 2`)
    expect(await faultOf()).toMatchObject({ kind: 'STREAM_REPLACED', where: '2' })
  })

  it('is found where the opening of a stream is gone that no checkpoint tells yet', async () => {
    await recordSome(anotherProcess(db), 2)
    await tamper(sql`delete from audit.stream where id > 2`)
    expect(await faultOf()).toMatchObject({ kind: 'STREAM_DELETED' })
  })

  it('is found where an entry was added', async () => {
    await tamper(sql`insert into audit.access_record select stream, decision, seq, at + interval '1 second', case_hash, agency_credit_code, hash, body from audit.access_record where stream = 1 and seq = 6`)
    expect(await faultOf()).toMatchObject({ kind: 'ADDED', where: '1-6' })
    await putBack()
    await tamper(sql`insert into audit.access_record select stream, decision, 0, at, case_hash, agency_credit_code, hash, body from audit.access_record where stream = 1 and seq = 6`)
    expect(await faultOf()).toMatchObject({ kind: 'ADDED', where: '1-0' })
  })

  it('is found at the entry of which a row that says whom it concerns was removed, added or changed', async () => {
    const of = sql`stream = 1 and seq = 9`
    await tamper(sql`delete from audit.access_record_concern where ${of} and key = 'subject-2'`)
    expect(await faultOf()).toMatchObject({ kind: 'CONCERNS', where: '1-9' })
    await putBack()
    await tamper(sql`insert into audit.access_record_concern (key, role, at, stream, seq) select 'somebody', role, at, stream, seq from audit.access_record_concern where ${of} and key = 'old-man'`)
    expect(await faultOf()).toMatchObject({ kind: 'CONCERNS', where: '1-9' })
    for (const change of [sql`key = 'somebody'`, sql`role = 'P'`, sql`at = at + interval '1 second'`, sql`at = at + interval '30 days'`, sql`seq = 8`]) {
      await putBack()
      await tamper(sql`update audit.access_record_concern set ${change} where ${of} and key = 'subject-2'`)
      expect(await faultOf()).toMatchObject({ kind: 'CONCERNS', where: expect.stringMatching(/^1-[89]$/) })
    }
  })

  it.each([[1, 2, 90], [9, 1, 0], [1, 7, 0]])('is found where a row says whom the entry %i-%i concerns, which is not there or not of that time', async (stream, seq, days) => {
    await tamper(sql`insert into audit.access_record_concern (key, role, at, stream, seq) values ('somebody', 'S', ${minute(days * 1_440).toISOString()}::timestamptz, ${stream}, ${seq})`)
    expect(await faultOf()).toMatchObject({ kind: 'CONCERNS', where: `${stream}-${seq}` })
  })
})

describe('a checkpoint that somebody has tampered with', () => {
  const resigned = async (number: number, change: (head: NonNullable<ReturnType<typeof readHead>>) => object, by = signer) => {
    const { rows } = await rowsOf(sql`select head from audit.checkpoint where number = ${number}`)
    const text = headText({ ...readHead(String(rows[0]?.['head'])), ...change(readHead(String(rows[0]?.['head'])) as never) } as never)
    await tamper(sql`update audit.checkpoint set head = ${text}, signature = ${by.sign(text)}, key_id = ${by.id} where number = ${number}`)
  }

  it('is found where its text, signature, key or instant is another', async () => {
    for (const change of [sql`head = replace(head, '"number":2', '"number":3')`, sql`signature = 'x'`, sql`key_id = 'x'`, sql`at = at + interval '1 minute'`]) {
      await tamper(sql`update audit.checkpoint set ${change} where number = 2`)
      expect(await faultOf()).toMatchObject({ kind: 'CHECKPOINT', where: '2' })
      await putBack()
    }
  })

  it('is found where somebody else has signed it', async () => {
    await resigned(1, () => ({}), stranger)
    expect(await faultOf()).toMatchObject({ kind: 'CHECKPOINT', where: '1' })
  })

  it('is found where it was taken out from among the others', async () => {
    await tamper(sql`delete from audit.checkpoint_range where checkpoint = 1`)
    await tamper(sql`delete from audit.checkpoint where number = 1`)
    expect(await faultOf()).toMatchObject({ kind: 'CHECKPOINT', where: '1' })
  })

  // Whoever holds the key can sign anything, but not so that nothing contradicts it.
  it('is found where it was signed anew with another root, another one before it, or with less', async () => {
    await resigned(2, () => ({ root: 'A'.repeat(43) }))
    expect(await faultOf()).toMatchObject({ kind: 'CHECKPOINT', where: '2', message: expect.stringContaining('root') })
    await resigned(2, () => ({ previous: 'A'.repeat(43) }))
    expect(await faultOf()).toMatchObject({ kind: 'CHECKPOINT', where: '2' })
    await resigned(2, ({ streams, entries }) => ({ streams: streams.slice(1), entries: entries - 5 }))
    expect(await faultOf()).toMatchObject({ kind: 'CHECKPOINT', where: '2' })
  })

  it('is found where the rows of its ranges are others', async () => {
    await tamper(sql`update audit.checkpoint_range set first = first + 1 where checkpoint = 2 and stream = 1`)
    expect(await faultOf()).toMatchObject({ kind: 'CHECKPOINT', where: '2' })
  })

  it('is found where the signature of somebody else under it was made up', async () => {
    await keepCounterSignature(db, 2, { ...counterSigned(kept, kept.read, 'notary', stranger, minute(5)), signer: 'another notary' })
    expect(await faultOf()).toMatchObject({ kind: 'COUNTER_SIGNATURE', where: '2', message: expect.stringContaining('another notary') })
  })
})

describe('an honest record', () => {
  it('is verified whole, and it is told how many entries stand under no checkpoint yet', async () => {
    expect(await verify({ head: kept })).toEqual({ entries: 26, checkpoints: 2, notAnchored: 6, retired: 0, counterSignatures: 0, signers: [], fault: null })
    await makeCheckpoint(db, signer, minute(4))
    expect(await verify({ head: kept })).toMatchObject({ entries: 26, checkpoints: 3, notAnchored: 0, fault: null })
  })

  it('is verified from a checkpoint on, to a checkpoint, or between', async () => {
    expect(await verify({ from: minute(2) })).toMatchObject({ entries: 16, checkpoints: 1, notAnchored: 6, fault: null })
    expect(await verify({ to: minute(2) })).toMatchObject({ entries: 10, checkpoints: 1, notAnchored: 0, fault: null })
    expect(await verify({ from: minute(1), to: minute(2) })).toMatchObject({ entries: 10, checkpoints: 1, fault: null })
    await makeCheckpoint(db, signer, minute(4))
    expect(await verify({ from: minute(5) })).toMatchObject({ entries: 0, checkpoints: 0, notAnchored: 0, fault: null })
    expect(await verify({ from: minute(3) })).toMatchObject({ entries: 6, checkpoints: 1, fault: null })
  })

  it('is verified with what others have signed under its checkpoints', async () => {
    await keepCounterSignature(db, 2, counterSigned(kept, kept.read, '示例公证处', stranger, minute(5)))
    expect(await verify({ head: await exported() })).toMatchObject({ counterSignatures: 1, fault: null })
  })

  it('is verified where clocks jumped back, where streams opened that hold nothing, and where a key was replaced', async () => {
    await recordSome(db, 2, { at: minute(-50_000) })
    await recordSome(db, 2, { at: minute(3) })
    await db.orm.execute(sql`insert into audit.stream (writer, opened_at) values ('nobody', now())`)
    expect(await makeCheckpoint(db, stranger, minute(6))).toEqual({ number: 3, entries: 10 })
    expect((await verify()).fault).toMatchObject({ kind: 'CHECKPOINT', where: '3' })
    expect(await verify({ keys: new Map([...trusted, [stranger.id, stranger.publicKey]]) })).toMatchObject({ entries: 30, notAnchored: 0, fault: null })
  })

  it('is verified where nothing was recorded yet', async () => {
    const empty = await openTestDatabase(['audit'])
    expect(await verifyRecord(empty, { keys: trusted })).toMatchObject({ entries: 0, fault: null })
    await empty.close()
  })

  it('is put under one checkpoint by two routers that make it at once', async () => {
    const made = await Promise.all([makeCheckpoint(db, signer, minute(7)), makeCheckpoint(anotherProcess(db), signer, minute(7))])
    expect(made.filter((each) => each !== null).length).toBeGreaterThanOrEqual(1)
    expect(await verify()).toMatchObject({ entries: 26, checkpoints: 3, notAnchored: 0, fault: null })
  })

  it('keeps an entry out of a checkpoint that does not follow the one before it', async () => {
    await tamper(sql`delete from audit.access_record where stream = 1 and seq = 13`)
    expect(await makeCheckpoint(db, signer, minute(7))).toEqual({ number: 3, entries: 4 })
    expect(await faultOf()).toMatchObject({ kind: 'DELETED', where: '1-13' })
  })
})

it('a receipt names the entry that was written', async () => {
  const { entry } = await record(db, entryOf())
  expect(entry).toMatch(/^1-\d+$/)
})
