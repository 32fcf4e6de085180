import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, askEntities, planOf } from '../../tests/harness/library.ts'
import { licence } from './tables.ts'
import {
  askSeller, BUSINESS, byIdentifier, CARD, CARD_NOW, COMPANY, DEED, EDGE, identifierOf, ISSUER, OLD_DEED, ofType, openLicences, seller, SELLER,
  SPOUSE, STRANGER, STRANGERS_CARD, TITLE_DEED,
} from './testing.ts'

let db: Database
let library: Subgraph

beforeAll(async () => {
  ;({ db, library } = await openLicences())
})

afterAll(() => db.close())

const ofSeller = (plan: ReturnType<typeof planOf>, selection: string) => askSeller(library, plan, selection)

describe('the licences library refuses', () => {
  it('everything without a right', async () => {
    const { data, errors } = await ask(library, planOf({}), byIdentifier(DEED, 'name'))
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions['coordinate']).toBe('Licence.name')
  })

  it('an identifier whose check character is wrong, without repeating it', async () => {
    const wrong = `${DEED.slice(0, -1)}${DEED.endsWith('A') ? 'B' : 'A'}`
    const { errors } = await ask(library, seller(ofType(TITLE_DEED, { 'Licence.name': 'CLEAR' })),
      'query ($id: LicenceIdentifier!) { licence(identifier: $id) { name } }', { id: wrong })
    expect(errors?.[0]?.message).toContain('checksum')
  })

  it('a licence of somebody whom the purpose does not concern, by root, entity and edge', async () => {
    const plan = seller(EDGE, ofType(CARD, { 'Licence.name': 'CLEAR' }))
    expect(await ask(library, plan, byIdentifier(STRANGERS_CARD, 'name'))).toEqual({ data: { licence: null } })
    const entities = await askEntities(library, plan, '... on Licence { name } ... on Person { licences { name } }', [
      { __typename: 'Licence', identifier: STRANGERS_CARD },
      { __typename: 'Person', key: STRANGER },
    ])
    expect(entities).toEqual({ data: { _entities: [null, null] } })
  })

  it('an uncovered person without asking a table', async () => {
    const before = db.statements.count
    const plan = seller(EDGE, ofType(CARD, { 'Licence.name': 'CLEAR' }))
    await askEntities(library, plan, '... on Person { licences { name } }', [{ __typename: 'Person', key: STRANGER }])
    expect(db.statements.count).toBe(before)
  })

  it('licences of types that are not granted, in lists and by identifier, without a trace and without reading them', async () => {
    const plan = seller(EDGE, ofType(CARD, { 'Licence.version': 'CLEAR' }))
    expect(await ofSeller(plan, 'licences { version }')).toEqual([{ licences: [{ version: 2 }] }])
    expect(await ask(library, plan, byIdentifier(DEED, 'version'))).toEqual({ data: { licence: null } })
    const none = seller(EDGE)
    const before = db.statements.count
    expect(await ofSeller(none, 'licences { identifier }')).toEqual([{ licences: [] }])
    expect(db.statements.count).toBe(before)
  })

  it('licences of a type that is granted for somebody else only', async () => {
    const plan = planOf({
      classes: [ofType(CARD, { 'Licence.version': 'CLEAR' }), { ...EDGE, ...ofType(TITLE_DEED, { 'Licence.version': 'CLEAR' }) }],
      subjects: { [STRANGER]: 0, [SELLER]: 1 },
    })
    expect(await ofSeller(plan, 'licences { identifier }')).toEqual([{ licences: [{ identifier: DEED }] }])
    expect(await ask(library, plan, byIdentifier(CARD_NOW, 'version'))).toEqual({ data: { licence: null } })
  })

  it('the list itself to a class of subjects whose rights do not hold the edge', async () => {
    const rights = ofType(CARD, { 'Licence.version': 'CLEAR' })
    const plan = planOf({ classes: [{ ...EDGE, ...rights }, { 'Person.name': 'CLEAR', ...rights }], subjects: { [STRANGER]: 0, [SELLER]: 1 } })
    expect(await ofSeller(plan, 'licences { version }')).toEqual([{ licences: null }])
  })

  it('an item that is granted for another type of licence', async () => {
    const plan = seller(EDGE, ofType(CARD, { 'Licence.number': 'CLEAR', 'Licence.version': 'CLEAR' }), ofType(TITLE_DEED, { 'Licence.version': 'CLEAR' }))
    expect(await ofSeller(plan, `licences(types: "${TITLE_DEED}") { version number }`)).toEqual([
      { licences: [{ version: 1, number: null }] },
    ])
  })

  it('fields of the face that are not granted, and the face where none is', async () => {
    const some = seller(EDGE, ofType(CARD, { 'Licence.face#name': 'CLEAR', 'Licence.face#account': 'VERIFY' }))
    expect(await ofSeller(some, 'licences { face { name value } }')).toEqual([{ licences: [{ face: [{ name: 'name', value: '张大山' }] }] }])
    const whole = seller(EDGE, ofType(CARD, { 'Licence.face': 'CLEAR' }))
    expect(await ofSeller(whole, 'licences { face { name value } }')).toEqual([{ licences: [{ face: null }] }])
  })

  it('a face that was moved from another licence, naming neither', async () => {
    const [other] = await db.orm.select({ sealedFace: licence.sealedFace }).from(licence).where(eq(licence.identifier, STRANGERS_CARD))
    const [own] = await db.orm.select({ sealedFace: licence.sealedFace }).from(licence).where(eq(licence.identifier, CARD_NOW))
    await db.orm.update(licence).set({ sealedFace: other?.sealedFace ?? null }).where(eq(licence.identifier, CARD_NOW))
    const { data, errors } = await ask(library, seller(ofType(CARD, { 'Licence.face#name': 'CLEAR' })), byIdentifier(CARD_NOW, 'face { value }'))
    await db.orm.update(licence).set({ sealedFace: own?.sealedFace ?? null }).where(eq(licence.identifier, CARD_NOW))
    expect(data?.['licence']).toEqual({ face: null })
    expect(errors?.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
      ['the face of a licence cannot be opened', 'LIBRARY_UNAVAILABLE'],
    ])
  })

  it('to list by validity where validity may not be told', async () => {
    const plan = seller(EDGE, ofType(CARD, { 'Licence.version': 'CLEAR' }))
    expect(await ofSeller(plan, 'licences(validOn: "2025-01-01") { version }')).toEqual([{ licences: [] }])
  })

  it('a sealed holder as if unknown, and the face that may name them', async () => {
    const rights = { ...EDGE, ...ofType(TITLE_DEED, {
      'Licence.holders': 'CLEAR', 'LicenceHolder.name': 'CLEAR', 'Licence.face#name': 'CLEAR', 'Licence.version': 'CLEAR',
    }) }
    const plan = planOf({ classes: [rights], subjects: { [SELLER]: 0, [SPOUSE]: 0 }, sealed: [SPOUSE] })
    expect(await ofSeller(plan, 'licences { version holders { name } face { value } }')).toEqual([
      { licences: [{ version: 1, holders: [{ name: '张大山' }], face: null }] },
    ])
    const allSealed = planOf({ classes: [rights], subjects: { [SELLER]: 0, [SPOUSE]: 0 }, sealed: [SELLER, SPOUSE] })
    expect(await ask(library, allSealed, byIdentifier(DEED, 'version'))).toEqual({ data: { licence: null } })
  })

  it('licences of a company to which the purpose gives no right, though the edge is no personal item', async () => {
    const plan = planOf({
      common: { 'LegalPerson.licences': 'CLEAR' },
      classes: [ofType(BUSINESS, { 'Licence.name': 'CLEAR' })],
      subjects: { [SELLER]: 0 },
    })
    const { data } = await askEntities(library, plan, '... on LegalPerson { licences { name } }', [{ __typename: 'LegalPerson', creditCode: COMPANY }])
    expect(data?.['_entities']).toEqual([{ licences: null }])
  })
})

