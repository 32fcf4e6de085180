import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { population } from './index.ts'

const OLD_MAN = 'old-man'
const DAUGHTER = 'daughter'
const STRANGER = 'stranger'
const GUEST = 'guest'

// Keys stand in for HMACs here: the library never looks into one.
const KEYS: Readonly<Record<string, string>> = {
  '111 990101194001010016': OLD_MAN, '111 990101197001010028': DAUGHTER, '111 990101194101010013': 'former', '516 H99000001': GUEST,
}
const keyOf = (type: string, number: string) => KEYS[`${type} ${number}`] ?? STRANGER

const someone = (subject: string, citizenId: string, name: string, birthDate: string) => ({
  subject, citizenId, name, birthDate, division: '990101000000', status: '1', sex: '1', marital: '20', mobile: '13800000000',
})

const RECORDED = new Date('2020-01-02T09:30:00+08:00')
const source = (sourceRecordId: string) => ({
  sourceAgency: '11990101000000077X', sourceSystem: '人口信息管理系统', sourceRecordId, recordedAt: RECORDED, updatedAt: RECORDED,
})
const told = (sourceRecordId: string) => ({ sourceSystem: '人口信息管理系统', sourceRecordId, recordedAt: '2020-01-02T09:30:00.000+08:00', version: 1 })
const SOURCE = 'provenance { sourceSystem sourceRecordId recordedAt version }'

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['population'])
  await load(db, {
    persons: [
      someone(OLD_MAN, '990101194001010016', '张大山', '1940-01-01'),
      someone(DAUGHTER, '990101197001010028', '张小河', '1970-01-01'),
      someone(STRANGER, '990101198512311230', '王五', '1985-12-31'),
      { subject: GUEST, citizenId: null, name: '陈港生', birthDate: '1980-05-05', division: '990101000000', status: '1', ...source('RK-GUEST') },
    ],
    households: [{
      householdNo: 'H1', division: '990101000000', householdType: '1', address: '示例区示例街道1号', registerNo: '000000001', street: '示例路',
      doorNo: '1号', head: OLD_MAN, ...source('HK-1'),
    }],
    members: [
      { subject: OLD_MAN, householdNo: 'H1', relation: '0', place: 1 },
      { subject: DAUGHTER, householdNo: 'H1', relation: '3', place: 2 },
    ],
    relations: [
      { subject: OLD_MAN, related: DAUGHTER, relation: '3', guardian: true, guardianship: '6' },
      { subject: DAUGHTER, related: OLD_MAN, relation: '5', guardian: false },
    ],
    vitalEvents: [
      {
        subject: OLD_MAN, kind: '5', occurredOn: '1965-05-01', registrationNo: 'M1', registrar: '示例民政局', husband: OLD_MAN, wife: STRANGER,
        marriageCertificateNo: 'J990101-1965-000001', ...source('HY-1'),
      },
      {
        subject: GUEST, kind: '2', occurredOn: '2025-05-01', registrationNo: 'D1', registrar: '示例派出所', declarant: '张小河', declarantKey: DAUGHTER,
        deathCancellation: '1', deathCertificateNo: 'SW990101000001', ...source('SW-1'),
      },
    ],
    otherDocuments: [
      {
        subject: OLD_MAN, division: '990101000000', docType: '414', docNo: 'X99000001', issuer: '示例出入境管理局', issuedOn: '2015-01-01',
        validTo: '2024-12-31', ...source('ZJ-1'),
      },
      { subject: OLD_MAN, division: '990101000000', docType: '414', docNo: 'X99000002', issuedOn: '2025-01-01' },
      { subject: OLD_MAN, division: '990101000000', docType: '335', docNo: 'DR990101000001' },
      { subject: GUEST, division: '990101000000', docType: '516', docNo: 'H99000001' },
    ],
    keyAliases: [{ alias: 'former', subject: OLD_MAN }],
    protectedPersons: [{ subject: 'former', grade: 'RESTRICTED', agencies: [], items: [] }],
  })
  library = population({ db, clock: testClock, keyOf })
})

afterAll(() => db.close())

const READ_NAME = planOf({ classes: [{ 'Person.name': 'CLEAR', 'Person.citizenId': 'VERIFY' }], subjects: { [OLD_MAN]: 0 } })
const BY_NUMBER = '{ person(citizenId: "990101194001010016") { name } }'

const BORNE_BY_OLD_MAN = 'person(citizenId: "990101194001010016")'
const BY_PERMIT = '{ personByDocument(document: { type: "516", number: "H99000001" }) { name citizenId } }'

