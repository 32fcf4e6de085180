import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { sm3 } from '#platform/sm3'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf } from '../../tests/harness/library.ts'
import { audit, record } from './index.ts'
import { entryOf } from './testing.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const TAX = '91990100MA0000AB0H'

let now = Date.parse('2026-03-02T12:00:00+08:00')
const clock = { now: () => now }
const HOUR_MS = 3_600_000

let db: Database
let library: Subgraph

const EVERYTHING = planOf({ common: Object.fromEntries(new ContractItems(readContract('audit')).all().map(({ coordinate }) => [coordinate, 'CLEAR'])) })
const acting = (agency: string, operator = 'op-1', ...personas: string[]): AccessPlan =>
  ({ ...EVERYTHING, agency, personas, actor: { consumer: `sys-${agency}`, operator, represented: null, inPerson: false, byMandate: false }, read: new Set() })
const AUDITOR = () => acting('12990000400000406A', 'op-auditor', 'auditor')
const REASON = '年度自查使用情况'

const at = (day: string) => new Date(`${day}T09:00:00+08:00`)

beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  library = audit({ db, clock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [] })
  for (const day of ['2026-02-01', '2026-02-02', '2026-02-03']) await record(db, entryOf({ at: at(day), caseNo: `CASE-${day}` }))
  await record(db, entryOf({ at: at('2026-02-04'), agency: TAX, caseNo: 'CASE-TAX' }))
})
afterAll(() => db.close())

interface Told {
  readonly data: Record<string, unknown> | null | undefined
  readonly errors: readonly { readonly extensions: Readonly<Record<string, unknown>> }[] | undefined
}

async function opened(plan: AccessPlan, input: object, fields = 'id entries filter { to caseNo }'): Promise<Told & { export: { id: string; entries: number; filter: { to: string; caseNo: string | null } } | null }> {
  const { data, errors } = await ask(library, plan, `mutation ($input: ExportRecordsInput!) { exportRecords(input: $input) { ${fields} } }`, { input })
  return { data, errors: errors as Told['errors'], export: (data?.['exportRecords'] ?? null) as never }
}

