import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import { formatAddressCode } from '#platform/identifiers'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { geo } from './index.ts'
import { division, type MultiPolygonGeometry } from './tables.ts'

const SELLER = 'seller'
const SPOUSE = 'spouse'
const STRANGER = 'stranger'
const FIRM = '91990100MA0000AB0H'
const COUNTY = '990101000000'
const ADDRESS = formatAddressCode('990101001001', 1)
const SHARED_FLAT = '990101001001GB00001F00010001'
const STRANGERS_FLAT = '990101001001GB00001F00010002'
const WORKSHOP = '990101001001GB00002F00010001'

const square = (west: number, south: number): MultiPolygonGeometry => ({
  type: 'MultiPolygon',
  coordinates: [[[[west, south], [west + 0.5, south], [west + 0.5, south + 0.25], [west, south + 0.25], [west, south]]]],
})

const divisionRow = (code: string, name: string, level: number, parent: string | null) => ({
  code, name, fullName: `示例省${name}`, level, parent, validFrom: '2000-01-01',
  center: { type: 'Point', coordinates: [120.125, 30.0625] } as const,
  boundary: square(120, 30),
})

const unitRow = (unitCode: string, address: string | null) => ({
  unitCode, address, division: COUNTY, parcelCode: unitCode.slice(0, 19), location: '示例市示例区示例街道1号', area: '89.50',
  landUse: '0701', buildingUse: '10', rightType: '4', rightNature: '102', certificateNo: '示例不动产权第0001234号',
  termFrom: '2010-05-01', termTo: '2080-04-30', boundary: square(120.1, 30.1), status: '1',
})

const holderRow = (unitCode: string, subject: string, name: string, place: number) => ({
  unitCode, subject, name, place, organisation: subject === FIRM, division: COUNTY, share: '共同共有',
})

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['geo'], { postgis: true })
  await load(db, {
    divisions: [
      divisionRow('990100000000', '示例市', 2, '990000000000'),
      divisionRow('990102000000', '示例县', 3, '990100000000'),
      divisionRow(COUNTY, '示例区', 3, '990100000000'),
    ],
    addresses: [{
      code: ADDRESS, fullText: '示例省示例市示例区示例街道示例路1号', division: COUNTY, town: '990101001000', doorNo: '1号', building: '2幢',
      room: '302室', addressType: '1', location: { type: 'Point', coordinates: [120.2, 30.2] },
    }],
    serviceHalls: [{
      poiCode: 'H1', division: COUNTY, name: '示例区政务服务中心', kind: '1', level: '4', agency: '11990000000000019A',
      matters: ['1199010000000022XR3990112003001'], windows: 12, status: '1',
      location: { type: 'Point', coordinates: [120.3, 30.3] },
    }],
    realEstateUnits: [unitRow(SHARED_FLAT, ADDRESS), unitRow(STRANGERS_FLAT, ADDRESS), unitRow(WORKSHOP, null)],
    rightHolders: [
      holderRow(SHARED_FLAT, SPOUSE, '李小梅', 2),
      holderRow(SHARED_FLAT, SELLER, '张大山', 1),
      holderRow(STRANGERS_FLAT, STRANGER, '王五', 1),
      holderRow(WORKSHOP, FIRM, '示例木器有限公司', 1),
    ],
    restrictions: [
      { registrationNo: 'R1', unitCode: SHARED_FLAT, division: COUNTY, kind: '1', registeredOn: '2015-01-05', releasedOn: '2025-01-05', authority: '示例银行' },
      { registrationNo: 'R2', unitCode: SHARED_FLAT, division: COUNTY, kind: '2', registeredOn: '2026-02-01', authority: '示例区人民法院' },
      { registrationNo: 'R3', unitCode: STRANGERS_FLAT, division: COUNTY, kind: '3', registeredOn: '2026-01-01' },
    ],
  })
  library = geo({ db, clock: testClock })
})

afterAll(() => db.close())

const clear = (...items: string[]) => Object.fromEntries(items.map((item): [string, Disclosure] => [item, 'CLEAR']))
const UNIT = ['Person.realEstate', 'RealEstateUnit.location', 'RealEstateUnit.holders', 'RightHolder.name']
const READ_UNIT = planOf({ classes: [clear(...UNIT)], subjects: { [SELLER]: 0 } })
const BY_CODE = (code: string, selection = 'location') => `{ realEstateUnit(code: "${code}") { ${selection} } }`
const personOf = (key: string) => [{ __typename: 'Person', key }]
const unitOf = (unitCode: string) => [{ __typename: 'RealEstateUnit', unitCode }]