/** Items with a way to ask for each of somebody, and the right to all of them. */
const ITEMS = [
  ['Person.provenance', SOURCE],
  ['Person.otherDocuments', 'otherDocuments { docType { code } }'],
  ['PersonOtherDocument.docType', 'otherDocuments { docType { name } }'],
  ['PersonOtherDocument.docNo', 'otherDocuments { docNo }'],
  ['PersonOtherDocument.issuer', 'otherDocuments { issuer }'],
  ['PersonOtherDocument.issuedOn', 'otherDocuments { issuedOn }'],
  ['PersonOtherDocument.validTo', 'otherDocuments { validTo }'],
  ['PersonOtherDocument.provenance', `otherDocuments { ${SOURCE} }`],
  ['Household.registerNo', 'household { registerNo }'],
  ['Household.street', 'household { street }'],
  ['Household.doorNo', 'household { doorNo }'],
  ['Household.head', 'household { head { name } }'],
  ['Household.provenance', `household { ${SOURCE} }`],
  ['PersonRelation.guardianship', 'relations { guardianship { name } }'],
  ['VitalEvent.declarant', 'vitalEvents { declarant }'],
  ['VitalEvent.deathCancellation', 'vitalEvents { deathCancellation { name } }'],
  ['VitalEvent.deathCertificateNo', 'vitalEvents { deathCertificateNo }'],
  ['VitalEvent.husband', 'vitalEvents { husband { name } }'],
  ['VitalEvent.wife', 'vitalEvents { wife { name } }'],
  ['VitalEvent.marriageCertificateNo', 'vitalEvents { marriageCertificateNo }'],
  ['VitalEvent.provenance', `vitalEvents { ${SOURCE} }`],
].map(([item = '', path = '']) => ({ item, path }))

