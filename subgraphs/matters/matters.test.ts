import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load, type MattersRows } from './commands.ts'
import { matters } from './index.ts'

const AGENCY = '11990000000000019A'
const OTHER = '1199010000000022XR'
const RESIDENCE = `${AGENCY}4990732001001`
const ALLOWANCE = `${AGENCY}4990507001001`
const PENALTY = `${AGENCY}4990232001001`
const UNKNOWN = `${AGENCY}4990507001009`

const ID_CARD = '11990000000000019A001'
const CERTIFICATE = '11990000000000019A002'
const LICENCE = '11990000000000019A003'
const BIRTH = '11990000000000019A004'
const HOUSEHOLD = '11990000000000019A005'
const MARRIAGE = '11990000000000019A006'
const MANDATE = '11990000000000019A007'

type Piece = Partial<MattersRows['evidences'][number]>
type Way = { title?: string; evidences: Piece[] }

const licence = (licenceType: string, ...parties: NonNullable<Piece['parties']>): Piece => ({ licenceType, parties, grades: ['A'] })
const submitted = (...grades: NonNullable<Piece['grades']>): Piece => ({ submit: true, grades })
const items = (...coordinates: string[]): Piece => ({ items: coordinates, resources: ['101001/000001'] })

let materialNumber = 0
function material(matterCode: string, name: string, ways: Way[], situation: string | null = null, more: object = {}) {
  materialNumber += 1
  const code = `M${materialNumber}`
  return {
    material: { matterCode, ordinal: materialNumber, code, name, required: true, form: 'ELECTRONIC', situation, ...more },
    alternatives: ways.map((way, at) => ({ matterCode, materialCode: code, ordinal: at + 1, title: way.title ?? null })),
    evidences: ways.flatMap((way, alternative) =>
      way.evidences.map((piece, at) => ({
        matterCode, materialCode: code, alternative: alternative + 1, ordinal: at + 1,
        parties: [], licenceType: null, items: [], grades: [], submit: false, ...piece,
      })),
    ),
  }
}

const GUIDE = {
  kind: '1', sourceKind: '20', sourceExplain: '公安机关核发', legalBasis: '居住证暂行条例 第九条', acceptStandard: '在有效期内', fillGuide: '无需填写',
  copies: 1, pageFormat: 'A4', exampleRef: 'E-1', formRef: 'B-1',
}

// Materials that need every form of alternative which the scenarios know: one of many, all of some, by situation, by party.
const MATERIALS = [
  material(RESIDENCE, '身份证', [{ evidences: [licence(ID_CARD)] }, { evidences: [items('Person.citizenId', 'Person.name')] }], null, GUIDE),
  material(RESIDENCE, '居住证明', [
    { title: '住所', evidences: [licence(CERTIFICATE, 'RIGHT_HOLDER')] },
    { title: '租赁合同', evidences: [submitted('C')] },
    { title: '就业', evidences: [licence(LICENCE)] },
  ]),
  material(RESIDENCE, '监护关系证明', [
    { evidences: [licence(BIRTH), licence(ID_CARD, 'GUARDIAN')] },
    { evidences: [licence(HOUSEHOLD), licence(ID_CARD, 'GUARDIAN')] },
  ], 'S1'),
  material(ALLOWANCE, '结婚证', [{ evidences: [licence(MARRIAGE)] }, { evidences: [items('Person.marriedOn')] }]),
  material(ALLOWANCE, '委托书', [{ evidences: [{ licenceType: MANDATE, grades: ['D'], parties: ['AGENT'] }] }]),
  material(ALLOWANCE, '申请表', [{ evidences: [items('Person.name'), submitted()] }]),
]

const matterOf = (code: string) => ({
  code, division: '990101000000', name: '示例事项', basicCode: code.slice(19), kind: '07', level: '4', agency: AGENCY, state: '1',
  serviceObjects: ['1'], handleKind: '2', promisedDays: 15, promisedUnit: 'CALENDAR_DAY' as const, afterDecisionDays: 30,
  resources: ['101001/000001'],
})

