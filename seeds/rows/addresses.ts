import type { GeoRows } from '../../subgraphs/geo/commands.ts'
import type { SeedAddress } from '../addresses.ts'
import { addDays } from '../calendar.ts'
import type { DivisionSeed } from '../divisions/divisions.ts'
import { countyOf, townOf } from '../places.ts'
import { recordedAs } from './geo-sources.ts'

/** Divisions by code, whose cells addresses are spread over. */
export type Cells = ReadonlyMap<string, DivisionSeed>

const RESIDENTIAL = '1'
const COMMERCIAL = '2'
const AT_THE_DOOR = '2'
const IN_USE = '1'
const OLDEST = '2012-01-01'

/** One row per address; its full text ends at the door. */
export function addressRow(address: SeedAddress, cells: Cells): GeoRows['addresses'][number] {
  const { code, village, street, doorNo, estate, building, unit, room, sequence, toDoor } = address
  const validFrom = addDays(OLDEST, (sequence * 7) % 4_000)
  return {
    code, village, street, doorNo, estate, building, unit, room, validFrom,
    fullText: toDoor,
    division: countyOf(village),
    town: townOf(village),
    addressType: room === null ? COMMERCIAL : RESIDENTIAL,
    location: pointIn(cells.get(village), sequence),
    precision: AT_THE_DOOR,
    status: IN_USE,
    ...recordedAs('addresses', `MP${code}`, validFrom),
  }
}

// The golden ratio spreads sequence numbers over the village without two of them meeting.
const spread = (sequence: number, by: number) => 0.1 + 0.8 * ((sequence * by) % 1)
const degrees = (value: number) => Math.round(value * 1e6) / 1e6

/** Where the address of a sequence number lies in the cell of its village, EPSG:4490. */
export function pointIn(cell: DivisionSeed | undefined, sequence: number) {
  const ring = cell?.boundary.coordinates[0]?.[0]
  const [west, south] = ring?.[0] ?? [0, 0]
  const [east, north] = ring?.[2] ?? [0, 0]
  const coordinates = [
    degrees(west + (east - west) * spread(sequence, 0.618_034)), degrees(south + (north - south) * spread(sequence, 0.754_878)),
  ] as const
  return { type: 'Point', coordinates } as const
}
