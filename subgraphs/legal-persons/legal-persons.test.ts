import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import { creditCodeCheck, formatAddressCode, organisationCodeCheck } from '#platform/identifiers'
import type { Subgraph } from '#platform/subgraph'
import { comparableText, grams } from '#platform/text-search'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { legalPersons } from './index.ts'

const BUREAU = '1199010000000022XR'
const FIRM = '91990100MA0000AB0H'
const REVOKED = creditCodeOf(1)
const LONG_REVOKED = creditCodeOf(2)
const CLOSED = creditCodeOf(3)
const UNKNOWN = creditCodeOf(4)
const CROWDED = formatAddressCode('990101001001', 1)
const CROWD = 120
const SCHOOL = '1299000040000000XH'
const CHARITY = '51990000MJ00000A1A'
const CURSORS = sealedCursors(Buffer.alloc(32, 3))

const FOUNDER = 'founder'
const MANAGER = 'manager'
const BARRED = 'barred'
const ONCE_BARRED = 'once-barred'
const HIDDEN = 'hidden'

function creditCodeOf(number: number): string {
  const body = `MA${String(number).padStart(6, '0')}`
  const first17 = `91990100${body}${organisationCodeCheck(body)}`
  return first17 + creditCodeCheck(first17)
}

const organisation = (subject: string, name: string, more: object = {}) => ({
  subject, name, division: '990101000000', status: '1', address: CROWDED, ...more,
})

const SOURCE = {
  sourceAgency: BUREAU, sourceSystem: '登记系统', sourceRecordId: 'DJ-1', recordedAt: new Date('2024-05-06T01:00:00Z'),
  updatedAt: new Date('2025-06-07T01:00:00Z'), version: 2, qualityFlags: ['address'],
}

const position = (subject: string, place: number, name: string, person: string) => ({
  subject, place, name, person, position: '董事', division: '990101000000',
})

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['legal-persons'])
  await load(db, {
    legalPersons: [
      organisation(BUREAU, '示例市市场监督管理局', { address: null }),
      organisation(FIRM, '示例市青禾食品（集团）有限公司', {
        legalRepresentative: FOUNDER, legalRepName: '李青禾', registrar: BUREAU, entityTypeCode: '1130',
        entityTypeName: '有限责任公司(自然人独资)', industry: 'H', capital: '100.50', currency: 'CNY',
        establishedOn: '2024-05-06', phone: '13800000001', domicile: '示例区示例街道1号', industryClassCode: '6210',
        industryClassName: '正餐服务', ...SOURCE,
      }),
      organisation(SCHOOL, '示例市第一中学', { address: null, division: '990102000000' }),
      organisation(CHARITY, '示例𠀀𪚥慈善会', { address: null, division: '990200000000' }),
      organisation(REVOKED, '示例市停业餐饮有限公司', {
        status: '2', revokedOn: '2023-03-02', legalRepresentative: BARRED, legalRepName: '赵停业',
      }),
      organisation(LONG_REVOKED, '示例市旧业餐饮有限公司', {
        status: '3', revokedOn: '2023-03-01', legalRepresentative: ONCE_BARRED, legalRepName: '钱旧业',
      }),
      organisation(CLOSED, '示例市歇业餐饮有限公司', { status: '4', legalRepresentative: HIDDEN, legalRepName: '孙隐' }),
      ...Array.from({ length: CROWD }, (_, at) => organisation(creditCodeOf(1_000 + at), `示例市同楼第${at}有限公司`)),
    ],
    staff: [position(FIRM, 1, '李青禾', FOUNDER), position(FIRM, 2, '周经理', MANAGER), position(FIRM, 3, '孙隐', HIDDEN)],
    shareholders: [
      { subject: FIRM, place: 1, name: '李青禾', person: FOUNDER, contribution: '60.3', ratio: '60', division: '990101000000' },
      { subject: FIRM, place: 2, name: '示例市歇业餐饮有限公司', legalPerson: CLOSED, ratio: '30', division: '990101000000' },
      { subject: FIRM, place: 3, name: '孙隐', person: HIDDEN, ratio: '10', division: '990101000000' },
    ],
    changes: [
      {
        subject: FIRM, place: 1, division: '990101000000', changeItem: '住所', before: '示例路1号', after: '示例路2号',
        changedOn: '2025-01-02', authority: BUREAU,
      },
      {
        subject: FIRM, place: 2, division: '990101000000', changeItem: '监事', before: '无', after: '周经理 990101198001010019',
        changedOn: '2025-06-07', authority: BUREAU, persons: [MANAGER],
      },
      {
        subject: FIRM, place: 3, division: '990101000000', changeItem: '股东', before: '无', after: '孙隐',
        changedOn: '2025-08-09', authority: BUREAU, persons: [HIDDEN],
      },
    ],
    publicInstitutions: [
      {
        subject: SCHOOL, division: '990102000000', organizer: BUREAU, organizerName: '示例市市场监督管理局', fundSource: '1',
        startupFund: '120.5', purpose: '实施义务教育', certificateFrom: '2023-04-01', certificateTo: '2028-03-31', ...SOURCE,
      },
    ],
    socialOrganisations: [
      {
        subject: CHARITY, division: '990200000000', supervisorName: '示例市民政局', activityArea: '示例市', kind: '53', isCharity: true,
        foundationKind: '2', certificateFrom: '2024-01-01', certificateTo: '2027-12-31',
      },
    ],
    abnormalListings: [
      {
        subject: FIRM, place: 1, division: '990101000000', includedOn: '2025-07-01', reason: '未按期公示年度报告',
        authority: BUREAU, removedOn: '2025-07-20', removalReason: '已补报', removalAuthority: BUREAU,
      },
    ],
  })
  library = legalPersons({ db, clock: testClock, cursors: CURSORS })
})

