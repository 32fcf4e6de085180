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
      issued(identifierOf(TITLE_DEED, '5'), TITLE_DEED, [holder(SELLER, '同名'), holder(SPOUSE, '同名')], { number: 'TD-2', state: '07' }),
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
  return errors === undefined ? data?.['verifyLicence'] : errors.map(({ extensions }) => extensions['coordinate'] ?? extensions['status'] ?? extensions['code'])
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
    for (const number of ['NO12345678', 'none']) expect(await verify(seller(ofType(TITLE_DEED, ALL)), { type: CARD, number })).toEqual(['100'])
    expect(db.statements.count).toBe(before)
  })

  it('where it searches by a number that may not be compared for the type, without asking a table', async () => {
    const plan = seller(ofType(TITLE_DEED, { 'LicenceHolder.name': 'VERIFY' }), ofType(CARD, ALL))
    const before = db.statements.count
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-7', holderName: '张大山' })).toEqual(['100'])
    expect(db.statements.count).toBe(before)
  })

  it('where only the masked form is granted', async () => {
    const plan = seller(ofType(TITLE_DEED, { 'Licence.number': 'MASKED', 'LicenceHolder.name': 'MASKED' }), ofType(CARD, ALL))
    expect(await verify(plan, { type: TITLE_DEED, identifier: DEED, holderName: '张大山' })).toEqual(['100'])
  })

  it('where it names a holder whom the plan does not name', async () => {
    const plan = seller(ofType(TITLE_DEED, ALL))
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-8', holderCitizenId: STRANGER })).toEqual(['100'])
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-8', holderCreditCode: COMPANY })).toEqual(['100'])
  })

  it('without identifier and number, or with two holders', async () => {
    const plan = seller(ofType(TITLE_DEED, ALL))
    expect(await verify(plan, { type: TITLE_DEED, holderName: '张大山' })).toEqual(['12'])
    expect(await verify(plan, { type: TITLE_DEED, number: 'TD-7', holderCitizenId: SELLER, holderCreditCode: COMPANY })).toEqual(['99'])
  })

  it.each([
    ['a type that is no code of one', '113', { type: '11990000000000019A', number: 'TD-7' }],
    ['a type that is no code of one, whatever it holds', '113', { type: `${TITLE_DEED}'`, number: 'TD-7' }],
    ['a number of blanks', '12', { type: TITLE_DEED, number: '  ' }],
    ['a field of the face without a name', '12', { type: TITLE_DEED, number: 'TD-7', face: [{ name: '', value: 'x' }] }],
    ['a field of the face twice', '99', { type: TITLE_DEED, number: 'TD-7', face: [{ name: 'name', value: 'x' }, { name: 'name', value: 'y' }] }],
    ['too many fields of the face', '99', { type: TITLE_DEED, number: 'TD-7', face: Array.from({ length: 51 }, (_, at) => ({ name: `f${at}`, value: 'x' })) }],
    ['an organisation as the holder of what persons hold', '103', { type: TITLE_DEED, number: 'TD-7', holderCreditCode: COMPANY }],
    ['a person as the holder of what organisations hold', '103', { type: BUSINESS, number: 'NO12345678', holderCitizenId: SELLER }],
    ['a type that nobody knows', '13', { type: '11990000000000019A999', number: 'TD-7' }],
    ['a name that two holders bear', '11', { type: TITLE_DEED, number: 'TD-2', holderName: '同名' }],
  ])('with %s, by status %s', async (_, status, claim) => {
    const rights = [TITLE_DEED, BUSINESS, '11990000000000019A999'].map((type) => ofType(type, ALL))
    const plan = planOf({ classes: [Object.assign({}, ...rights) as Record<string, Disclosure>], subjects: { [SELLER]: 0, [SPOUSE]: 0, [COMPANY]: 0 } })
    const { errors } = await ask(library, plan, QUESTION, { claim })
    expect(errors?.map(({ extensions }) => extensions['status'])).toEqual([status])
    expect(errors?.[0]?.extensions['messageZh']).toMatch(/[\u4e00-\u9fff]/u)
    expect(JSON.stringify(errors)).not.toMatch(/TD-7|同名/)
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
    expect(await verify(plan, { type: CARD, identifier: STRANGERS_CARD, holderName: '王五' })).toEqual(['100'])
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

  it('about a name that two holders bear, where one of them is named by number', async () => {
    const plan = planOf({ classes: [ofType(TITLE_DEED, ALL)], subjects: { [SELLER]: 0, [SPOUSE]: 0 } })
    const claim = { type: TITLE_DEED, number: 'TD-2', holderName: '同名', holderCitizenId: SPOUSE }
    expect(await verify(plan, claim)).toEqual({ ...NOTHING, number: 'MATCH', holderName: 'MATCH', holder: 'MATCH' })
    // Of two of whom only one is concerned, nobody learns that there is another.
    const { holderCitizenId: _nobody, ...byName } = claim
    expect(await verify(seller(ofType(TITLE_DEED, ALL)), byName)).toEqual({ ...NOTHING, number: 'MATCH', holderName: 'MATCH' })
  })

  it('about a company by its credit code', async () => {
    const plan = planOf({ classes: [ofType(BUSINESS, ALL)], subjects: { [COMPANY]: 0 } })
    const claim = { type: BUSINESS, number: 'NO12345678', holderCreditCode: COMPANY, holderName: '示例公司' }
    expect(await verify(plan, claim)).toEqual({ ...NOTHING, number: 'MATCH', holder: 'MATCH', holderName: 'MATCH' })
  })
})

