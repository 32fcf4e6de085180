import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { openTestDatabase, type TestDatabase } from '../harness/database.ts'
import type { Running } from '../harness/process.ts'
import { contentOf, extrasOf, peakMemory, seeding, serverEnvironment, toldUntil } from '../harness/seeding.ts'
import { SERVER } from '../harness/server.ts'

/** The first thousand, and nineteen blocks. */
const PERSONS = 20_000
const PEAK_MAX_MB = 500

const running: Running[] = []
const opened: TestDatabase[] = []

async function database(): Promise<TestDatabase & { url: string }> {
  const db = await openTestDatabase(LIBRARY_NAMES, { postgis: true })
  opened.push(db)
  if (db.url === undefined) throw new RangeError('this needs a server')
  return { ...db, url: db.url }
}

function seed(url: string, persons: number): Running {
  const process = seeding(persons, serverEnvironment(url))
  running.push(process)
  return process
}

afterEach(async () => {
  for (const { child, exited } of running.splice(0)) {
    child.kill('SIGKILL')
    await exited()
  }
})
afterAll(async () => {
  for (const db of opened) await db.close()
})

describe.skipIf(SERVER === undefined)('a server seeded by the command', () => {
  let whole: TestDatabase & { url: string }
  let content: Record<string, string>
  let extras: string[]
  let peak = 0

  beforeAll(async () => {
    whole = await database()
    extras = await extrasOf(whole)
    const process = seed(whole.url, PERSONS)
    peak = await peakMemory(process)
    expect(await process.exited()).toBe(0)
    content = await contentOf(whole)
  })

  it('refuses to be seeded again, with the same number or another, and changes nothing', async () => {
    for (const persons of [PERSONS, 1_000]) {
      const again = seed(whole.url, persons)
      expect(await again.exited()).toBe(1)
      expect(again.output().err).toMatch(/^govshare: the database holds a whole load already \(persons 20000, seed \d+, rows [\da-f]{8}\)$/m)
    }
    expect(await contentOf(whole)).toEqual(content)
  })

  it('refuses rows that are not the seeder’s', async () => {
    const other = await database()
    await other.orm.execute(sql`insert into catalogue.agency (credit_code, name, division, regions) values ('x', 'x', 'x', '{}')`)
    const refused = seed(other.url, 1_000)
    expect(await refused.exited()).toBe(1)
    expect(refused.output().err).toContain('govshare: the database holds rows that are not of this load (catalogue.agency); it must be empty')
    expect(await extrasOf(other)).toEqual(extras)
  })

  it('holds as many people and addresses as were asked for, and every index and foreign key', async () => {
    expect(content['population.person']).toMatch(/^20000 rows/)
    expect(Number(content['geo.address']?.split(' ')[0])).toBeGreaterThan(19_000)
    expect(await extrasOf(whole)).toEqual(extras)
    expect(extras.length).toBeGreaterThan(80)
  })

  it(`never took more than ${PEAK_MAX_MB} MB`, () => {
    expect(peak).toBeGreaterThan(50)
    expect(peak).toBeLessThan(PEAK_MAX_MB)
  })

  it('is the same, row for row, where the command was killed twice on the way', async () => {
    const other = await database()
    const first = seed(other.url, PERSONS)
    await toldUntil(first, /people, /)
    first.child.kill('SIGKILL')
    await first.exited()
    const [held] = await other.orm.select({ parts: sql<number>`count(*)::int` }).from(sql`loading.part`)
    expect(held?.parts).toBeGreaterThanOrEqual(1)
    expect(held?.parts).toBeLessThan(20)

    const refused = seed(other.url, 10_000)
    expect(await refused.exited()).toBe(1)
    expect(refused.output().err).toMatch(/govshare: the database holds the beginning of another load \(persons 20000, .*\); only that one can go on/)

    const second = seed(other.url, PERSONS)
    await toldUntil(second, 'after the rows: ')
    second.child.kill('SIGKILL')
    await second.exited()

    const third = seed(other.url, PERSONS)
    expect(await third.exited()).toBe(0)
    expect(await contentOf(other)).toEqual(content)
    expect(await extrasOf(other)).toEqual(extras)
  })
})
