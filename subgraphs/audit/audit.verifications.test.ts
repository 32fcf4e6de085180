import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf } from '../../tests/harness/library.ts'
import { audit, makeCheckpoint, record, verificationDesk } from './index.ts'
import { recordVerification } from './tables.verifications.ts'
import { entryOf, minute, recordSome, signer, trusted } from './testing.ts'

let now = Date.parse('2026-03-02T12:00:00+08:00')
const clock = { now: () => now }

let db: Database
let library: Subgraph

const EVERYTHING = planOf({ common: Object.fromEntries(new ContractItems(readContract('audit')).all().map(({ coordinate }) => [coordinate, 'CLEAR'])) })
const acting = (operator: string, ...personas: string[]): AccessPlan => ({ ...EVERYTHING, personas, actor: { ...EVERYTHING.actor, operator }, read: new Set() })
const AUDITOR = acting('op-auditor', 'auditor')
const FIELDS = 'id askedAt operator state { code name } total verified checkpoints notAnchored endedAt fault'

beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  library = audit({ db, clock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [] })
  await Promise.all(Array.from({ length: 1_200 }, (_each, index) => record(db, entryOf({ traceId: `t-${index}` }))))
  await makeCheckpoint(db, signer, minute(1))
  await recordSome(db, 3)
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.orm.execute(sql`truncate audit.record_verification, audit.client_mutation`)
})

const desk = () => verificationDesk({ db, clock, keys: trusted })
const always = () => Promise.resolve(true)

async function asked(plan: AccessPlan, input: object = {}) {
  const { data, errors } = await ask(library, plan, `mutation ($input: VerifyRecordInput!) { verifyRecord(input: $input) { ${FIELDS} } }`, { input })
  return { errors, told: (data?.['verifyRecord'] ?? null) as { id: string; state: { code: string } } | null }
}

async function listed(plan: AccessPlan = AUDITOR, first = 20) {
  const { data } = await ask(library, plan, `query ($first: Int) { recordVerifications(first: $first) { edges { node { ${FIELDS} } } pageInfo { hasNextPage } } }`, { first })
  return (data?.['recordVerifications'] as unknown as { edges: { node: Record<string, unknown> }[] }).edges.map(({ node }) => node)
}

describe('the record is not verified', () => {
  it.each([['for anybody but an auditor', acting('op-1', 'sharing-authority')], ['for a system that nobody attends', acting('UNATTENDED', 'auditor')]])('%s', async (_who, plan) => {
    const { told, errors } = await asked(plan)
    expect(told).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messageZh: expect.any(String) as unknown })
    expect(await listed()).toEqual([])
  })

  it('twice at the same time: whoever asks meanwhile is given the one that is asked for', async () => {
    const [one, other] = await Promise.all([asked(AUDITOR), asked(acting('op-2', 'auditor'))])
    expect(one.told?.id).toBe(other.told?.id)
    expect(await desk().take()).toBe(one.told?.id)
    expect((await asked(AUDITOR)).told).toMatchObject({ id: one.told?.id, state: { code: 'RUNNING' } })
  })

  it('by two routers, and nobody else is told of it', async () => {
    await asked(AUDITOR)
    expect((await Promise.all([desk().take(), desk().take()])).filter((id) => id !== null)).toHaveLength(1)
    expect(await listed(acting('op-1', 'sharing-authority'))).toEqual([])
  })
})

describe('a verification of the record', () => {
  it('is found again by whoever looks, with how far it is, and ends with what it found', async () => {
    const { told } = await asked(AUDITOR)
    const router = desk()
    const id = (await router.take()) as string
    const seen: unknown[] = []
    await router.verify(id, async () => {
      now += 2_000
      seen.push((await listed())[0])
      return true
    })
    expect(seen).toMatchObject([{ id: told?.id, state: { code: 'RUNNING', name: '核验中' }, total: 1_203, verified: 0, endedAt: null }, { verified: 1_000 }])
    expect(await listed()).toMatchObject([{ operator: 'op-auditor', state: { code: 'SOUND' }, total: 1_203, verified: 1_203, checkpoints: 1, notAnchored: 3, endedAt: expect.any(String) as unknown, fault: null }])
    expect(await router.take()).toBeNull()
  })

  it('tells the first fault', async () => {
    await asked(AUDITOR)
    await db.orm.execute(sql`update audit.access_record set body = replace(body, 'operator-7', 'operator-8') where seq = 700`)
    const router = desk()
    await router.verify((await router.take()) as string, always)
    await db.orm.execute(sql`update audit.access_record set body = replace(body, 'operator-8', 'operator-7') where seq = 700`)
    expect(await listed()).toMatchObject([{ state: { code: 'FAULTY' }, verified: 699, fault: expect.stringContaining('1-700') as unknown }])
  })

  it('is begun anew by another router where the one that was at it stops, or is not heard of any more', async () => {
    await asked(AUDITOR)
    const [one, other] = [desk(), desk()]
    await one.verify((await one.take()) as string, () => Promise.resolve(false))
    expect(await listed()).toMatchObject([{ state: { code: 'WAITING' } }])
    const id = (await one.take()) as string
    expect(await other.take()).toBeNull()
    now += 61_000
    expect(await other.take()).toBe(id)
    // The one that was taken for gone comes back, and leaves it to the other.
    await one.verify(id, () => {
      now += 2_000
      return Promise.resolve(true)
    })
    expect(await db.orm.select({ state: recordVerification.state }).from(recordVerification).where(eq(recordVerification.id, id))).toEqual([{ state: 'RUNNING' }])
    await other.verify(id, always)
    expect(await listed()).toMatchObject([{ state: { code: 'SOUND' } }])
  })

  it('is asked for once however often it is sent, and listed newest first, a page in one statement', async () => {
    const input = { clientMutationId: 'one' }
    const first = await asked(AUDITOR, input)
    const router = desk()
    await router.verify((await router.take()) as string, always)
    expect((await asked(AUDITOR, input)).told).toMatchObject({ id: first.told?.id, state: { code: 'SOUND' } })
    now += 1_000
    const { told: second } = await asked(AUDITOR)
    const before = db.statements.count
    expect((await listed(AUDITOR, 1)).map(({ id }) => id)).toEqual([second?.id])
    expect(db.statements.count - before).toBe(1)
    expect((await listed()).map(({ id }) => id)).toEqual([second?.id, first.told?.id])
  })
})
