import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { testClock } from '../../tests/harness/library.ts'
import { monthsOver } from './domain/retirement.ts'
import { makeCheckpoint, MonthKeeper, retireMonths, verifyRecord } from './index.ts'
import { anotherProcess, keepCopy, recordSome, signer, stranger, trusted } from './testing.ts'

const MONTHS = 36
/** Long enough after January, and not after February. */
const later: Clock = { now: () => Date.parse('2029-02-10T00:00:00+08:00') }

let db: Database
let putBack: () => Promise<void>

// January ends within a checkpoint; one entry of it fell among the others, before its month had a partition.
beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  const other = anotherProcess(db)
  const at = (text: string) => ({ at: new Date(text) })
  await recordSome(other, 1, at('2026-01-02T00:00:00Z'))
  await makeCheckpoint(db, signer, new Date('2026-01-02T00:01:00Z'))
  const keeper = new MonthKeeper(db, { now: () => Date.parse('2026-02-01T00:00:00+08:00') })
  await keeper.keep()
  keeper.stop()
  await recordSome(db, 3, at('2026-01-31T15:59:00Z'))
  await recordSome(db, 2, at('2026-01-31T16:00:00Z'))
  await recordSome(other, 2, at('2026-02-01T00:00:00Z'))
  await makeCheckpoint(db, signer, new Date('2026-02-01T00:01:00Z'))
  await recordSome(db, 2, at('2026-03-01T00:00:00Z'))
})

afterAll(() => db.close())

const verify = () => verifyRecord(db, { keys: trusted })
const seqs = async () => {
  const result: unknown = await db.orm.execute(sql`select stream || '-' || seq as id from audit.access_record order by stream, seq`)
  return (Array.isArray(result) ? (result as { id: string }[]) : (result as { rows: { id: string }[] }).rows).map(({ id }) => id)
}

it('months are over when all of their days are older than entries are kept', () => {
  expect(monthsOver('2025-12', '2028-12-31', 36)).toEqual([])
  expect(monthsOver('2025-12', '2029-01-01', 36)).toEqual(['2025-12'])
  expect(monthsOver('2025-11', '2029-02-01', 36)).toEqual(['2025-11', '2025-12', '2026-01'])
})

it('nothing is taken out whose time is not over', async () => {
  expect(await retireMonths(db, signer, testClock, MONTHS)).toEqual({ months: [], entries: 0, notAnchored: null })
  expect(await seqs()).toHaveLength(10)
})

it('a month whose time is over is taken out, and the record is verified with what is left of it', async () => {
  expect(await retireMonths(db, signer, later, MONTHS)).toEqual({ months: ['2026-01'], entries: 4, notAnchored: null })
  expect(await seqs()).toEqual(['1-2', '1-3', '2-4', '2-5', '2-6', '2-7'])
  expect(await verify()).toMatchObject({ entries: 6, checkpoints: 2, notAnchored: 2, retired: 4, fault: null })
  putBack = await keepCopy(db)
})

it('what is left is held to what was signed: changes, deletions and a certificate that was made up are found', async () => {
  await db.orm.execute(sql`update audit.access_record set body = replace(body, 'operator-7', 'operator-8') where stream = 2 and seq = 4`)
  expect((await verify()).fault).toMatchObject({ kind: 'CHANGED', where: '2-4' })
  await putBack()
  await db.orm.execute(sql`delete from audit.access_record where stream = 2 and seq = 4`)
  expect((await verify()).fault).toMatchObject({ kind: 'DELETED', where: '2-4' })
  await putBack()
  await db.orm.execute(sql`update audit.retirement set certificate = replace(certificate, '"to":3', '"to":4')`)
  expect((await verify()).fault).toMatchObject({ kind: 'RETIREMENT', where: '1' })
  await putBack()
  await db.orm.execute(sql`delete from audit.retirement`)
  expect((await verify()).fault).toMatchObject({ kind: 'DELETED' })
  await putBack()
})

it('a certificate of somebody else is none', async () => {
  await retireMonths(db, stranger, { now: () => Date.parse('2029-03-01T00:00:00+08:00') }, MONTHS)
  expect((await verify()).fault).toMatchObject({ kind: 'RETIREMENT', where: '2' })
  await putBack()
})

it('a month stays, with all that come after it, while entries of it stand under no checkpoint', async () => {
  const muchLater: Clock = { now: () => Date.parse('2032-01-01T00:00:00+08:00') }
  expect(await retireMonths(db, signer, muchLater, MONTHS)).toEqual({ months: ['2026-02'], entries: 4, notAnchored: '2026-03' })
  expect(await verify()).toMatchObject({ entries: 2, checkpoints: 2, notAnchored: 2, retired: 8, fault: null })
  await makeCheckpoint(db, signer, new Date('2032-01-01T00:00:00Z'))
  expect(await retireMonths(db, signer, muchLater, MONTHS)).toEqual({ months: ['2026-03'], entries: 2, notAnchored: null })
  expect(await verify()).toMatchObject({ entries: 0, checkpoints: 3, retired: 10, fault: null })
  await recordSome(db, 1)
  expect(await verify()).toMatchObject({ entries: 1, notAnchored: 1, fault: null })
})
