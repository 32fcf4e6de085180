import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { shippedLimits } from '../../router/sla.ts'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { notify } from './commands.notify.ts'
import { catalogue, type NewNotice, sendNotices } from './index.ts'
import { notice, webhook, webhookDelivery } from './tables.notices.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const PUBLIC_SECURITY = '1199010000000022XR'
const services = { clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [], limits: shippedLimits() }
const sending = { key: Buffer.alloc(32, 6), mayTell: ({ hostname }: URL) => hostname === 'hooks.example.com' }

let db: Database
let library: Subgraph
let everything: AccessPlan
let steward: AccessPlan
beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  library = catalogue({ db, ...services, webhooks: sending })
  const own = new ContractItems(readContract('catalogue')).all()
  everything = planOf({ common: Object.fromEntries(own.map(({ coordinate }) => [coordinate, 'CLEAR'])) })
  steward = as(CIVIL_AFFAIRS, 'steward')
})
beforeEach(async () => {
  await db.orm.execute(sql`truncate ${notice}, ${webhook}, ${webhookDelivery}, catalogue.client_mutation restart identity`)
})
afterAll(() => db.close())

const as = (agency: string, ...personas: string[]): AccessPlan => ({ ...everything, agency, personas })
const suspended = (agency: string | null, more: Partial<NewNotice> = {}): NewNotice =>
  ({ kind: 'GRANT_SUSPENDED', agency, id: 'G1', at: new Date(testClock.now()), ...more })
const tell = (...notices: NewNotice[]) => sendNotices(db, notices)

