import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, askEntities, planOf } from '../../tests/harness/library.ts'
import {
  BARRED, BUREAU, CHARITY, CLOSED, creditCodeOf, CROWDED, FIRM, FOUNDER, HIDDEN, MANAGER, ONCE_BARRED, OPEN,
  openRegister, PUBLIC, REVOKED, SCHOOL, UNKNOWN,
} from './testing.ts'

let db: Database
let library: Subgraph
beforeAll(async () => {
  const register = await openRegister()
  db = register.db
  library = register.library
})
afterAll(() => db.close())

const askFirm = (plan: ReturnType<typeof planOf>, selection: string, creditCode = FIRM) =>
  ask(library, plan, `{ legalPerson(creditCode: "${creditCode}") { ${selection} } }`)

describe('the legal-persons library refuses', () => {
  it('everything without a right', async () => {
    const { data, errors } = await askFirm(planOf({}), 'name')
    expect(data?.['legalPerson'] ?? null).toBeNull()
    expect(errors?.[0]?.extensions['coordinate']).toBe('LegalPerson.name')
  })

  it('an organisation whose public items are not granted and which no case covers, and never asks the table', async () => {
    const plan = planOf({ classes: [{ 'LegalPerson.phone': 'CLEAR' }], subjects: { [BUREAU]: 0 } })
    const before = db.statements.count
    const root = await askFirm(plan, 'phone')
    const entity = await askEntities(library, plan, '... on LegalPerson { phone }', [{ __typename: 'LegalPerson', creditCode: FIRM }])
    expect(root.data?.['legalPerson']).toBeNull()
    expect(entity).toEqual({ data: { _entities: [null] } })
    expect(db.statements.count).toBe(before)
  })

  it('what is granted of one organisation for another one in the same answer', async () => {
    const plan = planOf({ common: PUBLIC, classes: [{ 'LegalPerson.phone': 'CLEAR' }], subjects: { [BUREAU]: 0 } })
    expect((await askFirm(plan, 'name phone')).data?.['legalPerson']).toEqual({ name: '示例市青禾食品（集团）有限公司', phone: null })
  })

  it('the person behind a public name whom the purpose does not concern', async () => {
    const plan = planOf({
      common: PUBLIC,
      classes: [{ 'LegalPerson.legalRepresentative': 'CLEAR', 'LegalPersonStaff.person': 'CLEAR', 'Person.name': 'CLEAR' }],
      subjects: { [FIRM]: 0, [MANAGER]: 0 },
    })
    const { data } = await askFirm(plan, 'legalRepName legalRepresentative { key } staff { name person { key } }')
    expect(data?.['legalPerson']).toEqual({
      legalRepName: '李青禾',
      legalRepresentative: null,
      staff: [{ name: '李青禾', person: null }, { name: '周经理', person: { key: MANAGER } }, { name: '孙隐', person: null }],
    })
  })

  it('the organisations of a person, where that edge is granted for somebody else only', async () => {
    const plan = planOf({
      common: PUBLIC,
      classes: [{ 'Person.legalRepresentativeOf': 'CLEAR' }, { 'Person.name': 'CLEAR' }],
      subjects: { [BARRED]: 0, [FOUNDER]: 1 },
    })
    const representations = [BARRED, FOUNDER, MANAGER].map((key) => ({ __typename: 'Person', key }))
    expect(await askEntities(library, plan, '... on Person { legalRepresentativeOf { creditCode } }', representations)).toEqual({
      data: { _entities: [{ legalRepresentativeOf: [{ creditCode: REVOKED }] }, { legalRepresentativeOf: null }, null] },
    })
  })

  it('to tell of an uncovered person whether a revoked firm was theirs, and never asks the table', async () => {
    const before = db.statements.count
    const representations = [{ __typename: 'Person', key: BARRED }]
    expect(await askEntities(library, OPEN, '... on Person { responsibleForRevocation }', representations)).toEqual({
      data: { _entities: [null] },
    })
    expect(db.statements.count).toBe(before)
  })

  it('every trace of a sealed person: position, share, change, and whom they represent', async () => {
    const plan = planOf({
      common: PUBLIC,
      classes: [{ 'Person.legalRepresentativeOf': 'CLEAR', 'LegalPerson.legalRepresentative': 'CLEAR' }],
      subjects: { [FIRM]: 0, [CLOSED]: 0, [HIDDEN]: 0 },
      sealed: [HIDDEN],
    })
    const { data } = await askFirm(plan, 'staff { name } shareholders { name } changes { after }')
    expect(data?.['legalPerson']).toEqual({
      staff: [{ name: '李青禾' }, { name: '周经理' }],
      shareholders: [{ name: '李青禾' }, { name: '示例市歇业餐饮有限公司' }],
      changes: [{ after: '周经理 990101********0019' }, { after: '示例路2号' }],
    })
    const closed = await askFirm(plan, 'name legalRepName legalRepresentative { key }', CLOSED)
    expect(closed.data?.['legalPerson']).toEqual({ name: '示例市歇业餐饮有限公司', legalRepName: null, legalRepresentative: null })
    const person = await askEntities(
      library, plan, '... on Person { legalRepresentativeOf { name } }', [{ __typename: 'Person', key: HIDDEN }],
    )
    expect(person).toEqual({ data: { _entities: [null] } })
  })

  it('a name check to whoever may not read names', async () => {
    const { errors } = await ask(library, planOf({ common: { 'NameCheck.isFree': 'CLEAR' } }), '{ checkName(name: "示例") { isFree } }')
    expect(errors?.[0]?.extensions['coordinate']).toBe('Query.checkName')
  })

  it('an empty name, and more than a hundred organisations at once', async () => {
    const empty = await ask(library, OPEN, '{ checkName(name: " ") { isFree } }')
    expect(empty.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
    const codes = Array.from({ length: 101 }, (_, at) => creditCodeOf(at))
    const many = await ask(library, OPEN, 'query ($codes: [CreditCode!]!) { legalPersons(creditCodes: $codes) { name } }', { codes })
    expect(many.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })
})

describe('the legal-persons library answers', () => {
  it('what a public institution and a social organisation have beside the rest, and nothing for others', async () => {
    const fields = (type: string, names: readonly string[]) => Object.fromEntries(names.map((name) => [`${type}.${name}`, 'CLEAR' as const]))
    const plan = planOf({
      common: {
        'LegalPerson.name': 'CLEAR', 'LegalPerson.category': 'CLEAR', 'LegalPerson.publicInstitution': 'CLEAR', 'LegalPerson.socialOrganisation': 'CLEAR',
        ...fields('PublicInstitution', ['organizer', 'organizerName', 'fundSource', 'startupFund', 'purpose', 'certificateFrom', 'certificateTo']),
        ...fields('SocialOrganisation', [
          'supervisor', 'supervisorName', 'activityArea', 'kind', 'isCharity', 'foundationKind', 'certificateFrom', 'certificateTo',
        ]),
      },
    })
    const selection = `category { name }
      publicInstitution { organizer { name } organizerName fundSource { name } startupFund purpose certificateFrom certificateTo }
      socialOrganisation { supervisor { name } supervisorName activityArea kind { name } isCharity foundationKind { name } certificateTo }`
    expect((await askFirm(plan, selection, SCHOOL)).data?.['legalPerson']).toEqual({
      category: { name: '事业单位' },
      publicInstitution: {
        organizer: { name: '示例市市场监督管理局' }, organizerName: '示例市市场监督管理局', fundSource: { name: '财政补助' },
        startupFund: '120.5', purpose: '实施义务教育', certificateFrom: '2023-04-01', certificateTo: '2028-03-31',
      },
      socialOrganisation: null,
    })
    expect((await askFirm(plan, selection, CHARITY)).data?.['legalPerson']).toEqual({
      category: { name: '社会组织' },
      publicInstitution: null,
      socialOrganisation: {
        supervisor: null, supervisorName: '示例市民政局', activityArea: '示例市', kind: { name: '基金会' }, isCharity: true,
        foundationKind: { name: '非公募基金会' }, certificateTo: '2027-12-31',
      },
    })
  })

  it('where a registration comes from', async () => {
    const plan = planOf({ common: { 'LegalPerson.provenance': 'CLEAR', 'LegalPerson.industryClass': 'CLEAR' } })
    const { data } = await askFirm(
      plan, 'industryClass { code name } provenance { sourceAgency sourceSystem sourceRecordId recordedAt updatedAt version qualityFlags }',
    )
    expect(data?.['legalPerson']).toEqual({
      industryClass: { code: '6210', name: '正餐服务' },
      provenance: {
        sourceAgency: BUREAU, sourceSystem: '登记系统', sourceRecordId: 'DJ-1', recordedAt: '2024-05-06T09:00:00.000+08:00',
        updatedAt: '2025-06-07T09:00:00.000+08:00', version: 2, qualityFlags: ['address'],
      },
    })
  })

  it('the public register to any registered consumer', async () => {
    const fields = [
      'orgCode', 'name', 'entityKind', 'entityType', 'status', 'industry', 'currency', 'capital', 'establishedOn', 'termTo',
      'division', 'address', 'registrar',
    ]
    const plan = planOf({ common: Object.fromEntries(fields.map((field) => [`LegalPerson.${field}`, 'CLEAR'])) })
    const { data } = await askFirm(
      plan,
      `creditCode orgCode name entityKind { code name } entityType { code name } status { code } industry { name }
       currency { name } capital establishedOn termTo division { code } address { code } registrar { name }`,
    )
    expect(data?.['legalPerson']).toEqual({
      creditCode: FIRM, orgCode: 'MA0000AB0', name: '示例市青禾食品（集团）有限公司',
      entityKind: { code: '91', name: '企业' }, entityType: { code: '1130', name: '有限责任公司(自然人独资)' },
      status: { code: '1' }, industry: { name: '住宿和餐饮业' }, currency: { name: '人民币' }, capital: '100.50',
      establishedOn: '2024-05-06', termTo: null, division: { code: '990101000000' }, address: { code: CROWDED },
      registrar: { name: '示例市市场监督管理局' },
    })
  })

  it('a list in the order asked, null in the place of the unknown', async () => {
    const { data } = await ask(library, OPEN, `{ legalPersons(creditCodes: ["${REVOKED}", "${UNKNOWN}", "${BUREAU}"]) { name } }`)
    expect(data?.['legalPersons']).toEqual([{ name: '示例市停业餐饮有限公司' }, null, { name: '示例市市场监督管理局' }])
  })

  it('a masked telephone number, and the person whom the case covers under the name for this agency', async () => {
    const plan = planOf({
      classes: [{ 'LegalPerson.phone': 'MASKED', 'LegalPerson.legalRepresentative': 'CLEAR', 'Person.name': 'CLEAR' }],
      subjects: { [FIRM]: 0, [FOUNDER]: 0 },
    })
    const { data } = await askFirm(plan, 'phone legalRepresentative { key id }')
    const firm = data?.['legalPerson'] as { phone: string; legalRepresentative: { key: string; id: string } }
    expect(firm.phone).toBe('138****0001')
    expect(firm.legalRepresentative.key).toBe(FOUNDER)
    expect(firm.legalRepresentative.id).not.toContain(FOUNDER)
  })

  it('shares with their amounts, and abnormal listings with the agencies that made and ended them', async () => {
    const plan = planOf({
      common: Object.fromEntries(
        [
          'LegalPerson.name', 'LegalPerson.shareholders', 'Shareholder.legalPerson', 'Shareholder.contribution', 'Shareholder.ratio',
          'LegalPerson.abnormalListings', 'AbnormalListing.removedOn', 'AbnormalListing.authority',
        ].map((item) => [item, 'CLEAR' as const]),
      ),
    })
    const { data } = await askFirm(
      plan,
      'shareholders { contribution ratio legalPerson { name } } abnormalListings { removedOn authority { name } }',
    )
    expect(data?.['legalPerson']).toEqual({
      shareholders: [
        { contribution: '60.3', ratio: '60', legalPerson: null },
        { contribution: null, ratio: '30', legalPerson: { name: '示例市歇业餐饮有限公司' } },
        { contribution: null, ratio: '10', legalPerson: null },
      ],
      abnormalListings: [{ removedOn: '2025-07-20', authority: { name: '示例市市场监督管理局' } }],
    })
  })

  it('whether a revoked firm bars a person, up to the third anniversary and not a day longer', async () => {
    const plan = planOf({ classes: [{ 'Person.mayBeLegalRep': 'CLEAR' }], subjects: { [BARRED]: 0, [ONCE_BARRED]: 0, [FOUNDER]: 0 } })
    const representations = [BARRED, ONCE_BARRED, FOUNDER].map((key) => ({ __typename: 'Person', key }))
    expect(await askEntities(library, plan, '... on Person { responsibleForRevocation }', representations)).toEqual({
      data: { _entities: [true, false, false].map((responsibleForRevocation) => ({ responsibleForRevocation })) },
    })
  })

  it('whether a name is free, whatever forms of characters it comes in', async () => {
    const { data } = await ask(
      library, OPEN,
      `{ taken: checkName(name: "示例市青禾食品 (集团)有限公司") { isFree } released: checkName(name: "示例市歇业餐饮有限公司") { isFree }
         revoked: checkName(name: "示例市停业餐饮有限公司") { isFree } free: checkName(name: "示例市新禾食品有限公司") { isFree } }`,
    )
    expect(data).toEqual({ taken: { isFree: false }, released: { isFree: true }, revoked: { isFree: false }, free: { isFree: true } })
  })

  it('at most a hundred organisations of one address', async () => {
    const { data } = await askEntities(
      library, OPEN, '... on Address { code legalPersons { creditCode } }', [{ __typename: 'Address', code: CROWDED }],
    )
    const [address] = data?.['_entities'] as { code: string; legalPersons: { creditCode: string }[] }[]
    expect(address?.code).toBe(CROWDED)
    expect(address?.legalPersons).toHaveLength(100)
  })
})

describe('the legal-persons library batches', () => {
  it.each([1, 100])('%i organisations with one statement per access path', async (count) => {
    const codes = [FIRM, REVOKED, ...Array.from({ length: count }, (_, at) => creditCodeOf(1_000 + at))]
    const before = db.statements.count
    const { errors } = await askEntities(
      library, OPEN, '... on LegalPerson { name staff { name } shareholders { name } changes { after } }',
      codes.map((creditCode) => ({ __typename: 'LegalPerson', creditCode })),
    )
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(4)
  })

  it.each([1, 100])('%i persons and their organisations with one statement per access path', async (count) => {
    const keys = [BARRED, FOUNDER, ...Array.from({ length: count }, (_, at) => `p${at}`)]
    const plan = planOf({
      common: PUBLIC,
      classes: [{ 'Person.legalRepresentativeOf': 'CLEAR' }],
      subjects: Object.fromEntries(keys.map((key) => [key, 0])),
    })
    const before = db.statements.count
    await askEntities(
      library, plan, '... on Person { responsibleForRevocation legalRepresentativeOf { name } }',
      keys.map((key) => ({ __typename: 'Person', key })),
    )
    expect(db.statements.count - before).toBe(2)
  })
})
