import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan, NamedMatter } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { type ContractItem, ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { shippedLimits } from '../../router/sla.ts'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { type CatalogueRows, load } from './commands.ts'
import { type ApplicationState, applicationStates } from './domain/application-states.ts'
import { wasSent } from './domain/application-moves.ts'
import { catalogue, catalogueFacts } from './index.ts'

const US = '11990000000000019A'
const POLICE = '1199010000000022XR'
const CITY = '1299000040000000XH'
const MATTER: NamedMatter = {
  code: '11990000000000019A3990511001001', basicCode: '990511001001', name: '示例事项', agency: US, jointAgencies: [], entrustedAgencies: [], division: '990101000000',
  handleScope: null, afterDecisionDays: 0, inUse: true,
}

const ROWS: CatalogueRows = {
  agencies: [{ creditCode: US, name: '示例民政局', division: '990101000000', regions: ['990101000000'] }],
  consumers: [], registrations: [], grants: [], grantItems: [],
  resources: [{
    code: '101001/000001', classCode: '101001', name: '人口基本信息', provider: POLICE, format: '7', shareClass: 'CONDITIONAL', updateCycle: '1', open: false, state: 'PUBLISHED', version: 1,
  }],
  resourceItems: [{ resource: '101001/000001', item: 'Person.name', ordinal: 1, title: '姓名', dataType: 'String', share: 'CONDITIONAL', dataClass: 'PERSONAL', mask: 'NAME', open: false }],
}

const NAME = new ContractItems(readContract('population')).get('Person.name') as ContractItem
const INPUT = {
  items: [{ item: 'Person.name', disclosure: 'CLEAR' }], matters: [MATTER.code], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] },
  regions: ['990101000000'], validFrom: '2026-03-02', validTo: '2026-12-31', legalBasis: '示例法第一条', scenario: '核对姓名',
}

let db: Database
let library: Subgraph
beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [NAME], limits: shippedLimits() })
  await load(db, ROWS)
})
afterAll(() => db?.close())

const plan = (agency: string, operator: string, ...personas: string[]): AccessPlan =>
  planOf({
    agency, personas, actor: { operator }, matters: [MATTER],
    common: Object.fromEntries(library.items.all().map(({ coordinate }) => [coordinate, 'CLEAR' as const])),
  })
const clerk = () => plan(US, 'clerk')
const office = () => plan(US, 'head', 'approver')
const provider = () => plan(POLICE, 'approver', 'approver')
const authority = () => plan(CITY, 'officer', 'sharing-authority')

async function change(by: AccessPlan, name: string, type: string, input: object, fields = 'id state { code } clock { dueOn state daysLeft }') {
  const { data, errors } = await ask(library, by, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input })
  return { changed: data?.[name] as Record<string, unknown> | null, codes: (errors ?? []).map(({ extensions }) => extensions['code']) }
}

async function sent(): Promise<string> {
  const { changed } = await change(clerk(), 'submitApplication', 'ApplicationInput', INPUT)
  const id = changed?.['id'] as string
  await change(office(), 'reviewApplication', 'ReviewApplicationInput', { id, decision: 'APPROVE' })
  return id
}

const loadYear = (by: AccessPlan, year: number, days: object[]) => change(by, 'loadCalendar', 'LoadCalendarInput', { year, days }, 'year days { day worked name }')
const NEW_YEAR = { day: '2026-01-01', worked: false, name: '元旦' }

const clockOf = async (id: string) => {
  const { data } = await ask(library, clerk(), `{ application(id: "${id}") { clock { dueOn state daysLeft } } }`)
  return (data?.['application'] as { clock: object }).clock
}

