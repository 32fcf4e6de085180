import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import { countedPlainly } from '../../tests/harness/counted-plainly.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf } from '../../tests/harness/library.ts'
import { type AccessEntry, audit, record, recordedDecision } from './index.ts'
import { assessmentCommands } from './commands.assessment.ts'
import { usageCommands } from './commands.usage.ts'
import type { UsageItem } from './domain/usage-item.ts'
import { accessEntry } from './tables.ts'
import { grantFirstUse, usageCount, usagePosition } from './tables.usage.ts'

const [CIVIL_AFFAIRS, POLICE, WEATHER] = ['11990101000000019A', '1199010100000022XR', '12980101000000170B'] as const
const NOW = new Date('2026-03-02T09:00:00+08:00')

const ITEMS: readonly UsageItem[] = [
  { coordinate: 'Person.name', resource: '101001/000001', provider: POLICE },
  { coordinate: 'Person.marriage', resource: '101001/000011', provider: CIVIL_AFFAIRS },
  { coordinate: 'Licence.face', resource: '105001/*', provider: null },
]

/** Entries of every kind, on either side of a month's end. */
function entryAt(number: number): AccessEntry {
  const pick = <T>(...of: readonly T[]): T => of[number % of.length] as T
  const decision = recordedDecision({
    agencyRoles: [], zone: 'GOVERNMENT', channel: pick('WINDOW', 'SYSTEM', 'PORTAL'), operationName: null, operationHash: 'hash', grants: number < 4 ? [] : [`G${number % 2}@${number}`, 'region-override:R1'],
    asked: number % 3 === 0 ? ['Licence.face'] : [], released: number % 4 === 0 ? ['Person.name=CLEAR', 'Person.marriage=MASKED'] : [],
    refused: number % 7 === 0 ? ['Person.name=NO_GRANT', 'Licence.face=CASE_CLOSED'] : [], searched: [], provided: [], policyVersion: '0',
  }, '', pick([POLICE], [POLICE, CIVIL_AFFAIRS], []))
  return {
    at: new Date(NOW.getTime() - (number % 5) * 20 * 3_600_000), traceId: `trace-${number}`, consumer: 'sys', agency: pick(CIVIL_AFFAIRS, WEATHER, POLICE, CIVIL_AFFAIRS, ''),
    operator: 'op', represented: null, client: '192.0.2.7', matter: pick(null, `${CIVIL_AFFAIRS}4990112003001`), caseNo: null, reason: null, decision, verdicts: [], rows: number % 6,
    outcome: pick('ANSWERED', 'PARTIAL', 'REFUSED', 'ANSWERED', 'PARTIAL'), durationMs: 1, catalogueVersion: 1, answer: 'a',
    subjects: number % 2 === 0 ? ['one', 'two'] : [], circumstances: null, named: [], namedAgain: [], category: null, alerts: [],
  }
}

let db: TestDatabase
let usage: ReturnType<typeof usageCommands>
let written = 0
const write = async (count: number) => {
  for (const end = written + count; written < end; written += 1) await record(db, entryAt(written))
}
const countAll = async () => {
  while (await usage.rollUp(NOW, 30)) continue
}

async function counted(): Promise<Map<string, string>> {
  const rows = await db.orm.select().from(usageCount)
  return new Map(rows.map(({ side, agency, dimension, span, at, key, ...of }) => [
    [side, agency, dimension, span, at, key].join('|'), [of.entries, of.refused, of.failed, of.released, of.withheld, of.rows, of.subjects].join(' ')]))
}
const plainly = async () => countedPlainly(await db.orm.select().from(accessEntry), new Map(ITEMS.map((each) => [each.coordinate, each])))
const sorted = (counts: ReadonlyMap<string, string>) => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))

beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  usage = usageCommands(db)
  await usage.knowItems(ITEMS)
})
afterAll(() => db.close())

