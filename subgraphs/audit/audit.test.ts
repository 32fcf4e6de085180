import { inspect } from 'node:util'
import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Access, type AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import type { SaidOfDecision } from './domain/entry.ts'
import { type AccessEntry, audit, record, recordedDecision } from './index.ts'
import { accessEntry, accessRecordConcern } from './tables.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const MATTER = '1199010000000022XR3990112003001'

const SAID: SaidOfDecision = {
  agencyRoles: ['DECIDING'], zone: 'GOVERNMENT', channel: 'WINDOW', operationName: 'Allowance', operationHash: 'hash-1', grants: ['G1@1'], asked: ['Person.address'],
  released: ['Person.name=CLEAR'], refused: ['Person.mobile=NO_GRANT'], searched: ['Person.citizenId'], provided: [], policyVersion: '0.1.0',
}
const decided = (more: Partial<SaidOfDecision> = {}) => recordedDecision({ ...SAID, ...more }, '{"matter":null}', [PUBLIC_SECURITY])
const entry = (more: Partial<AccessEntry> = {}): AccessEntry => ({
  at: new Date(testClock.now()), traceId: 'trace-1', consumer: 'allowances', agency: CIVIL_AFFAIRS, operator: 'operator-7', represented: null, client: '192.0.2.7',
  matter: MATTER, caseNo: 'CASE-0001', reason: '核发高龄津贴', decision: decided(), verdicts: ['Person.name=MATCH'], rows: 1, outcome: 'PARTIAL', durationMs: 12,
  catalogueVersion: 7, answer: 'answer-1', subjects: ['old-man'], named: [], namedAgain: [], category: null, circumstances: null, alerts: [], ...more,
})

// Of the same instant on purpose where the second is the same: the number of the record then tells the order.
const at = (second: number) => new Date(Date.parse('2026-03-02T08:00:00+08:00') + second * 1_000)

let db: Database
let library: Subgraph

const ITEMS = [
  'at', 'consumer', 'agency', 'operator', 'operationName', 'matter', 'caseNo', 'reason', 'released', 'refused', 'outcome', 'durationMs',
]
const READ_ALL = planOf({ common: Object.fromEntries(ITEMS.map((field) => [`AccessRecord.${field}`, 'CLEAR'])) })
const AUDITOR: AccessPlan = { ...READ_ALL, agency: '12990000400000406A', personas: ['auditor'] }

beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  library = audit({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => new ContractItems(readContract('audit')).all() })
  await record(db, entry({ at: at(1), traceId: 'a1' }))
  await record(db, entry({ at: at(2), traceId: 'b1', agency: PUBLIC_SECURITY, caseNo: 'CASE-0002' }))
  await record(db, entry({ at: at(3), traceId: 'a2', caseNo: 'CASE-0003' }))
  await record(db, entry({ at: at(3), traceId: 'a3', caseNo: 'CASE-0004' }))
  await record(db, entry({ at: at(4), traceId: 'x1', consumer: '', agency: '', matter: null, caseNo: null, reason: null, decision: decided({ operationName: null }) }))
})

afterAll(() => db.close())

interface Page {
  readonly edges: readonly { readonly node: { readonly caseNo: string } | null }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const PAGE = `query ($first: Int, $after: String) {
  accessRecords(first: $first, after: $after) { edges { node { caseNo } } pageInfo { hasNextPage endCursor } } }`

async function pageOf(plan: AccessPlan, first: number, after: string | null = null) {
  const { data } = await ask(library, plan, PAGE, { first, after })
  const { edges, pageInfo } = data?.['accessRecords'] as unknown as Page
  return { cases: edges.map(({ node }) => node?.caseNo), ...pageInfo }
}

const recordsOf = (traceId: string) => db.orm.select().from(accessEntry).where(eq(accessEntry.traceId, traceId))
const forget = (traceId: string) => db.orm.execute(sql`delete from audit.access_record where body::jsonb ->> 'traceId' = ${traceId}`)

/** What a record was refused with; its values must appear nowhere in it. */
async function refusalOf(lost: AccessEntry): Promise<{ extensions: Record<string, unknown> }> {
  const error: unknown = await record(db, lost).then(() => null, (reason: unknown) => reason)
  const printed = inspect(error, { depth: 10, showHidden: true })
  for (const value of ['lost-trace', 'lost-subject', 'lost reason', lost.operator, lost.agency]) expect(printed).not.toContain(value)
  return error as { extensions: Record<string, unknown> }
}

describe('the record refuses', () => {
  it('an item without a right', async () => {
    const { data, errors } = await ask(library, planOf({}), '{ accessRecords { edges { node { reason } } } }')
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'AccessRecord.reason' })
  })