describe('the calendar', () => {
  it('is loaded by the sharing authority alone, and without faults', async () => {
    expect((await loadYear(clerk(), 2026, [NEW_YEAR])).codes).toEqual(['FORBIDDEN'])
    const { changed, codes } = await loadYear(authority(), 2026, [{ day: '2027-01-01', worked: false, name: '元旦' }])
    expect([changed, codes]).toEqual([null, ['BAD_USER_INPUT']])
    expect((await ask(library, clerk(), '{ workingYear(year: 2026) { days { day } } }')).data).toEqual({ workingYear: null })
  })

  it('that is not loaded leaves days due open and says so, and counts them once it is, the days of waiting left out', async () => {
    const plain = await sent()
    const waiting = await sent()
    await change(provider(), 'requestSupplement', 'ApplicationReasonInput', { id: waiting, reason: '请补充' })
    expect(await clockOf(waiting)).toEqual({ dueOn: null, state: 'STOPPED', daysLeft: null })
    await change(clerk(), 'supplementApplication', 'ApplicationReasonInput', { id: waiting, reason: '补充' })
    expect([await clockOf(plain), await clockOf(waiting)]).toEqual([{ dueOn: null, state: 'UNKNOWN', daysLeft: null }, { dueOn: null, state: 'UNKNOWN', daysLeft: null }])
    expect((await change(authority(), 'extendApplication', 'ExtendApplicationInput', { id: plain, days: 3, reason: '核对' })).codes).toEqual(['CONFLICT'])

    await db.orm.execute(sql`update catalogue.event set at = '2026-03-02T01:00:00Z' where action = 'REQUEST_SUPPLEMENT'`)
    await db.orm.execute(sql`update catalogue.event set at = '2026-03-04T01:00:00Z' where action = 'SUPPLEMENT'`)
    const holiday = { day: '2026-03-10', worked: false, name: '示例节' }
    expect((await loadYear(authority(), 2026, [holiday, NEW_YEAR])).changed).toEqual({ year: 2026, days: [NEW_YEAR, holiday] })
    expect(await clockOf(plain)).toEqual({ dueOn: '2026-03-17', state: 'NORMAL', daysLeft: 10 })
    expect(await clockOf(waiting)).toMatchObject({ dueOn: '2026-03-19' })
  })

  it('that is loaded anew forgets what it held', async () => {
    await loadYear(authority(), 2026, [NEW_YEAR])
    const id = await sent()
    expect(await clockOf(id)).toMatchObject({ dueOn: '2026-03-16' })
    expect(await catalogueFacts(db).calendarDays()).toEqual([{ day: '2026-01-01', worked: false }])
  })
})

describe('applications', () => {
  it('are read with a fixed number of statements, however many there are', async () => {
    const question = '{ applications(first: 100) { edges { node { id state { code } clock { dueOn } items { item } events { action } } } } }'
    const counted = async () => {
      const before = db.statements.count
      const { data } = await ask(library, clerk(), question)
      return [db.statements.count - before, (data?.['applications'] as { edges: unknown[] }).edges.length]
    }
    const [few, some] = await counted()
    for (let more = 0; more < 5; more += 1) await sent()
    const [many, all] = await counted()
    expect([few, many]).toEqual([4, 4])
    expect(all).toBe((some ?? 0) + 5)
  })

  it('sent at the same time under one id are one', async () => {
    const input = { ...INPUT, clientMutationId: 'one' }
    const found = await Promise.all([1, 2, 3].map(() => change(clerk(), 'submitApplication', 'ApplicationInput', input)))
    expect(new Set(found.map(({ changed }) => changed?.['id'])).size).toBe(1)
  })

  it('that are decided at the same time are decided once, and leave one grant', async () => {
    const id = await sent()
    const decide = (operator: string) => change(plan(POLICE, operator, 'approver'), 'decideApplication', 'DecideApplicationInput', { id, decision: 'APPROVE' })
    const found = await Promise.all(['one', 'two', 'three'].map(decide))
    expect(found.flatMap(({ codes }) => codes)).toEqual(['CONFLICT', 'CONFLICT'])
    const grants = (await db.orm.execute(sql`select hash from catalogue.access_grant where id = ${`G${id}`}`)) as unknown as { rows?: unknown[]; length?: number }
    expect(grants.rows?.length ?? grants.length).toBe(1)
  })

  it('are listed to their provider exactly once they were sent', async () => {
    const states = (Object.keys(applicationStates) as ApplicationState[]).flatMap((state) => [1, 2, 3].map((version) => ({ state, version })))
    const [first] = [await sent()]
    for (const { state, version } of states) {
      await db.orm.execute(sql`update catalogue.application set state = ${state}, version = ${version} where id = ${first}`)
      const { data } = await ask(library, provider(), '{ applications(first: 100) { edges { node { id } } } }')
      const listed = (data?.['applications'] as { edges: { node: { id: string } }[] }).edges.some(({ node }) => node.id === first)
      expect([state, version, listed]).toEqual([state, version, wasSent({ state, version })])
    }
  })
})
