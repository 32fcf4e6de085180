import { shippedLimits } from '../../router/sla.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { catalogue, catalogueFacts, catalogueNews } from './index.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const UNKNOWN = '91990100MA0000AB0H'

let db: Database
let library: Subgraph
let everything: AccessPlan

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  const agency = (creditCode: string) => ({ creditCode, name: '示例机构', division: '990101000000', regions: ['990101000000'] })
  await load(db, {
    agencies: [agency(CIVIL_AFFAIRS), agency(PUBLIC_SECURITY)],
    consumers: [
      { id: 'authority', name: '示例主管系统', state: 'ACTIVE', personas: ['sharing-authority'] },
      { id: 'desk', name: '示例审批系统', state: 'ACTIVE', personas: ['approver'] },
    ],
    registrations: [
      { consumer: 'authority', agency: PUBLIC_SECURITY, state: 'ACTIVE' },
      { consumer: 'desk', agency: PUBLIC_SECURITY, state: 'ACTIVE' }, { consumer: 'desk', agency: CIVIL_AFFAIRS, state: 'ACTIVE' },
    ],
    resources: [], resourceItems: [], grants: [], grantItems: [],
  })
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [], limits: shippedLimits() })
  const own = new ContractItems(readContract('catalogue')).all()
  everything = planOf({ common: Object.fromEntries(own.map(({ coordinate }) => [coordinate, 'CLEAR'])) })
})
afterAll(() => db.close())

const as = (agency: string, ...personas: string[]): AccessPlan => ({ ...everything, agency, personas, actor: { consumer: 'authority', operator: 'op', represented: null, inPerson: false, byMandate: false } })
const authority = () => as(PUBLIC_SECURITY, 'sharing-authority')

