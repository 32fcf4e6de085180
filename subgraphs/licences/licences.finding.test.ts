import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, askEntities, planOf } from '../../tests/harness/library.ts'
import {
  askSeller, BUSINESS, CARD, COMPANY, DRIVING, EDGE, holder, identifierOf, issued, ofType, openLicences, seller, SELLER, SPOUSE, TITLE_DEED,
} from './testing.ts'

let db: Database
let library: Subgraph

const card = (serial: string, more: Parameters<typeof issued>[3]) => issued(identifierOf(DRIVING, serial), DRIVING, [holder(SELLER, '张大山')], { number: serial, ...more })

beforeAll(async () => {
  ;({ db, library } = await openLicences({
    licences: [
      card('RUNS', { validTo: '2030-01-01' }), card('OVER', { validTo: '2026-03-01' }), card('HELD', { state: '02', stateSince: '2026-01-01' }),
      card('LATER', { validFrom: '2026-06-01' }), card('GONE', { state: '07', stateSince: '2025-01-01' }),
      issued(identifierOf(BUSINESS, '2'), BUSINESS, [{ subject: COMPANY, name: '示例公司', documentType: '001' }], { face: null, number: 'B2', state: '04' }),
    ],
  }))
})

afterAll(() => db.close())

const FOUND: Record<string, Disclosure> = { 'Licence.number': 'CLEAR', 'Licence.state': 'CLEAR', 'Licence.validOn': 'CLEAR' }
const full = seller(EDGE, ofType(DRIVING, FOUND), ofType(TITLE_DEED, FOUND))
const found = async (plan: ReturnType<typeof planOf>, filter: string) => {
  const answer = await askSeller(library, plan, `licences(${filter}) { identifier }`)
  return (answer?.[0]?.['licences'] as { identifier: string }[] | null)?.map(({ identifier }) => identifier.split('.')[7]).sort()
}
const refusedBy = async (plan: ReturnType<typeof planOf>, filter: string) => {
  const { errors } = await askEntities(library, plan, `... on Person { licences(${filter}) { identifier } }`, [{ __typename: 'Person', key: SELLER }])
  return errors?.map(({ extensions }) => [extensions['code'], extensions['status']])
}

describe('somebody’s licences are not found', () => {
  it('by a type that is no code of one, a state that is none, or too many types', async () => {
    expect(await refusedBy(full, 'types: ["11990000000000019A"]')).toEqual([['BAD_USER_INPUT', '113']])
    expect(await refusedBy(full, 'state: "08"')).toEqual([['BAD_USER_INPUT', '101']])
    expect(await refusedBy(full, `types: [${Array.from({ length: 51 }, () => `"${CARD}"`).join()}]`)).toEqual([['BAD_USER_INPUT', '99']])
  })

  it('by a type that is not granted, nobody has or nobody knows, without a trace', async () => {
    for (const type of [CARD, BUSINESS, '11990000000000019A999']) expect(await found(full, `types: ["${type}"]`)).toEqual([])
    expect(await found(full, `types: ["${CARD}", "${TITLE_DEED}"]`)).toEqual(['2'])
  })

  it('by state in types in which the state may not be read, though it may in others', async () => {
    const plan = seller(EDGE, ofType(DRIVING, { 'Licence.number': 'CLEAR' }), ofType(TITLE_DEED, FOUND))
    expect(await found(plan, 'state: "01"')).toEqual(['2'])
    expect(await found(plan, `types: ["${DRIVING}"], state: "02"`)).toEqual([])
  })

  it('by validity in types in which it may not be told, though it may in others', async () => {
    const plan = seller(EDGE, ofType(DRIVING, { 'Licence.number': 'CLEAR' }), ofType(TITLE_DEED, FOUND))
    expect(await found(plan, 'validOn: "2026-03-02"')).toEqual(['2'])
  })

  it('of whom the purpose does not concern', async () => {
    const { data } = await askEntities(library, full, '... on Person { licences(state: "01") { identifier } }', [{ __typename: 'Person', key: SPOUSE }])
    expect(data?.['_entities']).toEqual([null])
  })
})

