import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import { type Database, openDatabase } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { catalogue, type NewNotice, sendNotices, type WebhookOutbox, webhookOutbox } from '../../subgraphs/catalogue/index.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { documentedReceiver, type IsFromHub, openReceiver, type Receiver } from '../../tests/harness/receiver.ts'
import { until } from '../../tests/harness/until.ts'
import { shippedLimits } from '../sla.ts'
import { Deliverer } from './deliverer.ts'
import { type WebhookHosts, webhookHosts } from './hosts.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const KEY = Buffer.alloc(32, 6)
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Longer than anything takes here: a notice that was given up rests, and the clock stands still. */
const PATIENT_MS = 600_000
const HERE = webhookHosts('', true) as WebhookHosts

let db: TestDatabase
let library: Subgraph
let steward: AccessPlan
let isFromHub: IsFromHub
let now = testClock.now()
const clock = { now: () => now }
const open: { stop?(): Promise<void>; close?(): Promise<void> }[] = []

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  library = catalogue({ db, clock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [], limits: shippedLimits(), webhooks: { key: KEY, mayTell: () => true } })
  const own = new ContractItems(readContract('catalogue')).all()
  steward = planOf({ agency: CIVIL_AFFAIRS, personas: ['steward'], common: Object.fromEntries(own.map(({ coordinate }) => [coordinate, 'CLEAR'])) })
  isFromHub = await documentedReceiver()
})
beforeEach(async () => {
  now = testClock.now()
  await db.orm.execute(sql`truncate catalogue.notice, catalogue.webhook, catalogue.webhook_delivery, catalogue.webhook_attempt restart identity`)
})
afterEach(async () => {
  for (const each of open.splice(0)) await (each.stop?.() ?? each.close?.())
})
afterAll(() => db.close())

async function receiver(): Promise<Receiver> {
  const opened = await openReceiver()
  open.push(opened)
  return opened
}

async function hook(url: string) {
  const { data } = await ask(library, steward, 'mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { id secret } }', { input: { url } })
  return data?.['registerWebhook'] as { id: string; secret: string }
}

const outboxOf = (of: Database, key = KEY): WebhookOutbox => webhookOutbox({ db: of, clock, chance: () => 1, key })

function deliver(more: { hosts?: WebhookHosts; outbox?: WebhookOutbox; patienceMs?: number } = {}): Deliverer {
  const deliverer = new Deliverer({ outbox: outboxOf(db), hosts: HERE, clock, everyMs: 10, patienceMs: PATIENT_MS, ...more })
  open.push(deliverer)
  return deliverer
}

const revoked = (id: string): NewNotice => ({ kind: 'GRANT_REVOKED', agency: CIVIL_AFFAIRS, id, at: new Date(now) })
const tell = (...ids: string[]) => sendNotices(db, ids.map(revoked))

async function log(webhook: string) {
  const selection = 'notice attempt status fault { code } durationMs state { code }'
  const { data } = await ask(library, steward, `{ webhookDeliveries(webhook: "${webhook}", first: 100) { edges { node { ${selection} } } } }`)
  type Sent = { notice: string; attempt: number; status: number | null; fault: { code: string } | null; durationMs: number; state: { code: string } }
  return (data?.['webhookDeliveries'] as { edges: { node: Sent }[] }).edges.map(({ node }) => node)
}
const toldShort = async (webhook: string) =>
  (await log(webhook)).map(({ notice, attempt, status, fault, state }) => `${notice}.${attempt} ${status ?? ''} ${fault?.code ?? 'ok'} ${state.code}`)
const logged = (webhook: string, times: number) => until(async () => (await log(webhook)).length === times)