describe('fields of the face are claimed', () => {
  const FACE = `query ($claim: LicenceClaim!) { verifyLicence(claim: $claim) { number face { name verdict } outcome { code } } }`
  const claim = { type: TITLE_DEED, number: 'TD-7', face: [{ name: 'name', value: ' 张大山 ' }, { name: 'account', value: '1' }, { name: 'nation', value: '汉族' }] }
  const asked = async (plan: ReturnType<typeof planOf>, more: object = {}) => verify(plan, { ...claim, ...more }, FACE)
  const NUMBER: Record<string, Disclosure> = { 'Licence.number': 'VERIFY' }
  const told = (...verdicts: (string | null)[]) => ['name', 'account', 'nation'].map((name, at) => ({ name, verdict: verdicts[at] ?? null }))

  it('and refused each by itself, a secret one with the others’ right too', async () => {
    const plan = seller(ofType(TITLE_DEED, { ...NUMBER, 'Licence.face#name': 'VERIFY', 'Licence.face#nation': 'MASKED', 'LicenceVerification.outcome': 'CLEAR' }))
    expect(await asked(plan)).toEqual({ number: 'MATCH', face: told('MATCH'), outcome: { code: '0' } })
    const none = seller(ofType(TITLE_DEED, { ...NUMBER, 'LicenceVerification.outcome': 'CLEAR' }), ofType(CARD, { 'Licence.face#name': 'CLEAR' }))
    expect(await asked(none)).toEqual({ number: 'MATCH', face: told(), outcome: { code: '0' } })
  })

  it('of a licence that one of its holders closes, which is told like one that states nothing', async () => {
    const rights = ofType(TITLE_DEED, { ...NUMBER, 'Licence.face#name': 'VERIFY', 'LicenceVerification.outcome': 'CLEAR' })
    const plan = planOf({ classes: [rights], subjects: { [SELLER]: 0, [SPOUSE]: 0 }, sealed: [SPOUSE] })
    expect(await asked(plan)).toEqual({ number: 'MATCH', face: told('UNKNOWN'), outcome: { code: '0' } })
  })

  it('of a licence that nobody knows and of a stranger’s, alike', async () => {
    const plan = seller(ofType(TITLE_DEED, { ...NUMBER, 'Licence.face#name': 'VERIFY', 'LicenceVerification.outcome': 'CLEAR' }))
    for (const number of ['none', 'TD-8']) expect(await asked(plan, { number })).toEqual({ number: 'UNKNOWN', face: told('UNKNOWN'), outcome: null })
  })

  it('and compared field by field, without a value in the answer', async () => {
    const plan = seller(ofType(TITLE_DEED, { ...NUMBER, 'Licence.face#name': 'VERIFY', 'Licence.face#account': 'VERIFY', 'Licence.face#nation': 'CLEAR', 'LicenceVerification.outcome': 'CLEAR' }))
    const answer = await asked(plan)
    expect(answer).toEqual({ number: 'MATCH', face: told('MATCH', 'MISMATCH', 'MATCH'), outcome: { code: '0' } })
    expect(JSON.stringify(answer)).not.toMatch(/张大山|6200|汉族/)
    expect(await asked(plan, { number: 'TD-2', face: [{ name: 'unheard', value: 'x' }, { name: 'nation', value: '回族' }] }))
      .toEqual({ number: 'MATCH', face: [{ name: 'unheard', verdict: null }, { name: 'nation', verdict: 'MISMATCH' }], outcome: { code: '21' } })
  })

  it('with what using the licence comes to only where that is granted', async () => {
    const plan = seller(ofType(TITLE_DEED, { ...NUMBER, 'Licence.face#name': 'VERIFY' }), ofType(CARD, { 'LicenceVerification.outcome': 'CLEAR' }))
    expect(await asked(plan, { number: 'TD-2' })).toEqual({ number: 'MATCH', face: told('MATCH'), outcome: null })
  })

  it('with one statement, whether or not a licence matches', async () => {
    const plan = seller(ofType(TITLE_DEED, { ...NUMBER, 'Licence.face#name': 'VERIFY', 'LicenceVerification.outcome': 'CLEAR' }))
    for (const number of ['none', 'TD-7', 'TD-8']) {
      const before = db.statements.count
      await asked(plan, { number })
      expect(db.statements.count - before).toBe(1)
    }
  })
})
