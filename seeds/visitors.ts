import type { SeedAddress } from './addresses.ts'
import { addDays, addYears, REFERENCE_DAY } from './calendar.ts'
import { fullName, surname } from './names.ts'
import { mobileNumber } from './numbers.ts'
import { addDocument, PASSPORT, type SeedDocument, serial6 } from './other-documents.ts'
import { type KeyOf, personRow, type PopulationDraft, type SeedPerson } from './people.ts'
import { countyOf } from './places.ts'
import type { Random } from './random.ts'

/** One in so many people bears no citizen number. */
export const PEOPLE_PER_VISITOR = 100

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const FOREIGN_NAMES = ['示例·史密斯', '示例·穆勒', '示例·伊万诺娃', '示例·佐藤', '示例·阮氏', '示例·马丁']

/**
 * By what somebody is known who bears no citizen number: two of Hong Kong, then of Macao, of Taiwan, and two foreigners, in
 * turn. Residence permits with 18 characters are not made up, since any of them could be somebody's; 98 and 99 stand where
 * numbers of these documents have not got yet, and no country has a code from XAA to XZZ.
 *
 * @param serial counts such people, 1 and up, to 999,999
 */
function documentsOf(serial: number, birthDate: string): readonly [SeedDocument, ...SeedDocument[]] {
  const issuedOn = addYears('2025-10-20', -(serial % 8))
  const document = (type: string, number: string): SeedDocument => ({ type, number, issuedOn, validTo: addYears(issuedOn, 10) })
  const kind = serial % 6
  if (kind === 1 || kind === 2) return [document('516', `H99${serial6(serial)}`)]
  if (kind === 3) return [document('516', `M99${serial6(serial)}`)]
  if (kind === 4) return [document('511', `99${serial6(serial)}`)]
  const passport = document(PASSPORT, `X98${serial6(serial)}`)
  const card = document('553', `${countryOf(serial)}9901${birthDate.replaceAll('-', '').slice(2)}${String(serial % 100).padStart(2, '0')}`)
  // Half of the foreigners live here for good and are known by that card as well.
  return kind === 5 ? [passport] : [passport, card]
}

// Another for every hundred visitors, since the rest of the number has two digits only.
function countryOf(serial: number): string {
  const hundreds = Math.floor(serial / 100)
  return `X${LETTERS[Math.floor(hundreds / 26) % 26] ?? ''}${LETTERS[hundreds % 26] ?? ''}`
}

interface Visitor {
  readonly serial: number
  readonly index: number
  readonly home: SeedAddress
}

/** Somebody of Hong Kong, Macao, Taiwan or another country who lives here, keyed by their first document. */
export function addVisitor(draft: PopulationDraft, keyOf: KeyOf, random: Random, { serial, index, home }: Visitor): SeedPerson {
  const sex = random.pick<'1' | '2'>(['1', '2'])
  const birthDate = addDays(addYears(REFERENCE_DAY, -random.int(22, 66)), -random.int(1, 364))
  const documents = documentsOf(serial, birthDate)
  const [{ type, number }] = documents
  const key = keyOf(type, number)
  const name = type === PASSPORT ? random.pick(FOREIGN_NAMES) : fullName(random, surname(random), sex)
  const residenceRegisteredOn = addDays(REFERENCE_DAY, -random.int(30, 2_000))
  draft.persons.push(personRow(key, {
    citizenId: null, name, sex, birthDate, nation: null, marital: random.pick(['10', '20', '90']), education: null,
    mobile: mobileNumber(10_000 + index), registered: null, residence: home, residenceRegisteredOn, idCard: null,
  }))
  for (const document of documents) addDocument(draft, keyOf, { key, division: countyOf(home.village) }, document)
  return { key, citizenId: null, name, sex, birthDate, registered: home, residence: home, index }
}