  it('what another agency did', async () => {
    expect((await pageOf({ ...READ_ALL, agency: '91990100MA0000AB0H' }, 100)).cases).toEqual([])
    expect((await pageOf({ ...READ_ALL, agency: PUBLIC_SECURITY, personas: ['steward'] }, 100)).cases).toEqual(['CASE-0002'])
  })

  it('another agency\'s row even where a statement let it through', () => {
    const covers = (plan: AccessPlan, agencies: string[]) =>
      library.shield.rows['AccessRecord']?.covers(new Access(plan, library.items), 'AccessRecord', { agencies })
    expect(covers(READ_ALL, [PUBLIC_SECURITY])).toBe(false)
    expect(covers({ ...READ_ALL, agency: '' }, [''])).toBe(false)
    expect(covers(READ_ALL, [CIVIL_AFFAIRS])).toBe(true)
    expect(covers(AUDITOR, [PUBLIC_SECURITY])).toBe(true)
  })

  it('everything to an anonymous caller, other anonymous requests too, and never asks the table', async () => {
    const before = db.statements.count
    expect((await pageOf({ ...READ_ALL, agency: '' }, 100)).cases).toEqual([])
    expect(db.statements.count).toBe(before)
  })

  it.each(['first: 0', 'first: 101', 'after: "forged"'])('a page that is none: %s', async (bounds) => {
    const { data, errors } = await ask(library, READ_ALL, `{ accessRecords(${bounds}) { pageInfo { hasNextPage } } }`)
    expect(data).toEqual({ accessRecords: null })
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })
})

describe('a record that cannot be written', () => {
  const lost = entry({ traceId: 'lost-trace', reason: 'lost reason', subjects: ['lost-subject'] })

  it('is AUDIT_UNAVAILABLE when its table is gone, and tells no value of it', async () => {
    await db.orm.execute(sql`alter table audit.access_record rename to access_record_away`)
    try {
      const { extensions } = await refusalOf(lost)
      expect(extensions).toEqual({ code: 'AUDIT_UNAVAILABLE', sqlState: '42P01', http: { status: 503 } })
    } finally {
      await db.orm.execute(sql`alter table audit.access_record_away rename to access_record`)
    }
    expect(await recordsOf('lost-trace')).toEqual([])
  })

  it('is not there in part: without its subjects it is not written either', async () => {
    await db.orm.execute(sql`alter table audit.access_record_concern add constraint closed check (key <> 'lost-subject')`)
    try {
      expect((await refusalOf(lost)).extensions).toMatchObject({ code: 'AUDIT_UNAVAILABLE', sqlState: '23514' })
    } finally {
      await db.orm.execute(sql`alter table audit.access_record_concern drop constraint closed`)
    }
    expect(await recordsOf('lost-trace')).toEqual([])
  })

  it('is AUDIT_UNAVAILABLE when it is not confirmed within five seconds', async () => {
    // Connections are opened before time is faked, since opening one has a deadline of its own.
    await Promise.all(Array.from({ length: 4 }, () => recordsOf('late')))
    await db.orm.transaction(async (transaction) => {
      // A server holds the record back at the table, the embedded database at its only connection.
      await transaction.execute(sql`lock table audit.access_record in exclusive mode`)
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      try {
        let ended = false
        const refusal = refusalOf(entry({ ...lost, traceId: 'late' })).finally(() => (ended = true))
        await vi.advanceTimersByTimeAsync(4_999)
        expect(ended).toBe(false)
        await vi.advanceTimersByTimeAsync(1)
        expect((await refusal).extensions).toEqual({ code: 'AUDIT_UNAVAILABLE', http: { status: 503 } })
      } finally {
        vi.useRealTimers()
      }
    })
    // What was held back lands all the same: a record without an answer.
    await expect.poll(() => recordsOf('late')).toHaveLength(1)
    await forget('late')
  })
})