async function taken(plan: AccessPlan, id: string, more: object = {}) {
  const { data, errors } = await ask(library, plan, `query ($id: ID!, $first: Int, $after: String) { exportedRecords(export: $id, first: $first, after: $after) {
    edges { node { caseNo } } pageInfo { hasNextPage endCursor } } }`, { id, ...more })
  const found = data?.['exportedRecords'] as { edges: { node: { caseNo: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } | null | undefined
  return { errors, found, cases: found?.edges.map(({ node }) => node.caseNo) }
}

async function listed(plan: AccessPlan, more: Record<string, unknown> = {}) {
  const { data } = await ask(library, plan, `query ($first: Int, $after: String) { recordExports(first: $first, after: $after) {
    edges { node { id openedAt expiresAt agency { creditCode } consumer operator reason entries takeable filter { from to role agency caseNo matter outcome } } } pageInfo { hasNextPage endCursor } } }`, more)
  const page = data?.['recordExports'] as { edges: { node: Record<string, unknown> }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  return { nodes: page.edges.map(({ node }) => node), ...page.pageInfo }
}

describe('the record is not taken away', () => {
  it.each([
    ['without a reason', '', 'LENGTH'], ['for a reason of four characters, however many blanks there are', ' 自查使用  ', 'LENGTH'], ['for one that is too long', '长'.repeat(501), 'LENGTH'],
    ['for one that names somebody', `核查${'1'.repeat(15)}的使用`, 'PERSONAL'], ['for one that turns the direction of writing', `自查\u202e使用情况`, 'CONTROLS'],
  ])('%s', async (_what, reason, check) => {
    const { export: opening, errors } = await opened(acting(CIVIL_AFFAIRS), { reason })
    expect(opening).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.reason', check }] })
    expect((await listed(acting(CIVIL_AFFAIRS))).nodes).toEqual([])
  })

  it('by a filter that goes through more than a month, and every fault is told at once', async () => {
    const { errors } = await opened(AUDITOR(), { reason: '', filter: { outcome: 'REFUSED' } })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.filter.outcome', check: 'PERIOD' }, { argument: 'input.reason' }] })
  })

  it('by an id of the sending that no index takes', async () => {
    const clientMutationId = Array.from({ length: 300 }, (_each, index) => sm3(String(index))).join('')
    const { errors } = await opened(acting(PUBLIC_SECURITY), { reason: REASON, clientMutationId })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.clientMutationId', check: 'LENGTH' }] })
    expect((await opened(acting(PUBLIC_SECURITY), { reason: REASON, clientMutationId: clientMutationId.slice(0, 200) })).errors).toBeUndefined()
  })

  it('of a period that ends before it begins, or begins when it is still to come', async () => {
    const periods = [{ from: '2026-02-03T00:00:00Z', to: '2026-02-02T00:00:00Z' }, { from: '2999-01-01T00:00:00Z' }]
    for (const filter of periods) {
      const { errors } = await opened(acting(CIVIL_AFFAIRS), { reason: REASON, filter })
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.filter.from', check: 'ORDER' }] })
    }
  })

  it.each([['of another agency', acting(CIVIL_AFFAIRS), { agency: TAX }], ['by a system that nobody attends', acting(CIVIL_AFFAIRS, 'UNATTENDED'), {}], ['by whoever acts for no agency', acting('', 'op-1'), {}]])('%s', async (_what, plan, filter) => {
    const { export: opening, errors } = await opened(plan, { reason: REASON, filter })
    expect(opening).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messageZh: expect.any(String) as unknown })
  })

  it('by anybody but the person who opened the export', async () => {
    const { export: opening } = await opened(acting(CIVIL_AFFAIRS), { reason: REASON })
    const id = opening?.id ?? ''
    for (const plan of [acting(CIVIL_AFFAIRS, 'op-2'), { ...acting(CIVIL_AFFAIRS), actor: { ...acting(CIVIL_AFFAIRS).actor, consumer: 'another' } }, AUDITOR()]) {
      const { found, errors } = await taken(plan, id)
      expect(found ?? null).toBeNull()
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messageZh: '导出内容仅限导出人本人取回' })
    }
    for (const plan of [acting(TAX), acting(''), acting(PUBLIC_SECURITY, 'op-1', 'assessor')]) expect(await taken(plan, id)).toMatchObject({ found: null, errors: undefined })
    expect(await taken(acting(CIVIL_AFFAIRS), 'X-none')).toMatchObject({ found: null, errors: undefined })
  })

  it('after its time, while the export stays on the list', async () => {
    const { export: opening } = await opened(acting(CIVIL_AFFAIRS), { reason: REASON })
    now += 24 * HOUR_MS
    const { found, errors } = await taken(acting(CIVIL_AFFAIRS), opening?.id ?? '')
    expect(found ?? null).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messageZh: expect.stringContaining('已过期') as unknown })
    expect((await listed(acting(CIVIL_AFFAIRS))).nodes.find(({ id }) => id === opening?.id)).toMatchObject({ takeable: false })
  })

  it('once the auditor is none any more', async () => {
    const { export: opening } = await opened(AUDITOR(), { reason: REASON, filter: { agency: TAX } })
    const { found, errors } = await taken({ ...AUDITOR(), personas: [] }, opening?.id ?? '')
    expect(found ?? null).toBeNull()
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
  })

  it('where there is more than an export holds', async () => {
    await db.orm.execute(sql`insert into audit.access_record (stream, decision, seq, at, agency_credit_code, hash, body)
      select 900, decision, n, ${at('2025-06-01').toISOString()}::timestamptz + n * interval '1 millisecond', '11990000000000008C', hash, body
      from (select * from audit.access_record limit 1) as one, generate_series(0, 10000) as n`)
    const plan = acting('11990000000000008C')
    expect((await opened(plan, { reason: REASON })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.filter', check: 'TOO_MANY' }] })
    const { export: less } = await opened(plan, { reason: REASON, filter: { to: new Date(at('2025-06-01').getTime() + 10_000).toISOString() } })
    expect(less?.entries).toBe(10_000)
  })
})