describe('nothing is delivered', () => {
  it('to an address that the list of hosts does not name any longer, which the log tells', async () => {
    const there = await receiver()
    const { id } = await hook(there.url)
    await tell('G1')
    deliver({ hosts: webhookHosts('hooks.example.com', false) as WebhookHosts })
    await logged(id, 1)
    expect([await toldShort(id), there.received]).toEqual([['1.1  NOT_ALLOWED WAITING'], []])
  })

  it('to a listed name that leads to this machine', async () => {
    const there = await receiver()
    const { id } = await hook(there.url.replace('http://127.0.0.1', 'https://localhost'))
    await tell('G1')
    deliver({ hosts: webhookHosts('localhost', false) as WebhookHosts })
    await logged(id, 1)
    expect([await toldShort(id), there.received]).toEqual([['1.1  NOT_ALLOWED WAITING'], []])
  })

  it('where a receiver sends us on to', async () => {
    const [there, elsewhere] = [await receiver(), await receiver()]
    there.answer = (response) => response.writeHead(307, { location: elsewhere.url }).end()
    const { id } = await hook(there.url)
    await tell('G1')
    deliver()
    await logged(id, 1)
    expect([await toldShort(id), elsewhere.received]).toEqual([['1.1 307 STATUS WAITING'], []])
  })

  it.each([
    ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'], ['answers nonsense', 'nonsense\r\n\r\n'], ['just leaves', ''],
    ['has endless headers', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`],
  ])('to a receiver that %s, and it is not waited for', async (_what, text) => {
    const there = await receiver()
    there.answer = (response) => response.socket?.end(text)
    const { id } = await hook(there.url)
    await tell('G1')
    deliver()
    await logged(id, 1)
    expect(await toldShort(id)).toEqual(['1.1  UNREACHABLE WAITING'])
  })

  it('with a secret that another key has sealed', async () => {
    const there = await receiver()
    const { id } = await hook(there.url)
    await tell('G1')
    deliver({ outbox: outboxOf(db, Buffer.alloc(32, 9)) })
    await logged(id, 1)
    expect([await toldShort(id), there.received]).toEqual([['1.1  UNSIGNED WAITING'], []])
  })

  it('any more a day after it happened, of which the inbox tells once a day', async () => {
    const there = await receiver()
    there.answer = (response) => response.writeHead(500).end()
    const { id } = await hook(there.url)
    await tell('G1', 'G2')
    now += DAY_MS
    deliver()
    await logged(id, 1)
    now += MINUTE_MS
    await logged(id, 2)
    expect(await toldShort(id)).toEqual(['2.1 500 STATUS DEAD', '1.1 500 STATUS DEAD'])
    const { data } = await ask(library, steward, '{ notices(filter: { kind: "WEBHOOK_FAILING" }) { edges { node { about { id } } } } }')
    expect(data?.['notices']).toEqual({ edges: [{ node: { about: { id } } }] })
    now += DAY_MS
    await rest(100)
    expect(await log(id)).toHaveLength(2)
  })
})

describe('a notice', () => {
  it('is sent again until it is accepted, after a longer rest each time, signed anew and with one id', async () => {
    const there = await receiver()
    const { id, secret } = await hook(there.url)
    there.answer = (response) => response.writeHead(there.received.length < 3 ? 503 : 204).end()
    await tell('G1')
    deliver()
    await logged(id, 1)
    now += 1_999
    await rest(100)
    expect(there.received).toHaveLength(1)
    now += 1
    await logged(id, 2)
    now += 4_000
    await logged(id, 3)
    expect(await toldShort(id)).toEqual(['1.3 204 ok DELIVERED', '1.2 503 STATUS DELIVERED', '1.1 503 STATUS DELIVERED'])
    expect(there.received.map((each) => isFromHub(secret, each, each.body, now / 1_000))).toEqual([true, true, true])
    expect(there.received.map((each) => [each.id, each.headers['govshare-notice'], each.headers['govshare-webhook']])).toEqual(Array(3).fill(['1', '1', id]))
    expect(JSON.parse(there.received[0]?.body ?? '')).toEqual({
      id: '1', at: '2026-03-02T09:00:00.000+08:00', kind: 'GRANT_REVOKED', agency: CIVIL_AFFAIRS, about: { kind: 'GRANT', id: 'G1' }, zh: '共享授权 G1 已撤销', en: 'grant G1 was revoked',
    })
  })

  it('is delivered once the status has come, however long and large the rest of the answer is', async () => {
    const there = await receiver()
    there.answer = (response) => {
      response.writeHead(200)
      const more = setInterval(() => response.write(Buffer.alloc(1_000_000)), 1)
      response.on('close', () => clearInterval(more))
    }
    const { id } = await hook(there.url)
    await tell('G1')
    deliver()
    await logged(id, 1)
    expect(await toldShort(id)).toEqual(['1.1 200 ok DELIVERED'])
  })

  it('does not wait for a receiver that hangs, nor for one that is not there', async () => {
    const [hanging, gone, there] = [await receiver(), await receiver(), await receiver()]
    hanging.answer = () => {}
    const [first, second] = [await hook(hanging.url), await hook(gone.url), await hook(there.url)]
    await gone.close()
    await tell('G1')
    const patient = deliver()
    await until(async () => there.received.length === 1 && hanging.received.length === 1)
    await logged(second.id, 1)
    expect([await toldShort(first.id), await toldShort(second.id)]).toEqual([[], ['1.1  UNREACHABLE WAITING']])
    await patient.stop()
    deliver({ patienceMs: 100 })
    await logged(first.id, 1)
    expect(await toldShort(first.id)).toEqual(['1.1  TIMEOUT WAITING'])
    expect((await log(first.id))[0]?.durationMs).toBeGreaterThanOrEqual(90)
  })

  it('that a receiver never accepts keeps the others of its webhook waiting for seconds, not for a day', async () => {
    const there = await receiver()
    there.answer = (response, { id }) => response.writeHead(id === '1' ? 400 : 204).end()
    const { id } = await hook(there.url)
    await tell('G1', 'G2', 'G3')
    deliver()
    await logged(id, 1)
    now += 1_000
    await logged(id, 3)
    expect(await toldShort(id)).toEqual(['3.1 204 ok DELIVERED', '2.1 204 ok DELIVERED', '1.1 400 STATUS WAITING'])
  })

  it('that was sent by a process which then went down is sent again by another, a minute later', async () => {
    const there = await receiver()
    const { id } = await hook(there.url)
    await tell('G1')
    const killed = { ...outboxOf(db), settle: () => Promise.reject(new Error('killed')), release: () => Promise.reject(new Error('killed')) }
    const first = deliver({ outbox: killed })
    await until(async () => there.received.length === 1)
    await first.stop()
    deliver()
    await rest(100)
    expect([there.received.length, await log(id)]).toEqual([1, []])
    now += MINUTE_MS
    await logged(id, 1)
    expect(there.received.map((each) => each.id)).toEqual(['1', '1'])
  })

  it('that is being sent when the hub stops is sent at its next start', async () => {
    const there = await receiver()
    there.answer = () => {}
    const { id } = await hook(there.url)
    await tell('G1')
    const first = deliver()
    await until(async () => there.received.length === 1)
    await first.stop()
    there.answer = (response) => response.writeHead(204).end()
    deliver()
    await logged(id, 1)
    expect(await toldShort(id)).toEqual(['1.1 204 ok DELIVERED'])
  })

  it('is sent once by several routers, and in order', async () => {
    const there = await receiver()
    const { id } = await hook(there.url)
    const apart = db.url === undefined ? db : await openDatabase({ url: db.url, connections: 4 })
    const both = [deliver(), deliver({ outbox: outboxOf(apart) })]
    for (let times = 0; times < 6; times += 1) await tell(...Array.from({ length: 5 }, (_none, at) => `G${times}-${at}`))
    await logged(id, 30)
    await rest(100)
    expect(there.received.map((each) => Number(each.id))).toEqual(Array.from({ length: 30 }, (_none, at) => at + 1))
    for (const each of both) await each.stop()
    if (apart !== db) await apart.close()
  })

  it('is counted by what came of it, and as waiting until then', async () => {
    const there = await receiver()
    there.answer = (response) => response.writeHead(there.received.length < 2 ? 500 : 204).end()
    const { id } = await hook(there.url)
    await tell('G1')
    const outbox = outboxOf(db)
    // What came of it is known before it is written, and it is sent again so long after the writing.
    const slow = { ...outbox, settle: (...of: Parameters<typeof outbox.settle>) => rest(200).then(() => outbox.settle(...of)) }
    const deliverer = deliver({ outbox: slow })
    expect(await deliverer.waiting()).toBe(1)
    await logged(id, 1)
    expect([...deliverer.outcomes]).toEqual([['STATUS', 1]])
    now += 2_000
    await until(async () => (await deliverer.waiting()) === 0)
    expect([...deliverer.outcomes]).toEqual([['STATUS', 1], ['DELIVERED', 1]])
  })
})
