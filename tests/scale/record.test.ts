import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessPath, accessPaths } from '../../bench/access-paths.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { openTestDatabase, type TestDatabase } from '../harness/database.ts'
import { SERVER } from '../harness/server.ts'
import { nodesOf, planOf, type PlanCache } from './plans.ts'

const ENTRIES = 200_000
const onServer = SERVER !== undefined

let db: TestDatabase
let paths: AccessPath[]

beforeAll(async () => {
  if (!onServer) return
  db = await openTestDatabase(['audit'])
  await db.orm.execute(sql`insert into audit.stream (writer, opened_at) values ('scale', '2026-01-01')`)
  // 5,000 decisions of 50 providers; of 500 agencies the entries, and of 50,000 people whom they read.
  await db.orm.execute(sql`insert into audit.decision (hash, said, basis, providers)
    select 'scale-' || n, '{"zone":"GOVERNMENT","channel":"WINDOW","operationHash":"h","policyVersion":"0"}', '', array['P' || n % 50] from generate_series(1, 5000) as n`)
  await db.orm.execute(sql`insert into audit.access_record (stream, decision, seq, at, case_hash, agency_credit_code, hash, body)
    select 1, (select min(id) from audit.decision) + n % 5000, n, timestamptz '2026-01-01' + n * interval '20 seconds', case when n % 4 = 0 then hashtextextended('C' || n / 8, 0) end, 'A' || n % 500, '',
      '{"traceId":"t",' || case when n % 100 = 1 then '"outcome":"FAILED",' else '' end || '"ms":1,"version":1,"answer":"a"}'
    from generate_series(1, ${ENTRIES}::integer) as n`)
  await db.orm.execute(sql`insert into audit.access_record_concern (at, seq, stream, role, key) select at, seq, stream, 'S', 'S' || seq % 50000 from audit.access_record`)
  await db.orm.execute(sql`analyze audit.access_record, audit.access_record_concern, audit.decision`)
  paths = accessPaths(db, deriveSecrets(EMBEDDED_MASTER), ['audit'])
})
afterAll(() => (onServer ? db.close() : undefined))

const GIVEN = { agency: 'A7', provider: false, caseNo: 'C9', subject: 'S7', matter: null, outcome: null, from: '-infinity', to: 'infinity', at: 'infinity', stream: 0, seq: 0, today: '2026-03-02', limit: 21 }

type Listed = readonly [what: string, name: string, given: Readonly<Record<string, unknown>>]

const LISTS: readonly Listed[] = [
  ['all entries', 'audit_record_list', {}],
  ['those of who asked', 'audit_record_list_of_consumer', {}],
  ['those of who provides', 'audit_record_list_of_provider', { agency: 'P7' }],
  ['those that ended otherwise than answered', 'audit_record_list_that_ended', { agency: null, outcome: 'FAILED' }],
  ['those of a case', 'audit_record_list_of_case', { agency: null }],
  ...(['', '_of_consumer', '_of_provider', '_of_case', '_that_ended'] as const).flatMap((way): Listed[] => {
    const of = way === '_of_provider' ? { agency: 'P7' } : way === '_of_case' ? { agency: null } : way === '_that_ended' ? { agency: null, outcome: 'FAILED' } : {}
    return [
      [`the oldest first${way.replaceAll('_', ' ')}`, `audit_record_list${way}_oldest_first`, { ...of, at: '2026-01-15' }],
      [`how many there are${way.replaceAll('_', ' ')}`, `audit_record_count${way}`, { ...of, from: '2026-01-15', to: '2026-01-16', limit: 10_001 }],
    ]
  }),
  ['exports', 'audit_record_exports', { id: '' }],
  ['exports of an agency', 'audit_record_exports_of_agency', { id: '' }],
  ['one entry', 'audit_record_by_id', { stream: 1, seq: 7 }],
  ['those that read a person', 'audit_uses_of_subject', {}],
]

async function readWhole(name: string, given: Readonly<Record<string, unknown>>, cache: PlanCache): Promise<string[]> {
  const path = paths.find((each) => each.name === name)
  if (path === undefined) throw new RangeError(`no statement ${name}`)
  return [...nodesOf(await planOf(db, path, { ...GIVEN, ...given }, cache))].flatMap(({ 'Node Type': type, 'Relation Name': table = '', 'Index Cond': condition }) =>
    (table.startsWith('access_record') && (type === 'Seq Scan' || (type !== 'Bitmap Heap Scan' && condition === undefined)) ? [`${type} of ${table}`] : []))
}

describe.skipIf(!onServer)(`the record with ${ENTRIES} entries`, () => {
  it.each(LISTS.flatMap(([what, name, given]) => (['force_generic_plan', 'force_custom_plan'] as const).map((cache) => [what, cache, name, given] as const)))(
    'lists %s by an index, under %s', async (_what, cache, name, given) => {
      expect(await readWhole(name, given, cache)).toEqual([])
    })

  it('would not pass where an index is missing', async () => {
    await db.orm.execute(sql`drop index audit.access_record_agency_idx, audit.access_record_at_idx`)
    expect(await readWhole('audit_record_list_of_consumer', {}, 'force_custom_plan')).not.toEqual([])
  })
})
