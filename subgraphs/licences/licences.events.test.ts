import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import type { Disclosure } from '#platform/access'
import { ask, planOf } from '../../tests/harness/library.ts'
import type { TestDatabase } from '../../tests/harness/database.ts'
import { SERVER } from '../../tests/harness/server.ts'
import { tell } from './commands.versions.ts'
import { licenceEvent } from './tables.issuing.ts'
import { BUSINESS, CARD, DEED, ISSUER, ofType, openLicences, SELLER, STRANGER, testKeys, TITLE_DEED } from './testing.ts'

const { issuerKeys, rows } = testKeys(ISSUER)
const ISSUE = 'mutation ($input: IssueLicencesInput!) { issueLicences(input: $input) { results { identifier faults { check } } } }'
const CHANGE = 'mutation ($input: ChangeLicencesInput!) { changeLicences(input: $input) { results { identifier faults { check } } } }'
const EVENTS = `query ($after: String, $first: Int) { licenceEvents(after: $after, first: $first) {
  edges { cursor node { identifier version operation { code name } stateBefore { code } stateAfter { code } at } } pageInfo { hasNextPage endCursor } } }`
const ITEMS: Record<string, Disclosure> = Object.fromEntries(
  ['identifier', 'version', 'operation', 'stateBefore', 'stateAfter', 'at'].map((item) => [`LicenceEvent.${item}`, 'CLEAR']))
const issuer = planOf({ agency: ISSUER })

