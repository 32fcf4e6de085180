import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { population } from './index.ts'

const OLD_MAN = 'old-man'
const DAUGHTER = 'daughter'
const STRANGER = 'stranger'

// Keys stand in for HMACs here: the library never looks into one.
const keyOf = (citizenId: string) => ({ '990101194001010016': OLD_MAN, '990101197001010028': DAUGHTER })[citizenId] ?? STRANGER

const someone = (subject: string, citizenId: string, name: string, birthDate: string) => ({
  subject, citizenId, name, birthDate, division: '990101000000', status: '1', sex: '1', marital: '20', mobile: '13800000000',
})

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['population'])
  await load(db, {
    persons: [
      someone(OLD_MAN, '990101194001010016', '张大山', '1940-01-01'),
      someone(DAUGHTER, '990101197001010028', '张小河', '1970-01-01'),
      someone(STRANGER, '990101198512311230', '王五', '1985-12-31'),
    ],
    households: [{ householdNo: 'H1', division: '990101000000', householdType: '1', address: '示例区示例街道1号' }],
    members: [
      { subject: OLD_MAN, householdNo: 'H1', relation: '0', place: 1 },
      { subject: DAUGHTER, householdNo: 'H1', relation: '3', place: 2 },
    ],
    relations: [{ subject: OLD_MAN, related: DAUGHTER, relation: '3', guardian: false }],
    vitalEvents: [{ subject: OLD_MAN, kind: '5', occurredOn: '1965-05-01', registrationNo: 'M1', registrar: '示例民政局' }],
    protectedPersons: [],
  })
  library = population({ db, clock: testClock, keyOf })
})

afterAll(() => db.close())

const READ_NAME = planOf({ classes: [{ 'Person.name': 'CLEAR', 'Person.citizenId': 'VERIFY' }], subjects: { [OLD_MAN]: 0 } })
const BY_NUMBER = '{ person(citizenId: "990101194001010016") { name } }'

describe('the population library refuses', () => {
  it('everything without a right', async () => {
    const { data, errors } = await ask(library, planOf({}), BY_NUMBER)
    expect(data?.['person'] ?? null).toBeNull()
    expect(errors?.[0]?.extensions['coordinate']).toBe('Query.person')
  })

  it('to look a person up by a number that the caller may not even verify', async () => {
    const plan = planOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { [OLD_MAN]: 0 } })
    const { data, errors } = await ask(library, plan, BY_NUMBER)
    expect(data?.['person'] ?? null).toBeNull()
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
  })

  it('an item of the same person that is not granted', async () => {
    const { data, errors } = await ask(library, READ_NAME, '{ person(citizenId: "990101194001010016") { name mobile } }')
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions['coordinate']).toBe('Person.mobile')
  })

  it('a person whom the purpose does not concern, through the root and through an entity, and never asks the table', async () => {
    const before = db.statements.count
    const root = await ask(library, READ_NAME, '{ person(citizenId: "990101197001010028") { name } }')
    const entity = await askEntities(library, READ_NAME, '... on Person { name }', [{ __typename: 'Person', key: DAUGHTER }])
    expect(root.data?.['person']).toBeNull()
    expect(entity).toEqual({ data: { _entities: [null] } })
    expect(db.statements.count).toBe(before)
  })

  it('a sealed person as if unknown, even where a case covers them', async () => {
    const sealed = planOf({ classes: [{ 'Person.name': 'CLEAR', 'Person.citizenId': 'VERIFY' }], subjects: { [OLD_MAN]: 0 }, sealed: [OLD_MAN] })
    expect(await ask(library, sealed, BY_NUMBER)).toEqual({ data: { person: null } })
  })

  it('the questions of the router to anybody else', async () => {
    const { errors } = await ask(library, READ_NAME, '{ _protectedPersons { subject } }')
    expect(errors).toHaveLength(1)
  })
})

