import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { licenceOf, numberOf, under } from './story.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

const RESULTS = 'results { place identifier version state { code } faults { argument check messageZh } }'
const ISSUE = `mutation ($input: IssueLicencesInput!) { issueLicences(input: $input) { ${RESULTS} } }`
const CHANGE = `mutation ($input: ChangeLicencesInput!) { changeLicences(input: $input) { ${RESULTS} } }`
const EVENTS = 'query ($after: String) { licenceEvents(after: $after, first: 100) { edges { node { identifier type { name } operation { code } stateAfter { code } } } pageInfo { endCursor } } }'

/** What of a question is another; what is said to be undefined is left out. */
type Asked = { readonly [Name in keyof Question]?: Question[Name] | undefined }

const face = (fields: Record<string, string>) => Object.entries(fields).map(([name, value]) => ({ name, value }))
const FOOD = { operator: '示例好邻居餐饮有限公司', premises: '示例区示例路1号', businessForm: '餐饮服务经营者', items: '热食类食品制售', managerName: '白启荣' }
const foodLicence = (serial: string) => ({
  serial, number: `JY${serial}`, validTo: '2031-03-01', holders: [{ creditCode: numberOf('restaurant'), name: FOOD.operator }], face: face(FOOD),
})
const FIRM = { name: '示例初创科技有限公司', legalRepName: '何一帆', entityType: '有限责任公司', domicile: '示例区示例路2号', capital: '10万元', establishedOn: '2026-03-02', scope: '软件开发' }
const businessLicence = (serial: string) => ({ serial, holders: [{ creditCode: numberOf('restaurant'), name: FIRM.name }], face: face(FIRM) })

const sent = (asked: Asked) => hub.ask(Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as unknown as Question)
const issue = (type: string, licences: readonly object[], asked: Asked = {}, more: object = {}) =>
  sent({ persona: 'market-regulation', query: ISSUE, variables: { input: { type: typeCode(type), licences, ...more } }, ...asked })
const change = (operation: string, identifier: string, more: object = {}, asked: Asked = {}) =>
  sent({ persona: 'market-regulation', query: CHANGE, variables: { input: { operation, reason: '示例原因', licences: [{ identifier }], ...more } }, ...asked })
const identifierIn = ({ data, refused }: Answer, at = 0): string => {
  expect(refused).toEqual([])
  return (Object.values(data as object)[0] as { results: { identifier: string }[] }).results[at]?.identifier ?? ''
}

describe('no licence is issued', () => {
  it('without a token, by an address, from the Internet, in person, or by who does not issue its type', async () => {
    expect((await issue('food-licence', [foodLicence('A1')], { persona: undefined })).status).toBe(401)
    expect((await issue('food-licence', [foodLicence('A1')], { persona: 'portal' })).refused).toMatchObject([{ reason: 'NETWORK_ZONE' }])
    expect((await issue('food-licence', [foodLicence('A1')], { persona: 'portal', subject: 'old-man' })).refused).toMatchObject([{ code: 'FORBIDDEN', messageZh: '仅限颁证机构办理' }])
    for (const persona of ['outsider', 'civil-affairs', 'sharing-authority', 'steward-civil-affairs']) {
      expect((await issue('food-licence', [foodLicence('A1')], { persona })).refused).toMatchObject([{ code: 'FORBIDDEN', messageZh: '本机构不是该证照类型的颁证机构' }])
    }
  })

  it('to a number with a wrong check character, which is not repeated', async () => {
    const wrong = `${numberOf('old-man').slice(0, -1)}${numberOf('old-man').endsWith('1') ? '2' : '1'}`
    const answer = await issue('identity-card', [{ serial: 'A1', holders: [{ citizenId: wrong, name: '某' }], face: [] }], { persona: 'public-security' })
    expect(answer.refused).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    expect(answer.text).not.toContain(wrong)
  })

  it('more than a thousand at a time', async () => {
    expect((await issue('food-licence', Array.from({ length: 1_001 }, (_, at) => ({ serial: `B${at}`, holders: [], face: [] })))).refused).toMatchObject([{ code: 'OPERATION_TOO_COMPLEX' }])
  })
})

