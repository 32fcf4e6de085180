import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessPath, accessPaths } from '../../bench/access-paths.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { openTestDatabase, type TestDatabase } from '../harness/database.ts'
import { SERVER } from '../harness/server.ts'
import { nodesOf, planOf, type PlanCache } from './plans.ts'

const onServer = SERVER !== undefined

let db: TestDatabase
let paths: AccessPath[]

beforeAll(async () => {
  if (!onServer) return
  db = await openTestDatabase(['audit'])
  // A year of 500 matters by day, by ten days and by month, as the counts of a hub lie.
  await db.orm.execute(sql`insert into audit.usage_count (side, agency_credit_code, dimension, span, at, key, entries, refused, failed, released, withheld, rows, subjects)
    select 'ALL', '', 'MATTER', span, at, 'M' || n, 1, 0, 0, 1, 0, 1, 1
    from (select 'DAY' as span, date '2025-01-01' + each as at from generate_series(0, 364) as each
      union all select 'TEN_DAYS', date '2025-01-01' + each * 10 from generate_series(0, 35) as each
      union all select 'MONTH', (date '2025-01-01' + each * interval '1 month')::date from generate_series(0, 11) as each) as stretch, generate_series(1, 500) as n`)
  await db.orm.execute(sql`analyze audit.usage_count`)
  paths = accessPaths(db, deriveSecrets(EMBEDDED_MASTER), ['audit'])
})
afterAll(() => (onServer ? db.close() : undefined))

const YEAR = { by: 'MATTER', side: 'ALL', agency: '', dimension: 'MATTER', spans: ['MONTH'], signs: [1], begins: ['2025-01-01'], ends: ['2025-12-31'] }

/** What a statement reads of the counts without a condition on the key. */
async function readWhole(name: string, cache: PlanCache): Promise<string[]> {
  const path = paths.find((each) => each.name === name)
  if (path === undefined) throw new RangeError(`no statement ${name}`)
  return [...nodesOf(await planOf(db, path, YEAR, cache))].flatMap(({ 'Node Type': type, 'Relation Name': table = '', 'Index Cond': condition }) =>
    (table.startsWith('usage_count') && type !== 'Bitmap Heap Scan' && !condition?.includes('span') ? [`${type} of ${table}`] : []))
}

describe.skipIf(!onServer)('counts of use', () => {
  it.each(['audit_usage', 'audit_usage_months'].flatMap((name) => (['force_generic_plan', 'force_custom_plan'] as const).map((cache) => [name, cache] as const)))(
    'are read by their key, and days not for months: %s under %s', async (name, cache) => {
      expect(await readWhole(name, cache)).toEqual([])
    })
})
