import { formatAddressCode } from '#platform/identifiers'
import type { AddressBook, SeedAddress } from '../addresses.ts'
import { placeOf, VILLAGES } from '../places.ts'
import { PER_BLOCK } from './ranges.ts'

const FIRST = ['春', '和', '明', '文', '福', '安', '兴', '华', '康', '宁', '泰', '祥', '瑞', '景', '锦', '云', '松', '竹', '梅', '兰']
const SECOND = ['晖', '平', '德', '昌', '寿', '居', '盛', '新', '乐', '远', '达', '丰', '庆', '秀', '绣', '溪', '涛', '园', '岭', '亭']
const KINDS = ['路', '街', '巷', '大道', '里']
const ESTATES = ['花园', '新村', '小区', '家园', '苑', '公寓']

const NAMES = FIRST.length * SECOND.length
const DOORS = 100
const BEHIND_A_DOOR = 24

/**
 * The address of one sequence number of a village, on streets that the world before the blocks does not have. A street has
 * a hundred doors; behind each are two dozen homes, or shops beside it.
 */
function bulkAddress(village: string, sequence: number, shop: boolean): SeedAddress {
  const code = formatAddressCode(village, sequence)
  const door = Math.floor(sequence / BEHIND_A_DOOR)
  const behind = sequence % BEHIND_A_DOOR
  const number = Math.floor(door / DOORS)
  const name = nameOf(number, village)
  const street = name + (KINDS[number % KINDS.length] ?? '')
  const doorNo = `${(door % DOORS) + 1}号${shop ? `附${behind + 1}号` : ''}`
  const toDoor = `${placeOf(village).fullName}${street}${doorNo}`
  if (shop) return { code, village, street, doorNo, sequence, toDoor, fullText: toDoor, estate: null, building: null, unit: null, room: null }
  const estate = name + (ESTATES[door % ESTATES.length] ?? '')
  const building = `${(door % DOORS) + 1}栋`
  const unit = `${Math.floor(behind / 12) + 1}单元`
  const room = `${(Math.floor(behind / 2) % 6) + 1}0${(behind % 2) + 1}室`
  return { code, village, street, doorNo, sequence, toDoor, estate, building, unit, room, fullText: `${toDoor}${estate}${building}${unit}${room}` }
}

// Villages begin at other places of the list, so that a street's name leads to few of them.
function nameOf(street: number, village: string): string {
  const at = (street * 7 + VILLAGES.findIndex(({ code }) => code === village) * 149) % NAMES
  return `示例${FIRST[at % FIRST.length] ?? ''}${SECOND[Math.floor(at / FIRST.length)] ?? ''}`
}

/** An address book of one block. It goes round the villages, so that people live in all of them alike. */
export interface BulkAddressBook extends AddressBook {
  /** Adds addresses where nobody is registered until there are so many: empty homes, and every fifth a shop. */
  fillUp(count: number): void
}

/** @param first sequence number of the first address in every village */
export function makeBulkAddressBook(first: number): BulkAddressBook {
  const addresses: SeedAddress[] = []
  const next = (_village: string, shop = false): SeedAddress => {
    const round = Math.floor(addresses.length / VILLAGES.length)
    if (round >= PER_BLOCK.addressesPerVillage) throw new RangeError('a block has no more addresses')
    const village = VILLAGES[addresses.length % VILLAGES.length]?.code ?? ''
    const address = bulkAddress(village, first + round, shop)
    addresses.push(address)
    return address
  }
  return {
    addresses,
    next,
    fillUp(count) {
      while (addresses.length < count) next('', addresses.length % 5 === 0)
    },
  }
}