describe('the geo library refuses', () => {
  it('everything without a right', async () => {
    for (const question of [
      `{ division(code: "990101") { name } }`,
      `{ address(code: "${ADDRESS}") { fullText } }`,
      BY_CODE(SHARED_FLAT),
    ]) {
      const { data, errors } = await ask(library, planOf({}), question)
      expect(data).toBeUndefined()
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    }
  })

  it('an item of a unit that is not granted', async () => {
    const { data, errors } = await ask(library, READ_UNIT, BY_CODE(SHARED_FLAT, 'location certificateNo'))
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions['coordinate']).toBe('RealEstateUnit.certificateNo')
  })

  it('a unit that none of the covered subjects holds, as if unknown, through the root and through an entity', async () => {
    const unknown = SHARED_FLAT.replace(/1$/, '9')
    expect(await ask(library, READ_UNIT, BY_CODE(STRANGERS_FLAT))).toEqual(await ask(library, READ_UNIT, BY_CODE(unknown)))
    expect(await ask(library, READ_UNIT, BY_CODE(STRANGERS_FLAT))).toEqual({ data: { realEstateUnit: null } })
    const entity = await askEntities(library, READ_UNIT, '... on RealEstateUnit { location }', unitOf(STRANGERS_FLAT))
    expect(entity).toEqual({ data: { _entities: [null] } })
  })

  it('the units of a person whom the purpose does not concern, and never asks the table', async () => {
    const before = db.statements.count
    const entity = await askEntities(library, READ_UNIT, '... on Person { realEstate { location } }', personOf(STRANGER))
    expect(entity).toEqual({ data: { _entities: [null] } })
    expect(db.statements.count).toBe(before)
  })

  it('the units of a covered person whose units no right opens, and never asks the table', async () => {
    const plan = planOf({ classes: [clear(...UNIT), clear('Person.name')], subjects: { [SELLER]: 0, [STRANGER]: 1 } })
    const before = db.statements.count
    const entity = await askEntities(library, plan, '... on Person { realEstate { location } }', personOf(STRANGER))
    expect(entity).toEqual({ data: { _entities: [{ realEstate: null }] } })
    expect(db.statements.count).toBe(before)
  })

  it('holders, restrictions and values of a unit whose holder has no right to them', async () => {
    const items = [...UNIT, 'RealEstateUnit.restrictions']
    const plan = planOf({
      common: clear('UnitRestriction.kind'),
      classes: [clear(...items), clear('Person.realEstate', 'RealEstateUnit.area')],
      subjects: { [SELLER]: 0, [STRANGER]: 1 },
    })
    const question = '... on Person { realEstate { location holders { name } restrictions { kind { code } } } }'
    const { data } = await askEntities(library, plan, question, personOf(STRANGER))
    expect(data?.['_entities']).toEqual([{ realEstate: [{ location: null, holders: null, restrictions: null }] }])
  })

  it('a sealed holder as if unknown, and with them a unit that nobody else holds', async () => {
    const plan = planOf({
      classes: [clear(...UNIT, 'Address.realEstateUnits')],
      subjects: { [SELLER]: 0, [SPOUSE]: 0, [STRANGER]: 0 },
      sealed: [SPOUSE, STRANGER],
    })
    const shared = await ask(library, plan, BY_CODE(SHARED_FLAT, 'holders { name person { key } }'))
    expect(shared.data?.['realEstateUnit']).toEqual({ holders: [{ name: '张大山', person: { key: SELLER } }] })
    expect(await ask(library, plan, BY_CODE(STRANGERS_FLAT))).toEqual({ data: { realEstateUnit: null } })
  })

  it('codes of a wrong form, naming the argument and the check and never the code', async () => {
    const wrongCheck = ADDRESS.slice(0, 20) + (ADDRESS.endsWith('1') ? '2' : '1')
    const plan = planOf({ common: clear('Address.fullText'), classes: [clear(...UNIT)], subjects: { [SELLER]: 0 } })
    const address = await ask(library, plan, `{ address(code: "${wrongCheck}") { fullText } }`)
    const unit = await ask(library, plan, BY_CODE('990101'))
    expect(address.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'code', check: 'checksum' })
    expect(unit.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'code', check: 'format' })
    expect(`${address.errors?.[0]?.message}${unit.errors?.[0]?.message}`).not.toMatch(/9901/)
  })

  it('what lies behind a door to whoever may read addresses down to the door', async () => {
    const common = clear('Address.fullText')
    const plan = planOf({ common, classes: [clear('Address.room')], subjects: { [SELLER]: 0 } })
    const { data } = await ask(library, plan, `{ address(code: "${ADDRESS}") { fullText room } }`)
    expect(data?.['address']).toEqual({ fullText: '示例省示例市示例区示例街道示例路1号', room: null })
  })
})

