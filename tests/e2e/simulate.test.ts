import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import type { AccessExplanation } from '../../subgraphs/catalogue/index.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { NOBODY, number } from '../permissions/ask.ts'

const SIMULATE = `query ($operation: String!, $as: SimulatedCaller!) { simulateAccess(operation: $operation, as: $as) {
  outcome items { coordinate disclosure masked grants refusal { reason } slices { slice } } refusals { path coordinate } drafts { provider } plan { library fields } } }`
const OPERATION = `{ person(citizenId: "${NOBODY}") { name mobile licences { name } } }`
const AS = { consumer: 'sys-civil-affairs', agency: codeOf('civil-affairs'), matter: matterCode('old-age-allowance'), agencyRoles: ['DECIDING'], parties: ['APPLICANT'] }

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

const asked = (persona: string, as: object = {}, operation = OPERATION) => hub.ask({ persona, query: SIMULATE, variables: { operation, as: { ...AS, ...as } } })
async function simulated(persona: string, as: object = {}, operation = OPERATION): Promise<AccessExplanation> {
  const { data, text } = await asked(persona, as, operation)
  if (data?.simulateAccess === null || data === null) throw new Error(text)
  return data.simulateAccess as AccessExplanation
}
const reasons = ({ items }: AccessExplanation) => Object.fromEntries(items.map(({ coordinate, refusal }) => [coordinate, refusal?.reason ?? null]))

describe('nobody is simulated', () => {
  it.each(['tax', 'civil-affairs', 'auditor', 'outsider'])('by %s', async (persona) => {
    expect((await asked(persona)).refused.map(({ code }) => code)).toEqual(['FORBIDDEN'])
  })

  it('in a role that there is not, and every such fault is told at once', async () => {
    const { refused } = await asked('sharing-authority', { agencyRoles: ['KING'], parties: ['APPLICANT', 'QUEEN'] })
    expect((refused[0] as unknown as { faults: { argument: string }[] }).faults.map(({ argument }) => argument)).toEqual(['as.agencyRoles[0]', 'as.parties[1]'])
  })

  it('twice in one question, nor inside of another simulation', async () => {
    const { refused } = await hub.ask({
      persona: 'sharing-authority', query: 'query ($as: SimulatedCaller!) { one: simulateAccess(operation: "{ __typename }", as: $as) { outcome } two: simulateAccess(operation: "{ __typename }", as: $as) { outcome } }', variables: { as: AS },
    })
    expect(refused).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    const nested = `{ simulateAccess(operation: "{ __typename }", as: { consumer: "sys-tax", agency: "${codeOf('tax')}" }) { outcome } }`
    expect((await asked('sharing-authority', {}, nested)).refused).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })

  it('by GET, where an operation would stand in an address', async () => {
    const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(`{ simulateAccess(operation: "{ __typename }", as: { consumer: "x", agency: "${codeOf('tax')}" }) { outcome } }`)}`, { headers: { authorization: `Bearer ${await hub.token('sharing-authority')}`, 'apollo-require-preflight': '1' } })
    expect(response.status).not.toBe(200)
  })
})

describe('a simulation', () => {
  it('tells what the system would be given about whoever has a part in the case, and which libraries it would take', async () => {
    const told = await simulated('sharing-authority')
    expect(told).toMatchObject({ outcome: 'ANSWERED', drafts: [] })
    expect(told.items.find(({ coordinate }) => coordinate === 'Person.mobile')).toMatchObject({ masked: true })
    expect(told.plan.map(({ library }) => library)).toEqual(['population', 'licences'])
    expect(told.plan[0]?.fields).toContain('Person.mobile')
  })

  it('refuses about whoever has none, without a case, without a purpose, and to a system that does not serve the agency', async () => {
    expect((await simulated('sharing-authority', { parties: [] })).outcome).toBe('REFUSED')
    expect(reasons(await simulated('sharing-authority', { agencyRoles: [] }))['Person.name']).toBe('PURPOSE_REQUIRED')
    expect(reasons(await simulated('sharing-authority', { matter: null }))['Person.name']).toBe('PURPOSE_REQUIRED')
    expect(reasons(await simulated('sharing-authority', { agency: codeOf('tax') }))['Person.name']).toBe('AGENCY_NOT_SERVED')
    expect(reasons(await simulated('sharing-authority', { consumer: 'sys-nobody' }))['Person.name']).toBe('CONSUMER_SUSPENDED')
  })

  it('tells a provider of its own items alone', async () => {
    const police = await simulated('steward-public-security')
    expect(new Set(police.items.map(({ coordinate }) => coordinate.split('.')[0]))).toEqual(new Set(['Person', 'Licence']))
    const health = await simulated('steward-health')
    expect(health.items.map(({ coordinate }) => coordinate)).not.toContain('Person.name')
    expect(health.plan).toEqual([])
    expect(JSON.stringify(health)).not.toContain('G1-01')
  })

  it('looks nobody up: it is the same for whoever there is and for nobody, and no person, case or row is read', async () => {
    const told = await simulated('sharing-authority')
    expect(await simulated('sharing-authority', {}, OPERATION.replace(NOBODY, number('old-man')))).toEqual(told)
    const { extensions } = await asked('sharing-authority')
    expect(extensions['hops']).toEqual(['catalogue'])
  })

  it('is put on record as the question of who simulated it', async () => {
    const { extensions } = await asked('sharing-authority')
    const { entry } = extensions['receipt'] as { entry: string }
    const { data } = await hub.ask({ persona: 'auditor', query: 'query ($id: ID!) { accessRecord(id: $id) { consumer } }', variables: { id: entry } })
    expect(data.accessRecord).toEqual({ consumer: 'sys-sharing-authority' })
  })
})

describe('who may read what', () => {
  it('is paged by the server, also where there are ten thousand items', async () => {
    await hub.db.orm.execute(sql`insert into catalogue.resource_item (resource_code, item, ordinal, title, data_type, share_class, data_class, mask, is_open)
      select '101001/000001', 'Person.zz' || lpad(each::text, 5, '0'), 1000 + each, '示例项', 'String', 'CONDITIONAL', 'PERSONAL', 'NONE', false from generate_series(1, 10000) as each`)
    const query = 'query ($after: String) { accessMatrix(first: 20, after: $after, filter: { text: "Person.zz" }) { edges { node { item grantCount } } pageInfo { endCursor } } }'
    const page = async (after: string | null) => (await hub.ask({ persona: 'sharing-authority', query, variables: { after } })).data.accessMatrix as { edges: { node: { item: string } }[]; pageInfo: { endCursor: string } }
    const first = await page(null)
    const second = await page(first.pageInfo.endCursor)
    expect([...first.edges, ...second.edges].map(({ node }) => node.item)).toEqual(Array.from({ length: 40 }, (_none, at) => `Person.zz${String(at + 1).padStart(5, '0')}`))
  })
})
