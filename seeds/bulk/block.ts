import type { GeoRows } from '../../subgraphs/geo/commands.ts'
import { divisions } from '../divisions/divisions.ts'
import { typeCode } from '../licence-types.ts'
import { addOrganisations, emptyLegalPersons, type LegalPersonsDraft } from '../organisations.ts'
import type { KeyOf, PopulationDraft } from '../people.ts'
import { populate, type SeedPerson } from '../population.ts'
import { makeRandom, type Random } from '../random.ts'
import { addressRow, type Cells } from '../rows/addresses.ts'
import { creditRows } from '../rows/credit.ts'
import type { Draft } from '../rows/drafts.ts'
import { otherLicences } from '../rows/other-licences.ts'
import { supervisionRows } from '../rows/supervision.ts'
import { addHomes } from '../rows/units.ts'
import type { World } from '../world.ts'
import { type BulkAddressBook, makeBulkAddressBook } from './addresses.ts'
import { bulkCases } from './cases.ts'
import { BLOCK_PERSONS, PER_BLOCK, type Ranges, rangesOf } from './ranges.ts'

/** The rows of one block: some thousands of people and what is around them. Divisions, types and matters are those of the world. */
export type Block = Pick<World, 'population' | 'legalPersons' | 'geo' | 'licences' | 'credit' | 'cases' | 'supervision'>

/** What all blocks of one seeding have in common. */
export interface BlockMakers {
  readonly seed: number
  readonly keyOf: KeyOf
  /** People of the world before the blocks. */
  readonly peopleBefore: number
  /** Their citizen numbers. */
  readonly numbersBefore: readonly string[]
}

/** One organisation for so many people. */
const PEOPLE_PER_ORGANISATION = 6.5

let cells: Cells | undefined
const allCells = () => (cells ??= new Map(divisions().map((each) => [each.code, each])))

/**
 * Makes a block. Pure: number, count and makers alone decide what is in it, so that blocks can be made in any order, and one
 * again after an interruption. No key of one block is a key of another or of the world before them.
 *
 * @param block 0 up to, not including, `MAX_BLOCKS`
 * @param persons how many people, at most `BLOCK_PERSONS`
 */
export function makeBlock(block: number, persons: number, { seed, keyOf, peopleBefore, numbersBefore }: BlockMakers): Block {
  if (persons > BLOCK_PERSONS) throw new RangeError('a block has no numbers for so many people')
  const ranges = rangesOf(block, peopleBefore)
  // Each part draws from its own sequence, as the parts of the world do.
  const chance = (part: number) => makeRandom(Math.imul(seed + part, 0x9e37_79b1) ^ Math.imul(block + 1, 0x85eb_ca6b))
  const book = makeBulkAddressBook(ranges.firstAddress)
  const { draft: population, people } = populate(persons, ranges.firstPerson, numbersBefore, chance(1), keyOf, book, ranges.births)
  const register = emptyLegalPersons()
  addOrganisations(register, Math.min(PER_BLOCK.organisations, Math.round(persons / PEOPLE_PER_ORGANISATION)), people, chance(2), book, ranges.firstOrganisation)
  book.fillUp(persons)
  const licences = otherLicences(people, population, register, chance(4), ranges.firstOrganisation)
  const cards = new Map(licences.filter(({ slice }) => slice === CARD).map(({ identifier, holders }) => [holders[0]?.subject ?? '', identifier]))
  const organisations = register.legalPersons.map(({ subject }) => subject)
  const first = { person: ranges.firstPerson, organisation: ranges.firstOrganisation }
  return {
    population,
    legalPersons: register,
    geo: geoRows(book, population, ranges, chance(3)),
    licences: { licenceTypes: [], licences },
    credit: creditRows([], new Map(), new Map(), { people: people.map(({ key }) => key), organisations, nameOf: namesOf(people, register) }, chance(5), first),
    cases: bulkCases({
      people,
      firms: firmsOf(register),
      cardOf: (subject) => cards.get(subject),
      firstCase: ranges.firstCase,
      random: chance(6),
    }),
    supervision: supervisionRows([], new Map(), organisations, chance(7), ranges.firstOrganisation),
  }
}

const CARD = typeCode('identity-card')

function namesOf(people: readonly SeedPerson[], { legalPersons }: LegalPersonsDraft): (subject: string) => string | undefined {
  const names = new Map<string, string>()
  for (const { key, name } of people) names.set(key, name)
  for (const { subject, name } of legalPersons) names.set(subject, name)
  return (subject) => names.get(subject)
}

function firmsOf({ legalPersons }: LegalPersonsDraft) {
  return legalPersons.map(({ subject, name, legalRepresentative = null, legalRepName = null }) => ({ subject, name, legalRepresentative, legalRepName }))
}

function geoRows(book: BulkAddressBook, population: PopulationDraft, { lastUnit }: Ranges, random: Random): GeoRows {
  const draft: Draft<Required<GeoRows>> = {
    divisions: [], divisionChanges: [], serviceHalls: [], realEstateUnits: [], rightHolders: [], restrictions: [],
    addresses: book.addresses.map((address) => addressRow(address, allCells())),
  }
  addHomes(draft, book.addresses, population, random, allCells(), lastUnit)
  return draft
}
