import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import type { Clock } from '#platform/clock'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf } from '../../tests/harness/library.ts'
import { type AccessEntry, alertStore, audit, type NamedDay, record, recordedDecision } from './index.ts'
import { alert, alertRule } from './tables.alerts.ts'
import { entryOf } from './testing.ts'

const AGENCY = '11990000000000019A'
const PROVIDER = '1199010000000022XR'
const HERE = '1199010000000022XR3990112003001'
const THERE = '1199020000000022XR3990112003001'
/** A Monday at the hub's place. */
const at = (time: string, day = '2026-03-02') => new Date(`${day}T${time}+08:00`)
let now = at('12:00:00')
const clock: Clock = { now: () => now.getTime() }

let db: Database
let library: Subgraph
let store: ReturnType<typeof alertStore>
const everything = new ContractItems(readContract('audit')).all()
const PLAN = planOf({ common: Object.fromEntries(everything.map(({ coordinate }) => [coordinate, 'CLEAR'])), agency: AGENCY })
const AUTHORITY: AccessPlan = { ...PLAN, agency: '11990000000000009B', personas: ['sharing-authority'] }
const STRANGER: AccessPlan = { ...PLAN, agency: '11990000000000028Y' }

beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  library = audit({ db, clock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [] })
  store = alertStore(db, clock)
})
afterAll(() => db.close())
beforeEach(async () => {
  now = at('12:00:00')
  await raise()
  await db.orm.execute(sql`truncate audit.alert, audit.alert_event, audit.alert_trace, audit.alert_division, audit.use_report`)
  for (const [code, parameters] of Object.entries(RULES)) await db.orm.update(alertRule).set({ enabled: true, parameters }).where(eq(alertRule.code, code))
})

const RULES = {
  MANY_SUBJECTS: { operator: 3, unattended: 5 }, REPEATED_MISMATCH: { operator: 3, unattended: 5 }, AFTER_HOURS: { from: 8, to: 18, weekendFrom: 9, weekendTo: 12, holidayFrom: 0, holidayTo: 0 }, OFF_REGION: { days: 30 }, COUNTS_DIFFER: { difference: 1 },
}

/** 国庆 from Thursday to the Wednesday after, with the Saturday that is worked for it (调休). */
const CALENDAR: readonly NamedDay[] = [
  ...['01', '02', '03', '04', '05', '06', '07'].map((day): NamedDay => ({ day: `2026-10-${day}`, kind: 'HOLIDAY' })), { day: '2026-10-10', kind: 'WORKDAY' },
]

const SYSTEM = recordedDecision({
  agencyRoles: [], zone: 'GOVERNMENT', channel: 'SYSTEM', operationName: null, operationHash: 'h', grants: [], asked: [], released: [], refused: [], searched: [], provided: [], policyVersion: '1',
}, '', [PROVIDER])

async function enter(more: Partial<AccessEntry>): Promise<string> {
  const { entry } = await record(db, entryOf({ at: now, decision: SYSTEM, agency: AGENCY, subjects: [], matter: HERE, caseNo: null, ...more }))
  return entry
}
async function raise(): Promise<void> {
  while (await store.raise(CALENDAR, 3));
}
async function raised() {
  await raise()
  return db.orm.select().from(alert).orderBy(alert.id)
}
const kinds = async () => (await raised()).map(({ kind }) => kind)
const disable = (code: string) => db.orm.update(alertRule).set({ enabled: false }).where(eq(alertRule.code, code))

const read = (...subjects: string[]) => enter({ subjects })
const miss = (...verdicts: string[]) => enter({ verdicts })
const WINDOW = recordedDecision({
  agencyRoles: [], zone: 'GOVERNMENT', channel: 'WINDOW', operationName: null, operationHash: 'h', grants: [], asked: [], released: [], refused: [], searched: [], provided: [], policyVersion: '1',
}, '', [])

