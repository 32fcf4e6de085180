import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { act, checkOf, COPY, here, makeCopy, verifyFile, whyOf } from './copying.ts'
import { licenceOf, under } from './story.ts'

const purpose = under('food-licence', 'food')
const BUSINESS = licenceOf('restaurant-licence')

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

describe('the food licence of a restaurant without paper', () => {
  let number = ''
  let file = new Uint8Array()

  it('market regulation takes the business licence by duty, and of the landlord the certificate of the premises, each holder’s by itself', async () => {
    const office = { persona: 'market-regulation', purpose }
    const made = await makeCopy(hub, { ...office, input: { licences: [BUSINESS], clientMutationId: 'food-1' } })
    expect(made.data.createLicenceCopy).toMatchObject({ basis: { code: 'DUTY' }, types: [{ name: '营业执照' }] })
    number = made.data.createLicenceCopy.number
    file = new Uint8Array(await (await fetch(here(hub, made.data.createLicenceCopy.address))).arrayBuffer())
    expect(whyOf(await makeCopy(hub, { ...office, input: { licences: [licenceOf('restaurant-premises-certificate')] } }))).toBe('answered')
    expect(whyOf(await makeCopy(hub, { ...office, input: { licences: [BUSINESS, licenceOf('restaurant-premises-certificate')] } }))).toBe('BAD_USER_INPUT')
  })

  it('another bureau takes none of it, nor does it take one under a case of its own', async () => {
    expect(whyOf(await makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: [BUSINESS] } }))).toContain('CASE_NOT_YOURS')
    expect(whyOf(await makeCopy(hub, { persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), input: { licences: [BUSINESS] } }))).toContain('100')
  })

  it('a licence that was cancelled is not copied', async () => {
    expect(whyOf(await makeCopy(hub, { persona: 'market-regulation', purpose: under('food-licence', 'food-banned'), input: { licences: [licenceOf('canteen-food')] } }))).toContain('21')
  })

  it('the restaurant sees its copy at the portal, and a guest finds that it is genuine', async () => {
    const { data } = await hub.ask({ persona: 'portal', subject: 'restaurant', query: `{ licenceCopy(number: "${number}") ${COPY} }` })
    expect(data.licenceCopy).toMatchObject({ number, state: { code: 'GENUINE' }, address: null })
    expect((await hub.ask({ persona: 'portal', subject: 'canteen', query: `{ licenceCopy(number: "${number}") ${COPY} }` })).data).toEqual({ licenceCopy: null })
    expect([await checkOf(hub, number), await verifyFile(hub, file)]).toEqual(['GENUINE', 'GENUINE'])
  })

  it('the licence is suspended: the copy counts no longer, and counts again when it is given back', async () => {
    const change = async (operation: string, identifier: string) => (await act(hub, 'changeLicences', 'ChangeLicencesInput', '{ results { identifier state { code } } }', {
      persona: 'market-regulation', input: { operation, reason: '依法处理', licences: [{ identifier }] },
    })).data.changeLicences.results[0]
    const suspended = await change('SUSPEND', BUSINESS)
    expect([suspended.state.code, await checkOf(hub, number)]).toEqual(['02', 'LICENCE_ENDED'])
    const restored = await change('RESTORE', suspended.identifier)
    expect([restored.state.code, await checkOf(hub, number)]).toEqual(['01', 'GENUINE'])
  })
})