describe('the geo library answers', () => {
  it('in EPSG:4490, which the database knows', async () => {
    const known = await db.orm.select({ text: sql<string>`srtext` }).from(sql`spatial_ref_sys`).where(sql`srid = 4490`)
    const stored = await db.orm.selectDistinct({ srid: sql<number>`ST_SRID(${division.boundary})` }).from(division)
    expect(known).toEqual([{ text: expect.stringContaining('CGCS2000') as string }])
    expect(stored).toEqual([{ srid: 4490 }])
  })

  it('a division with what is above, below and in it, and its geometry as GeoJSON', async () => {
    const fields = ['name', 'level', 'parent', 'children', 'center', 'boundary', 'validFrom', 'validTo', 'serviceHalls']
    const plan = planOf({
      common: clear(...fields.map((field) => `Division.${field}`), 'ServiceHall.name', 'ServiceHall.agency',
        'ServiceHall.matters', 'ServiceHall.kind', 'ServiceHall.location'),
    })
    const { data, errors } = await ask(library, plan, `{
      division(code: "990101") {
        code name level center boundary validFrom validTo
        parent { name parent { name } children { name } }
        serviceHalls { poiCode name kind { name } location agency { creditCode } matters { code } }
      } }`)
    expect(errors).toBeUndefined()
    expect(data?.['division']).toEqual({
      code: COUNTY, name: '示例区', level: 3, validFrom: '2000-01-01', validTo: null,
      center: { type: 'Point', coordinates: [120.125, 30.0625] },
      boundary: square(120, 30),
      parent: { name: '示例市', parent: null, children: [{ name: '示例区' }, { name: '示例县' }] },
      serviceHalls: [{
        poiCode: 'H1', name: '示例区政务服务中心', kind: { name: '政务服务大厅' },
        location: { type: 'Point', coordinates: [120.3, 30.3] },
        agency: { creditCode: '11990000000000019A' }, matters: [{ code: '1199010000000022XR3990112003001' }],
      }],
    })
  })

  it('an address with its divisions, and those of its units whose holders the purpose concerns', async () => {
    const plan = planOf({
      common: clear('Address.fullText', 'Address.division', 'Address.addressType', 'Address.realEstateUnits', 'Division.name'),
      classes: [clear('RealEstateUnit.area')],
      subjects: { [SELLER]: 0 },
    })
    const { data } = await ask(library, plan, `{ address(code: "${ADDRESS}") {
      fullText division { name } addressType { name } realEstateUnits { unitCode area } } }`)
    expect(data?.['address']).toEqual({
      fullText: '示例省示例市示例区示例街道示例路1号', division: { name: '示例区' }, addressType: { name: '住宅' },
      realEstateUnits: [{ unitCode: SHARED_FLAT, area: '89.50' }],
    })
  })

  it('the unit, its rights and its restrictions, through its code and through a party', async () => {
    const unit = ['rightType', 'rightNature', 'landUse', 'termFrom', 'termTo', 'holders', 'restrictions', 'status', 'boundary']
    const restriction = ['kind', 'registeredOn', 'releasedOn', 'authority', 'active'].map((field) => `UnitRestriction.${field}`)
    const plan = planOf({
      common: clear(...restriction),
      classes: [
        clear(...unit.map((field) => `RealEstateUnit.${field}`), 'Person.realEstate', 'RightHolder.name', 'RightHolder.share'),
        { 'RightHolder.name': 'MASKED', 'RightHolder.share': 'CLEAR', 'Person.name': 'CLEAR' },
      ],
      subjects: { [SELLER]: 0, [SPOUSE]: 1 },
    })
    const selection = `unitCode rightType { code name } rightNature { name } landUse { name } termFrom termTo status { name } boundary
      holders { name share person { key } legalPerson { creditCode } }
      restrictions { kind { name } registeredOn releasedOn authority active }`
    const expected = {
      unitCode: SHARED_FLAT, rightType: { code: '4', name: '国有建设用地使用权/房屋(构筑物)所有权' }, rightNature: { name: '出让' },
      landUse: { name: '城镇住宅用地' }, termFrom: '2010-05-01', termTo: '2080-04-30', status: { name: '现势' },
      boundary: square(120.1, 30.1),
      holders: [
        { name: '张大山', share: '共同共有', person: { key: SELLER }, legalPerson: null },
        { name: '李**', share: '共同共有', person: { key: SPOUSE }, legalPerson: null },
      ],
      restrictions: [
        { kind: { name: '查封' }, registeredOn: '2026-02-01', releasedOn: null, authority: '示例区人民法院', active: true },
        { kind: { name: '抵押' }, registeredOn: '2015-01-05', releasedOn: '2025-01-05', authority: '示例银行', active: false },
      ],
    }
    expect(await ask(library, plan, BY_CODE(SHARED_FLAT, selection))).toEqual({ data: { realEstateUnit: expected } })
    const party = await askEntities(library, plan, `... on Person { realEstate { ${selection} } }`, personOf(SELLER))
    expect(party).toEqual({ data: { _entities: [{ realEstate: [expected] }] } })
  })

  it('only those holders whom the purpose concerns', async () => {
    const { data } = await ask(library, READ_UNIT, BY_CODE(SHARED_FLAT, 'holders { name }'))
    expect(data?.['realEstateUnit']).toEqual({ holders: [{ name: '张大山' }] })
  })

  it('masked values in the form of their item', async () => {
    const plan = planOf({
      classes: [{ 'RealEstateUnit.location': 'MASKED', 'RealEstateUnit.certificateNo': 'MASKED' }],
      subjects: { [SELLER]: 0 },
    })
    const { data } = await ask(library, plan, BY_CODE(SHARED_FLAT, 'location certificateNo'))
    expect(data?.['realEstateUnit']).toEqual({ location: '示例市示例区示例街道***', certificateNo: '***********234号' })
  })

  it('an organisation as a holder by its credit code', async () => {
    const plan = planOf({ classes: [clear('RealEstateUnit.holders', 'RightHolder.name')], subjects: { [FIRM]: 0 } })
    const { data } = await ask(library, plan, BY_CODE(WORKSHOP, 'holders { name person { key } legalPerson { creditCode } }'))
    expect(data?.['realEstateUnit']).toEqual({
      holders: [{ name: '示例木器有限公司', person: null, legalPerson: { creditCode: FIRM } }],
    })
  })

  it('a person by a name that differs from agency to agency', async () => {
    const other = { ...READ_UNIT, idKey: Buffer.alloc(32, 8) }
    const [here, there] = await Promise.all(
      [READ_UNIT, other].map((plan) => askEntities(library, plan, '... on Person { id }', personOf(SELLER))),
    )
    expect(here?.data?.['_entities']).toHaveLength(1)
    expect(here?.data).not.toEqual(there?.data)
  })
})