describe('one who reads many in an hour', () => {
  it('raises nothing at the limit, whoever is read again, nor by two operators, two hours, or through a portal', async () => {
    await read('a', 'b')
    await read('b', 'c')
    await enter({ subjects: ['d'], operator: 'another' })
    await enter({ subjects: ['e'], at: at('13:00:00') })
    await enter({ subjects: ['f'], represented: 'f' })
    expect(await kinds()).toEqual([])
  })

  it('raises one alert beyond it, with the entries that show it, and again nothing more', async () => {
    const first = await read('a', 'b')
    await raise()
    const second = await read('c')
    expect(await kinds()).toEqual([])
    const third = await read('d')
    expect(await raised()).toMatchObject([{
      kind: 'MANY_SUBJECTS', agency: AGENCY, operator: 'operator-7', counted: 4, expected: 3, state: 'OPEN', subject: null, evidence: expect.arrayContaining([first, second, third]) as unknown, at: now,
    }])
    await read('e')
    expect(await kinds()).toEqual(['MANY_SUBJECTS'])
  })

  it('has another limit for a system that nobody attends, and each system its own', async () => {
    const unattended = (consumer: string, ...subjects: string[]) => enter({ operator: 'UNATTENDED', consumer, subjects })
    await unattended('one', 'a', 'b', 'c', 'd', 'e')
    await unattended('two', 'f', 'g')
    expect(await kinds()).toEqual([])
    await unattended('one', 'h')
    expect(await raised()).toMatchObject([{ kind: 'MANY_SUBJECTS', operator: 'UNATTENDED', counted: 6, expected: 5 }])
  })

  it('raises nothing while the rule is switched off', async () => {
    await disable('MANY_SUBJECTS')
    await read('a', 'b', 'c', 'd')
    expect(await kinds()).toEqual([])
  })

  it('raises once where two routers look at a time', async () => {
    await read('a', 'b', 'c', 'd')
    await Promise.all([store.raise(CALENDAR), store.raise(CALENDAR), alertStore(db, clock).raise(CALENDAR)])
    expect(await kinds()).toEqual(['MANY_SUBJECTS'])
  })
})

describe('one who claims wrongly again and again in a day', () => {
  it('raises nothing at the limit, where it matched, or on another day', async () => {
    await miss('Person.name=MISMATCH', 'Person.mobile=UNKNOWN', 'Person.address=MATCH')
    await miss('Person.name=MISMATCH')
    await enter({ verdicts: ['Person.name=MISMATCH'], at: at('23:59:59', '2026-03-01') })
    expect(await kinds()).toEqual([])
  })

  it('raises one alert beyond it', async () => {
    await miss('Person.name=MISMATCH', 'Person.mobile=UNKNOWN', 'Person.address=MATCH')
    await miss('Person.name=MISMATCH')
    expect(await kinds()).toEqual([])
    await enter({ verdicts: ['Person.name=UNKNOWN'], at: at('00:00:00') })
    expect(await raised()).toMatchObject([{ kind: 'REPEATED_MISMATCH', counted: 4, expected: 3 }])
    await miss('Person.name=MISMATCH')
    expect(await kinds()).toEqual(['REPEATED_MISMATCH'])
  })

  it('is counted by each verdict, also where one request has many of one kind', async () => {
    await enter({ verdicts: ['Person.name=MISMATCH'], misses: 3 })
    expect(await kinds()).toEqual([])
    await enter({ verdicts: ['Person.name=MISMATCH'], misses: null })
    expect(await raised()).toMatchObject([{ kind: 'REPEATED_MISMATCH', counted: 4, expected: 3 }])
  })

  it('raises nothing while the rule is switched off', async () => {
    await disable('REPEATED_MISMATCH')
    await miss('A.a=MISMATCH', 'A.b=MISMATCH', 'A.c=MISMATCH', 'A.d=MISMATCH')
    expect(await kinds()).toEqual([])
  })
})

describe('a read at a window after hours', () => {
  const window = (when: Date, more: Partial<AccessEntry> = {}) => enter({ decision: WINDOW, at: when, subjects: ['a'], ...more })

  it.each([
    ['at the first minute', at('08:00:00')], ['at the last', at('17:59:59')], ['at the first of a weekend', at('09:00:00', '2026-03-01')], ['at the last of a weekend', at('11:59:59', '2026-02-28')],
    ['in the hours of any other day on a Saturday that is worked', at('17:59:59', '2026-10-10')], ['on the first day after the holidays', at('08:00:00', '2026-10-08')],
  ])('raises nothing %s', async (_when, when) => {
    await window(when)
    expect(await kinds()).toEqual([])
  })

  it('raises nothing where nobody was read, by a system, or while the rule is switched off', async () => {
    await window(at('20:00:00'), { subjects: [] })
    await enter({ at: at('20:00:00'), subjects: ['a'] })
    expect(await kinds()).toEqual([])
    await disable('AFTER_HOURS')
    await window(at('20:00:00'))
    expect(await kinds()).toEqual([])
  })

  it.each([
    ['too early', at('07:59:59')], ['too late', at('18:00:00')], ['on a Sunday', at('12:00:00', '2026-03-01')], ['early on a Saturday', at('08:59:59', '2026-02-28')],
    ['on a holiday in the middle of the week', at('10:00:00', '2026-10-01')], ['on a Saturday among the holidays', at('10:00:00', '2026-10-03')],
    ['too late on a Saturday that is worked', at('18:00:00', '2026-10-10')],
  ])('raises one alert of the day %s', async (_when, when) => {
    const entry = await window(when)
    expect(await raised()).toMatchObject([{ kind: 'AFTER_HOURS', evidence: [entry], at: when }])
    await window(when)
    expect(await kinds()).toEqual(['AFTER_HOURS'])
  })
})