describe('the licences library answers', () => {
  it('what a type of licences is, to any registered consumer', async () => {
    const items = ['name', 'definer', 'holderKind', 'faceSchema', 'matters', 'status'].map((field) => [`LicenceType.${field}`, 'CLEAR'] as const)
    const question = `{ licenceType(code: "${CARD}") { code name definer { creditCode } holderKind { name } faceSchema { name secret } matters { code } status { name } } }`
    expect(await ask(library, planOf({ common: Object.fromEntries(items) }), question)).toEqual({
      data: {
        licenceType: {
          code: CARD, name: '示例证照1', definer: { creditCode: '11990000000000019A' }, holderKind: { name: '自然人' },
          faceSchema: [{ name: 'name', secret: false }, { name: 'account', secret: true }, { name: 'nation', secret: false }],
          matters: [{ code: '1199010000000022XR3990112003001' }], status: { name: '启用' },
        },
      },
    })
  })

  it('the newest version of each granted licence, newest first', async () => {
    const items = { 'Licence.version': 'CLEAR', 'Licence.issuer': 'CLEAR', 'Licence.division': 'CLEAR' } as const
    const plan = seller(EDGE, ofType(CARD, items), ofType(TITLE_DEED, items))
    const place = { issuer: { creditCode: ISSUER }, division: { code: '990101000000' } }
    expect(await ofSeller(plan, 'licences { identifier version issuer { creditCode } division { code } }')).toEqual([
      { licences: [{ identifier: CARD_NOW, version: 2, ...place }, { identifier: DEED, version: 1, ...place }] },
    ])
  })

  it('the state of today, expired by its end', async () => {
    const plan = seller(EDGE, ofType(CARD, { 'Licence.state': 'CLEAR' }), ofType(TITLE_DEED, { 'Licence.state': 'CLEAR' }))
    expect(await ofSeller(plan, 'licences { state { name } }')).toEqual([{ licences: [{ state: { name: '失效' } }, { state: { name: '有效' } }] }])
  })

  it('validity on a day, and lists by it, without the dates', async () => {
    const plan = seller(EDGE, ofType(CARD, { 'Licence.validOn': 'CLEAR' }), ofType(TITLE_DEED, { 'Licence.validOn': 'CLEAR' }))
    expect(await ofSeller(plan, 'licences { before: validOn(date: "2026-03-01") today: validOn(date: "2026-03-02") }')).toEqual([
      { licences: [{ before: true, today: false }, { before: true, today: true }] },
    ])
    expect(await ofSeller(plan, 'licences(validOn: "2026-03-02") { identifier }')).toEqual([{ licences: [{ identifier: DEED }] }])
  })

  it('masked values, each face field in the form of its type', async () => {
    const plan = seller(EDGE, ofType(CARD, {
      'Licence.number': 'MASKED', 'Licence.holders': 'CLEAR', 'LicenceHolder.name': 'MASKED',
      'Licence.face#name': 'MASKED', 'Licence.face#account': 'MASKED', 'Licence.face#nation': 'MASKED',
    }))
    expect(await ofSeller(plan, 'licences { number holders { name } face { title value } }')).toEqual([
      {
        licences: [{
          number: '******5678', holders: [{ name: '张**' }],
          face: [{ title: '姓名', value: '张**' }, { title: '账号', value: '************1234' }],
        }],
      },
    ])
  })

  it('those holders whom the purpose concerns, as persons and as organisations', async () => {
    const items = { 'Licence.holders': 'CLEAR', 'LicenceHolder.name': 'CLEAR', 'LicenceHolder.documentType': 'CLEAR' } as const
    const plan = planOf({
      common: { 'LegalPerson.licences': 'CLEAR' },
      classes: [{ ...EDGE, ...ofType(TITLE_DEED, items), ...ofType(BUSINESS, items) }],
      subjects: { [SELLER]: 0, [COMPANY]: 0 },
    })
    const selection = 'licences { holders { name documentType { name } person { key } legalPerson { creditCode } } }'
    const { data } = await askEntities(library, plan, `... on Person { ${selection} } ... on LegalPerson { ${selection} }`, [
      { __typename: 'Person', key: SELLER },
      { __typename: 'LegalPerson', creditCode: COMPANY },
    ])
    expect(data?.['_entities']).toEqual([
      { licences: [{ holders: [{ name: '张大山', documentType: { name: '公民身份号码' }, person: { key: SELLER }, legalPerson: null }] }] },
      { licences: [{ holders: [{ name: '示例公司', documentType: { name: '统一社会信用代码' }, person: null, legalPerson: { creditCode: COMPANY } }] }] },
    ])
  })

  it('an earlier licence by its identifier and through the one that replaced it', async () => {
    const plan = seller(ofType(TITLE_DEED, { 'Licence.supersedes': 'CLEAR', 'Licence.state': 'CLEAR' }))
    expect(await ask(library, plan, byIdentifier(DEED, 'supersedes { identifier state { name } }'))).toEqual({
      data: { licence: { supersedes: { identifier: OLD_DEED, state: { name: '注销' } } } },
    })
  })

  it('null for an identifier that it does not know', async () => {
    const plan = seller(ofType(CARD, { 'Licence.name': 'CLEAR' }))
    expect(await ask(library, plan, byIdentifier(identifierOf(CARD, 'NONE'), 'name'))).toEqual({ data: { licence: null } })
  })
})