async function list(plan: AccessPlan, given = '', selection = 'id') {
  const { data, errors } = await ask(library, plan, `{ notices${given} { edges { node { ${selection} } } pageInfo { hasNextPage endCursor } } }`)
  expect(errors).toBeUndefined()
  const { edges, pageInfo } = data?.['notices'] as { edges: { node: Record<string, unknown> }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  return { nodes: edges.map(({ node }) => node), ids: edges.map(({ node }) => node['id']), pageInfo }
}

async function act(plan: AccessPlan, name: 'markNoticesRead' | 'registerWebhook' | 'removeWebhook', input: object, by = library) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const selection = name === 'markNoticesRead' ? 'notices { id readAt }' : 'id url kinds { code } secret'
  const { data, errors } = await ask(by, plan, `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input })
  return { made: (data?.[name] ?? null) as Record<string, unknown> | null, error: errors?.[0]?.extensions }
}
const HOOK = { url: 'https://hooks.example.com/govshare' }
const written = async () => (await db.orm.select().from(notice).orderBy(notice.id)).map(({ cause }) => cause)
const waiting = async () => (await db.orm.select().from(webhookDelivery)).map((each) => `${each.notice} ${each.state}`)

describe('a notice is not', () => {
  it('there where what it tells of was rolled back', async () => {
    await act(steward, 'registerWebhook', HOOK)
    const work = db.orm.transaction(async (orm) => {
      await notify(orm, [suspended(CIVIL_AFFAIRS)])
      throw new Error('rolled back')
    })
    await expect(work).rejects.toThrow('rolled back')
    expect([await written(), await waiting()]).toEqual([[], []])
  })

  it('told twice for one cause, however often it is sent', async () => {
    await tell(suspended(CIVIL_AFFAIRS, { cause: 'one' }), suspended(CIVIL_AFFAIRS, { cause: 'two' }))
    await tell(suspended(CIVIL_AFFAIRS, { cause: 'two' }), suspended(CIVIL_AFFAIRS, { cause: 'three' }))
    expect(await written()).toEqual(['one', 'two', 'three'])
  })

  it('shown to another agency, nor one to the sharing authority to any agency, nor one to a system to another system', async () => {
    await tell(suspended(PUBLIC_SECURITY), suspended(null), suspended(CIVIL_AFFAIRS, { consumer: 'another' }))
    expect((await list(as(CIVIL_AFFAIRS, 'approver'))).ids).toEqual([])
    expect((await list(as(''))).ids).toEqual([])
  })

  it.each([
    ['of another agency', ['1']], ['that nobody has', ['77']], ['whose number is none', ['1 or true']], ['of the sharing authority', ['2']], ['beside one of its own', ['3', '1']],
  ])('marked as read %s', async (_what, ids) => {
    await tell(suspended(PUBLIC_SECURITY), suspended(null), suspended(CIVIL_AFFAIRS))
    expect((await act(as(CIVIL_AFFAIRS), 'markNoticesRead', { ids })).error?.['code']).toBe('NOT_FOUND')
    expect((await list(as(CIVIL_AFFAIRS), '(filter: { unread: true })')).ids).toEqual(['3'])
  })

  it('marked as read with none or too many others', async () => {
    for (const ids of [[], Array.from({ length: 101 }, (_none, at) => String(at + 1))]) {
      expect((await act(as(CIVIL_AFFAIRS), 'markNoticesRead', { ids })).error?.['code']).toBe('BAD_USER_INPUT')
    }
  })
})

describe('a notice', () => {
  it('tells its agency what happened in both languages, by kind and id and in nobody’s words', async () => {
    await tell(suspended(CIVIL_AFFAIRS, { id: '$&' }))
    expect((await list(as(CIVIL_AFFAIRS), '', 'id at kind { code name } about { kind { code } id } zh en readAt')).nodes).toEqual([{
      id: '1', at: '2026-03-02T09:00:00.000+08:00', kind: { code: 'GRANT_SUSPENDED', name: '授权已暂停' }, about: { kind: { code: 'GRANT' }, id: '$&' },
      zh: '共享授权 $& 已暂停', en: 'grant $& was suspended', readAt: null,
    }])
  })

  it('is listed with the newest first, page by page and by kind; the sharing authority reads at both of its addresses', async () => {
    await tell(suspended(null), suspended(CIVIL_AFFAIRS), suspended(PUBLIC_SECURITY), suspended(CIVIL_AFFAIRS, { kind: 'GRANT_RESUMED' }), suspended(null))
    const authority = as(CIVIL_AFFAIRS, 'sharing-authority')
    const first = await list(authority, '(first: 2)')
    expect([first.ids, first.pageInfo.hasNextPage]).toEqual([['5', '4'], true])
    expect((await list(authority, `(first: 2, after: "${first.pageInfo.endCursor}")`)).ids).toEqual(['2', '1'])
    expect((await list(as(CIVIL_AFFAIRS), '(filter: { kind: "GRANT_RESUMED" })')).ids).toEqual(['4'])
  })

  it('to one system is shown to it and to the stewards of the agency', async () => {
    await tell(suspended(CIVIL_AFFAIRS, { consumer: 'sys-test' }), suspended(CIVIL_AFFAIRS, { consumer: 'another' }))
    expect([(await list(as(CIVIL_AFFAIRS))).ids, (await list(steward)).ids]).toEqual([['1'], ['2', '1']])
  })

  it('is marked as read once, for the whole agency', async () => {
    await tell(suspended(CIVIL_AFFAIRS), suspended(CIVIL_AFFAIRS))
    const readAt = '2026-03-02T09:00:00.000+08:00'
    for (let times = 0; times < 2; times += 1) {
      expect((await act(as(CIVIL_AFFAIRS), 'markNoticesRead', { ids: ['1', '1'] })).made).toEqual({ notices: [{ id: '1', readAt }] })
    }
    expect((await list(steward, '(filter: { unread: true })')).ids).toEqual(['2'])
  })
})

describe('a webhook is refused', () => {
  it('to whoever is neither steward nor sharing authority, and nobody else is told of any', async () => {
    await act(steward, 'registerWebhook', HOOK)
    for (const plan of [as(CIVIL_AFFAIRS), as(CIVIL_AFFAIRS, 'approver')]) {
      expect((await act(plan, 'registerWebhook', HOOK)).error?.['code']).toBe('FORBIDDEN')
      expect((await ask(library, plan, '{ webhooks { id } }')).data?.['webhooks']).toEqual([])
    }
    expect((await ask(library, as(PUBLIC_SECURITY, 'steward'), '{ webhooks { id } }')).data?.['webhooks']).toEqual([])
  })

  it('where this hub sends nothing, with what its administrator would have to do', async () => {
    const { error } = await act(steward, 'registerWebhook', HOOK, catalogue({ db, ...services }))
    expect(error).toMatchObject({ code: 'CONFLICT', messageZh: '本平台不推送通知：平台管理员未配置允许的主机（WEBHOOK_HOSTS）' })
  })

  it.each([
    ['no address', 'hooks.example.com', 'URL_WRONG'], ['one with a password', 'https://a:b@hooks.example.com/', 'URL_WRONG'], ['one with a fragment', 'https://hooks.example.com/#a', 'URL_WRONG'],
    ['a long one', `https://hooks.example.com/${'a'.repeat(500)}`, 'URL_WRONG'], ['a host that is not allowed', 'https://elsewhere.example.com/', 'NOT_ALLOWED'],
  ])('for %s, with all faults at once', async (_what, url, check) => {
    const { error } = await act(steward, 'registerWebhook', { url, kinds: ['GRANT_ISSUED', 'WEATHER', 'GRANT_ISSUED'] })
    const faults = error?.['faults'] as { argument: string; check: string }[]
    expect(faults.map((each) => `${each.argument} ${each.check}`)).toEqual([`input.url ${check}`, 'input.kinds[1] UNKNOWN_KIND', 'input.kinds[2] DUPLICATE'])
  })

  it('beyond ten of an agency', async () => {
    for (let times = 0; times < 10; times += 1) expect((await act(steward, 'registerWebhook', HOOK)).error).toBeUndefined()
    expect((await act(steward, 'registerWebhook', HOOK)).error?.['code']).toBe('CONFLICT')
    expect((await act(as(PUBLIC_SECURITY, 'steward'), 'registerWebhook', HOOK)).error).toBeUndefined()
  })

  it('to be removed by another agency', async () => {
    const { made } = await act(steward, 'registerWebhook', HOOK)
    expect((await act(as(PUBLIC_SECURITY, 'steward'), 'removeWebhook', { id: made?.['id'] })).error?.['code']).toBe('NOT_FOUND')
  })
})

