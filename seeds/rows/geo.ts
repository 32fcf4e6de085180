import type { GeoRows } from '../../subgraphs/geo/commands.ts'
import { FIRST_FREE_SEQUENCE, type SeedAddress } from '../addresses.ts'
import { agencyOf, codeOf } from '../agencies.ts'
import { addYears } from '../calendar.ts'
import { divisions, type DivisionSeed } from '../divisions/divisions.ts'
import { MATTERS } from '../matters.ts'
import type { PopulationDraft } from '../people.ts'
import { countyOf, DISTRICT, placeOf, townOf } from '../places.ts'
import type { Random } from '../random.ts'
import { unitCode } from '../scenarios/common.ts'
import type { CastUnit, Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import type { Draft } from './drafts.ts'

type GeoDraft = Draft<GeoRows>
type Everybody = ReadonlyMap<string, Who>

const RESIDENTIAL = '1'
const COMMERCIAL = '2'
const PARCEL_UNITS = 100

/** Divisions, addresses, service halls, and the register of real estate: the scenarios' units and others' homes. */
export function geoRows(
  scenarios: readonly Scenario[], everybody: Everybody, addresses: readonly SeedAddress[], population: PopulationDraft, random: Random,
): GeoRows {
  const all = divisions()
  const cells = new Map(all.map((each) => [each.code, each]))
  const draft: GeoDraft = { divisions: [...all], addresses: [], serviceHalls: [], realEstateUnits: [], rightHolders: [], restrictions: [] }
  for (const address of addresses) draft.addresses.push(addressRow(address, cells))
  for (const hall of halls(cells)) draft.serviceHalls.push(hall)
  for (const { units } of scenarios) for (const unit of units) addUnit(draft, unit, everybody)
  addHomes(draft, addresses, population, random)
  return draft
}

function addressRow(address: SeedAddress, cells: ReadonlyMap<string, DivisionSeed>): GeoDraft['addresses'][number] {
  const { code, village, street, doorNo, estate, building, unit, room, sequence } = address
  return {
    code, village, street, doorNo, estate, building, unit, room,
    fullText: `${placeOf(village).fullName}${street}${doorNo}`,
    division: countyOf(village),
    town: townOf(village),
    addressType: room === null ? COMMERCIAL : RESIDENTIAL,
    location: pointIn(cells.get(village), sequence),
  }
}

// The golden ratio spreads sequence numbers over the village without two of them meeting.
const spread = (sequence: number, by: number) => 0.1 + 0.8 * ((sequence * by) % 1)
const degrees = (value: number) => Math.round(value * 1e6) / 1e6

function pointIn(cell: DivisionSeed | undefined, sequence: number) {
  const ring = cell?.boundary.coordinates[0]?.[0]
  const [west, south] = ring?.[0] ?? [0, 0]
  const [east, north] = ring?.[2] ?? [0, 0]
  const coordinates = [
    degrees(west + (east - west) * spread(sequence, 0.618_034)), degrees(south + (north - south) * spread(sequence, 0.754_878)),
  ] as const
  return { type: 'Point', coordinates } as const
}

function halls(cells: ReadonlyMap<string, DivisionSeed>): GeoDraft['serviceHalls'] {
  type Hall = readonly [poiCode: string, slug: string, kind: string, level: string, village: string, windows: number]
  const hall = (...[poiCode, slug, kind, level, village, windows]: Hall): GeoDraft['serviceHalls'][number] => ({
    poiCode, kind, level, windows,
    division: agencyOf(slug).division,
    name: `${agencyOf(slug).name}服务大厅`,
    agency: codeOf(slug),
    address: `${placeOf(village).fullName}示例大街${windows}号`,
    location: pointIn(cells.get(village), windows),
    openHours: '周一至周五 09:00-12:00，13:30-17:00',
    phone: '0990-12345',
    matters: MATTERS.map(({ code }) => code),
    status: '1',
  })
  return [
    hall('P990101001', 'service-centre', '1', '4', '990101001001', 36),
    hall('P990101002', 'street-office', '2', '5', '990101001002', 6),
    hall('P990100001', 'data-administration', '1', '3', '990101002001', 60),
    hall('P990201001', 'neighbour-service-centre', '1', '4', '990201001001', 24),
  ]
}

function addUnit(draft: GeoDraft, unit: CastUnit, everybody: Everybody): void {
  draft.realEstateUnits.push(unitRow(unit.unitCode, unit.address, unit.area, unit.landUse, unit.buildingUse, unit.certificateNo))
  unit.holders.forEach(([example, share], place) => {
    const { kind, subject, name } = whoOf(everybody, example)
    const organisation = kind === 'ORGANISATION'
    draft.rightHolders.push({ unitCode: unit.unitCode, subject, organisation, division: DISTRICT.code, name, share, place })
  })
  for (const restriction of unit.restrictions ?? []) {
    const { releasedOn = null } = restriction
    draft.restrictions.push({ ...restriction, unitCode: unit.unitCode, division: DISTRICT.code, releasedOn })
  }
}

function unitRow(code: string, address: SeedAddress, area: string, landUse: string, buildingUse: string, certificateNo: string) {
  return {
    unitCode: code,
    division: countyOf(address.village),
    parcelCode: code.slice(0, 19),
    location: address.fullText,
    area, landUse, buildingUse, certificateNo,
    rightType: '4',
    rightNature: '102',
    termFrom: '2005-01-01',
    termTo: addYears('2005-01-01', buildingUse === '10' ? 70 : 40),
    address: address.code,
    status: '1',
  }
}

// Three in ten households own the home that they are registered in, the couple at its head together.
function addHomes(draft: GeoDraft, addresses: readonly SeedAddress[], population: PopulationDraft, random: Random): void {
  const names = new Map(population.persons.map(({ subject, name }) => [subject, name ?? null]))
  const byHousehold = new Map<string, PopulationDraft['members']>()
  for (const member of population.members) byHousehold.set(member.householdNo, [...(byHousehold.get(member.householdNo) ?? []), member])
  const byCode = new Map(addresses.map((address) => [address.code, address]))
  let made = 0
  for (const [householdNo, members] of byHousehold) {
    const home = byCode.get(householdNo.slice(1))
    if (home === undefined || home.sequence < FIRST_FREE_SEQUENCE || !random.chance(0.3)) continue
    made += 1
    const fixture = `F0001${String((made % PARCEL_UNITS) + 1).padStart(4, '0')}`
    const code = unitCode(1_000 + Math.floor(made / PARCEL_UNITS), fixture)
    const certificateNo = `示例（2010）示例区不动产权第${String(1_000_000 + made)}号`
    draft.realEstateUnits.push(unitRow(code, home, `${random.int(45, 160)}.00`, '0701', '10', certificateNo))
    const holders = members.filter(({ relation }) => relation === '0' || relation === '1')
    holders.forEach(({ subject }, place) => {
      const share = holders.length > 1 ? '共同共有' : '单独所有'
      const name = names.get(subject) ?? null
      draft.rightHolders.push({ unitCode: code, subject, organisation: false, division: DISTRICT.code, name, share, place })
    })
    if (random.chance(0.2)) {
      draft.restrictions.push({
        registrationNo: `DY990101201${random.int(0, 9)}${String(made).padStart(6, '0')}`,
        unitCode: code, division: DISTRICT.code, kind: '1',
        registeredOn: '2019-06-03', releasedOn: random.chance(0.5) ? '2024-06-03' : null, authority: agencyOf('natural-resources').name,
      })
    }
  }
}
