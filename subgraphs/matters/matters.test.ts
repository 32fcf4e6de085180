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
const items = (...coordinates: string[]): Piece => ({ items: coordinates })

let materialNumber = 0
function material(matterCode: string, name: string, ways: Way[], situation: string | null = null) {
  materialNumber += 1
  const code = `M${materialNumber}`
  return {
    material: { matterCode, ordinal: materialNumber, code, name, required: true, form: 'ELECTRONIC', situation },
    alternatives: ways.map((way, at) => ({ matterCode, materialCode: code, ordinal: at + 1, title: way.title ?? null })),
    evidences: ways.flatMap((way, alternative) =>
      way.evidences.map((piece, at) => ({
        matterCode, materialCode: code, alternative: alternative + 1, ordinal: at + 1,
        parties: [], licenceType: null, items: [], grades: [], submit: false, ...piece,
      })),
    ),
  }
}

// Materials that need every form of alternative which the scenarios know: one of many, all of some, by situation, by party.
const MATERIALS = [
  material(RESIDENCE, '身份证', [{ evidences: [licence(ID_CARD)] }, { evidences: [items('Person.citizenId', 'Person.name')] }]),
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
]

const matterOf = (code: string) => ({
  code, division: '990101000000', name: '示例事项', basicCode: code.slice(19), kind: '07', level: '4', agency: AGENCY, state: '1', version: 1,
  serviceObjects: ['1'], handleKind: '2', promisedDays: 15, promisedUnit: 'CALENDAR_DAY' as const, afterDecisionDays: 30,
  resources: ['101001/000001'],
})

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['matters'])
  await load(db, {
    matters: [{ ...matterOf(RESIDENCE), handleScope: '跨市', statutoryDays: 15, statutoryUnit: 'WORKING_DAY' }, matterOf(ALLOWANCE)],
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

  it('the question of the router to anybody else', async () => {
    const { errors } = await ask(library, everything(), `{ _matter(code: "${RESIDENCE}") { agency } }`)
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
      localImplCode: null,
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
    expect(answer).toEqual({ data: { _entities: [{ matters: [{ code: ALLOWANCE }, { code: RESIDENCE }] }, { matters: [] }] } })
  })

  it('the agency of each matter in a list, although an agency is asked by it', async () => {
    const answer = await askEntities(
      library, everything(), '... on LegalPerson { matters { agency { creditCode } } }', [{ __typename: 'LegalPerson', creditCode: AGENCY }],
    )
    expect(answer).toEqual({ data: { _entities: [{ matters: [{ agency: { creditCode: AGENCY } }, { agency: { creditCode: AGENCY } }] }] } })
  })
})

describe('the matters library tells the router', () => {
  const facts = (code: string) =>
    ask(library, planOf({ router: true }), `{ _matter(code: "${code}") { code basicCode agency handleScope afterDecisionDays state } }`)

  it('nothing of a matter that it does not know', async () => {
    expect(await facts(UNKNOWN)).toEqual({ data: { _matter: null } })
  })

  it('what a decision needs, in one statement', async () => {
    const before = db.statements.count
    const known = { code: RESIDENCE, basicCode: '990732001001', agency: AGENCY, handleScope: '跨市', afterDecisionDays: 30, state: '1' }
    expect(await facts(RESIDENCE)).toEqual({ data: { _matter: known } })
    expect(db.statements.count - before).toBe(1)
  })
})

describe('the matters library batches', () => {
  it.each([1, 100])('%i matters with one statement per access path', async (count) => {
    const codes = [RESIDENCE, ALLOWANCE, ...Array.from({ length: count }, (_, at) => `${UNKNOWN}${at}`)]
    const before = db.statements.count
    const { errors } = await askEntities(
      library, everything(),
      '... on Matter { name situations { title } materials { name alternatives { title evidences { submit } } } results { name } }',
      codes.map((code) => ({ __typename: 'Matter', code })),
    )
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(6)
  })
})