describe('no licence is changed', () => {
  it('by anybody but its issuer, to whom it reads like one that is not there', async () => {
    const identifier = licenceOf('restaurant-licence')
    const others = await change('SUSPEND', identifier, {}, { persona: 'civil-affairs' })
    expect(others.refused).toMatchObject([{ code: 'NOT_FOUND', faults: [{ argument: 'input.licences[0].identifier', check: 'UNKNOWN' }] }])
    expect((await change('SUSPEND', identifier, {}, { persona: 'portal', subject: 'restaurant-head' })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  it('from a state that does not lead there, both named in both languages', async () => {
    const { refused: [refusal] } = await change('RESTORE', licenceOf('canteen-licence'))
    expect(refusal).toMatchObject({ code: 'CONFLICT', faults: [{ check: 'STATE', zh: '证照状态为01（有效），不能办理暂扣发还（变为01（有效））' }] })
  })
})

describe('an issuer', () => {
  it('issues, and the holder is found by number with what the issuer said', async () => {
    const identifier = identifierIn(await issue('identity-card', [{
      serial: 'E2E1', validTo: '2046-03-01', holders: [{ citizenId: numberOf('old-man'), name: '张大山' }],
      face: face({ name: '张大山', sex: '男', nation: '汉', birthDate: '1940-05-05', address: '示例区', issuer: '示例区公安分局' }),
    }], { persona: 'public-security' }))
    const query = 'query ($id: LicenceIdentifier!) { licence(identifier: $id) { name state { code } signatureValid outcome { code } face { name value } } }'
    const { data } = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), query, variables: { id: identifier } })
    expect(data.licence).toMatchObject({ name: '居民身份证', state: { code: '01' } })
    const stranger = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), query, variables: { id: identifierIn(await issue('identity-card', [{
      serial: 'E2E2', holders: [{ citizenId: numberOf('restaurant-head'), name: '某' }], face: face({ name: '某', sex: '男', nation: '汉', birthDate: '1970-05-05', address: '示例区', issuer: '示例区公安分局' }),
    }], { persona: 'public-security' })) } })
    expect(stranger.data?.licence ?? null).toBeNull()
  })

  it('sends a batch once, whatever happens to the answer', async () => {
    const first = await issue('food-licence', [foodLicence('ONCE1'), foodLicence('ONCE2')], {}, { clientMutationId: 'E2E-ONCE' })
    expect((await issue('food-licence', [foodLicence('ONCE1'), foodLicence('ONCE2')], {}, { clientMutationId: 'E2E-ONCE' })).data).toEqual(first.data)
    expect((await issue('food-licence', [foodLicence('ONCE3')], {}, { clientMutationId: 'E2E-ONCE' })).refused).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('issues a thousand in one request', async () => {
    const { data, refused } = await issue('food-licence', Array.from({ length: 1_000 }, (_, at) => foodLicence(`M${at}`)))
    expect(refused).toEqual([])
    expect(data.issueLicences.results.filter(({ identifier }: { identifier: string | null }) => identifier !== null)).toHaveLength(1_000)
  })
})

describe('who follows licences', () => {
  const followed = async (after: string | null, asked: Asked = {}) =>
    sent({ persona: 'human-resources', purpose: { matter: matterCode('startup-subsidy'), reason: '补贴后续监管' }, query: EVENTS, variables: { after }, ...asked })

  it('needs a grant of events and the matter that it was given for', async () => {
    const reasons = async (asked: Asked) => [...new Set((await followed(null, asked)).refused.map(({ reason }) => reason))]
    expect(await reasons({ purpose: undefined })).toEqual(['PURPOSE_REQUIRED'])
    expect(await reasons({ purpose: { matter: matterCode('old-age-allowance') } })).toEqual(['MATTER_NOT_COVERED'])
    expect(await reasons({ persona: 'outsider' })).toEqual(['NO_GRANT'])
    expect(await reasons({ persona: 'portal', subject: 'old-man' })).toEqual(['NO_GRANT'])
  })

  it('is told what was done to licences of the types granted, without a case and without whose they are', async () => {
    const { data: before } = await followed(null)
    const first = identifierIn(await issue('business-licence', [businessLicence('EV1')]))
    await issue('food-licence', [foodLicence('EV1')])
    const second = identifierIn(await change('REVOKE_AS_PENALTY', first))
    const { data, refused } = await followed(before.licenceEvents.pageInfo.endCursor)
    expect(refused).toEqual([])
    expect(data.licenceEvents.edges.map(({ node }: { node: object }) => node)).toEqual([
      { identifier: first, type: { name: '营业执照' }, operation: { code: 'ISSUE' }, stateAfter: { code: '01' } },
      { identifier: second, type: { name: '营业执照' }, operation: { code: 'REVOKE_AS_PENALTY' }, stateAfter: { code: '07' } },
    ])
  })
})