describe('the geo library batches', () => {
  it.each([1, 100])('%i persons with one statement per access path', async (count) => {
    const keys = [SELLER, SPOUSE, ...Array.from({ length: count }, (_, at) => `p${at}`)]
    const plan = planOf({
      common: clear('UnitRestriction.active', 'Division.name', 'Address.fullText'),
      classes: [clear(...UNIT, 'RealEstateUnit.restrictions', 'RealEstateUnit.address', 'RealEstateUnit.division')],
      subjects: Object.fromEntries(keys.map((key) => [key, 0])),
    })
    const selection = `... on Person { realEstate {
      location holders { name } restrictions { active } address { fullText } division { name } } }`
    const before = db.statements.count
    const { errors } = await askEntities(library, plan, selection, keys.map((key) => ({ __typename: 'Person', key })))
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(5)
  })

  it.each([1, 100])('%i divisions with their children and halls with one statement per access path', async (count) => {
    const plan = planOf({ common: clear('Division.name', 'Division.children', 'Division.serviceHalls', 'ServiceHall.name') })
    const codes = ['990100000000', ...Array.from({ length: count }, (_, at) => `99${String(at).padStart(4, '0')}000000`)]
    const before = db.statements.count
    await askEntities(
      library, plan, '... on Division { name children { name } serviceHalls { name } }',
      codes.map((code) => ({ __typename: 'Division', code })),
    )
    expect(db.statements.count - before).toBe(3)
  })
})
