import { divisionLevel } from '#platform/identifiers'
import { syntheticProvince } from './divisions/synthetic.ts'

/** A division of the invented province (code 99, unassigned in GB/T 2260). */
export interface Place {
  /** 12 digits. */
  readonly code: string
  readonly name: string
  /** Names from the province down, as an address begins. */
  readonly fullName: string
}

// An address names the community or village, not the committee that runs it.
const placeName = (name: string) => name.replace(/居委会$/u, '').replace(/村委会$/u, '村')

function makePlaces(): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>()
  for (const [code, name, parent] of syntheticProvince) {
    const above = parent === null ? '' : (found.get(parent)?.fullName ?? '')
    found.set(code, { code, name, fullName: above + placeName(name) })
  }
  return found
}

const PLACES = makePlaces()

/** A place by its code. Throws RangeError where the seeds have no such place. */
export function placeOf(code: string): Place {
  const found = PLACES.get(code)
  if (found === undefined) throw new RangeError('no such place among the seeds')
  return found
}

/** Where people and organisations have their addresses. */
export const VILLAGES: readonly Place[] = [...PLACES.values()].filter(({ code }) => divisionLevel(code) === 5)

export const PROVINCE = placeOf('990000000000')
export const CITY_A = placeOf('990100000000')
/** The district where the scenarios are told. */
export const DISTRICT = placeOf('990101000000')
export const DISTRICT_B = placeOf('990201000000')

/** The village that the scenarios' people live in when nothing else is said. */
export const HOME_VILLAGE = '990101001001'

/** The county (12 digits) that a division lies in. */
export const countyOf = (code: string) => code.slice(0, 6).padEnd(12, '0')

/** The town or street office (12 digits) that a village lies in. */
export const townOf = (code: string) => code.slice(0, 9).padEnd(12, '0')
