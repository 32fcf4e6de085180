import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import {
  ADDRESS, AGENCY, COUNTY, FIRM, rows, SELLER, SHARED_FLAT, SPOUSE, square, STRANGER, STRANGERS_FLAT, WITHDRAWN, WORKSHOP,
} from './domain/testing.ts'
import { geo } from './index.ts'
import { division } from './tables.ts'

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['geo'], { postgis: true })
  await load(db, rows)
  library = geo({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 9)) })
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

  it('where a record comes from, which is an item of its own', async () => {
    const plan = planOf({ common: clear('Division.name', 'Address.fullText'), classes: [clear(...UNIT)], subjects: { [SELLER]: 0 } })
    for (const question of [
      '{ division(code: "990101") { name provenance { sourceAgency } } }',
      `{ address(code: "${ADDRESS}") { fullText provenance { sourceAgency } } }`,
      BY_CODE(SHARED_FLAT, 'location provenance { sourceAgency }'),
    ]) {
      const { data, errors } = await ask(library, plan, question)
      expect(data).toBeUndefined()
      expect(errors?.[0]?.extensions['coordinate']).toMatch(/^(Division|Address|RealEstateUnit)\.provenance$/)
    }
  })

  it('an edge to an address, or to what took a place, that is not granted', async () => {
    const plan = planOf({ common: clear('Division.name', 'Division.serviceHalls', 'ServiceHall.name', 'Address.fullText') })
    for (const selection of ['replacedBy { name }', 'history { kind { name } }', 'serviceHalls { standardAddress { fullText } }']) {
      const { data, errors } = await ask(library, plan, `{ division(code: "990101") { name ${selection} } }`)
      expect(data).toBeUndefined()
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    }
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
      parent: { name: '示例市', parent: { name: '示例省' }, children: [{ name: '示例区' }, { name: '示例县' }] },
      serviceHalls: [{
        poiCode: 'H1', name: '示例区政务服务中心', kind: { name: '政务服务大厅' },
        location: { type: 'Point', coordinates: [120.3, 30.3] },
        agency: { creditCode: '11990000000000019A' }, matters: [{ code: '1199010000000022XR3990112003001' }],
      }],
    })
  })

  it('a withdrawn division by the code that old citizen numbers hold, what took its place, and the history of either', async () => {
    const fields = ['name', 'shortName', 'pinyin', 'validTo', 'changeKind', 'replacedBy', 'history', 'children', 'parent']
    const change = ['division', 'kind', 'changedOn', 'formerName', 'replacedBy', 'provenance']
    const plan = planOf({ common: clear(...fields.map((each) => `Division.${each}`), ...change.map((each) => `DivisionChange.${each}`)) })
    const { data, errors } = await ask(library, plan, `{
      old: division(code: "${WITHDRAWN.slice(0, 6)}") {
        name validTo changeKind { code name } parent { name } replacedBy { name shortName pinyin changeKind { name } replacedBy { name } }
        history { kind { name } changedOn formerName division { code } replacedBy { code } provenance { sourceRecordId version } }
      }
      new: division(code: "990101") { changeKind { name } history { kind { name } changedOn formerName division { code } replacedBy { code } } }
      city: division(code: "990100") { changeKind { name } replacedBy { name } history { changedOn } children { code } }
    }`)
    expect(errors).toBeUndefined()
    const merger = { kind: { name: '合并' }, changedOn: '2010-03-01', formerName: '旧例区', division: { code: WITHDRAWN }, replacedBy: { code: COUNTY } }
    expect(data).toEqual({
      old: {
        name: '旧例区', validTo: '2010-03-01', changeKind: { code: '4', name: '合并' }, parent: { name: '示例市' },
        replacedBy: { name: '示例区', shortName: '示例', pinyin: 'Shili Qu', changeKind: { name: '更名' }, replacedBy: null },
        history: [{ ...merger, provenance: { sourceRecordId: 'QH-1', version: 2 } }],
      },
      new: {
        changeKind: { name: '更名' },
        history: [
          { kind: { name: '新设' }, changedOn: '2000-01-01', formerName: null, division: { code: COUNTY }, replacedBy: null },
          merger,
          { kind: { name: '更名' }, changedOn: '2012-05-01', formerName: '示例市区', division: { code: COUNTY }, replacedBy: null },
        ],
      },
      // A withdrawn division is found by its code and stands in no list of what exists.
      city: { changeKind: null, replacedBy: null, history: [], children: [{ code: COUNTY }, { code: '990102000000' }] },
    })
  })

  it('where records of every kind come from', async () => {
    const types = ['Division', 'Address', 'ServiceHall', 'UnitRestriction']
    const plan = planOf({
      common: clear(...types.map((type) => `${type}.provenance`), 'Division.serviceHalls'),
      classes: [clear('RealEstateUnit.provenance', 'RealEstateUnit.holders', 'RealEstateUnit.restrictions', 'RightHolder.provenance')],
      subjects: { [SELLER]: 0 },
    })
    const told = 'provenance { sourceAgency sourceSystem sourceRecordId recordedAt updatedAt version qualityFlags }'
    const { data, errors } = await ask(library, plan, `{
      division(code: "990101") { ${told} serviceHalls { ${told} } }
      address(code: "${ADDRESS}") { ${told} }
      realEstateUnit(code: "${SHARED_FLAT}") { ${told} holders { ${told} } restrictions { ${told} } }
    }`)
    const provenance = {
      sourceAgency: AGENCY, sourceSystem: '示例系统', sourceRecordId: 'QH-1', recordedAt: '2023-06-30T09:30:00.000+08:00',
      updatedAt: '2024-01-08T10:00:00.000+08:00', version: 2, qualityFlags: ['schematic'],
    }
    const same = { provenance }
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      division: { provenance, serviceHalls: [same] }, address: same,
      realEstateUnit: { provenance, holders: [same], restrictions: [same, same] },
    })
  })

  it('all of a hall: where it stands, what is done there and how it is reached', async () => {
    const fields = ['name', 'level', 'division', 'address', 'standardAddress', 'openHours', 'phone', 'windows', 'booking', 'accessible', 'status']
    const plan = planOf({ common: clear('Division.serviceHalls', 'Division.name', 'Address.fullText', ...fields.map((each) => `ServiceHall.${each}`)) })
    const { data } = await ask(library, plan, `{ division(code: "990101") { serviceHalls {
      name level { name } division { name } address standardAddress { fullText } openHours phone windows booking accessible status { name } } } }`)
    expect(data?.['division']).toEqual({ serviceHalls: [{
      name: '示例区政务服务中心', level: { name: '县级' }, division: { name: '示例区' }, address: '示例路1号',
      standardAddress: { fullText: '示例省示例市示例区示例街道示例路1号' }, openHours: '周一至周五 09:00-17:00', phone: '0990-12345',
      windows: 12, booking: true, accessible: false, status: { name: '正常开放' },
    }] })
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

  it('how exact, since when and whether an address is in use, and what lies behind its door where that is granted', async () => {
    const fields = ['precision', 'status', 'validFrom', 'building', 'unit', 'room', 'estate', 'street', 'doorNo']
    const plan = planOf({ common: clear(...fields.map((each) => `Address.${each}`)) })
    const { data } = await ask(library, plan, `{ address(code: "${ADDRESS}") {
      precision { code name } status { name } validFrom building unit room estate street doorNo } }`)
    expect(data?.['address']).toEqual({
      precision: { code: '2', name: '门牌定位' }, status: { name: '在用' }, validFrom: '2012-01-01',
      building: '2幢', unit: '1单元', room: '302室', estate: '示例花园', street: '示例路', doorNo: '1号',
    })
  })

  it('the parcel that a unit stands on', async () => {
    const fields = ['parcelCode', 'parcelFeature', 'parcelArea', 'parcelAreaUnit', 'area', 'grade', 'plotRatio', 'buildingDensity', 'mapSheetNo']
    const plan = planOf({ classes: [clear(...fields.map((each) => `RealEstateUnit.${each}`))], subjects: { [SELLER]: 0 } })
    const { data } = await ask(library, plan, BY_CODE(SHARED_FLAT, `parcelCode parcelFeature { code name } parcelArea parcelAreaUnit { name }
      area grade { name } plotRatio buildingDensity mapSheetNo`))
    expect(data?.['realEstateUnit']).toEqual({
      parcelCode: '990101001001GB00001', parcelFeature: { code: 'GB', name: '国家所有，建设用地使用权宗地(地表)' },
      parcelArea: '12000.00', parcelAreaUnit: { name: '平方米' }, area: '89.50', grade: { name: '三级' }, plotRatio: '2.10',
      buildingDensity: '0.28', mapSheetNo: 'H51G025038',
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

  it.each([1, 100])('%i divisions with their children, history and halls with one statement per access path', async (count) => {
    const plan = planOf({
      common: clear('Division.name', 'Division.children', 'Division.history', 'DivisionChange.changedOn', 'Division.serviceHalls',
        'ServiceHall.name', 'ServiceHall.standardAddress', 'Address.fullText'),
    })
    const codes = ['990100000000', COUNTY, ...Array.from({ length: count }, (_, at) => `99${String(at).padStart(4, '0')}000000`)]
    const before = db.statements.count
    await askEntities(
      library, plan, '... on Division { name children { name } history { changedOn } serviceHalls { name standardAddress { fullText } } }',
      codes.map((code) => ({ __typename: 'Division', code })),
    )
    expect(db.statements.count - before).toBe(5)
  })
})

describe('divisions by how they begin', () => {
  const plan = planOf({ common: clear('Division.name') })
  const found = async (args: string) => ((await ask(library, plan, `{ searchDivisions(${args}) { code name } }`)).data?.['searchDivisions'] as { code: string; name: string }[]).map(({ code }) => code)

  it('are not searched by a name that the plan does not open', async () => {
    const { errors } = await ask(library, planOf({}), '{ searchDivisions(filter: { text: "示" }) { code } }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Division.name' })
    expect((await ask(library, plan, '{ divisionsByCode(codes: []) { code } }')).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  it('are found by code and by name, page by page, with one statement, without those that are no more', async () => {
    const all = await found('first: 100')
    expect(all).toEqual([...all].sort())
    expect(all).not.toContain(WITHDRAWN)
    const before = db.statements.count
    expect(await found('filter: { text: "9901" }')).toEqual(all.filter((code) => code.startsWith('9901')))
    expect(db.statements.count - before).toBe(1)
    expect(await found(`first: 1, after: "${all[0]}"`)).toEqual(all.slice(1, 2))
    const [named] = (await ask(library, plan, `{ divisionsByCode(codes: ["${COUNTY}", "000000"]) { code name } }`)).data?.['divisionsByCode'] as { name: string }[]
    expect(await found(`filter: { text: "${named?.name.slice(0, 2)}" }`)).toContain(COUNTY)
    expect(await found('filter: { text: "无此" }')).toEqual([])
  })
})