interface Page { edges: { cursor: string; node: { identifier: string; version: number; operation: { code: string } } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

let db: Database
let library: Subgraph
let serials = 0

beforeAll(async () => {
  const issuers = [CARD, TITLE_DEED].map((type) => ({ type, issuer: ISSUER, name: '示例机关', level: '4', division: '990101000000' }))
  ;({ db, library } = await openLicences({ issuerKeys: rows, issuers }, { issuerKeys }))
})

afterAll(() => db.close())

const following = (...types: string[]) => planOf({ common: Object.assign({}, ...types.map((type) => ofType(type, ITEMS))) as Record<string, Disclosure> })
const one = (subject = SELLER) => ({ serial: `E${++serials}`, holders: [{ citizenId: subject, name: '张大山' }], face: [{ name: 'name', value: '张大山' }] })
const madeBy = async (query: string, input: object, plan = issuer): Promise<string[]> => {
  const { data, errors } = await ask(library, plan, query, { input })
  expect(errors).toBeUndefined()
  return (Object.values(data ?? {})[0] as { results: { identifier: string }[] }).results.map(({ identifier }) => identifier)
}
const issue = (type: string, ...licences: object[]) => madeBy(ISSUE, { type, licences })
const page = async (plan: ReturnType<typeof planOf>, after: string | null = null, first = 100) => (await ask(library, plan, EVENTS, { after, first })).data?.['licenceEvents'] as Page
const read = async (plan: ReturnType<typeof planOf>, after: string | null, first = 100): Promise<{ events: Page['edges'][number]['node'][]; end: string | null }> => {
  const found: Page['edges'][number]['node'][] = []
  for (let end = after; ;) {
    const { edges, pageInfo } = await page(plan, end, first)
    found.push(...edges.map(({ node }) => node))
    end = pageInfo.endCursor ?? end
    if (!pageInfo.hasNextPage) return { events: found, end }
  }
}
const end = async (plan: ReturnType<typeof planOf>) => (await read(plan, null)).end

describe('events are told', () => {
  it('to nobody without a grant, and of no type that is not granted', async () => {
    await issue(CARD, one())
    const { errors } = await ask(library, planOf({ personas: [] }), EVENTS)
    expect(errors?.[0]?.extensions['coordinate']).toBe('LicenceEvent.identifier')
    const before = db.statements.count
    expect((await ask(library, planOf({ common: ITEMS }), EVENTS)).data).toEqual({ licenceEvents: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } })
    expect(db.statements.count).toBe(before)
    expect((await read(following(TITLE_DEED), null)).events).toEqual([])
    expect((await read(following(BUSINESS), null)).events).toEqual([])
  })

  it('without what of them is not granted', async () => {
    const plan = planOf({ common: { ...ofType(CARD, { 'LicenceEvent.operation': 'CLEAR' }), ...ofType(TITLE_DEED, ITEMS) } })
    await issue(CARD, one())
    const { edges } = await page(plan)
    expect(edges.at(-1)?.node).toEqual({ identifier: null, version: null, operation: { code: 'ISSUE', name: '新发' }, stateBefore: null, stateAfter: null, at: null })
  })

  it('of no licence of a sealed person, whose events keep nobody waiting and leave no place behind', async () => {
    const from = await end(following(CARD))
    await issue(CARD, one(STRANGER), one(), one(STRANGER))
    const plan = planOf({ common: ofType(CARD, ITEMS), sealed: [STRANGER] })
    const { events, end: last } = await read(plan, from, 1)
    expect(events).toHaveLength(1)
    expect((await read(plan, last)).events).toEqual([])
    // A page that is short of what was asked for, with another behind it, would tell of them.
    const { edges, pageInfo } = await page(plan, from, 1)
    expect([edges.length, pageInfo]).toEqual([1, { hasNextPage: false, endCursor: edges[0]?.cursor }])
  })

  it('after no cursor but one of this list', async () => {
    const { errors } = await ask(library, following(CARD), EVENTS, { after: 'MQ' })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' })
    for (const first of [0, 101]) expect((await ask(library, following(CARD), EVENTS, { first })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' })
  })

  it('of all types that are granted, each once and in the order in which it was done', async () => {
    const plan = following(CARD, TITLE_DEED)
    const from = await end(plan)
    const [first = ''] = await issue(CARD, one())
    const [second = ''] = await madeBy(CHANGE, { operation: 'SUSPEND', reason: '示例原因', licences: [{ identifier: first }] })
    const deeds = await issue(TITLE_DEED, one(), one())
    const [third = ''] = await madeBy(CHANGE, { operation: 'RESTORE', reason: '示例原因', licences: [{ identifier: second }] })
    const told = (await read(plan, from, 2)).events
    expect(told.map(({ identifier }) => identifier)).toEqual([first, second, ...[...deeds].sort(), third])
    expect(told.at(-1)).toEqual({
      identifier: third, version: 3, operation: { code: 'RESTORE', name: '暂扣发还' }, stateBefore: { code: '02' }, stateAfter: { code: '01' }, at: '2026-03-02T09:00:00.000+08:00',
    })
    expect((await read(following(TITLE_DEED), from)).events.map(({ identifier }) => identifier).sort()).toEqual([...deeds].sort())
  })

  it('of nothing that was not done', async () => {
    const plan = following(CARD)
    const from = await end(plan)
    await ask(library, issuer, ISSUE, { input: { type: CARD, licences: [one(), { ...one(), holders: [] }] } })
    await ask(library, issuer, CHANGE, { input: { operation: 'SUSPEND', reason: '示例原因', licences: [{ identifier: DEED }, { identifier: DEED }] } })
    expect((await read(plan, from)).events).toEqual([])
  })
})

/** Who waits for a lock of their own naming in the database of this file. */
async function waiting({ orm }: Database): Promise<number | undefined> {
  const waits = sql`pg_locks where not granted and locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`
  return (await orm.select({ count: sql<number>`count(*)::int` }).from(waits))[0]?.count
}

describe.runIf(SERVER !== undefined)('on a server', () => {
  it('no event is missed by whoever reads while many write', async () => {
    const plan = following(CARD)
    const from = await end(plan)
    const written: string[] = []
    let writing = true
    const writer = async () => {
      for (let turn = 0; turn < 12; turn++) {
        const made = await issue(CARD, ...Array.from({ length: 1 + (turn % 5) }, () => one()))
        written.push(...made, ...(await madeBy(CHANGE, { operation: 'CHANGE', reason: '示例原因', licences: made.map((identifier) => ({ identifier })) })))
      }
    }
    const seen: string[] = []
    const reader = async () => {
      for (let at = from; ;) {
        const last = !writing
        const { events, end: next } = await read(plan, at, 7)
        seen.push(...events.map(({ identifier }) => identifier))
        at = next
        if (last) return
      }
    }
    const readers = reader()
    await Promise.all(Array.from({ length: 6 }, writer))
    writing = false
    await readers
    expect([...seen].sort()).toEqual([...written].sort())
    for (const identifier of written) if (identifier.includes('.002.')) expect(seen.indexOf(identifier)).toBeGreaterThan(seen.findIndex((each) => each.startsWith(identifier.slice(0, -5))))
  })

  it('an event whose transaction ends late is not passed by one that came later', async () => {
    const plan = following(TITLE_DEED)
    const from = await end(plan)
    const event = { identifier: DEED, slice: TITLE_DEED, version: 1, operation: 'CHANGE', before: '01', after: '01', reason: null, transferTo: null, caseNo: null, agency: ISSUER, consumer: 'x', operator: 'x', at: new Date(0) }
    const other = await openDatabase({ url: (db as TestDatabase).url as string, connections: 4 })
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    let first: () => void = () => {}
    const told = new Promise<void>((resolve) => (first = resolve))
    const slow = db.orm.transaction(async (orm) => {
      await tell(orm, [{ ...event, operation: 'RESTRICT' }])
      first()
      await held
    })
    await told
    const quick = other.orm.transaction((orm) => tell(orm, [event]))
    try {
      await expect.poll(() => waiting(other)).toBe(1)
      expect((await read(plan, from)).events).toEqual([])
    } finally {
      release()
      await Promise.all([slow, quick])
    }
    expect((await read(plan, from)).events.map(({ operation }) => operation.code)).toEqual(['RESTRICT', 'CHANGE'])
    await other.close()
    expect((await db.orm.select().from(licenceEvent)).length).toBeGreaterThan(0)
  })

  it('of two who change one licence at the same time one does, and the other is told', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const [identifier = ''] = await issue(CARD, one())
      const both = await Promise.all(['SUSPEND', 'RESTRICT'].map((operation) =>
        ask(library, issuer, CHANGE, { input: { operation, reason: '示例原因', licences: [{ identifier }] } })))
      expect(both.filter(({ errors }) => errors === undefined)).toHaveLength(1)
      const [error] = both.flatMap(({ errors }) => errors ?? [])
      expect(error?.extensions['code']).toBe('CONFLICT')
      expect((error?.extensions['faults'] as { check: string }[])[0]?.check).toMatch(/^(CHANGED|NOT_CURRENT)$/)
    }
  })

  it('two batches that hold the same licences never wait for each other crosswise', async () => {
    const made = await issue(CARD, ...Array.from({ length: 40 }, () => one()))
    const both = await Promise.all([made, [...made].reverse()].map((identifiers) =>
      ask(library, issuer, CHANGE, { input: { mode: 'EACH', operation: 'CHANGE', reason: '示例原因', licences: identifiers.map((identifier) => ({ identifier })) } })))
    const results = both.map(({ data, errors }) => {
      expect(errors).toBeUndefined()
      return (data?.['changeLicences'] as { results: { identifier: string | null }[] }).results.filter(({ identifier }) => identifier !== null).length
    })
    expect(results.sort((a, b) => a - b)).toEqual([0, 40])
  })

  it('the same batch sent twice at the same time has one effect', async () => {
    const input = { clientMutationId: 'SAME', type: CARD, licences: [one(), one()] }
    const [first, second] = await Promise.all([1, 2].map(() => ask(library, issuer, ISSUE, { input })))
    expect(first?.errors ?? second?.errors).toBeUndefined()
    expect(first?.data).toEqual(second?.data)
  })

  it('of two who issue under one serial number one does', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const licences = [one()]
      const both = await Promise.all([1, 2].map(() => ask(library, issuer, ISSUE, { input: { type: CARD, licences } })))
      expect(both.filter(({ errors }) => errors === undefined)).toHaveLength(1)
      expect(both.flatMap(({ errors }) => errors ?? [])[0]?.extensions['code']).toBe('CONFLICT')
    }
  })
})