const WINDOW = {
  taskVersion: 4, handleItemCode: `${RESIDENCE}01`, localBasicCode: 'QR00732001', localImplCode: 'QR0073200199010100000001', agencyKind: '1',
  powerSource: '2', entrustedBy: '示例省公安厅', jointAgencies: [OTHER], statutoryExplain: '不含制证时间', promisedExplain: '不含寄递时间',
  specialProcedures: ['延长审批'], handleForms: ['1', '3'], visits: 1, quantityLimit: '无', feeBasis: '居住证暂行条例 第十九条', address: '示例路1号',
  hours: '工作日 9:00-17:00', consultation: '12345', complaints: '12345', link: 'https://portal.example/p', mobileLink: 'https://portal.example/m',
  online: true, onlineDepth: '5', express: true, appointments: true, onlinePayment: false, terminals: true, inServiceCentre: true,
  personTopics: ['002', '016'], organisationTopics: ['001'], towns: ['990101001000'], villages: ['990101001001'],
}
const FROM = {
  sourceAgency: AGENCY, sourceSystem: '事项管理系统', sourceRecordId: 'S-1', recordedAt: new Date('2025-01-02T09:00:00+08:00'),
  updatedAt: new Date('2026-01-05T09:00:00+08:00'), version: 7, qualityFlags: [],
}

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['matters'])
  await load(db, {
    matters: [
      { ...matterOf(RESIDENCE), handleScope: '跨市', statutoryDays: 15, statutoryUnit: 'WORKING_DAY', ...WINDOW, ...FROM },
      { ...matterOf(PENALTY), kind: '02', punishment: '未按规定申报居住登记；警告、罚款；二百元以下' },
      matterOf(ALLOWANCE),
    ],
    basics: [{
      code: '990732001001', localCode: 'QR00732001', name: '居住证申领', kind: '07', legalBasis: '居住证暂行条例', levels: ['3', '4'], state: '1',
      catalogueVersion: 2, effectiveOn: '2016-01-01', ...FROM,
    }],
    fees: [
      { matterCode: RESIDENCE, ordinal: 2, name: '换领工本费', standard: '每证20元', reducible: false },
      {
        matterCode: RESIDENCE, ordinal: 1, name: '补领工本费', standard: '每证20元', legalBasis: '居住证暂行条例 第十九条', reducible: true,
        reduction: '低保对象免收',
      },
    ],
    faqs: [{ matterCode: RESIDENCE, ordinal: 1, question: '首次申领收费吗？', answer: '免费。' }],
    situations: [{ matterCode: RESIDENCE, ordinal: 1, code: 'S1', title: '未满16周岁' }],
    materials: MATERIALS.map((each) => each.material),
    alternatives: MATERIALS.flatMap((each) => each.alternatives),
    evidences: MATERIALS.flatMap((each) => each.evidences),
    results: [{ matterCode: RESIDENCE, ordinal: 1, name: '居住证', licenceType: ID_CARD }],
  })
  library = matters({ db, clock: testClock })
})

afterAll(() => db.close())

const everything = () => planOf({ common: Object.fromEntries(library.items.all().map(({ coordinate }) => [coordinate, 'CLEAR' as Disclosure])) })
const one = (code: string, selection: string) => `{ matter(code: "${code}") { ${selection} } }`