describe('a read off the usual region', () => {
  const visit = (matter: string, day: string, more: Partial<AccessEntry> = {}) => enter({ matter, at: at('09:00:00', day), subjects: ['a'], ...more })

  it('raises nothing of an operator who is new, who has been there lately, or who was away', async () => {
    await visit(HERE, '2026-02-20')
    await visit(THERE, '2026-03-02')
    expect(await kinds()).toEqual([])
    await visit(HERE, '2025-10-01', { operator: 'known' })
    await visit(THERE, '2026-02-02', { operator: 'known' })
    await visit(HERE, '2026-03-01', { operator: 'known' })
    await raise()
    await visit(THERE, '2026-03-02', { operator: 'known' })
    await visit(HERE, '2025-10-01', { operator: 'away' })
    await raise()
    await visit(THERE, '2026-03-02', { operator: 'away' })
    expect((await raised()).filter(({ at: when }) => when.getTime() >= at('00:00:00').getTime())).toEqual([])
  })

  async function settled(): Promise<void> {
    await visit(HERE, '2026-01-20')
    await visit(HERE, '2026-02-27')
    await raise()
  }

  it('raises one alert of the day of one who has long read elsewhere', async () => {
    await settled()
    const entry = await visit(THERE, '2026-03-02')
    expect(await raised()).toMatchObject([{ kind: 'OFF_REGION', operator: 'operator-7', evidence: [entry] }])
    await visit(THERE, '2026-03-02')
    expect(await kinds()).toEqual(['OFF_REGION'])
  })

  it('raises nothing while the rule is switched off, nor of an unattended system', async () => {
    await settled()
    await visit(THERE, '2026-03-02', { operator: 'UNATTENDED' })
    await disable('OFF_REGION')
    await visit(THERE, '2026-03-02')
    expect(await kinds()).toEqual([])
  })
})

const change = async (plan: AccessPlan, name: string, type: string, input: object, fields: string) => {
  const { data, errors } = await ask(library, plan, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input })
  return { told: data?.[name] as Record<string, unknown> | null, error: errors?.[0]?.extensions, message: errors?.[0]?.message }
}

describe('counts of an agency and of the record', () => {
  const report = (entries: number, more: object = {}, plan = PLAN) => change(plan, 'reportUse', 'ReportUseInput', { day: '2026-03-02', provider: PROVIDER, entries, ...more }, 'id day entries')
  const nextDay = async () => {
    await enter({})
    await enter({ at: at('00:00:00') })
    await enter({ at: at('23:59:59', '2026-03-01') })
    await enter({ decision: WINDOW })
    now = at('00:01:00', '2026-03-03')
  }

  async function onRecord(): Promise<number> {
    const result: unknown = await db.orm.execute(sql`select count(*)::integer as n from audit.access_record join audit.decision on decision.id = decision
      where agency_credit_code = ${AGENCY} and providers @> array[${PROVIDER}] and (at at time zone 'Asia/Shanghai')::date = '2026-03-02'`)
    const [row] = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as { n: number }[]
    return row?.n ?? 0
  }

  it('are refused for a day that is still to come or longer ago than the record is kept, below nothing, and with another number than before', async () => {
    expect((await report(1, { day: '2026-03-03' })).error).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.day', check: 'FUTURE' }] })
    for (const day of ['0001-01-01', '2023-03-01']) expect((await report(1, { day })).error).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.day', check: 'TOO_OLD' }] })
    expect((await report(1, { day: '2023-03-02' })).error).toBeUndefined()
    expect((await report(-1)).error).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.entries' }] })
    const { told } = await report(7, { clientMutationId: 'seven' })
    expect((await report(7, { clientMutationId: 'seven' })).told).toEqual(told)
    expect((await report(7)).told).toEqual(told)
    expect((await report(8)).error).toMatchObject({ code: 'CONFLICT' })
  })

  it('raise nothing until the day is over, where they nearly meet, or while the rule is switched off', async () => {
    await report(1_000)
    now = at('00:00:59', '2026-03-03')
    expect(await kinds()).toEqual([])
    now = at('12:00:00')
    await db.orm.execute(sql`truncate audit.use_report`)
    await report((await onRecord()) + 2 + 1)
    await nextDay()
    expect(await kinds()).toEqual([])
    now = at('12:00:00')
    await db.orm.execute(sql`truncate audit.use_report`)
    await report(1_000)
    await disable('COUNTS_DIFFER')
    now = at('00:01:00', '2026-03-03')
    expect(await kinds()).toEqual([])
  })

  it('raise one alert where they do not meet', async () => {
    const recorded = (await onRecord()) + 2
    await report(recorded + 2)
    await nextDay()
    expect(await raised()).toMatchObject([{ kind: 'COUNTS_DIFFER', counted: recorded, expected: recorded + 2, provider: PROVIDER, evidence: [], agency: AGENCY }])
    expect(await kinds()).toEqual(['COUNTS_DIFFER'])
  })
})