afterAll(() => db.close())

const PUBLIC: Record<string, Disclosure> = Object.fromEntries(
  [
    'LegalPerson.name', 'LegalPerson.legalRepName', 'LegalPerson.staff', 'LegalPersonStaff.name', 'LegalPerson.shareholders',
    'Shareholder.name', 'LegalPerson.changes', 'LegalPersonChange.after', 'NameCheck.isFree', 'Address.legalPersons',
  ].map((item) => [item, 'CLEAR']),
)
const OPEN = planOf({ common: PUBLIC })

/** Names that a search finds, page after page. */
async function found(name: string, more: { division?: string; first?: number } = {}, plan = planOf({ common: { ...PUBLIC, 'LegalPerson.division': 'CLEAR' } })) {
  const names: (string | null)[] = []
  let after: string | null = null
  for (;;) {
    const { data, errors } = await searched({ name, ...more, after }, plan)
    if (errors !== undefined) return { names, code: errors[0]?.extensions['code'], message: errors[0]?.message }
    const { edges, pageInfo } = data?.['searchLegalPersons'] as Page
    names.push(...edges.map(({ node }) => node.name))
    if (!pageInfo.hasNextPage) return { names }
    after = pageInfo.endCursor
  }
}

interface Page {
  readonly edges: { cursor: string; node: { name: string | null } }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const searched = (variables: object, plan = OPEN) =>
  ask(
    library, plan,
    `query ($name: String!, $division: DivisionCode, $first: Int, $after: String) {
      searchLegalPersons(name: $name, division: $division, first: $first, after: $after) {
        edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }`,
    { ...variables },
  )

const COMPARED: Record<string, Disclosure> = {
  'LegalPerson.name': 'VERIFY', 'LegalPerson.legalRepName': 'VERIFY', 'LegalPerson.legalRepresentative': 'VERIFY',
  'LegalPersonStaff.person': 'VERIFY', 'Shareholder.person': 'VERIFY',
}

const verify = (plan: ReturnType<typeof planOf>, claim: object) =>
  ask(
    library, plan,
    `query ($claim: LegalPersonClaim!) {
      verifyLegalPerson(claim: $claim) { name legalRepName legalRepresentative staff shareholder } }`,
    { claim },
  )
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

