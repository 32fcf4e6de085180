import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf } from '../../tests/harness/library.ts'
import {
  BUSINESS, CARD, COMPANY, DEED, DRIVING, holder, identifierOf, issued, ofType, openLicences, seller, SELLER, SPOUSE, STRANGER, STRANGERS_CARD,
  TITLE_DEED,
} from './testing.ts'

let db: Database
let library: Subgraph

beforeAll(async () => {
  ;({ db, library } = await openLicences({
    licences: [
      issued(identifierOf(TITLE_DEED, '7'), TITLE_DEED, [holder(SELLER, '张大山'), holder(SPOUSE, '欧阳小河')], { number: 'TD-7' }),
      issued(identifierOf(TITLE_DEED, '8'), TITLE_DEED, [holder(STRANGER, '王五')], { number: 'TD-8' }),
      issued(identifierOf(TITLE_DEED, '9'), TITLE_DEED, [holder(SPOUSE, '欧阳小河')], { number: 'TD-9' }),
      issued(identifierOf(TITLE_DEED, '6'), TITLE_DEED, [holder(STRANGER, '王五')], { number: 'TD-7', version: 3 }),
    ],
  }))
})

afterAll(() => db.close())

const ALL: Record<string, Disclosure> = {
  'Licence.number': 'VERIFY', 'LicenceHolder.name': 'VERIFY', 'LicenceHolder.code': 'VERIFY', 'Licence.issuer': 'VERIFY',
  'Licence.issuedOn': 'VERIFY', 'Licence.validFrom': 'CLEAR', 'Licence.validTo': 'VERIFY',
}
const SELECTION = '{ number holderName holder issuer issuedOn validFrom validTo }'
const NOTHING = { number: null, holderName: null, holder: null, issuer: null, issuedOn: null, validFrom: null, validTo: null }
const QUESTION = `query ($claim: LicenceClaim!) { verifyLicence(claim: $claim) ${SELECTION} }`

const verify = async (plan: ReturnType<typeof planOf>, claim: object, question = QUESTION) => {
  const { data, errors } = await ask(library, plan, question, { claim })
  return errors === undefined ? data?.['verifyLicence'] : errors.map(({ extensions }) => extensions['coordinate'] ?? extensions['code'])
}

describe('a claim about a licence is refused', () => {
  it('without a right to what is asked of it', async () => {
    expect(await verify(planOf({}), { type: TITLE_DEED, number: 'TD-7' })).toEqual(['LicenceVerification.number'])
    const some = seller(ofType(TITLE_DEED, { 'Licence.number': 'VERIFY' }))
    expect(await verify(some, { type: TITLE_DEED, number: 'TD-7' }, 'query ($claim: LicenceClaim!) { verifyLicence(claim: $claim) { holder } }'))
      .toEqual(['LicenceVerification.holder'])
  })

  it('as a whole for a type that is not granted, known or not, without asking a table', async () => {
    const before = db.statements.count
    for (const number of ['NO12345678', 'none']) expect(await verify(seller(ofType(TITLE_DEED, ALL)), { type: CARD, number })).toBeNull()
    expect(db.statements.count).toBe(before)
  })

  it('where it searches by a number that may not be compared for the type, without asking a table', async () => {
    const plan = seller(ofType(TITLE_DEED, { 'LicenceHolder.name': 'VERIFY' }), ofType(CARD, ALL))
    const before = db.statements.count
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-7', holderName: '张大山' })).toBeNull()
    expect(db.statements.count).toBe(before)
  })

  it('where only the masked form is granted', async () => {
    const plan = seller(ofType(TITLE_DEED, { 'Licence.number': 'MASKED', 'LicenceHolder.name': 'MASKED' }), ofType(CARD, ALL))
    expect(await verify(plan, { type: TITLE_DEED, identifier: DEED, holderName: '张大山' })).toBeNull()
  })

  it('where it names a holder whom the plan does not name', async () => {
    const plan = seller(ofType(TITLE_DEED, ALL))
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-8', holderCitizenId: STRANGER })).toBeNull()
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-8', holderCreditCode: COMPANY })).toBeNull()
  })

  it('without identifier and number, or with two holders', async () => {
    const plan = seller(ofType(TITLE_DEED, ALL))
    expect(await verify(plan, { type: TITLE_DEED, holderName: '张大山' })).toEqual(['BAD_USER_INPUT'])
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-7', holderCitizenId: SELLER, holderCreditCode: COMPANY })).toEqual(['BAD_USER_INPUT'])
  })

  it('where it carries a citizen number, which the router never lets through', async () => {
    const { errors } = await ask(library, seller(ofType(TITLE_DEED, ALL)), QUESTION, {
      claim: { type: TITLE_DEED, number: 'TD-7', holderCitizenId: '990101194001010016' },
    })
    expect(errors?.[0]?.message).toContain('the format check failed')
  })
})