describe('the licences library keeps', () => {
  it('no face in clear', async () => {
    const rows = await db.orm.select().from(licence)
    expect(rows.some(({ sealedFace }) => sealedFace !== null)).toBe(true)
    expect(rows.map(({ sealedFace }) => Buffer.from(sealedFace ?? '', 'base64').toString('utf8')).join()).not.toMatch(/张大山|6200/)
  })
})

describe('the licences library batches', () => {
  it.each([1, 100])('licences of %i persons with one statement per access path', async (count) => {
    const keys = [SELLER, SPOUSE, ...Array.from({ length: count }, (_, at) => `p${at}`)]
    const rights = {
      ...EDGE,
      ...ofType(CARD, { 'Licence.holders': 'CLEAR', 'LicenceHolder.name': 'CLEAR', 'Licence.face#name': 'CLEAR', 'Licence.type': 'CLEAR' }),
    }
    const plan = planOf({ common: { 'LicenceType.name': 'CLEAR' }, classes: [rights], subjects: Object.fromEntries(keys.map((key) => [key, 0])) })
    const before = db.statements.count
    await askEntities(
      library, plan, '... on Person { licences { type { name } holders { name } face { value } } }',
      keys.map((key) => ({ __typename: 'Person', key })),
    )
    expect(db.statements.count - before).toBe(3)
  })
})
