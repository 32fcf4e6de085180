import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matterCode } from '../../seeds/matters.ts'
import { caseNo } from '../permissions/cases.ts'
import { person } from '../permissions/ask.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

const GRANT = 'G1-01-civil-affairs-public-security'
const REVOKE = 'mutation ($input: RevokeGrantInput!) { revokeGrant(input: $input) { id revoked } }'
const input = { id: GRANT, reason: '职责调整' }

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

const name = () => hub.ask({
  persona: 'civil-affairs', purpose: { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }, ...person('old-man', 'name'),
})

describe('nothing is changed', () => {
  it('by a caller without a token', async () => {
    expect(await hub.ask({ query: REVOKE, variables: { input } })).toMatchObject({ status: 401 })
  })

  it('by an agency that is no side of it, and which is told what it would be told of a grant that nobody has', async () => {
    const stranger = await hub.ask({ persona: 'outsider', query: REVOKE, variables: { input } })
    const nobodys = await hub.ask({ persona: 'outsider', query: REVOKE, variables: { input: { ...input, id: 'nobody' } } })
    expect(stranger.refused).toMatchObject([{ code: 'NOT_FOUND', messageZh: 'id：本机构没有该授权' }])
    expect(nobodys.refused).toEqual(stranger.refused)
    expect((await name()).data).toMatchObject({ person: { name: expect.any(String) as unknown } })
  })

  it('by an address that somebody is led to open', async () => {
    const query = new URLSearchParams({ query: REVOKE, variables: JSON.stringify({ input }) })
    const response = await fetch(`${hub.url}/graphql?${query.toString()}`, { headers: { authorization: `Bearer ${await hub.token('approver-public-security')}` } })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('a grant', () => {
  it('is revoked by the agency that gave it, and opens nothing from then on', async () => {
    const { data } = await hub.ask({ persona: 'approver-public-security', query: REVOKE, variables: { input } })
    expect(data).toEqual({ revokeGrant: { id: GRANT, revoked: true } })
    // Of the grants left it is told what is wrong with the one that came furthest, which is for the agent.
    expect((await name()).refused).toMatchObject([{ coordinate: 'Person.name', reason: 'PARTY_ROLE_NOT_COVERED' }])
  })
})