describe('the record keeps', () => {
  it('all that is said of a request, with each subject once', async () => {
    const words = { released: ['Licence.face@T.{a,"b"}=CLEAR', '汉字'], grants: [], provided: [[0, 1]] }
    const whole = entry({
      traceId: 'whole', agency: '1299000040000000XH', represented: 'daughter', decision: decided(words), rows: 0, caseNo: `${MATTER}-20260203-000001`,
      subjects: ['old-man', 'daughter', 'old-man'], named: ['stranger'], namedAgain: ['neighbour'], category: 'AUDIT', circumstances: { parties: [['old-man', 'APPLICANT']] },
    })
    await record(db, whole)
    const [row] = await recordsOf('whole')
    const { alerts: _alerts, namedAgain: _again, decision, ...said } = whole
    const asked = ['Licence.face@T.{a,"b"}=CLEAR', '汉字', 'Person.mobile=NO_GRANT', 'Person.address']
    expect(row).toEqual({
      ...said, ...SAID, ...words, id: `${row?.stream}-${row?.seq}`, stream: row?.stream, seq: row?.seq, subjects: ['old-man', 'daughter'], asked,
      providers: [PUBLIC_SECURITY], decision: decision.hash, basis: '{"matter":null}', caseHash: row?.caseHash, ended: whole.outcome,
    })
    const concerns = await db.orm.select().from(accessRecordConcern).where(eq(accessRecordConcern.seq, row?.seq ?? 0)).orderBy(asc(accessRecordConcern.key))
    expect(concerns.map(({ key, role }) => [key, role])).toEqual([['daughter', 'S'], ['old-man', 'S'], ['stranger', 'A']])
    await forget('whole')
  })
})

describe('the record answers', () => {
  it('what the agency asked, why, what it got and what it was refused', async () => {
    const question = `{ accessRecords(first: 1) { edges { node { at consumer agency { creditCode } operator operationName matter { code } caseNo
      reason released refused outcome { code name } durationMs } } } }`
    expect((await ask(library, READ_ALL, question)).data?.['accessRecords']).toEqual({
      edges: [{ node: {
        at: '2026-03-02T08:00:03.000+08:00', consumer: 'allowances', agency: { creditCode: CIVIL_AFFAIRS }, operator: 'operator-7',
        operationName: 'Allowance', matter: { code: MATTER }, caseNo: 'CASE-0004', reason: '核发高龄津贴', released: ['Person.name=CLEAR'],
        refused: ['Person.mobile=NO_GRANT'], outcome: { code: 'PARTIAL', name: '部分答复' }, durationMs: 12,
      } }],
    })
  })

  it('full pages of the agency\'s own, newest first, whatever others did in between', async () => {
    const first = await pageOf(READ_ALL, 2)
    expect(first).toMatchObject({ cases: ['CASE-0004', 'CASE-0003'], hasNextPage: true })
    expect(await pageOf(READ_ALL, 2, first.endCursor)).toMatchObject({ cases: ['CASE-0001'], hasNextPage: false })
  })

  it('a page that starts within one instant', async () => {
    const first = await pageOf(READ_ALL, 1)
    expect(await pageOf(READ_ALL, 1, first.endCursor)).toMatchObject({ cases: ['CASE-0003'], hasNextPage: true })
  })

  it('everything to an auditor, an anonymous request with nobody as its agency', async () => {
    expect((await pageOf(AUDITOR, 100)).cases).toEqual([null, 'CASE-0004', 'CASE-0003', 'CASE-0002', 'CASE-0001'])
    const { data } = await ask(library, AUDITOR, '{ accessRecords(first: 1) { edges { node { agency { creditCode } matter { code } } } } }')
    expect(data?.['accessRecords']).toEqual({ edges: [{ node: { agency: null, matter: null } }] })
  })
})

// These leave records behind, so they come last.
describe('the record batches', () => {
  it.each([0, 1, 1_000])('%i subjects of a request in one statement, once its decision is known', async (count) => {
    const before = db.statements.count
    await record(db, entry({ traceId: `batch-${count}`, subjects: Array.from({ length: count }, (_, index) => `subject-${index}`) }))
    expect(db.statements.count - before).toBe(1)
    expect(await recordsOf(`batch-${count}`)).toHaveLength(1)
  })

  it.each([1, 100])('a page of %i in one statement', async (first) => {
    const before = db.statements.count
    expect((await pageOf(AUDITOR, first)).cases.length).toBeGreaterThan(0)
    expect(db.statements.count - before).toBe(1)
  })
})
