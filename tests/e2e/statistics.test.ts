import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHub, type TestHub } from '../harness/hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

it('counts', async () => {
  console.log(await hub.hub.statistics.count())
  const rows = await hub.db.orm.execute(sql`select library, counted_of, counted_by, count(*), min(key), max(name), sum(value) from audit.library_statistic group by 1,2,3 order by 1,2,3`)
  console.log(JSON.stringify((rows as any).rows ?? rows, null, 1).replaceAll('\n  ', ' '))
  for (const q of ['{ statistics(of: PERSONS, by: DIVISION) { asOf total suppressed groups { code { code name } count division { name } } } }',
  '{ statistics(of: LICENCES, by: LICENCE_TYPE) { asOf total suppressed groups { code { code name } count } } }',
  '{ statistics(of: CASES, by: DAY) { asOf total suppressed groups { code { code name } count } } }',
  '{ statistics(of: CASES, by: SEX) { asOf total suppressed groups { code { code name } count } } }',
  '{ caseIndicators(by: MATTER, from: "2025-01-01", to: "2025-12-31") { asOf suppressed groups { matter { name } decided onTimeRate averageDays promiseCompression goodRatingRate poorRectifiedRate materialExemptRate } } }',
  ]) console.log((await hub.ask({ persona: 'assessor', query: q })).text)
})
