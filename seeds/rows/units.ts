import type { GeoRows } from '../../subgraphs/geo/commands.ts'
import { FIRST_FREE_SEQUENCE, type SeedAddress } from '../addresses.ts'
import { agencyOf } from '../agencies.ts'
import { addDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import type { PopulationDraft } from '../people.ts'
import { countyOf, DISTRICT } from '../places.ts'
import type { Random } from '../random.ts'
import { unitCode } from '../scenarios/common.ts'
import type { CastUnit } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import { type Cells, pointIn } from './addresses.ts'
import type { Draft } from './drafts.ts'
import { recordedAs } from './geo-sources.ts'

type GeoDraft = Draft<Required<GeoRows>>
type UnitRow = GeoRows['realEstateUnits'][number]
type HolderRow = GeoRows['rightHolders'][number]
type RestrictionRow = GeoRows['restrictions'][number]

const PARCEL_UNITS = 100
const SQUARE_METRES = '1'
/** 国有建设用地使用权/房屋(构筑物)所有权, by 出让. */
const STATE_LAND_AND_HOUSE = '4'
const GRANTED = '102'
const CURRENT = '1'
const REGISTERED_ON = '2010-06-01'

/** What a unit is, without what follows from its code and address. */
export interface UnitFacts {
  readonly unitCode: string
  readonly address: SeedAddress
  /** Square metres. */
  readonly area: string
  readonly landUse: string
  readonly buildingUse: string
  readonly certificateNo: string
}

/** One row per unit; what it shares with the other units of its parcel follows from the parcel's number. */
export function unitRow(facts: UnitFacts, cells: Cells): UnitRow {
  const { unitCode: code, address, area, landUse, buildingUse, certificateNo } = facts
  const parcel = Number(code.slice(14, 19))
  const dwelling = buildingUse === '10'
  const { coordinates } = pointIn(cells.get(address.village), address.sequence)
  return {
    unitCode: code,
    division: countyOf(address.village),
    parcelCode: code.slice(0, 19),
    parcelFeature: code.slice(12, 14),
    location: address.fullText,
    parcelArea: `${1_200 + ((parcel * 377) % 30_000)}.00`,
    parcelAreaUnit: SQUARE_METRES,
    area, landUse, buildingUse, certificateNo,
    grade: String(1 + (parcel % 5)),
    rightType: STATE_LAND_AND_HOUSE,
    rightNature: GRANTED,
    termFrom: '2005-01-01',
    termTo: addYears('2005-01-01', dwelling ? 70 : 40),
    plotRatio: (dwelling ? 1.2 + (parcel % 17) / 10 : 0.8 + (parcel % 9) / 10).toFixed(2),
    buildingDensity: (0.18 + (parcel % 20) / 100).toFixed(2),
    mapSheetNo: mapSheet(...coordinates),
    address: address.code,
    boundary: square(...coordinates),
    status: CURRENT,
    ...recordedAs('register', `BDC${code}`, REGISTERED_ON),
  }
}

/** Somebody who holds a unit, at a place in the order of the register. */
function holderRow(unit: string, who: Pick<HolderRow, 'subject' | 'organisation' | 'name' | 'share' | 'place'>): HolderRow {
  return { unitCode: unit, division: DISTRICT.code, ...who, ...recordedAs('register', `QLR${unit}-${who.place + 1}`, REGISTERED_ON) }
}

/** Something registered against a unit. */
function restrictionRow(unit: string, what: Pick<RestrictionRow, 'registrationNo' | 'kind' | 'registeredOn' | 'releasedOn' | 'authority'>): RestrictionRow {
  const { registrationNo, registeredOn, releasedOn = null } = what
  const source = recordedAs('register', `DJ${registrationNo}`, registeredOn, releasedOn ?? registeredOn)
  return { unitCode: unit, division: DISTRICT.code, ...what, releasedOn, ...source }
}

/** A unit of a scenario with its holders and what is registered against it. */
export function addUnit(draft: GeoDraft, unit: CastUnit, everybody: ReadonlyMap<string, Who>, cells: Cells): void {
  draft.realEstateUnits.push(unitRow(unit, cells))
  unit.holders.forEach(([example, share], place) => {
    const { kind, subject, name } = whoOf(everybody, example)
    draft.rightHolders.push(holderRow(unit.unitCode, { subject, organisation: kind === 'ORGANISATION', name, share, place }))
  })
  for (const restriction of unit.restrictions ?? []) draft.restrictions.push(restrictionRow(unit.unitCode, restriction))
}

/** Three in ten households own the home that they are registered in, the couple at its head together; numbered after `last`. */
export function addHomes(
  draft: GeoDraft, addresses: readonly SeedAddress[], population: PopulationDraft, random: Random, cells: Cells, last = 0,
): void {
  const names = new Map(population.persons.map(({ subject, name }) => [subject, name ?? null]))
  const byHousehold = new Map<string, PopulationDraft['members']>()
  for (const member of population.members) byHousehold.set(member.householdNo, [...(byHousehold.get(member.householdNo) ?? []), member])
  const byCode = new Map(addresses.map((address) => [address.code, address]))
  let made = last
  for (const [householdNo, members] of byHousehold) {
    const address = byCode.get(householdNo.slice(1))
    if (address === undefined || address.sequence < FIRST_FREE_SEQUENCE || !random.chance(0.3)) continue
    made += 1
    const fixture = `F0001${String((made % PARCEL_UNITS) + 1).padStart(4, '0')}`
    const code = unitCode(1_000 + Math.floor(made / PARCEL_UNITS), fixture)
    const certificateNo = `示例（2010）示例区不动产权第${String(1_000_000 + made)}号`
    const area = `${random.int(45, 160)}.00`
    draft.realEstateUnits.push(unitRow({ unitCode: code, address, area, landUse: '0701', buildingUse: '10', certificateNo }, cells))
    const holders = members.filter(({ relation }) => relation === '0' || relation === '1')
    const share = holders.length > 1 ? '共同共有' : '单独所有'
    holders.forEach(({ subject }, place) => {
      draft.rightHolders.push(holderRow(code, { subject, organisation: false, name: names.get(subject) ?? null, share, place }))
    })
    for (const what of restrictionsOf(made, random)) draft.restrictions.push(restrictionRow(code, what))
  }
}

type Restriction = Parameters<typeof restrictionRow>[1]

/** Kinds of restrictions, how often a home bears one, how often it was released, and who ordered it. */
const KINDS = [
  { kind: '1', prefix: 'DY', chance: 0.2, released: 0.5, authority: agencyOf('natural-resources').name },
  { kind: '2', prefix: 'CF', chance: 0.02, released: 0.4, authority: '示例区人民法院' },
  { kind: '3', prefix: 'YY', chance: 0.005, released: 0.9, authority: agencyOf('natural-resources').name },
  { kind: '4', prefix: 'YG', chance: 0.03, released: 0.8, authority: agencyOf('natural-resources').name },
] as const

/** What is registered against one home, in plausible proportion: many mortgages, few seizures, hardly an objection. */
export function restrictionsOf(serial: number, random: Random): Restriction[] {
  return KINDS.flatMap(({ kind, prefix, chance, released, authority }) => {
    if (!random.chance(chance)) return []
    const registeredOn = addDays('2016-01-04', random.int(0, 3_600))
    const releasedOn = random.chance(released) ? addDays(registeredOn, random.int(15, 1_800)) : null
    return [{
      registrationNo: `${prefix}990101${registeredOn.slice(0, 4)}${String(1_000_000 + serial)}`, kind, registeredOn, authority,
      releasedOn: releasedOn !== null && releasedOn <= REFERENCE_DAY ? releasedOn : null,
    }]
  })
}

/** Number of the map sheet 1 : 10 000 that a point lies on, GB/T 13989: sheet of the millionth map, scale G, row and column. */
export function mapSheet(longitude: number, latitude: number): string {
  const row = Math.floor(latitude / 4)
  const column = Math.floor(longitude / 6)
  const letter = 'ABCDEFGHIJKLMNOPQRSTUV'.charAt(row)
  const inRow = 96 - Math.floor(((latitude - row * 4) * 60) / 2.5)
  const inColumn = Math.floor(((longitude - column * 6) * 60) / 3.75) + 1
  return `${letter}${column + 31}G${String(inRow).padStart(3, '0')}${String(inColumn).padStart(3, '0')}`
}

const SIDE = 0.000_1

/** SCHEMATIC: a square of some ten metres around a point. */
function square(longitude: number, latitude: number) {
  const micro = (value: number) => Math.round(value * 1e6) / 1e6
  const [west, east, south, north] = [longitude - SIDE, longitude + SIDE, latitude - SIDE, latitude + SIDE].map(micro) as [number, number, number, number]
  return { type: 'MultiPolygon', coordinates: [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]] } as const
}
