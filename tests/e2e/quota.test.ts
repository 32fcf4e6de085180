import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '#platform/clock'
import { matterCode } from '../../seeds/matters.ts'
import { changing } from '../../subgraphs/catalogue/commands.changing.ts'
import { accessGrant, quotaUse } from '../../subgraphs/catalogue/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const GRANT = 'G1-01-civil-affairs-public-security'
const DAY_MS = 86_400_000
const START = Date.parse('2026-03-02T09:00:00+08:00')

let now = START
let one: TestHub
let other: TestHub
beforeAll(async () => {
  const clock = { now: () => now }
  one = await openTestHub({ clock })
  other = await openTestHub({ clock, beside: one })
})
afterAll(async () => {
  await other?.close()
  await one?.close()
})

// Every test has a day of its own, on which nothing was counted yet.
beforeEach(() => {
  now += DAY_MS
})

const allow = (quotaPerDay: number | null) =>
  changing(one.db, async (orm) => {
    await orm.update(accessGrant).set({ quotaPerDay }).where(eq(accessGrant.id, GRANT))
  })

async function used(): Promise<number> {
  const [row] = await one.db.orm.select().from(quotaUse).where(and(eq(quotaUse.grantId, GRANT), eq(quotaUse.day, today({ now: () => now }))))
  return row?.used ?? 0
}

const purpose = { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }
const ask = (hub: TestHub, question = person('old-man', 'name')) => hub.ask({ persona: 'civil-affairs', purpose, ...question })
const reasons = ({ refused }: Awaited<ReturnType<typeof ask>>) => refused.map(({ coordinate, reason }) => `${coordinate} ${reason}`)

describe('a grant whose quota is used up', () => {
  it('gives nothing, and says so by its reason', async () => {
    await allow(2)
    expect([await ask(one), await ask(one)].flatMap(reasons)).toEqual([])
    const third = await ask(one)
    expect(third.data).toEqual({ person: null })
    expect(third.refused).toMatchObject([{ code: 'FORBIDDEN', reason: 'QUOTA_EXHAUSTED', remedy: 'WAIT' }])
    expect(await used()).toBe(2)
  })

  it('gives nothing on another router either, and something again on the day after', async () => {
    await allow(1)
    await ask(one)
    expect(reasons(await ask(other))).toEqual(['Person.name QUOTA_EXHAUSTED'])
    now += DAY_MS
    expect(reasons(await ask(other))).toEqual([])
  })

  it('leaves what other grants give', async () => {
    await allow(0)
    const { data, refused } = await ask(one, person('old-man', 'name isAlive'))
    expect([data, refused.map(({ reason }) => reason)]).toEqual([{ person: { name: null, isAlive: true } }, ['QUOTA_EXHAUSTED']])
    expect(await used()).toBe(0)
  })
})

describe('a quota counts', () => {
  it('a person once in a question, however often they stand in it', async () => {
    await allow(10)
    await ask(one, { query: person('old-man', 'name').query.replace('{ person', '{ again: person(citizenId: $n) { name } person'), variables: person('old-man', '').variables ?? {} })
    expect(await used()).toBe(1)
  })

  it('nobody where the library is down, or where nothing is told since nothing can be put on record', async () => {
    await allow(10)
    await one.db.orm.execute(sql`alter table population.person rename to person_away`)
    try {
      expect((await ask(one)).refused).toMatchObject([{ code: 'LIBRARY_UNAVAILABLE' }])
    } finally {
      await one.db.orm.execute(sql`alter table population.person_away rename to person`)
    }
    await one.db.orm.execute(sql`alter table audit.access_record rename to access_record_away`)
    try {
      expect((await ask(one)).status).toBe(503)
    } finally {
      await one.db.orm.execute(sql`alter table audit.access_record_away rename to access_record`)
    }
    expect(await used()).toBe(0)
  })

  it('or nothing is told', async () => {
    await allow(10)
    await one.db.orm.execute(sql`alter table catalogue.quota_use rename to quota_use_away`)
    try {
      const { status, data, refused } = await ask(one)
      expect([status, data, refused.map(({ code }) => code)]).toEqual([503, null, ['LIBRARY_UNAVAILABLE']])
    } finally {
      await one.db.orm.execute(sql`alter table catalogue.quota_use_away rename to quota_use`)
    }
  })
})

describe('two routers that are asked at once', () => {
  it('release no more than the quota together, and all of it', async () => {
    const quota = 200
    await allow(quota)
    let left = quota + 60
    let told = 0
    const refused = new Set<string>()
    const asking = async (hub: TestHub) => {
      while (left > 0) {
        left -= 1
        const answer = await ask(hub)
        if (answer.data?.person?.name !== undefined) told += 1
        // Whom a busy machine keeps waiting for too long asks again.
        else if (answer.refused.some(({ code }) => code === 'LIBRARY_UNAVAILABLE')) left += 1
        else for (const reason of reasons(answer)) refused.add(reason)
      }
    }
    await Promise.all(Array.from({ length: 24 }, (_, at) => asking(at % 2 === 0 ? one : other)))
    expect(told).toBeLessThanOrEqual(quota)
    expect(told).toBeGreaterThanOrEqual(0.99 * quota)
    expect(await used()).toBe(told)
    expect([...refused]).toEqual(['Person.name QUOTA_EXHAUSTED'])
  })
})