describe('what is behind the record is counted', () => {
  it('exactly, by everything, however many transactions it takes', async () => {
    await write(100)
    await countAll()
    expect(sorted(await counted())).toEqual(sorted(await plainly()))
  })

  it('once, however often', async () => {
    const before = await counted()
    await countAll()
    await countAll()
    expect(sorted(await counted())).toEqual(sorted(before))
  })

  it('once, where two routers count at the same time', async () => {
    await write(20)
    await Promise.all([usage.rollUp(NOW), usageCommands(db).rollUp(NOW), usage.rollUp(NOW)])
    expect(sorted(await counted())).toEqual(sorted(await plainly()))
  })

  it('once, where counting was cut off before it was committed', async () => {
    await write(5)
    await db.orm.execute(sql`alter table audit.usage_position add constraint cut_off check (seq < 0) not valid`)
    await expect(usage.rollUp(NOW)).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    const between = await counted()
    await db.orm.execute(sql`alter table audit.usage_position drop constraint cut_off`)
    await countAll()
    expect(sorted(between)).not.toEqual(sorted(await counted()))
    expect(sorted(await counted())).toEqual(sorted(await plainly()))
  })

  it('of every stream, of one that goes on after another was opened too', async () => {
    await db.orm.execute(sql`with opened as (insert into audit.stream (writer, opened_at) values ('another', now()) returning id)
      insert into audit.access_record (stream, decision, seq, at, agency_credit_code, body, hash)
      select id, decision, 1, now(), agency_credit_code, body, hash from opened, audit.access_record where seq = 1 and stream < id`)
    await write(5)
    await countAll()
    expect(sorted(await counted())).toEqual(sorted(await plainly()))
    expect(await db.orm.select().from(usagePosition)).toHaveLength(2)
  })

  it('with the first answer that rested on each grant', async () => {
    const firsts = new Map((await db.orm.select().from(grantFirstUse)).map(({ grantId, at }) => [grantId, at]))
    const earliest = (id: number) => new Date(Math.min(...Array.from({ length: written }, (_, number) => number).filter((number) => number >= 4 && number % 2 === id).map((number) => entryAt(number).at.getTime())))
    expect(firsts).toEqual(new Map([['G0', earliest(0)], ['G1', earliest(1)]]))
  })
})

describe('a score rests on', () => {
  it('no count of requests that is kept back where they are told by agency, nor on one by which it would be known', async () => {
    const [month, nothing] = ['2025-06-01', { refused: 0, failed: 0, released: 0, withheld: 0, rows: 0, subjects: 0 }]
    // Of the two of one county one is small, so neither is told; their county is.
    const requests = [[CIVIL_AFFAIRS, 12], [POLICE, 5], [WEATHER, 400], ['', 30]] as const
    await db.orm.insert(usageCount).values(requests.map(([key, entries]) => ({ side: 'ALL' as const, agency: '', dimension: 'AGENCY', span: 'MONTH' as const, at: month, key, entries, ...nothing })))
    expect(await assessmentCommands(db).requestsByAgency(month)).toEqual([{ agency: WEATHER, entries: 400, refused: 0 }])
  })
})

describe('counts of use are told', () => {
  const auditor = planOf({ common: Object.fromEntries(new ContractItems(readContract('audit')).all().map(({ coordinate }) => [coordinate, 'CLEAR'])), agency: WEATHER, personas: ['auditor'] })
  const told = async (by: string, { from = '2025-06-01', to = '2025-06-30', after = null as string | null } = {}) => {
    const library = audit({ db, clock: { now: () => NOW.getTime() }, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [] })
    const { data, errors } = await ask(library, auditor, `query ($from: Date!, $to: Date!, $after: String) { usage(by: ${by}, from: $from, to: $to, first: 3, after: $after) {
      groups { edges { node { code { code } } } pageInfo { hasNextPage endCursor } } } }`, { from, to, after })
    const page = (data?.['usage'] as unknown as { groups: { edges: { node: { code: { code: string } } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } | null)?.groups
    return { code: errors?.[0]?.extensions['code'], groups: page?.edges.map(({ node }) => node.code.code), ...page?.pageInfo }
  }

  it('of no time that ends before it begins, or in a year after which days cannot be compared', async () => {
    expect((await told('AGENCY', { from: '2025-07-01' })).code).toBe('BAD_USER_INPUT')
    expect((await told('AGENCY', { from: '9999-12-01', to: '9999-12-31' })).code).toBe('BAD_USER_INPUT')
  })

  it('page by page, going on after a place though its group has grown, and by no cursor of another list', async () => {
    const first = await told('AGENCY')
    expect(first).toMatchObject({ groups: [WEATHER, '', CIVIL_AFFAIRS], hasNextPage: true })
    await db.orm.execute(sql`update audit.usage_count set entries = 500 where at = '2025-06-01' and key = ${CIVIL_AFFAIRS}`)
    expect(await told('AGENCY', { after: first.endCursor ?? '' })).toMatchObject({ groups: [POLICE], hasNextPage: false })
    expect((await told('REASON', { after: first.endCursor ?? '' })).code).toBe('BAD_USER_INPUT')
  })
})