describe('an alert is', () => {
  const FIELDS = 'id state { code } explanation evidence history { at agency operator from { code } to { code } explanation }'
  const explain = (id: string, explanation = '窗口集中受理', plan = PLAN) => change(plan, 'explainAlert', 'ExplainAlertInput', { id, explanation }, FIELDS)
  const confirm = (id: string, plan = AUTHORITY) => change(plan, 'confirmAlert', 'ConfirmAlertInput', { id, note: '情况属实' }, FIELDS)
  const raiseOne = async () => {
    await read('a', 'b', 'c', 'd')
    return String((await raised())[0]?.id)
  }
  const listed = async (plan: AccessPlan, filter: object = {}) => {
    const { data } = await ask(library, plan, `query ($filter: AlertFilter) { alerts(filter: $filter) { edges { node { ${FIELDS} } } } }`, { filter })
    return (data?.['alerts'] as unknown as { edges: { node: Record<string, unknown> }[] }).edges.map(({ node }) => node)
  }

  it('explained by nobody else, confirmed by nobody but the sharing authority, and neither by a system', async () => {
    const id = await raiseOne()
    expect((await explain(id, '说明', STRANGER)).error).toMatchObject({ code: 'NOT_FOUND' })
    expect((await explain('999999', '说明')).error).toMatchObject({ code: 'NOT_FOUND' })
    expect((await explain('x', '说明')).error).toMatchObject({ code: 'NOT_FOUND' })
    expect((await explain(id, '说明', AUTHORITY)).error).toMatchObject({ code: 'FORBIDDEN' })
    expect((await confirm(id, PLAN)).error).toMatchObject({ code: 'FORBIDDEN' })
    expect((await explain(id, '说明', { ...PLAN, actor: { ...PLAN.actor, operator: 'UNATTENDED' } })).error).toMatchObject({ code: 'FORBIDDEN' })
    expect(await listed(STRANGER)).toEqual([])
  })

  it.each([['nothing', ' ', 'LENGTH'], ['too much', '长'.repeat(501), 'LENGTH'], ['a citizen number', '本人 990103194001010018', 'PERSONAL'], ['a telephone', '电话 139 0000 0000', 'PERSONAL']])('not explained by %s', async (_what, text, check) => {
    expect((await explain(await raiseOne(), text)).error).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.explanation', check }] })
  })

  it('explained and confirmed, with its history, and then neither again', async () => {
    const id = await raiseOne()
    expect((await explain(id)).told).toMatchObject({ id, state: { code: 'EXPLAINED' }, explanation: '窗口集中受理', history: [{ agency: AGENCY, operator: 'op-test', from: { code: 'OPEN' }, to: { code: 'EXPLAINED' } }] })
    expect((await explain(id)).message).toBe('the alert is EXPLAINED; this may be done from OPEN only')
    expect((await confirm(id)).told).toMatchObject({ state: { code: 'CONFIRMED' }, explanation: '窗口集中受理', history: [{}, { from: { code: 'EXPLAINED' }, to: { code: 'CONFIRMED' }, explanation: '情况属实' }] })
    expect(await confirm(id)).toMatchObject({ error: { code: 'CONFLICT', messageZh: expect.stringContaining('“已确认”') as unknown }, message: 'the alert is CONFIRMED; this may be done from OPEN, EXPLAINED only' })
    expect((await explain(id)).error).toMatchObject({ code: 'CONFLICT' })
  })

  it('shown by its number to the agency and the sharing authority, and to others as one that was never raised', async () => {
    const id = await raiseOne()
    const one = async (plan: AccessPlan, asked = id) => (await ask(library, plan, `query ($id: ID!) { alert(id: $id) { ${FIELDS} } }`, { id: asked })).data?.['alert']
    for (const plan of [PLAN, AUTHORITY]) expect(await one(plan)).toMatchObject({ id, state: { code: 'OPEN' } })
    for (const asked of [id, '999999', 'x']) expect(await one(STRANGER, asked)).toBeNull()
    expect(await one(PLAN, "1' or true")).toBeNull()
  })

  it('taken one step by one of two who come at once', async () => {
    const id = await raiseOne()
    const both = await Promise.all([explain(id, '一'), explain(id, '二')])
    expect(both.map(({ error }) => error?.['code'] ?? 'DONE').sort()).toEqual(['CONFLICT', 'DONE'])
    expect((await listed(PLAN))[0]?.['history']).toHaveLength(1)
  })

  it('listed by state, kind and agency, and tells of nobody by key', async () => {
    const id = await raiseOne()
    for (const filter of [{}, { state: 'OPEN' }, { kind: 'MANY_SUBJECTS' }, { agency: AGENCY }]) expect(await listed(AUTHORITY, filter)).toMatchObject([{ id }])
    for (const filter of [{ state: 'CONFIRMED' }, { kind: 'AFTER_HOURS' }, { agency: PROVIDER }]) expect(await listed(AUTHORITY, filter)).toEqual([])
    await db.orm.update(alert).set({ subject: 'key-of-somebody' })
    expect(JSON.stringify(await listed(AUTHORITY))).not.toContain('key-of-somebody')
  })
})