describe('the matters library refuses', () => {
  it('what the plan does not open, although all of it is public', async () => {
    const { data, errors } = await ask(library, planOf({}), one(RESIDENCE, 'name'))
    expect(data?.['matter'] ?? null).toBeNull()
    expect(errors?.[0]?.extensions['coordinate']).toBe('Matter.name')
  })

  it('one field of a matter where another is open', async () => {
    const { data, errors } = await ask(library, planOf({ common: { 'Matter.name': 'CLEAR' } }), one(RESIDENCE, 'name legalBasis'))
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions['coordinate']).toBe('Matter.legalBasis')
  })

  it('where a record comes from to whoever reads what is public', async () => {
    const { errors } = await ask(library, planOf({ common: { 'Matter.name': 'CLEAR' } }), one(RESIDENCE, 'name provenance { version }'))
    expect(errors?.[0]?.extensions['coordinate']).toBe('Matter.provenance')
  })

  it.each([0, 101])('a list of %i implementations', async (first) => {
    const { errors } = await ask(library, everything(), `{ basicMatter(code: "990732001001") { implementations(first: ${first}) { code } } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' })
  })

  it('the question of the router to anybody else', async () => {
    const { errors } = await ask(library, everything(), `{ _matters(codes: ["${RESIDENCE}"]) { agency } }`)
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
  })
})

describe('the matters library answers', () => {
  it('null for a matter that it does not know', async () => {
    expect(await ask(library, everything(), one(UNKNOWN, 'name'))).toEqual({ data: { matter: null } })
  })

  it('a matter, by code and as an entity', async () => {
    const selection = `name basicCode localImplCode kind { name } level { name } agency { creditCode } division { code } state { name }
      serviceObjects { name } handleKind { name } statutoryDays statutoryUnit { name } promisedDays promisedUnit { name } handleScope { code }
      afterDecisionDays resources { code } situations { code title } results { name licenceType { code } }`
    const known = {
      name: '示例事项',
      basicCode: '990732001001',
      localImplCode: 'QR0073200199010100000001',
      kind: { name: '行政确认' },
      level: { name: '县级' },
      agency: { creditCode: AGENCY },
      division: { code: '990101000000' },
      state: { name: '在用' },
      serviceObjects: [{ name: '自然人' }],
      handleKind: { name: '承诺件' },
      statutoryDays: 15,
      statutoryUnit: { name: '工作日' },
      promisedDays: 15,
      promisedUnit: { name: '自然日' },
      handleScope: { code: '跨市' },
      afterDecisionDays: 30,
      resources: [{ code: '101001/000001' }],
      situations: [{ code: 'S1', title: '未满16周岁' }],
      results: [{ name: '居住证', licenceType: { code: ID_CARD } }],
    }
    expect(await ask(library, everything(), one(RESIDENCE, selection))).toEqual({ data: { matter: known } })
    const entity = await askEntities(library, everything(), `... on Matter { ${selection} }`, [{ __typename: 'Matter', code: RESIDENCE }])
    expect(entity).toEqual({ data: { _entities: [known] } })
  })

  it('what a window tells about it', async () => {
    const { data } = await ask(library, everything(), one(RESIDENCE, `
      version handleItemCode localBasicCode agencyKind { name } powerSource { name } entrustedBy jointAgencies { creditCode } statutoryExplain
      promisedExplain specialProcedures handleForms { name } visits quantityLimit feeBasis address hours consultation complaints link mobileLink
      online onlineDepth { name } express appointments onlinePayment terminals inServiceCentre personTopics { name }
      organisationTopics { name } towns { code } villages { code } punishment provenance { version sourceRecordId updatedAt }`))
    const { personTopics: _topics, ...window } = WINDOW
    expect(data?.['matter']).toEqual({
      ...Object.fromEntries(Object.entries(window).filter(([, value]) => !Array.isArray(value) && typeof value !== 'number')),
      version: 4, visits: 1, localImplCode: undefined, agencyKind: { name: '法定机关' }, powerSource: { name: '上级下放' }, onlineDepth: { name: '互联网办理' },
      jointAgencies: [{ creditCode: OTHER }], specialProcedures: ['延长审批'], handleForms: [{ name: '窗口办理' }, { name: '移动端网上申请' }],
      personTopics: [{ name: '户籍办理' }, { name: '证件办理' }], organisationTopics: [{ name: '设立变更' }],
      towns: [{ code: '990101001000' }], villages: [{ code: '990101001001' }], punishment: null,
      provenance: { version: 7, sourceRecordId: 'S-1', updatedAt: '2026-01-05T09:00:00.000+08:00' },
    })
    const penalty = await ask(library, everything(), one(PENALTY, 'kind { name } version punishment'))
    expect(penalty.data?.['matter']).toEqual({ kind: { name: '行政处罚' }, version: 1, punishment: '未按规定申报居住登记；警告、罚款；二百元以下' })
  })

  it('fees and frequent questions in the order of the list', async () => {
    const { data } = await ask(library, everything(), one(RESIDENCE, 'fees { name standard legalBasis reducible reduction } faqs { question answer }'))
    expect(data?.['matter']).toEqual({
      fees: [
        { name: '补领工本费', standard: '每证20元', legalBasis: '居住证暂行条例 第十九条', reducible: true, reduction: '低保对象免收' },
        { name: '换领工本费', standard: '每证20元', legalBasis: null, reducible: false, reduction: null },
      ],
      faqs: [{ question: '首次申领收费吗？', answer: '免费。' }],
    })
  })

  it('its entry in the basic catalogue, from there every implementation of it, and null where there is none', async () => {
    const selection = `name localCode kind { name } levels { name } legalBasis state { name } version effectiveOn cancelledOn
      implementations { code } provenance { version }`
    const known = {
      name: '居住证申领', localCode: 'QR00732001', kind: { name: '行政确认' }, levels: [{ name: '市级/隶属' }, { name: '县级' }],
      legalBasis: '居住证暂行条例', state: { name: '在用' }, version: 2, effectiveOn: '2016-01-01', cancelledOn: null,
      implementations: [{ code: RESIDENCE }], provenance: { version: 7 },
    }
    expect(await ask(library, everything(), `{ basicMatter(code: "990732001001") { ${selection} } }`)).toEqual({ data: { basicMatter: known } })
    const entity = [{ __typename: 'BasicMatter', code: '990732001001' }]
    expect(await askEntities(library, everything(), `... on BasicMatter { ${selection} }`, entity)).toEqual({ data: { _entities: [known] } })
    expect(await ask(library, everything(), one(RESIDENCE, 'basic { code }'))).toEqual({ data: { matter: { basic: { code: '990732001001' } } } })
    expect(await ask(library, everything(), one(ALLOWANCE, 'basic { code }'))).toEqual({ data: { matter: { basic: null } } })
  })

  it('which materials nobody has to submit, and how each is to be filled in', async () => {
    const { data } = await ask(library, everything(), one(RESIDENCE, `materials { waivable kind { name } sourceKind { name } sourceExplain legalBasis
      acceptStandard fillGuide copies pageFormat exampleRef formRef alternatives { evidences { resources { code } } } }`))
    const { kind: _kind, sourceKind: _source, ...guide } = GUIDE
    const materials = (data?.['matter'] as { materials: { waivable: boolean }[] }).materials
    expect(materials.map(({ waivable }) => waivable)).toEqual([true, true, true])
    expect(materials[0]).toEqual({
      ...guide, waivable: true, kind: { name: '证件证书证明' }, sourceKind: { name: '政府部门核发' },
      alternatives: [{ evidences: [{ resources: [] }] }, { evidences: [{ resources: [{ code: '101001/000001' }] }] }],
    })
    const allowance = await ask(library, everything(), one(ALLOWANCE, 'materials { name waivable }'))
    expect(allowance.data?.['matter']).toEqual({
      materials: [{ name: '结婚证', waivable: true }, { name: '委托书', waivable: true }, { name: '申请表', waivable: false }],
    })
  })

  it('materials of which any one alternative will do, each of all its evidences, and who has to give them', async () => {
    const { data } = await ask(
      library, everything(),
      one(RESIDENCE, 'materials { name situation alternatives { title evidences { parties { code } licenceType { code } items grades submit } } }'),
    )
    const of = (code: string, ...parties: string[]) => ({
      parties: parties.map((party) => ({ code: party })), licenceType: { code }, items: [], grades: ['A'], submit: false,
    })
    const paper = { parties: [], licenceType: null, items: [], grades: ['C'], submit: true }
    const answered = { parties: [], licenceType: null, items: ['Person.citizenId', 'Person.name'], grades: [], submit: false }
    expect(data?.['matter']).toEqual({
      materials: [
        { name: '身份证', situation: null, alternatives: [{ title: null, evidences: [of(ID_CARD)] }, { title: null, evidences: [answered] }] },
        {
          name: '居住证明',
          situation: null,
          alternatives: [
            { title: '住所', evidences: [of(CERTIFICATE, 'RIGHT_HOLDER')] },
            { title: '租赁合同', evidences: [paper] },
            { title: '就业', evidences: [of(LICENCE)] },
          ],
        },
        {
          name: '监护关系证明',
          situation: 'S1',
          alternatives: [
            { title: null, evidences: [of(BIRTH), of(ID_CARD, 'GUARDIAN')] },
            { title: null, evidences: [of(HOUSEHOLD), of(ID_CARD, 'GUARDIAN')] },
          ],
        },
      ],
    })
  })

  it('the matters of an agency by code, and none for an organisation that is no agency', async () => {
    const representations = [AGENCY, OTHER].map((creditCode) => ({ __typename: 'LegalPerson', creditCode }))
    const answer = await askEntities(library, everything(), '... on LegalPerson { matters { code } }', representations)
    expect(answer).toEqual({ data: { _entities: [{ matters: [{ code: PENALTY }, { code: ALLOWANCE }, { code: RESIDENCE }] }, { matters: [] }] } })
  })

  it('the agency of each matter in a list, although an agency is asked by it', async () => {
    const answer = await askEntities(
      library, everything(), '... on LegalPerson { matters { agency { creditCode } } }', [{ __typename: 'LegalPerson', creditCode: AGENCY }],
    )
    expect(answer).toEqual({ data: { _entities: [{ matters: Array(3).fill({ agency: { creditCode: AGENCY } }) }] } })
  })
})

describe('the matters library tells the router', () => {
  const facts = (code: string) =>
    ask(library, planOf({ router: true }), `{ _matters(codes: ["${code}"]) { code basicCode agency handleScope afterDecisionDays jointAgencies entrustedAgencies division inUse } }`)

  it('nothing of a matter that it does not know', async () => {
    expect(await facts(UNKNOWN)).toEqual({ data: { _matters: [] } })
  })

  it('what a decision needs, in one statement', async () => {
    const before = db.statements.count
    const known = { code: RESIDENCE, basicCode: '990732001001', agency: AGENCY, handleScope: '跨市', afterDecisionDays: 30, jointAgencies: [OTHER], entrustedAgencies: [], division: '990101000000', inUse: true }
    expect(await facts(RESIDENCE)).toEqual({ data: { _matters: [known] } })
    expect(db.statements.count - before).toBe(1)
  })
})

describe('the matters library batches', () => {
  it.each([1, 100])('%i matters with one statement per access path', async (count) => {
    const codes = [RESIDENCE, ALLOWANCE, ...Array.from({ length: count }, (_, at) => `${UNKNOWN}${at}`)]
    const before = db.statements.count
    const { errors } = await askEntities(
      library, everything(),
      '... on Matter { name situations { title } materials { name alternatives { title evidences { submit } } } results { name } fees { name } faqs { question } basic { implementations { name } } }',
      codes.map((code) => ({ __typename: 'Matter', code })),
    )
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(10)
  })
})

describe('the matters of an agency', () => {
  const codes = async (agency: string, more = '') => {
    const { data, errors } = await ask(library, everything(), `{ mattersOfAgency(agency: "${agency}"${more}) { code } }`)
    return (data?.['mattersOfAgency'] as { code: string }[] | undefined)?.map(({ code }) => code) ?? errors?.[0]?.extensions['code']
  }

  it('are not searched by a name that the plan does not open, nor by a long text', async () => {
    const { errors } = await ask(library, planOf({}), `{ mattersOfAgency(agency: "${AGENCY}", filter: { text: "示例" }) { code } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Matter.name' })
    expect(await codes(AGENCY, `, filter: { text: "${'长'.repeat(51)}" }`)).toBe('BAD_USER_INPUT')
    expect((await ask(library, everything(), '{ mattersByCode(codes: []) { code } }')).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  it('are those that it implements and those that it takes a part of, page by page, with one statement', async () => {
    const all = [PENALTY, ALLOWANCE, RESIDENCE].sort()
    const before = db.statements.count
    expect(await codes(AGENCY)).toEqual(all)
    expect(db.statements.count - before).toBe(1)
    expect(await codes(AGENCY, ', first: 2')).toEqual(all.slice(0, 2))
    expect(await codes(AGENCY, `, first: 2, after: "${all[1]}"`)).toEqual(all.slice(2))
    expect(await codes(OTHER)).toEqual([RESIDENCE])
  })

  it('are found by a part of the name and by the beginning of the code', async () => {
    expect(await codes(AGENCY, ', filter: { text: "例事" }')).toHaveLength(3)
    expect(await codes(AGENCY, `, filter: { text: "${ALLOWANCE.slice(0, 24)}" }`)).toEqual([ALLOWANCE])
    expect(await codes(AGENCY, ', filter: { text: "没有" }')).toEqual([])
  })

  it('are called by their names, of many with one statement, and what nobody knows is left out', async () => {
    const before = db.statements.count
    const { data } = await ask(library, everything(), `{ mattersByCode(codes: ["${RESIDENCE}", "${UNKNOWN}", "${ALLOWANCE}"]) { code name } }`)
    expect(data?.['mattersByCode']).toEqual([{ code: RESIDENCE, name: '示例事项' }, { code: ALLOWANCE, name: '示例事项' }])
    expect(db.statements.count - before).toBe(1)
  })
})
