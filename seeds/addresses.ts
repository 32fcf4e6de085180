import { formatAddressCode } from '#platform/identifiers'
import { placeOf } from './places.ts'

/** A standard address in its parts; the code is the project's own layout over GB/T 23705. */
export interface SeedAddress {
  /** 21 characters. */
  readonly code: string
  readonly village: string
  readonly fullText: string
  /** As much of the full text as leads to the door number. */
  readonly toDoor: string
  readonly street: string
  readonly doorNo: string
  readonly estate: string | null
  readonly building: string | null
  readonly unit: string | null
  readonly room: string | null
  /** Sequence in its village, from which the place on the map follows. */
  readonly sequence: number
}

const STREETS = ['示例路', '示例湖路', '示例大街', '示例巷', '示例东路']
const ESTATES = ['示例花园', '示例新村', '示例小区', '示例家园']
const ROOMS_PER_BUILDING = 24

/**
 * The address of one home or shop. Every sequence number of a village is another address, so a book of addresses is
 * only a counter.
 *
 * @param village 12 digits of a village among the seeds
 * @param sequence 0 to 99 999 999
 * @param shop a ground-floor address on a street, without an estate
 */
export function makeAddress(village: string, sequence: number, shop = false): SeedAddress {
  const code = formatAddressCode(village, sequence)
  const street = STREETS[sequence % STREETS.length] ?? ''
  const block = Math.floor(sequence / ROOMS_PER_BUILDING)
  const doorNo = `${(shop ? sequence : block) + 1}号`
  const toDoor = `${placeOf(village).fullName}${street}${doorNo}`
  if (shop) {
    return { code, village, street, doorNo, sequence, estate: null, building: null, unit: null, room: null, fullText: toDoor, toDoor }
  }
  const estate = ESTATES[block % ESTATES.length] ?? ''
  const inBlock = sequence % ROOMS_PER_BUILDING
  const building = `${(block % 30) + 1}栋`
  const unit = `${Math.floor(inBlock / 12) + 1}单元`
  const room = `${(Math.floor(inBlock / 2) % 6) + 1}0${(inBlock % 2) + 1}室`
  return {
    code, village, street, doorNo, estate, building, unit, room, sequence, toDoor,
    fullText: `${toDoor}${estate}${building}${unit}${room}`,
  }
}

/** Addresses below this sequence number belong to the scenarios, so that theirs do not move with the population. */
export const FIRST_FREE_SEQUENCE = 1_000

/** Hands out addresses that nobody has yet. */
export interface AddressBook {
  readonly addresses: readonly SeedAddress[]
  next(village: string, shop?: boolean): SeedAddress
}

/** A new book that already holds the scenarios' addresses. */
export function makeAddressBook(taken: readonly SeedAddress[]): AddressBook {
  const addresses = [...taken]
  const sequences = new Map<string, number>()
  return {
    addresses,
    next(village, shop = false) {
      const sequence = sequences.get(village) ?? FIRST_FREE_SEQUENCE
      sequences.set(village, sequence + 1)
      const address = makeAddress(village, sequence, shop)
      addresses.push(address)
      return address
    },
  }
}
