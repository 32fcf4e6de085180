import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type WebhookHosts, webhookHosts } from '../../router/webhooks/hosts.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { documentedReceiver, openReceiver, type Receiver } from '../harness/receiver.ts'
import { until } from '../harness/until.ts'

// The story of being told: who asked for something hears what became of it, and who uses something hears what became of that.

const APPLICATION = {
  items: [{ item: 'Person.formerName', disclosure: 'CLEAR' }], matters: [matterCode('old-age-allowance')], agencyRoles: ['DECIDING'],
  binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [DISTRICT.code], validFrom: '2026-03-02', validTo: '2027-03-01',
  legalBasis: '中华人民共和国老年人权益保障法 第三十三条', scenario: '高龄津贴发放时核对姓名',
}

let hub: TestHub
let receiver: Receiver
beforeAll(async () => {
  hub = await openTestHub({ webhooks: { hosts: webhookHosts('', true) as WebhookHosts, everyMs: 50, patienceMs: 600_000 } })
  receiver = await openReceiver()
})
afterAll(async () => {
  await hub?.close()
  await receiver?.close()
})

async function change(persona: string, name: string, type: string, input: object, fields: string): Promise<Record<string, unknown>> {
  const answer: Answer = await hub.ask({ persona, query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, variables: { input } })
  expect(answer.refused).toEqual([])
  return answer.data[name] as Record<string, unknown>
}

/** What a persona's agency was told of something, the oldest first. */
async function told(persona: string, id: string, filter = ''): Promise<string[]> {
  const { data, refused } = await hub.ask({ persona, query: `{ notices(first: 100${filter}) { edges { node { id kind { code } about { id } zh en } } } }` })
  expect(refused).toEqual([])
  const nodes = data.notices.edges.map((edge: { node: unknown }) => edge.node) as { kind: { code: string }; about: { id: string } }[]
  return nodes.filter(({ about }) => about.id === id).map(({ kind }) => kind.code).reverse()
}

async function agenciesTold(kind: string, id: string): Promise<string[]> {
  const rows: unknown = await hub.db.orm.execute(sql`select agency_credit_code as agency from catalogue.notice where kind = ${kind} and about_id = ${id} order by 1`)
  const list = (Array.isArray(rows) ? rows : (rows as { rows: unknown[] }).rows) as { agency: string }[]
  return list.map(({ agency }) => agency)
}

