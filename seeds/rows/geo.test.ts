import { describe, expect, it } from 'vitest'
import { parseRealEstateUnitCode } from '#platform/identifiers'
import { hallKinds, landGrades, landUses, parcelFeatures, restrictionKinds } from '../../subgraphs/geo/domain/codes.ts'
import { standsOn } from '../../subgraphs/geo/domain/restrictions.ts'
import { makeAddress } from '../addresses.ts'
import { REFERENCE_DAY } from '../calendar.ts'
import { divisions } from '../divisions/divisions.ts'
import { MATTERS } from '../matters.ts'
import { makeRandom } from '../random.ts'
import { addressRow } from './addresses.ts'
import { divisionRows } from './geo.ts'
import { hallsAndTheirAddresses } from './halls.ts'
import { mapSheet, restrictionsOf, unitRow } from './units.ts'

const cells = new Map(divisions().map((each) => [each.code, each]))
const { halls, addresses } = hallsAndTheirAddresses(cells)
const home = makeAddress('990101001001', 1_234)

describe('the seeded divisions', () => {
  it('have their names and where they come from, withdrawn ones no place on the map', () => {
    const { divisions: rows, divisionChanges } = divisionRows(cells)
    const of = (code: string) => rows.find((row) => row.code === code)
    expect(of('990000000000')).toMatchObject({ shortName: '例', pinyin: 'Shili Sheng', sourceSystem: '区划地名管理系统', version: 1 })
    expect(of('110101000000')).toMatchObject({ shortName: null, pinyin: null, validFrom: null })
    expect(of('990103000000')).toMatchObject({ validTo: '2010-03-01', sourceRecordId: 'QH990103000000' })
    expect(of('990103000000')).not.toHaveProperty('boundary')
    expect(divisionChanges.every(({ sourceAgency }) => sourceAgency !== undefined)).toBe(true)
  })
})

describe('the seeded addresses', () => {
  it('end their full text at the door, where the maker tells it down to the room', () => {
    const row = addressRow(home, cells)
    expect(home.fullText).toBe(`${home.toDoor}${home.estate}${home.building}${home.unit}${home.room}`)
    expect(row).toMatchObject({ fullText: home.toDoor, room: home.room, precision: '2', status: '1', sourceRecordId: `MP${home.code}` })
    expect(addressRow(home, cells)).toEqual(row)
  })
})

describe('the seeded halls', () => {
  it('are of every kind, each at an address and a place of its own', () => {
    expect([...new Set(halls.map(({ kind }) => kind))].sort()).toEqual(Object.keys(hallKinds))
    expect(halls.length).toBeGreaterThan(20)
    expect(halls.map(({ standardAddress }) => standardAddress)).toEqual(addresses.map(({ code }) => code))
    expect(new Set(addresses.map(({ code }) => code)).size).toBe(addresses.length)
    expect(new Set(halls.map(({ poiCode }) => poiCode)).size).toBe(halls.length)
    expect(new Set(halls.map(({ location }) => JSON.stringify(location))).size).toBe(halls.length)
    expect(halls.filter(({ division }) => !cells.has(division))).toEqual([])
  })

  it('handle every matter somewhere, and not all of them everywhere', () => {
    for (const { code } of MATTERS) expect(halls.some(({ matters }) => matters.includes(code))).toBe(true)
    expect(halls.some(({ matters }) => matters.length === 0)).toBe(true)
    expect(new Set(halls.map(({ status }) => status))).toEqual(new Set(['1', '2', '3']))
  })
})

describe('the seeded register of real estate', () => {
  it('has what a parcel says of its units, the same for all of them', () => {
    const facts = { address: home, area: '88.00', landUse: '0701', buildingUse: '10', certificateNo: '示例' }
    const unit = unitRow({ ...facts, unitCode: '990101001001GB01000F00010001' }, cells)
    const neighbour = unitRow({ ...facts, unitCode: '990101001001GB01000F00010002' }, cells)
    expect(parseRealEstateUnitCode(unit.unitCode).ok).toBe(true)
    expect(parcelFeatures[unit.parcelFeature ?? '']).toBe('国家所有，建设用地使用权宗地(地表)')
    expect(landGrades).toHaveProperty(unit.grade ?? '')
    expect(landUses).toHaveProperty(unit.landUse ?? '')
    for (const field of ['parcelCode', 'parcelArea', 'grade', 'plotRatio', 'buildingDensity', 'mapSheetNo'] as const) {
      expect(unit[field]).toBe(neighbour[field])
      expect(unit[field]).toBeTruthy()
    }
    expect(Number(unit.buildingDensity)).toBeLessThan(1)
  })

  it.each([
    [116.3975, 39.9087, 'J50G003039'],
    [114.001, 36.001, 'J50G096001'],
    [119.999, 39.999, 'J50G001096'],
    [120, 30.000_001, 'H51G048001'],
  ])('numbers the sheet of %d, %d as %s', (longitude, latitude, sheet) => {
    expect(mapSheet(longitude, latitude)).toBe(sheet)
  })

  it('bears many mortgages, few seizures and hardly an objection, some of each standing', () => {
    const random = makeRandom(5)
    const homes = 20_000
    const restrictions = Array.from({ length: homes }, (_, serial) => restrictionsOf(serial, random)).flat()
    const share = (kind: string) => restrictions.filter((each) => each.kind === kind).length / homes
    expect(share('1')).toBeCloseTo(0.2, 1)
    expect(share('2')).toBeCloseTo(0.02, 2)
    expect(share('4')).toBeCloseTo(0.03, 2)
    expect(share('3')).toBeGreaterThan(0)
    expect(new Set(restrictions.map(({ registrationNo }) => registrationNo)).size).toBe(restrictions.length)
    for (const kind of Object.keys(restrictionKinds)) {
      const standing = restrictions.filter((each) => each.kind === kind && standsOn({ ...each, releasedOn: each.releasedOn ?? null }, REFERENCE_DAY))
      expect(standing.length).toBeGreaterThan(0)
    }
    expect(restrictions.filter(({ registeredOn, releasedOn }) => registeredOn > REFERENCE_DAY || (releasedOn ?? '') > REFERENCE_DAY)).toEqual([])
  })
})