async function act(plan: AccessPlan, name: string, input: object, selection = 'id state { code } registrations { agency { creditCode } state { code } }') {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await ask(library, plan, `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input })
  return { consumer: (data?.[name] ?? null) as Record<string, unknown> | null, error: errors?.[0]?.extensions, message: errors?.[0]?.message }
}
const NEW = { id: 'new-system', name: '示例新系统', roles: ['steward'], agencies: [CIVIL_AFFAIRS], reason: '新建' }
const consumerOf = async (id: string) => (await catalogueFacts(db).consumers([id]))[0]

describe('an act on a system is refused', () => {
  it.each([
    ['registerConsumer', NEW], ['suspendConsumer', { id: 'desk', reason: '示例' }], ['resumeConsumer', { id: 'desk', reason: '示例' }],
    ['registerAgency', { consumer: 'desk', agency: CIVIL_AFFAIRS, reason: '示例' }], ['suspendRegistration', { consumer: 'desk', agency: CIVIL_AFFAIRS, reason: '示例' }],
    ['resumeRegistration', { consumer: 'desk', agency: CIVIL_AFFAIRS, reason: '示例' }],
  ])('%s by anybody but the sharing authority', async (name, input) => {
    for (const role of ['', 'steward', 'approver', 'auditor']) expect((await act(as(CIVIL_AFFAIRS, role), name, input)).error?.['code']).toBe('FORBIDDEN')
  })

  it('with every fault of a registration at once, and nothing is registered', async () => {
    const input = { id: 'A B', name: ' ', roles: ['steward', 'king'], agencies: [CIVIL_AFFAIRS, UNKNOWN], reason: '' }
    const { error } = await act(authority(), 'registerConsumer', input)
    expect(error?.['code']).toBe('BAD_USER_INPUT')
    expect((error?.['faults'] as { argument: string }[]).map(({ argument }) => argument)).toEqual(['input.id', 'input.name', 'input.roles[1]', 'input.reason', 'input.agencies[1]'])
    expect(await consumerOf('A B')).toBeUndefined()
  })

  it.each([
    ['suspendConsumer', { id: 'nobody' }, 'NOT_FOUND'], ['resumeConsumer', { id: 'desk' }, 'CONFLICT'], ['suspendConsumer', { id: 'authority' }, 'CONFLICT'],
    ['registerAgency', { consumer: 'desk', agency: CIVIL_AFFAIRS }, 'CONFLICT'], ['registerAgency', { consumer: 'nobody', agency: CIVIL_AFFAIRS }, 'NOT_FOUND'],
    ['registerAgency', { consumer: 'desk', agency: UNKNOWN }, 'BAD_USER_INPUT'], ['suspendRegistration', { consumer: 'authority', agency: PUBLIC_SECURITY }, 'CONFLICT'],
    ['suspendRegistration', { consumer: 'desk', agency: UNKNOWN }, 'NOT_FOUND'], ['resumeRegistration', { consumer: 'desk', agency: CIVIL_AFFAIRS }, 'CONFLICT'],
    ['registerConsumer', { ...NEW, id: 'desk' }, 'CONFLICT'],
  ])('%s of %o: %s', async (name, input, code) => {
    expect((await act(authority(), name, { reason: '示例', ...input })).error?.['code']).toBe(code)
  })
})

describe('a system', () => {
  it('is registered once, with the agencies that it serves, and asks from then on', async () => {
    const input = { ...NEW, agencies: [CIVIL_AFFAIRS, CIVIL_AFFAIRS], clientMutationId: 'one' }
    const both = [await act(authority(), 'registerConsumer', input), await act(authority(), 'registerConsumer', input)]
    expect(both[1]).toEqual(both[0])
    expect(both[0]?.consumer).toEqual({ id: 'new-system', state: { code: 'ACTIVE' }, registrations: [{ agency: { creditCode: CIVIL_AFFAIRS }, state: { code: 'ACTIVE' } }] })
    expect(await consumerOf('new-system')).toEqual({ id: 'new-system', state: 'ACTIVE', personas: ['steward'], agencies: [CIVIL_AFFAIRS] })
  })

  it('is suspended and resumed, alone or for one agency, and tells what was done to it by whom', async () => {
    const of = { consumer: 'desk', agency: CIVIL_AFFAIRS }
    expect((await act(authority(), 'suspendConsumer', { id: 'desk', reason: '异常' })).consumer?.['state']).toEqual({ code: 'SUSPENDED' })
    expect((await consumerOf('desk'))?.state).toBe('SUSPENDED')
    expect((await act(authority(), 'suspendConsumer', { id: 'desk', reason: '异常' })).message).toBe('the state is SUSPENDED already')
    await act(authority(), 'resumeConsumer', { id: 'desk', reason: '恢复' })
    await act(authority(), 'suspendRegistration', { ...of, reason: '职责调整' })
    expect((await consumerOf('desk'))?.agencies).toEqual([PUBLIC_SECURITY])
    const { consumer } = await act(authority(), 'resumeRegistration', { ...of, reason: '恢复' }, 'events { action served { creditCode } operator from to reason }')
    expect(await consumerOf('desk')).toMatchObject({ state: 'ACTIVE', agencies: [CIVIL_AFFAIRS, PUBLIC_SECURITY].sort() })
    const by = { operator: 'op', served: null }
    expect(consumer?.['events']).toEqual([
      { ...by, action: 'SUSPEND', from: 'ACTIVE', to: 'SUSPENDED', reason: '异常' },
      { ...by, action: 'RESUME', from: 'SUSPENDED', to: 'ACTIVE', reason: '恢复' },
      { ...by, served: { creditCode: CIVIL_AFFAIRS }, action: 'SUSPEND_AGENCY', from: 'ACTIVE', to: 'SUSPENDED', reason: '职责调整' },
      { ...by, served: { creditCode: CIVIL_AFFAIRS }, action: 'RESUME_AGENCY', from: 'SUSPENDED', to: 'ACTIVE', reason: '恢复' },
    ])
  })

  it('is listed for the sharing authority, and for an agency that it serves as far as that agency is concerned', async () => {
    const list = async (plan: AccessPlan, given = '') => (await ask(library, plan, `{ consumers${given} { edges { node { id roles registrations { agency { creditCode } } } } pageInfo { hasNextPage endCursor } } }`)).data?.['consumers'] as {
      edges: { node: { id: string; registrations: unknown[] } }[]; pageInfo: { hasNextPage: boolean; endCursor: string }
    }
    const ids = (page: Awaited<ReturnType<typeof list>>) => page.edges.map(({ node }) => node.id)
    const first = await list(authority(), '(first: 2)')
    expect([ids(first), first.pageInfo.hasNextPage]).toEqual([['authority', 'desk'], true])
    expect(ids(await list(authority(), `(first: 2, after: "${first.pageInfo.endCursor}")`))).toEqual(['new-system'])
    const own = await list(as(CIVIL_AFFAIRS))
    expect(ids(own)).toEqual(['desk', 'new-system'])
    expect(own.edges[0]?.node.registrations).toEqual([{ agency: { creditCode: CIVIL_AFFAIRS } }])
    expect([ids(await list(as(UNKNOWN))), ids(await list(as('')))]).toEqual([[], []])
  })
})

describe('whoever hears of changes', () => {
  it('hears of each before whoever made it goes on, and of none that failed, until it stops', async () => {
    const heard: (number | null)[] = []
    const news = catalogueNews(db, (version) => void heard.push(version))
    const version = await catalogueFacts(db).version()
    await act(authority(), 'suspendConsumer', { id: 'desk', reason: '示例' })
    expect(heard).toContain(version + 1)
    await act(authority(), 'suspendConsumer', { id: 'desk', reason: '示例' })
    expect(heard).not.toContain(version + 2)
    await news.stop()
    heard.length = 0
    await act(authority(), 'resumeConsumer', { id: 'desk', reason: '示例' })
    expect(heard).toEqual([])
  })
})