describe('a rule is', () => {
  const to = (input: object, plan = AUTHORITY) => change(plan, 'changeAlertRule', 'ChangeAlertRuleInput', input, 'code { code } enabled parameters { name value }')
  const rules = async (plan: AccessPlan) => (await ask(library, plan, '{ alertRules { code { code name } enabled parameters { name value } } }')).data?.['alertRules'] as unknown as object[]

  it('changed by nobody but the sharing authority, and shown to no other agency', async () => {
    expect((await to({ code: 'AFTER_HOURS', enabled: false }, PLAN)).error).toMatchObject({ code: 'FORBIDDEN' })
    expect(await rules(PLAN)).toEqual([])
  })

  it('not changed to what it cannot be, naming the part', async () => {
    const faults = async (code: string, ...parameters: [string, number][]) => ((await to({ code, parameters: parameters.map(([name, value]) => ({ name, value })) })).error?.['faults'] as { argument: string; check: string }[]).map(({ argument, check }) => `${argument} ${check}`)
    expect(await faults('NOTHING')).toEqual(['input.code CODE'])
    expect(await faults('AFTER_HOURS', ['constructor', 1], ['from', 25])).toEqual(['input.parameters[0].name NAME', 'input.parameters[1].value RANGE'])
    expect(await faults('AFTER_HOURS', ['from', 18])).toEqual(['input.parameters ORDER'])
    expect(await faults('AFTER_HOURS', ['weekendTo', 8], ['holidayFrom', 1])).toEqual(['input.parameters ORDER', 'input.parameters ORDER'])
    expect(await faults('MANY_SUBJECTS', ['operator', 0])).toEqual(['input.parameters[0].value RANGE'])
    expect(await faults('MANY_SUBJECTS', ['operator', 2], ['operator', 3])).toEqual(['input.parameters[1].name TWICE'])
  })

  it('changed in part, and raises by it from then on', async () => {
    expect((await to({ code: 'MANY_SUBJECTS', parameters: [{ name: 'operator', value: 1 }] })).told).toEqual({
      code: { code: 'MANY_SUBJECTS' }, enabled: true, parameters: [{ name: 'operator', value: 1 }, { name: 'unattended', value: 5 }],
    })
    await read('a', 'b')
    expect(await kinds()).toEqual(['MANY_SUBJECTS'])
    expect(await rules({ ...PLAN, personas: ['auditor'] })).toHaveLength(5)
  })
})