  it('a search to whoever may not read names, and one by division to whoever may not read divisions', async () => {
    const nameless = await searched({ name: '示例' }, planOf({ common: { 'LegalPerson.status': 'CLEAR' } }))
    expect(nameless.errors?.[0]?.extensions['coordinate']).toBe('Query.searchLegalPersons')
    const before = db.statements.count
    const onlyPlace = await searched({ name: '示例', division: '990101' }, planOf({ common: { 'LegalPerson.division': 'CLEAR' } }))
    expect(onlyPlace.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'LegalPerson.name' })
    const placeless = await searched({ name: '示例', division: '990101' })
    expect(placeless.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'LegalPerson.division' })
    expect(db.statements.count).toBe(before)
  })

  it.each([
    ['a name of one character', { name: '示' }, 'name'],
    ['a name of nothing but wildcards', { name: '%_%_%\\' }, 'name'],
    ['a name of nothing but a null character', { name: '\u0000\u0000' }, 'name'],
    ['a name of one rare character', { name: '𠀀' }, 'name'],
    ['a name of more than a hundred characters', { name: '示例'.repeat(51) }, 'name'],
    ['a page of nothing', { name: '示例', first: 0 }, 'first'],
    ['a page that is too long', { name: '示例', first: 101 }, 'first'],
    ['a cursor that was made up', { name: '示例', after: 'WyIxIl0' }, 'after'],
    ['a cursor of another list', { name: '示例', after: CURSORS.encode('Person.cases', ['1', 'a', 'b']) }, 'after'],
  ])('%s, and never asks the table', async (_, variables, argument) => {
    const before = db.statements.count
    const { errors } = await searched(variables)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument })
    expect(errors?.[0]?.message).not.toContain(variables.name)
    expect(db.statements.count).toBe(before)
  })

  it('the cursor of one search for another', async () => {
    const { data } = await searched({ name: '同楼', first: 1 })
    const { endCursor } = (data?.['searchLegalPersons'] as Page).pageInfo
    expect((await searched({ name: '同楼', first: 1, after: endCursor })).errors).toBeUndefined()
    expect((await searched({ name: '示例', first: 1, after: endCursor })).errors?.[0]?.extensions['argument']).toBe('after')
  })

  it.each([
    `'; drop table legal_persons.legal_person; --`, `%' or '1'='1`, '%示例%', '_'.repeat(50), '{示例}', '["示例"]', '#990101', 'null null', '示例\\',
    'NaN NaN', '\ud800\udc00'.repeat(3), '\ud800示例', '__proto__',
  ])('to take %j for anything but a text', async (name) => {
    const { names, code } = await found(name)
    expect(code ?? names.length).toBeOneOf(['BAD_USER_INPUT', 0, CROWD + 7])
    expect((await found('同楼')).names).toHaveLength(CROWD)
  })

  it('a verdict on what may not be compared, and on whom the purpose does not concern', async () => {
    const claim = { creditCode: FIRM, name: '示例', legalRepCitizenId: FOUNDER, staffCitizenId: MANAGER }
    const nothing = await verify(planOf({}), claim)
    expect(nothing.errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    const other = await verify(planOf({ classes: [COMPARED], subjects: { [BUREAU]: 0 } }), claim)
    expect(other.data?.['verifyLegalPerson']).toEqual({ name: null, legalRepName: null, legalRepresentative: null, staff: null, shareholder: null })
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
  it.each([
    ['a part of a name', '青禾', ['示例市青禾食品（集团）有限公司']],
    ['two parts of a name, in any order', '有限公司 青禾', ['示例市青禾食品（集团）有限公司']],
    ['a name with other brackets and spaces', '青禾食品(集团) 有限公司', ['示例市青禾食品（集团）有限公司']],
    ['rare characters, whole', '𠀀𪚥', ['示例𠀀𪚥慈善会']],
    ['a part that no name has', '青禾中学', []],
    ['parts that no one name has together', '青禾 中学', []],
    ['grams that stand apart in every name', '市场有限', []],
  ])('who has %s', async (_, name, names) => {
    expect((await found(name)).names).toEqual(names)
  })

  it('an exact name before those that only contain it', async () => {
    const { names } = await found('示例市同楼第1有限公司')
    expect(names[0]).toBe('示例市同楼第1有限公司')
    expect((await found('同楼第1', { first: 5 })).names).toHaveLength(31)
  })

  it('a search in a division, by the digits of its level', async () => {
    expect((await found('示例', { division: '990102' })).names).toEqual(['示例市第一中学'])
    expect((await found('示例', { division: '990200000000' })).names).toEqual(['示例𠀀𪚥慈善会'])
    expect((await found('示例', { division: '990100000000' })).names).toHaveLength(CROWD + 6)
    expect((await found('示例', { division: '990000' })).names).toHaveLength(CROWD + 7)
    expect((await found('示例', { division: '000000' })).names).toHaveLength(CROWD + 7)
    expect((await found('示例', { division: '990101001' })).names).toEqual([])
  })

  it.each([3, 7, 100])('every row once and in the same order, whatever the size of a page, %i here', async (first) => {
    const { names } = await found('有限公司', { first })
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual((await found('有限公司', { first: 50 })).names)
    expect(names).toHaveLength(CROWD + 4)
  })

  it('a search in the order that the first digits of a hash give, so that it is the same on every database', async () => {
    const scatter = (code: string) => createHash('md5').update(code).digest('hex').slice(0, 8)
    const caterers = [[REVOKED, '停业'], [LONG_REVOKED, '旧业'], [CLOSED, '歇业']].map(([code = '', word]) => ({ at: scatter(code), word }))
    const expected = caterers.sort((one, other) => (one.at < other.at ? -1 : 1)).map(({ word }) => `示例市${word}餐饮有限公司`)
    expect((await found('餐饮', { first: 2 })).names).toEqual(expected)
  })

  it('what the index holds of a name exactly as it is asked for', async () => {
    const texts = ['示例𠀀公司', '示', '', 'ABC公司', '公司公司', comparableText('示例（集团）　ＡＢＣ')]
    const rows = (await db.orm.execute(
      sql`select legal_persons.search_tokens(each, '990101001001') as tokens from json_array_elements_text(${JSON.stringify(texts)}) as each`,
    )) as unknown as { tokens: string[] }[] | { rows: { tokens: string[] }[] }
    const held = ('rows' in rows ? rows.rows : rows).map(({ tokens }) => new Set(tokens))
    const levels = ['#99', '#9901', '#990101', '#990101001', '#990101001001']
    expect(held).toEqual(texts.map((text) => new Set([...grams(text), ...levels])))
  })

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

  it('verdicts on a claim, a sealed person reading like a stranger', async () => {
    const rights: Record<string, Disclosure> = {
      'LegalPerson.legalRepresentative': 'VERIFY', 'LegalPersonStaff.person': 'VERIFY', 'Shareholder.person': 'VERIFY',
    }
    const plan = planOf({
      common: { 'LegalPerson.name': 'CLEAR', 'LegalPerson.legalRepName': 'CLEAR' }, classes: [rights],
      subjects: { [FIRM]: 0, [CLOSED]: 0, [UNKNOWN]: 0 }, sealed: [HIDDEN],
      aliases: { 'manager-before': MANAGER },
    })
    const claimed = { legalRepCitizenId: FOUNDER, staffCitizenId: 'manager-before', shareholderCitizenId: MANAGER }
    expect((await verify(plan, { creditCode: FIRM, name: '示例市青禾食品(集团)有限公司', legalRepName: '李', ...claimed })).data?.['verifyLegalPerson'])
      .toEqual({ name: 'MATCH', legalRepName: 'MISMATCH', legalRepresentative: 'MATCH', staff: 'MATCH', shareholder: 'MISMATCH' })
    for (const person of [HIDDEN, 'stranger']) {
      const ofFirm = await verify(plan, { creditCode: FIRM, staffCitizenId: person, shareholderCitizenId: person })
      expect(ofFirm.data?.['verifyLegalPerson']).toMatchObject({ legalRepresentative: null, staff: 'MISMATCH', shareholder: 'MISMATCH' })
      const ofClosed = await verify(plan, { creditCode: CLOSED, legalRepName: '孙隐', legalRepCitizenId: person })
      expect(ofClosed.data?.['verifyLegalPerson']).toMatchObject({ name: null, legalRepName: 'UNKNOWN', legalRepresentative: 'UNKNOWN' })
    }
    expect((await verify(plan, { creditCode: UNKNOWN, name: '示例' })).data?.['verifyLegalPerson']).toMatchObject({ name: 'UNKNOWN', staff: null })
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
  it.each([1, 100])('a search for %i organisations into one statement, and what hangs on them into one each', async (first) => {
    const before = db.statements.count
    const { data } = await ask(
      library, OPEN, `{ searchLegalPersons(name: "有限公司", first: ${first}) { edges { node { name staff { name } changes { after } } } } }`,
    )
    expect((data?.['searchLegalPersons'] as Page).edges).toHaveLength(first)
    expect(db.statements.count - before).toBe(3)
  })

  it('a claim into one statement', async () => {
    const before = db.statements.count
    const { data } = await verify(planOf({ classes: [COMPARED], subjects: { [FIRM]: 0 } }), { creditCode: FIRM, name: '示例', staffCitizenId: MANAGER })
    expect(data?.['verifyLegalPerson']).toMatchObject({ name: 'MISMATCH', staff: 'MATCH' })
    expect(db.statements.count - before).toBe(1)
  })

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
