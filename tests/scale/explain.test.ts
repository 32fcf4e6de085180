import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadInParts } from '#platform/db'
import { subjectKey } from '#platform/keys'
import { type AccessPath, accessPaths } from '../../bench/access-paths.ts'
import { type Kind, parametersOf } from '../../bench/parameters.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { seedingOf } from '../../seeds/bulk/seeding.ts'
import { examples } from '../../seeds/examples.ts'
import { openTestDatabase, type TestDatabase } from '../harness/database.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { SERVER } from '../harness/server.ts'
import { sampleKeys } from './keys.ts'
import { nodesOf, planOf, type PlanCache, type PlanNode, preparationsWritten } from './plans.ts'

const PERSONS = 100_000
/** Tables up to this size are read as fast whole as by an index. */
const SMALL = 2_500
/** A step that handles more rows than this handles a good part of a table, whatever was asked for. */
const MANY = 20_000

let db: TestDatabase
let sizes: Map<string, number>
let statements: AccessPath[]
let keys: Record<Kind, string[]>

const onServer = SERVER !== undefined
const { names, count } = preparationsWritten()

beforeAll(async () => {
  if (!onServer) return
  db = await openTestDatabase(LIBRARY_NAMES, { postgis: true })
  const secrets = deriveSecrets(EMBEDDED_MASTER)
  const keyOf = (type: string, number: string) => subjectKey(secrets.subjects, type, number)
  await loadInParts(db, seedingOf({ persons: PERSONS, keyOf, faceKey: secrets.licenceFaces }), { part: () => {}, step: () => {} })
  const rows = await db.orm.select({ table: sql<string>`relname::text`, rows: sql<number>`reltuples::float8` }).from(sql`pg_class`).where(sql`relkind = 'r'`)
  sizes = new Map(rows.map(({ table, rows: many }) => [table, many]))
  statements = accessPaths(db, secrets).filter(({ name }) => !isCounting(name))
  keys = await sampleKeys(db)
}, 1_200_000)
afterAll(() => (onServer ? db.close() : undefined))

/** Statistics read whole tables, behind all answers and once a day. */
const isCounting = (name: string) => name.includes('_statistics_')

const isLarge = ({ 'Relation Name': table }: PlanNode) => table !== undefined && (sizes.get(table) ?? Number.POSITIVE_INFINITY) > SMALL

/** What a plan does that takes longer the more rows there are. */
function faultsOf(plan: PlanNode): string[] {
  return [...nodesOf(plan)].flatMap((node) => {
    const { 'Node Type': type, 'Relation Name': table, 'Index Cond': condition, 'Order By': order, 'Plan Rows': rows } = node
    if (type === 'Seq Scan' && isLarge(node)) return [`reads all of ${table}`]
    if ((type === 'Index Scan' || type === 'Index Only Scan') && condition === undefined && order === undefined && isLarge(node)) return [`goes through an index of ${table} from end to end`]
    if (['Sort', 'Hash', 'Incremental Sort', 'Materialize', 'WindowAgg', 'Aggregate'].includes(type) && rows > MANY) return [`${type} of ${rows} rows`]
    return []
  })
}

describe.skipIf(!onServer)(`the access paths at ${PERSONS} people`, () => {
  it('are all looked at: every statement that a library prepares was caught, and has parameters here', () => {
    const caught = statements.map(({ name }) => name)
    // One is prepared when it is asked for, to be printed at the start: it counts the table.
    expect(names.filter((name) => !caught.includes(name) && !isCounting(name))).toEqual(['population_person_count'])
    expect(new Set(caught).size).toBe(caught.length)
    expect(caught.length).toBeGreaterThanOrEqual(count - 1 - names.filter(isCounting).length)
    expect(caught.filter((name) => parametersOf(keys, 1)[name] === undefined)).toEqual([])
    expect(Object.keys(parametersOf(keys, 1)).filter((name) => !caught.includes(name))).toEqual([])
  })

  it('lead to tables that are large, by keys that are there', () => {
    for (const table of ['person', 'household_member', 'person_relation', 'legal_person', 'address', 'licence', 'licence_holder', 'case', 'case_party', 'inspection']) {
      expect([table, (sizes.get(table) ?? 0) > SMALL]).toEqual([table, true])
    }
    const short = Object.entries(keys).filter(([kind, found]) => found.length < (['licenceType', 'matter', 'basicMatter', 'agency', 'plan'].includes(kind) ? 1 : 100))
    expect(short.map(([kind, found]) => `${kind}: ${found.length}`)).toEqual([])
  })

  const cases = ([1, 100] as const).flatMap((size) => (['force_generic_plan', 'force_custom_plan'] as const).map((cache) => [size, cache] as const))
  it.each(cases)('go by an index for %i keys under %s', async (size, cache: PlanCache) => {
    const parameters = parametersOf(keys, size)
    const found: Record<string, string[]> = {}
    for (const statement of statements) {
      const faults = faultsOf(await planOf(db, statement, parameters[statement.name] ?? {}, cache))
      if (faults.length > 0) found[statement.name] = faults
    }
    expect(found).toEqual({})
  })

  it('would not pass where an index is missing', async () => {
    const statement = statements.find(({ name }) => name === 'population_members')
    if (statement === undefined) throw new RangeError('no such statement')
    await db.orm.execute(sql`drop index population.household_member_household_idx`)
    expect(faultsOf(await planOf(db, statement, parametersOf(keys, 1)['population_members'] ?? {}, 'force_generic_plan'))).toContain('reads all of household_member')
    await db.orm.execute(sql`create index household_member_household_idx on population.household_member (household_no)`)
  })
})

describe.skipIf(!onServer)(`a hub over ${PERSONS} people`, () => {
  let hub: TestHub

  beforeAll(async () => {
    hub = await openTestHub({ beside: { db } as TestHub })
  })
  afterAll(() => hub.close())

  it.each(examples().map((example) => [example.name, example] as const))('answers %s in full, as over the thousand', async (_name, { persona, subject, purpose, query, variables }) => {
    const answer = await hub.ask({ persona, purpose, query, variables, ...(subject === undefined ? {} : { subject }) })
    expect(answer.refused).toEqual([])
    expect(answer.data).not.toBeNull()
  })
})
