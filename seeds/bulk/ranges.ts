import { dayNumber } from '../calendar.ts'
import type { Births } from '../numbers.ts'

/** People of one block. A block is held in memory whole, and written as one transaction. */
export const BLOCK_PERSONS = 1_000

const DAYS_APART = 40
const PAIRS = 4
const PAIRS_IN_ALL = 399

/** As many blocks have numbers of their own. */
export const MAX_BLOCKS = DAYS_APART * Math.floor(PAIRS_IN_ALL / PAIRS)

/** Numbers that belong to one block alone, so that blocks can be made in any order and apart from each other. */
export interface Ranges {
  readonly births: Births
  /** Position of its first person among all people made. */
  readonly firstPerson: number
  readonly firstOrganisation: number
  /** Sequence number of its first address in every village. */
  readonly firstAddress: number
  readonly lastUnit: number
  /** Sequence number of its first case for one matter and day. */
  readonly firstCase: number
}

/** What one block can number. */
export const PER_BLOCK = { organisations: 180, addressesPerVillage: 80, units: 400, casesPerDay: 200 } as const

/** The world before the blocks stays below these. */
const FIRST = { organisation: 100_000, address: 100_000, unit: 100_000, case: 110_000 } as const

/**
 * The numbers of a block.
 *
 * @param block 0 up to, not including, {@link MAX_BLOCKS}
 * @param peopleBefore people of the world before the blocks
 * @throws RangeError where there is no such block
 */
export function rangesOf(block: number, peopleBefore: number): Ranges {
  if (!Number.isInteger(block) || block < 0 || block >= MAX_BLOCKS) throw new RangeError('no numbers are left for such a block')
  return {
    births: birthsOf(block),
    firstPerson: peopleBefore + block * BLOCK_PERSONS,
    firstOrganisation: FIRST.organisation + block * PER_BLOCK.organisations,
    firstAddress: FIRST.address + block * PER_BLOCK.addressesPerVillage,
    lastUnit: FIRST.unit + block * PER_BLOCK.units,
    firstCase: FIRST.case + block * PER_BLOCK.casesPerDay,
  }
}

/**
 * A citizen number tells day and place of birth, and three digits more. Blocks share them by the day, every fortieth,
 * and by four pairs of sequence numbers, which is plenty for the people of one block who are born on one day.
 */
function birthsOf(block: number): Births {
  const lane = block % DAYS_APART
  const firstPair = Math.floor(block / DAYS_APART) * PAIRS
  return {
    daysBefore(birthday, days) {
      const past = dayNumber(birthday) - days - lane
      const moved = days - (DAYS_APART - (past % DAYS_APART)) % DAYS_APART
      return moved >= 1 ? moved : moved + DAYS_APART
    },
    pair: (random) => random.int(firstPair, firstPair + PAIRS - 1),
  }
}
