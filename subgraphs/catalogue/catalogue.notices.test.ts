import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { testClock } from '../../tests/harness/library.ts'
import { notify } from './commands.notify.ts'
import { type NewNotice, sendNotices } from './index.ts'
import { notice } from './tables.notices.ts'

const CIVIL_AFFAIRS = '11990000000000019A'

let db: Database
beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
})
afterAll(() => db.close())

const raised = (cause: string): NewNotice => ({ kind: 'ALERT_RAISED', agency: CIVIL_AFFAIRS, id: '1', at: new Date(testClock.now()), cause })
const written = async () => (await db.orm.select().from(notice).orderBy(sql`${notice.id}`)).map(({ cause }) => cause)

describe('a notice', () => {
  it('is not there where what it tells of was rolled back', async () => {
    const work = db.orm.transaction(async (orm) => {
      await notify(orm, [raised('rolled back')])
      throw new Error('rolled back')
    })
    await expect(work).rejects.toThrow('rolled back')
    expect(await written()).toEqual([])
  })

  it('is told once for each cause, however often it is sent', async () => {
    await sendNotices(db, [raised('one'), raised('two')])
    await sendNotices(db, [raised('two'), raised('three')])
    expect(await written()).toEqual(['one', 'two', 'three'])
  })
})
