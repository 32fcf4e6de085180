import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Clock } from '#platform/clock'
import { silentLog } from '#platform/log'
import { noticeRetention, sendNotices } from '../subgraphs/catalogue/index.ts'
import { notice, webhook, webhookAttempt, webhookDelivery } from '../subgraphs/catalogue/tables.notices.ts'
import { openTestDatabase, type TestDatabase } from '../tests/harness/database.ts'
import { noticeKeeper } from './notice-keeper.ts'

const AGENCY = '11990000000000019A'
const DAY_MS = 86_400_000
const DAYS = 184
const clock: Clock = { now: () => Date.parse('2026-09-02T09:00:00+08:00') }

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
})
afterAll(() => db?.close())
beforeEach(async () => {
  await db.orm.execute(sql`truncate ${notice}, ${webhook}, ${webhookDelivery}, ${webhookAttempt} restart identity`)
  const then = new Date(0)
  await db.orm.insert(webhook).values({ id: 'W1', agency: AGENCY, authority: false, url: 'https://hooks.example.com/', kinds: [], secret: '', createdAt: then, restUntil: then })
})

// Two rows a page, so that what is old lies on several.
const keeper = (keptDays = DAYS) => noticeKeeper({ keptDays, ...noticeRetention(db, 2) }, clock, silentLog)

/** A notice so many days ago, sent to the webhook once, with what came of it. */
async function told(daysAgo: number, state: 'WAITING' | 'DELIVERED' | 'DEAD', { read = false } = {}): Promise<string> {
  const at = new Date(clock.now() - daysAgo * DAY_MS)
  await sendNotices(db, [{ kind: 'GRANT_REVOKED', agency: AGENCY, id: `G-${daysAgo}`, at }])
  const [{ id } = { id: 0 }] = await db.orm.select({ id: sql<number>`max(${notice.id})`.mapWith(Number) }).from(notice)
  await db.orm.update(webhookDelivery).set({ state, attempts: 1 }).where(eq(webhookDelivery.notice, id))
  await db.orm.insert(webhookAttempt).values({ webhook: 'W1', notice: id, attempt: 1, at, status: null, fault: 'TIMEOUT', durationMs: 5_000 })
  if (read) await db.orm.update(notice).set({ readAt: at }).where(eq(notice.id, id))
  return String(id)
}

/** Ids of the notices that are there, of the deliveries, and of the sendings by their notice. */
async function left(): Promise<string[][]> {
  const [notices, deliveries, attempts] = await Promise.all([
    db.orm.select({ of: notice.id }).from(notice).orderBy(notice.id), db.orm.select({ of: webhookDelivery.notice }).from(webhookDelivery).orderBy(webhookDelivery.notice),
    db.orm.select({ of: webhookAttempt.notice }).from(webhookAttempt).orderBy(webhookAttempt.id),
  ])
  return [notices, deliveries, attempts].map((rows) => rows.map(({ of }) => String(of)))
}
const everywhere = (ids: readonly string[]) => [ids, ids, ids]

describe('a notice stays', () => {
  it('with what was sent of it, to the last moment of its days', async () => {
    const young = [await told(DAYS, 'DELIVERED'), await told(DAYS - 1, 'DEAD', { read: true }), await told(0, 'WAITING')]
    await keeper().run()
    expect(await left()).toEqual(everywhere(young))
  })

  it('with what was sent of it, however old it is, while it waits to be delivered', async () => {
    const waiting = [await told(3_000, 'WAITING'), await told(2_000, 'WAITING', { read: true }), await told(1_000, 'WAITING')]
    await keeper().run()
    expect(await left()).toEqual(everywhere(waiting))
  })
})

describe('a notice goes when its days are over', () => {
  it('read or not, delivered or given up, with what was sent of it, page after page; what waits among the old and what is young stays', async () => {
    await told(900, 'DELIVERED')
    const waiting = await told(800, 'WAITING')
    for (const state of ['DEAD', 'DELIVERED', 'DELIVERED'] as const) await told(700, state, { read: state === 'DEAD' })
    await told(DAYS + 1, 'DEAD')
    const young = [await told(DAYS - 1, 'DELIVERED'), await told(1, 'DEAD'), await told(0, 'WAITING')]
    await keeper().run()
    expect(await left()).toEqual(everywhere([waiting, ...young]))
  })

  it('though nothing of it was ever sent', async () => {
    await sendNotices(db, [{ kind: 'GRANT_REVOKED', agency: 'another', id: 'G1', at: new Date(clock.now() - 500 * DAY_MS) }])
    await keeper().run()
    expect(await left()).toEqual(everywhere([]))
  })

  it('once, where several routers look at the same time', async () => {
    for (let times = 0; times < 7; times += 1) await told(500, 'DELIVERED')
    await Promise.all([keeper().run(), keeper().run(), keeper().run()])
    expect(await left()).toEqual(everywhere([]))
  })

  it('and can be told again from then on', async () => {
    const again = { kind: 'GRANT_REVOKED', agency: AGENCY, id: 'G1', at: new Date(clock.now() - 500 * DAY_MS), cause: 'one' } as const
    await sendNotices(db, [again])
    await db.orm.update(webhookDelivery).set({ state: 'DELIVERED' })
    await keeper().run()
    await sendNotices(db, [{ ...again, at: new Date(clock.now()) }])
    expect((await left())[0]).toHaveLength(1)
  })
})

describe('whoever keeps notices', () => {
  it('logs what fails and goes on the next time, and looks no more once it is stopped', async () => {
    const [faults, steps] = [[] as string[], [] as string[]]
    let down = true
    const forget = (what: string) => () => {
      steps.push(what)
      return down ? Promise.reject(new Error('down')) : Promise.resolve(null)
    }
    const own = noticeKeeper({ keptDays: DAYS, attempts: forget('attempts'), notices: forget('notices') }, clock, { ...silentLog, fault: (what) => void faults.push(what) })
    await Promise.all([own.run(), own.run()])
    expect([faults, steps]).toEqual([['notices'], ['attempts']])
    down = false
    own.start(1)
    await expect.poll(() => steps.length).toBeGreaterThan(4)
    await own.stop()
    expect(steps.slice(1, 3)).toEqual(['attempts', 'notices'])
    const looked = steps.length
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(steps).toHaveLength(looked)
  })
})