describe('a claim tells nothing', () => {
  const claim = (number: string) => ({ type: TITLE_DEED, number, holderName: '王五', issuedOn: '2020-01-01' })

  it('about a licence of somebody whom the purpose does not concern, which reads like one that nobody knows', async () => {
    const plan = seller(ofType(TITLE_DEED, ALL))
    const unknown = { ...NOTHING, number: 'UNKNOWN', holderName: 'UNKNOWN', issuedOn: 'UNKNOWN' }
    expect(await verify(plan, claim('none'))).toEqual(unknown)
    expect(await verify(plan, claim('TD-8'))).toEqual(unknown)
    expect(await verify(plan, { type: CARD, identifier: STRANGERS_CARD, holderName: '王五' })).toBeNull()
  })

  it('with as many statements for the one as for the other', async () => {
    const plan = seller(ofType(TITLE_DEED, ALL))
    for (const number of ['none', 'TD-7', 'TD-8']) {
      const before = db.statements.count
      await verify(plan, claim(number))
      expect(db.statements.count - before).toBe(1)
    }
  })

  it('about a sealed holder, by number, by name or as themselves', async () => {
    const plan = planOf({ classes: [ofType(TITLE_DEED, ALL)], subjects: { [SELLER]: 0, [SPOUSE]: 0 }, sealed: [SPOUSE] })
    const asked = { type: TITLE_DEED, number: 'TD-9', holderName: '欧阳小河' }
    expect(await verify(plan, asked)).toEqual({ ...NOTHING, number: 'UNKNOWN', holderName: 'UNKNOWN' })
    expect(await verify(plan, { ...asked, holderCitizenId: SPOUSE })).toEqual({ ...NOTHING, number: 'UNKNOWN', holderName: 'UNKNOWN', holder: 'UNKNOWN' })
    expect(await verify(plan, { ...asked, number: 'TD-7' })).toEqual({ ...NOTHING, number: 'MATCH', holderName: 'MISMATCH' })
  })

  it('about a co-owner whom the purpose does not concern', async () => {
    const plan = seller(ofType(TITLE_DEED, ALL))
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-7', holderName: '欧阳小河' })).toEqual({ ...NOTHING, number: 'MATCH', holderName: 'MISMATCH' })
  })

  it('of what the rights of its own holder do not hold, though somebody else’s do', async () => {
    const plan = planOf({
      classes: [ofType(TITLE_DEED, ALL), ofType(TITLE_DEED, { 'Licence.issuedOn': 'VERIFY' })],
      subjects: { [SELLER]: 0, [SPOUSE]: 1 },
    })
    const claimed = { type: TITLE_DEED, holderName: '欧阳小河', issuedOn: '2020-01-01' }
    expect(await verify(plan, { ...claimed, number: 'TD-9' })).toEqual({ ...NOTHING, number: 'UNKNOWN', holderName: 'UNKNOWN', issuedOn: 'UNKNOWN' })
    expect(await verify(plan, { ...claimed, identifier: identifierOf(TITLE_DEED, '9') })).toEqual({ ...NOTHING, holderName: 'UNKNOWN', issuedOn: 'MATCH' })
  })

  it('of the value, in any verdict or error', async () => {
    const { data, errors } = await ask(library, seller(ofType(TITLE_DEED, ALL)), QUESTION, { claim: { type: TITLE_DEED, number: 'TD-7', holderName: '王五' } })
    expect(JSON.stringify({ data, errors })).not.toMatch(/张大山|TD-7|2020/)
  })
})

describe('a claim is answered', () => {
  it('item by item, by number', async () => {
    const claim = {
      type: TITLE_DEED, number: ' TD-7 ', holderName: '张大山', holderCitizenId: SELLER, issuer: '1199010000000022XR', issuedOn: '2020-01-02',
      validFrom: '2020-01-01', validTo: '2030-01-01',
    }
    expect(await verify(seller(ofType(TITLE_DEED, ALL)), claim)).toEqual({
      number: 'MATCH', holderName: 'MATCH', holder: 'MATCH', issuer: 'MATCH', issuedOn: 'MISMATCH', validFrom: 'MATCH', validTo: 'UNKNOWN',
    })
  })

  it('by identifier, which finds it whatever number is claimed', async () => {
    expect(await verify(seller(ofType(TITLE_DEED, ALL)), { type: TITLE_DEED, identifier: DEED, number: 'TD-7' })).toEqual({ ...NOTHING, number: 'MISMATCH' })
    expect(await verify(seller(ofType(TITLE_DEED, ALL), ofType(DRIVING, ALL)), { type: DRIVING, identifier: DEED, number: 'TD-7' }))
      .toEqual({ ...NOTHING, number: 'UNKNOWN' })
  })

  it('about the licence of whoever is claimed to hold it, where several bear the number', async () => {
    const plan = planOf({ classes: [ofType(TITLE_DEED, ALL)], subjects: { [STRANGER]: 0, [SELLER]: 0 } })
    const about = (holderCitizenId: string, holderName: string) => ({ type: TITLE_DEED, number: 'TD-7', holderCitizenId, holderName })
    const matched = { ...NOTHING, number: 'MATCH', holder: 'MATCH', holderName: 'MATCH' }
    expect(await verify(plan, about(SELLER, '张大山'))).toEqual(matched)
    expect(await verify(plan, about(STRANGER, '王五'))).toEqual(matched)
  })

  it('about a company by its credit code', async () => {
    const plan = planOf({ classes: [ofType(BUSINESS, ALL)], subjects: { [COMPANY]: 0 } })
    const claim = { type: BUSINESS, number: 'NO12345678', holderCreditCode: COMPANY, holderName: '示例公司' }
    expect(await verify(plan, claim)).toEqual({ ...NOTHING, number: 'MATCH', holder: 'MATCH', holderName: 'MATCH' })
  })
})