describe('somebody’s licences are found', () => {
  it('by types, by the state of the day and by a day, alone and together', async () => {
    expect(await found(full, `types: ["${DRIVING}", "${TITLE_DEED}"]`)).toEqual(['1', '2', 'GONE', 'HELD', 'LATER', 'OVER', 'RUNS'])
    expect(await found(full, 'state: "01"')).toEqual(['1', '2', 'LATER', 'RUNS'])
    expect(await found(full, 'state: "05"')).toEqual(['OVER'])
    expect(await found(full, 'state: "02"')).toEqual(['HELD'])
    expect(await found(full, 'validOn: "2026-03-02"')).toEqual(['1', '2', 'RUNS'])
    expect(await found(full, 'validOn: "2026-03-01"')).toEqual(['1', '2', 'OVER', 'RUNS'])
    expect(await found(full, 'validOn: "2024-12-31"')).toEqual(['1', 'GONE', 'HELD', 'OVER', 'RUNS'].concat('2').sort())
    expect(await found(full, `types: ["${DRIVING}"], state: "01", validOn: "2026-06-01"`)).toEqual(['1', 'LATER', 'RUNS'])
    expect(await found(full, 'types: null, state: null, validOn: null')).toHaveLength(7)
  })

  it('of an organisation too', async () => {
    const plan = planOf({ classes: [{ 'LegalPerson.licences': 'CLEAR', ...ofType(BUSINESS, FOUND) }], subjects: { [COMPANY]: 0 } })
    const { data } = await askEntities(library, plan, '... on LegalPerson { licences(state: "04") { number } }', [{ __typename: 'LegalPerson', creditCode: COMPANY }])
    expect(data?.['_entities']).toEqual([{ licences: [{ number: 'B2' }] }])
  })

  it('with one statement, by however many filters and of however many people is asked', async () => {
    const plan = planOf({ classes: [{ ...EDGE, ...ofType(DRIVING, FOUND), ...ofType(TITLE_DEED, FOUND) }], subjects: { [SELLER]: 0, [SPOUSE]: 0 } })
    const before = db.statements.count
    const people = [SELLER, SPOUSE].map((key) => ({ __typename: 'Person', key }))
    await askEntities(library, plan, `... on Person { a: licences(state: "01") { number } b: licences(state: "01") { number } c: licences(validOn: "2026-03-02") { number } }`, people)
    expect(db.statements.count - before).toBe(1)
  })
})

describe('every field of a face is an item of its own', () => {
  it('a secret one too: the right to any other shows it to nobody, and its own shows nothing else', async () => {
    const faces = (plan: ReturnType<typeof planOf>) => askSeller(library, plan, `licences(types: "${TITLE_DEED}") { face { name value } }`)
    const values: Record<string, string> = { name: '张大山', account: '6200000000001234', nation: '汉族' }
    for (const name of Object.keys(values)) {
      const plan = seller(EDGE, ofType(TITLE_DEED, { [`Licence.face#${name}`]: 'CLEAR' }))
      expect(await faces(plan)).toEqual([{ licences: [{ face: [{ name, value: values[name] }] }] }])
      const others = seller(EDGE, ofType(TITLE_DEED, Object.fromEntries(Object.keys(values).filter((each) => each !== name).map((each) => [`Licence.face#${each}`, 'CLEAR' as const]))))
      const text = JSON.stringify(await faces(others))
      expect(text).not.toContain(values[name])
    }
    // The right to the face as such is a right to no field of it.
    expect(await faces(seller(EDGE, ofType(TITLE_DEED, { 'Licence.face': 'CLEAR', 'Licence.number': 'CLEAR' })))).toEqual([{ licences: [{ face: null }] }])
  })
})

describe('a licence is found by its identifier', () => {
  it('where its type is granted, and reads like one that nobody knows where it is not', async () => {
    const question = (serial: string, type: string) => `{ licence(identifier: "${identifierOf(type, serial)}") { number } }`
    expect((await ask(library, full, question('RUNS', DRIVING))).data).toEqual({ licence: { number: 'RUNS' } })
    for (const [serial, type] of [['9', CARD], ['NONE', DRIVING], ['1', BUSINESS]] as const) {
      expect(await ask(library, full, question(serial, type))).toEqual({ data: { licence: null } })
    }
  })
})