describe('an application', () => {
  it('tells its own office, its provider and at the end its applicant, in the inbox and by a signed webhook; nobody else hears of it', async () => {
    const { secret, id: webhook } = await change('steward-civil-affairs', 'registerWebhook', 'RegisterWebhookInput', { url: receiver.url, kinds: ['APPLICATION_APPROVED', 'GRANT_ISSUED'] }, 'id secret')
    const { id } = await change('civil-affairs', 'submitApplication', 'ApplicationInput', APPLICATION, 'id state { code }') as { id: string }
    expect(await told('approver-civil-affairs', id)).toEqual(['APPLICATION_TO_REVIEW'])
    expect(await told('public-security', id)).toEqual([])
    await change('approver-civil-affairs', 'reviewApplication', 'ReviewApplicationInput', { id, decision: 'APPROVE' }, 'id state { code }')
    expect(await told('approver-public-security', id)).toEqual(['APPLICATION_RECEIVED'])
    await change('approver-public-security', 'decideApplication', 'DecideApplicationInput', { id, decision: 'APPROVE' }, 'id state { code }')
    expect(await told('civil-affairs', id)).toEqual(['APPLICATION_TO_REVIEW', 'APPLICATION_APPROVED'])
    expect(await told('civil-affairs', `G${id}`)).toEqual(['GRANT_ISSUED'])
    for (const stranger of ['outsider', 'market-regulation', 'sharing-authority']) expect(await told(stranger, id)).toEqual([])

    await until(async () => receiver.received.length === 2)
    const isFromHub = await documentedReceiver()
    expect(receiver.received.every((each) => isFromHub(secret as string, each, each.body, testClock.now() / 1_000))).toBe(true)
    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as { kind: string; agency: string; about: unknown })
    expect(bodies.map(({ kind }) => kind).toSorted()).toEqual(['APPLICATION_APPROVED', 'GRANT_ISSUED'])
    expect(bodies.find(({ kind }) => kind === 'APPLICATION_APPROVED')).toMatchObject({ agency: codeOf('civil-affairs'), about: { kind: 'APPLICATION', id }, zh: `共享申请 ${id} 已获同意` })

    const log = async () => (await hub.ask({ persona: 'steward-civil-affairs', query: `{ webhookDeliveries(webhook: "${webhook as string}") { edges { node { notice status state { code } } } } }` })).data.webhookDeliveries.edges as { node: unknown }[]
    await until(async () => (await log()).length === 2)
    expect((await log()).map(({ node }) => node)).toEqual(receiver.received.toReversed().map((each) => ({ notice: each.id, status: 204, state: { code: 'DELIVERED' } })))
    const metrics = await (await fetch(`${hub.url}/metrics`)).text()
    expect(metrics).toContain('govshare_webhook_deliveries_total{outcome="DELIVERED"} 2')
    expect(metrics).toContain('govshare_webhook_notices_waiting 0')
  })

  it('is told to the other side when its grant ends, and read once is read', async () => {
    const { data } = await hub.ask({ persona: 'civil-affairs', query: '{ grants { id provider { name } state { code } } }' })
    const { id } = (data.grants as { id: string; state: { code: string } }[]).find((grant) => grant.id.startsWith('GA')) as { id: string }
    await change('civil-affairs', 'revokeGrant', 'RevokeGrantInput', { id, reason: '不再需要' }, 'id revoked')
    await change('civil-affairs', 'revokeGrant', 'RevokeGrantInput', { id, reason: '不再需要' }, 'id revoked')
    expect(await told('public-security', id)).toEqual(['GRANT_REVOKED'])
    expect(await told('civil-affairs', id)).toEqual(['GRANT_ISSUED'])

    const unread = ', filter: { unread: true }'
    const { data: listed } = await hub.ask({ persona: 'public-security', query: '{ notices(first: 1) { edges { node { id at } } } }' })
    await change('public-security', 'markNoticesRead', 'MarkNoticesReadInput', { ids: [listed.notices.edges[0].node.id] }, 'notices { readAt }')
    expect(await told('approver-public-security', id, unread)).toEqual([])
  })
})

describe('a resource', () => {
  it('that is withdrawn tells its provider and every agency that holds a grant of one of its items, and nobody else', async () => {
    const code = '101001/000001'
    const { resourceItems, grants, grantItems } = hub.world.catalogue
    const items = new Set(resourceItems.filter((each) => each.resource === code).map(({ item }) => item))
    const naming = new Set(grantItems.filter(({ item }) => items.has(item)).map(({ grantId }) => grantId))
    const today = '2026-03-02'
    const holders = grants.filter(({ id, validTo, revokedAt }) => naming.has(id) && validTo >= today && (revokedAt ?? null) === null).map(({ consumer }) => consumer)
    expect(new Set(holders).size).toBeGreaterThan(3)

    const { data } = await hub.ask({ persona: 'sharing-authority', query: `{ resource(code: "${code}") { version provider { name } } }` })
    await change('sharing-authority', 'withdrawResource', 'ResourceVersionInput', { code, version: data.resource.version, note: '库表停用' }, 'code state { code }')
    expect(await agenciesTold('RESOURCE_WITHDRAWN', code)).toEqual([...new Set([codeOf('public-security'), ...holders])].filter((agency) => agency !== '').sort())
    expect(await told('civil-affairs', code)).toEqual(['RESOURCE_WITHDRAWN'])
    expect(await told('outsider', code)).toEqual([])
  })
})

describe('a system', () => {
  it('that is suspended tells the agencies that it serves', async () => {
    await change('sharing-authority', 'suspendConsumer', 'SuspendConsumerInput', { id: 'sys-tax', reason: '异常' }, 'id state { code }')
    expect(await told('approver-tax', 'sys-tax')).toEqual(['CONSUMER_SUSPENDED'])
    expect(await agenciesTold('CONSUMER_SUSPENDED', 'sys-tax')).toEqual([codeOf('tax')])
  })
})
