import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessPath, accessPaths } from '../../bench/access-paths.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { openTestDatabase, type TestDatabase } from '../harness/database.ts'
import { SERVER } from '../harness/server.ts'
import { nodesOf, planOf, type PlanCache } from './plans.ts'

const RESOURCES = 2_000
const APPLICATIONS = 40_000
const GRANTS = 20_000
const onServer = SERVER !== undefined

let db: TestDatabase
let paths: AccessPath[]

beforeAll(async () => {
  if (!onServer) return
  db = await openTestDatabase(['catalogue'])
  const { orm } = db
  // 10,000 items of 50 providers; of 100 agencies the applications to them, and the grants that came of it.
  await orm.execute(sql`insert into catalogue.resource (code, class_code, name, provider_credit_code, format_code, share_class, update_cycle_code, is_open, state, published_on, source_agency, source_record_id, recorded_at, updated_at, version)
    select lpad((n / 10)::text, 6, '0') || '/' || lpad(n::text, 6, '0'), lpad((n / 10)::text, 6, '0'), '资源' || md5(n::text), 'P' || n % 50, '7', 'CONDITIONAL', '1', false, 'PUBLISHED', date '2020-01-01' + n % 2000, 'P', n::text, now(), now(), 1
    from generate_series(1, ${RESOURCES}::int) as n`)
  await orm.execute(sql`insert into catalogue.resource_item (resource_code, item, ordinal, title, data_type, share_class, data_class, mask, is_open)
    select code, 'Type' || (row_number() over (order by code)) || '.field' || n, n, '信息项' || md5(code || n), 'String', 'CONDITIONAL', 'PERSONAL', 'NONE', false from catalogue.resource, generate_series(1, 5) as n`)
  await orm.execute(sql`insert into catalogue.application (id, version, state, applicant_credit_code, provider_credit_code, matters, agency_roles, binding, regions, valid_from, valid_to, legal_basis, scenario, standing, two_persons, submitted_by, submitted_at, due_on)
    select 'A' || lpad(n::text, 8, '0'), 2, (array['SUBMITTED', 'APPROVED', 'REFUSED'])[1 + n % 3], 'C' || n % 100, 'P' || n % 50, '{m}', '{DECIDING}', '{"kind":"ANY"}', '{}', '2026-01-01', '2026-12-31', 'b', 's', false, false, 'op', now(), case when n % 3 = 0 then date '2026-01-01' + n % 700 end
    from generate_series(1, ${APPLICATIONS}::int) as n`)
  await orm.execute(sql`insert into catalogue.access_grant (id, version, consumer_credit_code, class_basic_code, class_region, provider_credit_code, matters, agency_roles, binding, regions, valid_from, valid_to, legal_basis, approved_by, approved_on)
    select 'G' || lpad(n::text, 8, '0'), 1, case when n % 20 = 0 then '' else 'C' || n % 100 end, case when n % 20 = 0 then 'B' || n % 30 end, case when n % 20 = 0 then '990100000000' end, 'P' || n % 50, '{m}', '{DECIDING}', '{"kind":"ANY"}', '{}', '2026-01-01', date '2026-06-01' + n % 900, 'b', 'op', '2026-01-01'
    from generate_series(1, ${GRANTS}::int) as n`)
  await orm.execute(sql`insert into catalogue.access_grant_item (grant_id, version, item, disclosure) select id, 1, 'Type' || n || '.field1', 'CLEAR' from catalogue.access_grant, generate_series(1, 3) as n`)
  await orm.execute(sql`analyze catalogue.resource, catalogue.resource_item, catalogue.application, catalogue.access_grant, catalogue.access_grant_item`)
  paths = accessPaths(db, deriveSecrets(EMBEDDED_MASTER), ['catalogue'])
})
afterAll(() => (onServer ? db.close() : undefined))

const FILTER = { state: null, provider: null, text: null, agency: null, steward: '', all: false, today: '2026-03-02', limit: 21 }
const AFTER_TEXT = { afterKey: '资源8', afterId: '000100/001000' }
const AFTER_DAY = { afterKey: '2027-01-01', afterId: '000100/001000' }
const resources = (order: string, after: object) => [`resources by ${order}`, `catalogue_resource_list_${order}`, after] as const
const applications = (order: string) => ['of_agency_', ''].map((of) => [`applications ${of}by ${order}`, `catalogue_applications_${of}${order}`, { ...AFTER_DAY, afterId: 'A00020000', applicant: 'C7', provider: 'P7' }] as const)
const grants = (order: string) => ['held', 'given'].map((side) => [`grants that are ${side} by ${order}`, `catalogue_grant_list_${side}_${order}`, { ...AFTER_DAY, afterId: 'G00010000', own: side === 'held' ? 'C7' : 'P7', basicCodes: ['B10'], classes: ['B10 990100000000'] }] as const)

const LISTS: readonly (readonly [what: string, name: string, given: object])[] = [
  resources('code', AFTER_TEXT), resources('code_backwards', AFTER_TEXT), resources('name', AFTER_TEXT), resources('name_backwards', AFTER_TEXT), resources('published_first', AFTER_DAY), resources('published_last', AFTER_DAY),
  ...['newest', 'oldest', 'due_first', 'due_last'].flatMap(applications),
  ...['id', 'ends_first', 'ends_last'].flatMap(grants),
  ['resources by a text', 'catalogue_resource_list_name', { ...AFTER_TEXT, text: '信息项7' }], ['grants by a text', 'catalogue_grant_list_given_id', { afterKey: '', afterId: 'G00010000', own: 'P7', text: 'field1' }],
  ['items by name', 'catalogue_items_by_name', { names: ['Type1.field1'], items: ['Type1.field1'], slices: [''], resources: [''] }],
]

const TABLES = ['resource', 'resource_item', 'application', 'access_grant', 'access_grant_item']

/** Tables of which a plan reads more than an index leads it to, and steps that handle more rows than a few pages. */
async function faultsOf(name: string, given: object, cache: PlanCache): Promise<string[]> {
  const path = paths.find((each) => each.name === name)
  if (path === undefined) throw new RangeError(`no statement ${name}`)
  return [...nodesOf(await planOf(db, path, { ...FILTER, ...given }, cache))].flatMap((node) => {
    const { 'Node Type': type, 'Relation Name': table = '', 'Index Cond': condition, 'Plan Rows': rows } = node
    if (TABLES.includes(table) && (type === 'Seq Scan' || (type.startsWith('Index') && condition === undefined))) return [`${type} of ${table}`]
    return type === 'Sort' && rows > 2_000 ? [`${type} of ${rows} rows`] : []
  })
}

describe.skipIf(!onServer)(`a catalogue of ${RESOURCES * 5} items, ${APPLICATIONS} applications and ${GRANTS} grants`, () => {
  it.each(LISTS.flatMap(([what, name, given]) => (['force_generic_plan', 'force_custom_plan'] as const).map((cache) => [what, cache, name, given] as const)))(
    'lists %s by an index, from the middle on, under %s', async (_what, cache, name, given) => {
      expect(await faultsOf(name, given, cache)).toEqual([])
    })

  it('would not pass where an index is missing', async () => {
    await db.orm.execute(sql`drop index catalogue.resource_name_idx, catalogue.application_due_idx`)
    expect(await faultsOf('catalogue_resource_list_name', AFTER_TEXT, 'force_custom_plan')).not.toEqual([])
    expect(await faultsOf('catalogue_applications_due_first', AFTER_DAY, 'force_custom_plan')).not.toEqual([])
  })
})