describe('an export', () => {
  it('holds what the filter finds for whoever opens it, page by page, a page in two statements', async () => {
    const { export: opening } = await opened(acting(CIVIL_AFFAIRS), { reason: REASON })
    expect(opening?.entries).toBe(3)
    const first = await taken(acting(CIVIL_AFFAIRS), opening?.id ?? '', { first: 2 })
    expect(first.cases).toEqual(['CASE-2026-02-03', 'CASE-2026-02-02'])
    const before = db.statements.count
    const second = await taken(acting(CIVIL_AFFAIRS), opening?.id ?? '', { first: 2, after: first.found?.pageInfo.endCursor })
    expect(db.statements.count - before).toBe(2)
    expect([second.cases, second.found?.pageInfo.hasNextPage]).toEqual([['CASE-2026-02-01'], false])
    const another = await opened(acting(CIVIL_AFFAIRS), { reason: REASON })
    expect((await taken(acting(CIVIL_AFFAIRS), another.export?.id ?? '', { after: first.found?.pageInfo.endCursor })).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  it('holds of each side what that side sees', async () => {
    const auditor = AUDITOR()
    const ofTax = await opened(auditor, { reason: REASON, filter: { agency: TAX } })
    expect([...auditor.read]).toEqual([TAX])
    expect((await taken(auditor, ofTax.export?.id ?? '')).cases).toEqual(['CASE-TAX'])
    const provider = await opened(acting(PUBLIC_SECURITY), { reason: REASON, filter: { role: 'PROVIDER', from: '2026-02-01T00:00:00+08:00' } })
    expect(provider.export?.entries).toBe(4)
    const ofCase = await opened(acting(CIVIL_AFFAIRS), { reason: REASON, filter: { caseNo: 'CASE-TAX' } })
    expect(ofCase.export).toMatchObject({ entries: 0, filter: { caseNo: 'CASE-TAX' } })
  })

  it('ends when it is opened, so that it never holds the record of itself', async () => {
    const { export: opening } = await opened(acting(CIVIL_AFFAIRS), { reason: REASON, filter: { to: '2099-01-01T00:00:00+08:00' } })
    expect(Date.parse(opening?.filter.to ?? '')).toBe(now)
    await record(db, entryOf({ at: new Date(now + 1), caseNo: 'LATER' }))
    expect((await taken(acting(CIVIL_AFFAIRS), opening?.id ?? '')).cases).not.toContain('LATER')
  })

  it('is opened once however often it is sent', async () => {
    const plan = acting(CIVIL_AFFAIRS, 'op-9')
    const input = { reason: REASON, clientMutationId: 'one' }
    const [one, again] = [await opened(plan, input), await opened(plan, input)]
    expect(again.export?.id).toBe(one.export?.id)
    expect((await opened(plan, { ...input, reason: '另一个导出事由' })).errors?.[0]?.extensions['code']).toBe('CONFLICT')
  })
})

describe('the list of exports', () => {
  it('tells the agency when, who, which part, why and how many', async () => {
    const plan = acting('11990000000000020H', 'op-7')
    await record(db, entryOf({ at: at('2026-02-08'), agency: '11990000000000020H' }))
    await opened(plan, { reason: `  ${REASON} `, filter: { from: '2026-02-01T00:00:00+08:00', caseNo: 'CASE-0001' } })
    expect((await listed({ ...plan, actor: { ...plan.actor, operator: 'op-8' } })).nodes).toEqual([{
      id: expect.stringMatching(/^X-/) as unknown, openedAt: expect.stringContaining('2026-03-03T12:00:00.000+08:00') as unknown, expiresAt: '2026-03-04T12:00:00.000+08:00', agency: { creditCode: '11990000000000020H' },
      consumer: 'sys-11990000000000020H', operator: 'op-7', reason: REASON, entries: 1, takeable: false,
      filter: { from: '2026-02-01T00:00:00.000+08:00', to: '2026-03-03T12:00:00.000+08:00', role: null, agency: null, caseNo: 'CASE-0001', matter: null, outcome: null },
    }])
  })

  it('tells an auditor those of every agency, newest first and page by page, and that is on record', async () => {
    const auditor = AUDITOR()
    const first = await listed(auditor, { first: 2 })
    expect(first.hasNextPage).toBe(true)
    const before = db.statements.count
    const second = await listed(auditor, { first: 100, after: first.endCursor })
    expect(db.statements.count - before).toBe(1)
    expect([...auditor.read]).toContain('11990000000000020H')
    const ids = [...first.nodes, ...second.nodes].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect((await listed(acting(TAX))).nodes).toEqual([])
    expect((await listed(acting(''))).nodes).toEqual([])
  })
})