describe('a webhook', () => {
  it('shows its secret in the answer that registers it, and never again; the database holds it sealed', async () => {
    const input = { ...HOOK, kinds: ['GRANT_ISSUED'], clientMutationId: 'one' }
    const [first, second] = [await act(steward, 'registerWebhook', input), await act(steward, 'registerWebhook', input)]
    const secret = String(first.made?.['secret'])
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(first.made).toMatchObject({ url: HOOK.url, kinds: [{ code: 'GRANT_ISSUED' }] })
    expect(second.made).toEqual({ ...first.made, secret: null })
    expect((await ask(library, steward, '{ webhooks { id secret } }')).data?.['webhooks']).toEqual([{ id: first.made?.['id'], secret: null }])
    const rows = JSON.stringify(await db.orm.select().from(webhook))
    expect(rows).not.toContain(secret)
    expect(rows).not.toContain(Buffer.from(secret, 'base64url').toString('base64'))
  })

  it('is sent what its agency is told from then on, of the kinds that it asked for; the authority’s what the authority is told', async () => {
    await tell(suspended(CIVIL_AFFAIRS))
    await act(steward, 'registerWebhook', { ...HOOK, kinds: ['GRANT_SUSPENDED'] })
    await act(as(PUBLIC_SECURITY, 'sharing-authority'), 'registerWebhook', HOOK)
    await tell(suspended(CIVIL_AFFAIRS), suspended(CIVIL_AFFAIRS, { kind: 'GRANT_RESUMED' }), suspended(null))
    expect((await waiting()).toSorted()).toEqual(['2 WAITING', '4 WAITING'])
  })

  it('that is removed is sent nothing more, and what waited is given up', async () => {
    const { made } = await act(steward, 'registerWebhook', HOOK)
    await tell(suspended(CIVIL_AFFAIRS))
    for (let times = 0; times < 2; times += 1) expect((await act(steward, 'removeWebhook', { id: made?.['id'] })).error).toBeUndefined()
    await tell(suspended(CIVIL_AFFAIRS))
    expect(await waiting()).toEqual(['1 DEAD'])
    expect((await ask(library, steward, '{ webhooks { id } }')).data?.['webhooks']).toEqual([])
    expect((await db.orm.select().from(webhook).where(eq(webhook.id, String(made?.['id'])))).length).toBe(1)
  })
})