const EVERYTHING: Readonly<Record<string, Disclosure>> = Object.fromEntries(
  ['Person.citizenId', 'Person.name', 'Person.household', 'Person.relations', 'Person.vitalEvents', 'VitalEvent.kind', ...ITEMS.map(({ item }) => item)]
    .map((item) => [item, 'CLEAR' as const]),
)
const OF_EVERYTHING = planOf({ classes: [EVERYTHING], subjects: { [OLD_MAN]: 0, [DAUGHTER]: 0, [GUEST]: 0 } })

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

  it.each(['_protectedPersons { subject }', '_aliases(keys: ["former"]) { subject }', '_kin(subjects: ["old-man"]) { kind }'])(
    'the question of the router { %s } to anybody else', async (question) => {
      const { data, errors } = await ask(library, READ_NAME, `{ ${question} }`)
      expect(data).toBeUndefined()
      expect(errors).toHaveLength(1)
    },
  )

  it.each(ITEMS)('$item of a covered person, without a right to it', async ({ item, path }) => {
    const { [item]: _left, ...rights } = EVERYTHING
    const { data, errors } = await ask(library, planOf({ classes: [rights], subjects: { [OLD_MAN]: 0 } }), `{ ${BORNE_BY_OLD_MAN} { ${path} } }`)
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions['coordinate']).toBe(item)
  })

  it.each(ITEMS)('$item of a person whom the purpose does not concern, and of a sealed one, and asks no table', async ({ path }) => {
    const before = db.statements.count
    const uncovered = planOf({ classes: [EVERYTHING], subjects: { [DAUGHTER]: 0 } })
    const sealed = planOf({ classes: [EVERYTHING], subjects: { [OLD_MAN]: 0 }, sealed: [OLD_MAN] })
    for (const plan of [uncovered, sealed]) {
      expect(await askEntities(library, plan, `... on Person { ${path} }`, [{ __typename: 'Person', key: OLD_MAN }])).toEqual({ data: { _entities: [null] } })
    }
    expect(db.statements.count).toBe(before)
  })

  it('to name the head of a household, a spouse or a declarant whom the purpose does not concern or who is sealed', async () => {
    const everyone = { [OLD_MAN]: 0, [STRANGER]: 0, [DAUGHTER]: 0, [GUEST]: 0 }
    const { [STRANGER]: _wife, ...withoutWife } = everyone
    const wife = `{ ${BORNE_BY_OLD_MAN} { vitalEvents { husband { name } wife { name } } } }`
    for (const plan of [{ subjects: withoutWife }, { subjects: everyone, sealed: [STRANGER] }]) {
      const { data } = await ask(library, planOf({ classes: [EVERYTHING], ...plan }), wife)
      expect(data?.['person']).toEqual({ vitalEvents: [{ husband: { name: '张大山' }, wife: null }] })
    }
    const head = await ask(
      library, planOf({ classes: [EVERYTHING], subjects: { [DAUGHTER]: 0 } }), '{ person(citizenId: "990101197001010028") { household { head { name } } } }',
    )
    expect(head.data?.['person']).toEqual({ household: { head: null } })
    const declared = planOf({ classes: [EVERYTHING], subjects: everyone, sealed: [DAUGHTER] })
    const { data } = await askEntities(library, declared, '... on Person { vitalEvents { declarant } }', [{ __typename: 'Person', key: GUEST }])
    expect(data?.['_entities']).toEqual([{ vitalEvents: [{ declarant: null }] }])
  })

  it('to find anybody by a document whose number the caller may not even verify', async () => {
    const { errors } = await ask(library, planOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { [GUEST]: 0 } }), BY_PERMIT)
    expect(errors?.[0]?.extensions['coordinate']).toBe('Query.personByDocument')
  })

  it('to follow a number that was corrected where the plan does not know it for another key', async () => {
    const before = db.statements.count
    const { data } = await ask(library, READ_NAME, '{ person(citizenId: "990101194101010013") { name } }')
    expect(data).toEqual({ person: null })
    expect(db.statements.count).toBe(before)
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

  it('documents by type and newest first, with their kind by name', async () => {
    const { data } = await ask(library, OF_EVERYTHING, `{ ${BORNE_BY_OLD_MAN} { otherDocuments { docType { code name } docNo issuer issuedOn validTo } } }`)
    const nothing = { issuer: null, issuedOn: null, validTo: null }
    expect(data?.['person']).toEqual({
      otherDocuments: [
        { docType: { code: '335', name: '机动车驾驶证' }, docNo: 'DR990101000001', ...nothing },
        { docType: { code: '414', name: '普通护照' }, docNo: 'X99000002', ...nothing, issuedOn: '2025-01-01' },
        {
          docType: { code: '414', name: '普通护照' }, docNo: 'X99000001', issuer: '示例出入境管理局', issuedOn: '2015-01-01', validTo: '2024-12-31',
        },
      ],
    })
  })

  it('a household with its street, its number and its head', async () => {
    const { data } = await ask(library, OF_EVERYTHING, `{ ${BORNE_BY_OLD_MAN} { household { registerNo street doorNo head { name } } } }`)
    expect(data?.['person']).toEqual({ household: { registerNo: '000000001', street: '示例路', doorNo: '1号', head: { name: '张大山' } } })
  })

  it('the kind of a guardianship, and null where there is none', async () => {
    const { data } = await ask(library, OF_EVERYTHING, `{
      ${BORNE_BY_OLD_MAN} { relations { guardianship { code name } } } child: person(citizenId: "990101197001010028") { relations { guardianship { name } } } }`)
    expect(data).toEqual({
      person: { relations: [{ guardianship: { code: '6', name: '意定监护' } }] }, child: { relations: [{ guardianship: null }] },
    })
  })

  it('a marriage with both parties and its certificate, and a death with who declared it and why it was cancelled', async () => {
    const plan = planOf({ classes: [EVERYTHING], subjects: { [OLD_MAN]: 0, [STRANGER]: 0, [GUEST]: 0 } })
    const selection = `... on Person { vitalEvents {
      kind { name } declarant deathCancellation { name } deathCertificateNo husband { name } wife { name } marriageCertificateNo } }`
    const { data } = await askEntities(library, plan, selection, [OLD_MAN, GUEST].map((key) => ({ __typename: 'Person', key })))
    expect(data?.['_entities']).toEqual([
      {
        vitalEvents: [{
          kind: { name: '结婚' }, declarant: null, deathCancellation: null, deathCertificateNo: null, husband: { name: '张大山' }, wife: { name: '王五' },
          marriageCertificateNo: 'J990101-1965-000001',
        }],
      },
      {
        vitalEvents: [{
          kind: { name: '死亡' }, declarant: '张小河', deathCancellation: { name: '正常死亡' }, deathCertificateNo: 'SW990101000001', husband: null, wife: null,
          marriageCertificateNo: null,
        }],
      },
    ])
  })

  it('where records come from', async () => {
    const { data } = await ask(library, OF_EVERYTHING, `{
      ${BORNE_BY_OLD_MAN} { household { ${SOURCE} } vitalEvents { ${SOURCE} } otherDocuments { docNo ${SOURCE} } }
      personByDocument(document: { type: "516", number: "H99000001" }) { ${SOURCE} } }`)
    expect(data).toMatchObject({
      person: {
        household: { provenance: told('HK-1') }, vitalEvents: [{ provenance: told('HY-1') }],
        otherDocuments: [{}, { provenance: { sourceRecordId: null } }, { provenance: told('ZJ-1') }],
      },
      personByDocument: { provenance: told('RK-GUEST') },
    })
  })

  it('masked forms of the new items, and nothing where an item has none', async () => {
    const masked = Object.fromEntries(Object.keys(EVERYTHING).map((item) => [item, 'MASKED' as const]))
    const edges = { 'Person.otherDocuments': 'CLEAR', 'Person.vitalEvents': 'CLEAR', 'Person.household': 'CLEAR', 'Person.citizenId': 'VERIFY' } as const
    const plan = planOf({ classes: [{ ...masked, ...edges }], subjects: { [OLD_MAN]: 0, [GUEST]: 0 } })
    const { data } = await ask(library, plan, `{
      ${BORNE_BY_OLD_MAN} { provenance { version } household { street doorNo head { name } } vitalEvents { husband { name } marriageCertificateNo } otherDocuments { docType { name } docNo } }
      personByDocument(document: { type: "516", number: "H99000001" }) { vitalEvents { declarant deathCertificateNo deathCancellation { name } } } }`)
    expect(data).toEqual({
      person: {
        provenance: null, household: { street: null, doorNo: null, head: null },
        vitalEvents: [{ husband: null, marriageCertificateNo: '***************0001' }],
        otherDocuments: [{ docType: null, docNo: 'DR9901****0001' }, { docType: null, docNo: '*********' }, { docType: null, docNo: '*********' }],
      },
      personByDocument: { vitalEvents: [{ declarant: '张**', deathCertificateNo: '**********0001', deathCancellation: null }] },
    })
  })

  it('somebody who bears no citizen number, by another document', async () => {
    const plan = planOf({ classes: [{ 'PersonOtherDocument.docNo': 'VERIFY', 'Person.citizenId': 'CLEAR', 'Person.name': 'CLEAR' }], subjects: { [GUEST]: 0 } })
    expect(await ask(library, plan, BY_PERMIT)).toEqual({ data: { personByDocument: { name: '陈港生', citizenId: null } } })
  })

  it('a number that was corrected as its bearer, where the plan knows it, and a verdict that it is another now', async () => {
    const plan = planOf({ classes: [{ 'Person.name': 'CLEAR', 'Person.citizenId': 'VERIFY' }], subjects: { [OLD_MAN]: 0 }, aliases: { former: OLD_MAN } })
    const { data } = await ask(library, plan, `{
      person(citizenId: "990101194101010013") { name }
      persons(citizenIds: ["990101194101010013", "990101194001010016"]) { name }
      verifyPerson(claim: { citizenId: "990101194101010013" }) { citizenId } }`)
    expect(data).toEqual({ person: { name: '张大山' }, persons: [{ name: '张大山' }, { name: '张大山' }], verifyPerson: { citizenId: 'MISMATCH' } })
  })

  it('the router: which keys are another key of somebody, and protection that stands under one', async () => {
    const plan = planOf({ router: true })
    const { data } = await ask(library, plan, '{ _aliases(keys: ["former", "old-man", "nobody"]) { alias subject } _protectedPersons { subject grade } }')
    expect(data).toEqual({ _aliases: [{ alias: 'former', subject: OLD_MAN }], _protectedPersons: [{ subject: OLD_MAN, grade: 'RESTRICTED' }] })
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
  const keysOf = (count: number) => [OLD_MAN, DAUGHTER, GUEST, ...Array.from({ length: count }, (_, at) => `p${at}`)]

  it.each([
    ['', 1], ['relations { guardianship { code } }', 2], ['vitalEvents { declarant }', 2], ['otherDocuments { docNo }', 2],
    ['household { street }', 2], ['relations { guardianship { code } } vitalEvents { declarant } otherDocuments { docNo } household { street }', 5],
  ])('the edges { %s } of one person and of a hundred in %i statements', async (edges, statements) => {
    for (const count of [1, 100]) {
      const keys = keysOf(count)
      const plan = planOf({ classes: [EVERYTHING], subjects: Object.fromEntries(keys.map((key) => [key, 0])) })
      const before = db.statements.count
      await askEntities(library, plan, `... on Person { name ${edges} }`, keys.map((key) => ({ __typename: 'Person', key })))
      expect(db.statements.count - before).toBe(statements)
    }
  })

  it.each([1, 1_000])('%i keys of the router in one statement', async (count) => {
    const before = db.statements.count
    await ask(library, planOf({ router: true }), 'query ($keys: [ID!]!) { _aliases(keys: $keys) { alias } }', { keys: Array.from({ length: count }, (_, at) => `k${at}`) })
    expect(db.statements.count - before).toBe(1)
  })

  it('the persons behind heads and spouses with those asked for already', async () => {
    const before = db.statements.count
    await ask(library, OF_EVERYTHING, `{ ${BORNE_BY_OLD_MAN} { name household { head { name } } vitalEvents { husband { name } } } }`)
    expect(db.statements.count - before).toBe(3)
  })
})