describe('the population library answers', () => {
  it('what is granted of a person whom the purpose concerns', async () => {
    expect(await ask(library, READ_NAME, BY_NUMBER)).toEqual({ data: { person: { name: '张大山' } } })
  })

  it('masked values in the form of their item', async () => {
    const plan = planOf({
      classes: [{ 'Person.citizenId': 'MASKED', 'Person.name': 'MASKED', 'Person.mobile': 'MASKED' }],
      subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(library, plan, '{ person(citizenId: "990101194001010016") { citizenId name mobile } }')
    expect(data?.['person']).toEqual({ citizenId: '990101********0016', name: '张**', mobile: '138****0000' })
  })

  it('derived items without the values that they derive from', async () => {
    const plan = planOf({
      classes: [{ 'Person.citizenId': 'VERIFY', 'Person.ageAtLeast': 'CLEAR', 'Person.isAlive': 'CLEAR', 'Person.marriedOn': 'CLEAR' }],
      subjects: { [OLD_MAN]: 0 },
    })
    const question = `{ person(citizenId: "990101194001010016") {
      isAlive at80: ageAtLeast(years: 80) at90: ageAtLeast(years: 90)
      before: marriedOn(date: "1965-04-30") after: marriedOn(date: "1965-05-01") } }`
    const { data } = await ask(library, plan, question)
    expect(data?.['person']).toEqual({ isAlive: true, at80: true, at90: false, before: false, after: true })
  })

  it('each person of a list under the rights of their own class, and null in the place of the uncovered', async () => {
    const plan = planOf({
      classes: [{ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' }, { 'Person.citizenId': 'VERIFY', 'Person.name': 'MASKED' }],
      subjects: { [OLD_MAN]: 0, [DAUGHTER]: 1 },
    })
    const { data } = await ask(
      library, plan,
      '{ persons(citizenIds: ["990101197001010028", "990101198512311230", "990101194001010016"]) { name } }',
    )
    expect(data?.['persons']).toEqual([{ name: '张**' }, null, { name: '张大山' }])
  })

  it('only those members of a household whom the purpose concerns', async () => {
    const plan = planOf({
      classes: [{ 'Person.citizenId': 'VERIFY', 'Person.household': 'CLEAR', 'Household.members': 'CLEAR', 'HouseholdMember.relation': 'CLEAR' }],
      subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(
      library, plan, '{ person(citizenId: "990101194001010016") { household { members { relation { name } } } } }',
    )
    expect(data?.['person']).toEqual({ household: { members: [{ relation: { name: '本人或户主' } }] } })
  })

  it('verdicts on a claim, and never the value', async () => {
    const plan = planOf({
      classes: [{ 'Person.citizenId': 'VERIFY', 'Person.name': 'VERIFY', 'Person.birthDate': 'VERIFY' }],
      subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(
      library, plan,
      `{ verifyPerson(claim: { citizenId: "990101194001010016", name: "张大川", birthDate: "1940-01-01" }) { citizenId name birthDate } }`,
    )
    expect(data?.['verifyPerson']).toEqual({ citizenId: 'MATCH', name: 'MISMATCH', birthDate: 'MATCH' })
  })
})

describe('the population library batches', () => {
  it.each([1, 100])('%i persons with one statement per access path', async (count) => {
    const plan = planOf({
      classes: [{ 'Person.name': 'CLEAR', 'Person.relations': 'CLEAR', 'PersonRelation.relation': 'CLEAR' }],
      subjects: Object.fromEntries([OLD_MAN, DAUGHTER, ...Array.from({ length: count }, (_, at) => `p${at}`)].map((key) => [key, 0])),
    })
    const representations = [OLD_MAN, DAUGHTER, ...Array.from({ length: count }, (_, at) => `p${at}`)].map((key) => ({ __typename: 'Person', key }))
    const before = db.statements.count
    await askEntities(library, plan, '... on Person { name relations { relation { code } } }', representations)
    expect(db.statements.count - before).toBe(2)
  })
})
