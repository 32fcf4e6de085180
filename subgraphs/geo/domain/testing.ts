import { formatAddressCode } from '#platform/identifiers'
import type { GeoRows } from '../commands.ts'
import type { MultiPolygonGeometry } from '../tables.ts'

export const SELLER = 'seller'
export const SPOUSE = 'spouse'
export const STRANGER = 'stranger'
export const FIRM = '91990100MA0000AB0H'
export const AGENCY = '11990000000000019A'
export const MATTER = '1199010000000022XR3990112003001'
export const COUNTY = '990101000000'
export const WITHDRAWN = '990103000000'
export const ADDRESS = formatAddressCode('990101001001', 1)
export const SHARED_FLAT = '990101001001GB00001F00010001'
export const STRANGERS_FLAT = '990101001001GB00001F00010002'
export const WORKSHOP = '990101001001GB00002F00010001'

/** Where every row of the fixture comes from. */
const RECORDED = {
  sourceAgency: AGENCY, sourceSystem: '示例系统', sourceRecordId: 'QH-1', version: 2, qualityFlags: ['schematic'],
  recordedAt: new Date('2023-06-30T09:30:00+08:00'), updatedAt: new Date('2024-01-08T10:00:00+08:00'),
}

const box = (west: number, south: number, east: number, north: number): MultiPolygonGeometry => ({
  type: 'MultiPolygon',
  coordinates: [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]],
})
export const square = (west: number, south: number) => box(west, south, west + 0.5, south + 0.25)
export const pointAt = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] }) as const

const divisionRow = (code: string, name: string, level: number, parent: string | null, boundary = square(120, 30)) => ({
  code, name, fullName: `示例省${name}`, level, parent, validFrom: '2000-01-01', boundary, center: pointAt(120.125, 30.0625), ...RECORDED,
})

const unitRow = (unitCode: string, address: string | null) => ({
  unitCode, address, division: COUNTY, parcelCode: unitCode.slice(0, 19), parcelFeature: 'GB', location: '示例市示例区示例街道1号',
  parcelArea: '12000.00', parcelAreaUnit: '1', area: '89.50', landUse: '0701', buildingUse: '10', grade: '3', rightType: '4',
  rightNature: '102', certificateNo: '示例不动产权第0001234号', termFrom: '2010-05-01', termTo: '2080-04-30', plotRatio: '2.10',
  buildingDensity: '0.28', mapSheetNo: 'H51G025038', boundary: square(120.1, 30.1), status: '1', ...RECORDED,
})

const holderRow = (unitCode: string, subject: string, name: string, place: number) => ({
  unitCode, subject, name, place, organisation: subject === FIRM, division: COUNTY, share: '共同共有', ...RECORDED,
})

/** A county with its address, hall and register of real estate: what the tests of the library look for. */
export const rows: GeoRows = {
  divisions: [
    divisionRow('990000000000', '示例省', 1, null, box(119, 29, 123, 33)),
    divisionRow('990100000000', '示例市', 2, '990000000000', box(120, 30, 121, 31)),
    divisionRow('990102000000', '示例县', 3, '990100000000', square(120.5, 30)),
    { ...divisionRow(COUNTY, '示例区', 3, '990100000000'), shortName: '示例', pinyin: 'Shili Qu' },
    { ...divisionRow(WITHDRAWN, '旧例区', 3, '990100000000', square(120, 30.25)), validTo: '2010-03-01' },
  ],
  divisionChanges: [
    { code: WITHDRAWN, changedOn: '2010-03-01', kind: '4', formerName: '旧例区', replacedBy: COUNTY, ...RECORDED },
    { code: COUNTY, changedOn: '2000-01-01', kind: '1', ...RECORDED },
    { code: COUNTY, changedOn: '2012-05-01', kind: '2', formerName: '示例市区', ...RECORDED },
  ],
  addresses: [{
    // The source writes on behind the door.
    code: ADDRESS, fullText: '示例省示例市示例区示例街道示例路1号示例花园2幢1单元302室', division: COUNTY, town: '990101001000', street: '示例路',
    doorNo: '1号', estate: '示例花园', building: '2幢', unit: '1单元', room: '302室', addressType: '1', location: pointAt(120.2, 30.2),
    precision: '2', status: '1', validFrom: '2012-01-01', ...RECORDED,
  }],
  serviceHalls: [{
    poiCode: 'H1', division: COUNTY, name: '示例区政务服务中心', kind: '1', level: '4', agency: AGENCY, matters: [MATTER], windows: 12,
    address: '示例路1号', standardAddress: ADDRESS, openHours: '周一至周五 09:00-17:00', phone: '0990-12345', booking: true, accessible: false,
    status: '1', location: pointAt(120.3, 30.3), ...RECORDED,
  }],
  realEstateUnits: [unitRow(SHARED_FLAT, ADDRESS), unitRow(STRANGERS_FLAT, ADDRESS), unitRow(WORKSHOP, null)],
  rightHolders: [
    holderRow(SHARED_FLAT, SPOUSE, '李小梅', 2),
    holderRow(SHARED_FLAT, SELLER, '张大山', 1),
    holderRow(STRANGERS_FLAT, STRANGER, '王五', 1),
    holderRow(WORKSHOP, FIRM, '示例木器有限公司', 1),
  ],
  restrictions: [
    {
      registrationNo: 'R1', unitCode: SHARED_FLAT, division: COUNTY, kind: '1', registeredOn: '2015-01-05', releasedOn: '2025-01-05',
      authority: '示例银行', ...RECORDED,
    },
    { registrationNo: 'R2', unitCode: SHARED_FLAT, division: COUNTY, kind: '2', registeredOn: '2026-02-01', authority: '示例区人民法院', ...RECORDED },
    { registrationNo: 'R3', unitCode: STRANGERS_FLAT, division: COUNTY, kind: '3', registeredOn: '2026-01-01' },
  ],
}
