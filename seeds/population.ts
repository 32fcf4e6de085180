import type { AddressBook, SeedAddress } from './addresses.ts'
import { agencyOf } from './agencies.ts'
import { addDays, addYears, ageOn, REFERENCE_DAY } from './calendar.ts'
import { birthRow, deathRow, divorceRow, moveInRow, weddingRows } from './life-events.ts'
import { fullName, HAN, minority, nameOfNation, surname } from './names.ts'
import { ALL_BIRTHS, type Births, citizenNumber, mobileNumber } from './numbers.ts'
import { addDocument, passportOf } from './other-documents.ts'
import {
  emptyPopulation, householdNoOf, householdRow, IDENTITY_CARD, idCardIssued, type KeyOf, kinRows, personRow, type PopulationDraft,
  type SeedPerson,
} from './people.ts'
import { countyOf, HOME_VILLAGE, VILLAGES } from './places.ts'
import type { Random } from './random.ts'
import { addVisitor, PEOPLE_PER_VISITOR } from './visitors.ts'

export type { SeedPerson } from './people.ts'

type Sex = SeedPerson['sex']

interface Makers {
  readonly random: Random
  readonly keyOf: KeyOf
  readonly book: AddressBook
  readonly draft: PopulationDraft
  readonly people: SeedPerson[]
  readonly numbers: Set<string>
  readonly firstIndex: number
  readonly births: Births
  /** Day of death of those who died, until their household is registered. */
  readonly deaths: Map<string, string>
}

interface Wanted {
  readonly sex: Sex
  readonly birthDate: string
  readonly family: string
  readonly nation: string
  readonly marital: string
  readonly home: SeedAddress
}

/**
 * Fills a population with invented households until it has so many people.
 *
 * @param taken citizen numbers that somebody bears already
 * @param births days and sequence numbers that are free for these people
 */
export function populate(
  count: number, firstIndex: number, taken: readonly string[], random: Random, keyOf: KeyOf, book: AddressBook, births = ALL_BIRTHS,
): { draft: PopulationDraft; people: readonly SeedPerson[] } {
  const makers: Makers = {
    random, keyOf, book, draft: emptyPopulation(), people: [], numbers: new Set(taken), firstIndex, births, deaths: new Map(),
  }
  const hundreds = () => Math.floor((firstIndex + makers.people.length) / PEOPLE_PER_VISITOR)
  for (let visitors = hundreds(); makers.people.length < count; ) {
    if (hundreds() === visitors) addHousehold(makers, count - makers.people.length)
    else addStranger(makers, (visitors = hundreds()))
  }
  return { draft: makers.draft, people: makers.people }
}

// Half of the people live in the first village of the district, where the scenarios are told.
const villageFor = (random: Random) => (random.chance(0.5) ? HOME_VILLAGE : random.pick(VILLAGES).code)

function addStranger({ draft, keyOf, random, book, people, firstIndex }: Makers, serial: number): void {
  people.push(addVisitor(draft, keyOf, random, { serial, index: firstIndex + people.length, home: book.next(villageFor(random)) }))
}

function addHousehold(makers: Makers, room: number): void {
  const { random } = makers
  const home = makers.book.next(villageFor(random))
  const nation = random.chance(0.08) ? minority(random) : HAN
  const family = surname(random)
  const shape = room < 2 ? 0 : random.next()
  const members: (readonly [SeedPerson, string])[] = []
  if (shape < 0.15) {
    const sex = random.pick<Sex>(['1', '2'])
    const birthDate = bornAt(makers, 20, 88)
    const marital = ageOn(birthDate) < 30 ? '10' : random.pick(['10', '30', '40'])
    members.push([addPerson(makers, { sex, birthDate, family, nation, marital, home }), '0'])
  } else {
    const elders = shape > 0.8
    const age = elders ? random.int(62, 92) : random.int(24, 58)
    const [husband, wife] = addCouple(makers, age, family, nation, home)
    members.push([husband, '0'], [wife, '1'])
    const children = elders ? 0 : Math.min(random.pick([0, 1, 1, 1, 2, 2, 3]), room - 2, age < 26 ? 1 : 3)
    for (const child of addChildren(makers, [husband, wife], children, family, nation, home)) {
      members.push([child, child.sex === '1' ? '2' : '3'])
    }
    if (!elders && age > 28 && room - members.length >= 2 && random.chance(0.2)) {
      for (const parent of addParents(makers, husband, family, nation, home)) members.push([parent, '5'])
    }
  }
  register(makers, home, members)
}

function register(makers: Makers, home: SeedAddress, members: readonly (readonly [SeedPerson, string])[]): void {
  const { draft, random, deaths } = makers
  const householdNo = householdNoOf(home)
  draft.households.push(householdRow(home, members[0]?.[0].key ?? '', random.chance(0.02) ? '2' : '1'))
  members.forEach(([person, relation], at) => {
    draft.members.push({ subject: person.key, householdNo, relation, place: at + 1 })
    const diedOn = deaths.get(person.key)
    if (diedOn === undefined) return
    const left = members.find(([each]) => !deaths.has(each.key) && ageOn(each.birthDate) >= 18)
    draft.vitalEvents.push(deathRow(person.key, diedOn, left?.[0]))
  })
}

function addCouple(makers: Makers, age: number, family: string, nation: string, home: SeedAddress): [SeedPerson, SeedPerson] {
  const { random, draft } = makers
  const marital = random.pick(['20', '21', '21', '21', '22'])
  const born = bornAt(makers, age, age)
  const bornWife = bornAt(makers, Math.max(22, age - 4), age)
  const husband = addPerson(makers, { sex: '1', birthDate: born, family, nation, marital, home })
  const wife = addPerson(makers, { sex: '2', birthDate: bornWife, family: surname(random), nation, marital, home })
  draft.relations.push(...kinRows(husband, wife, '1'))
  const earliest = addYears(born > bornWife ? born : bornWife, 22)
  const wedding = earliest < REFERENCE_DAY ? earliest : addDays(REFERENCE_DAY, -30)
  draft.vitalEvents.push(...weddingRows([husband, wife], addDays(wedding, wedding < '2020-01-01' ? random.int(0, 700) : 0)))
  return [husband, wife]
}

function addChildren(
  makers: Makers, parents: readonly [SeedPerson, SeedPerson], count: number, family: string, nation: string, home: SeedAddress,
): SeedPerson[] {
  const { random, draft } = makers
  const oldest = Math.min(22, ageOn(parents[1].birthDate) - 22)
  const children: SeedPerson[] = []
  for (let made = 0; made < count; made++) {
    const sex = random.pick<Sex>(['1', '2'])
    const child = addPerson(makers, { sex, birthDate: bornAt(makers, 0, Math.max(0, oldest)), family, nation, marital: '10', home })
    for (const parent of parents) draft.relations.push(...kinRows(parent, child, sex === '1' ? '2' : '3'))
    for (const sibling of children) draft.relations.push(...kinRows(sibling, child, '7'))
    draft.vitalEvents.push(birthRow(child.key, child.birthDate, parents[made % 2 === 0 ? 0 : 1]))
    children.push(child)
  }
  return children
}

function addParents(makers: Makers, son: SeedPerson, family: string, nation: string, home: SeedAddress): SeedPerson[] {
  const age = ageOn(son.birthDate) + makers.random.int(24, 32)
  const parents = addCouple(makers, age, family, nation, home)
  for (const parent of parents) makers.draft.relations.push(...kinRows(parent, son, '2'))
  return parents
}

function bornAt({ random, births }: Makers, minAge: number, maxAge: number): string {
  const birthday = addYears(REFERENCE_DAY, -random.int(minAge, maxAge))
  return addDays(birthday, -births.daysBefore(birthday, random.int(1, 364)))
}

/** GB/T 2261.2. */
const DIVORCED = '40'

function addPerson(makers: Makers, wanted: Wanted): SeedPerson {
  const { random, keyOf, draft, people } = makers
  const { sex, birthDate, nation, home } = wanted
  const age = ageOn(birthDate)
  const citizenId = freeNumber(makers, sex, birthDate, home)
  const key = keyOf(IDENTITY_CARD, citizenId)
  const index = makers.firstIndex + people.length
  const name = nation === HAN ? fullName(random, wanted.family, sex) : nameOfNation(random, nation, sex)
  const dead = age > 75 && random.chance(0.04)
  const diedOn = addDays(REFERENCE_DAY, -random.int(30, 900))
  const education = educationAt(random, age)
  const registeredOn = addDays(REFERENCE_DAY, -random.int(200, 4_000))
  const residenceRegisteredOn = registeredOn < birthDate ? birthDate : registeredOn
  draft.persons.push(personRow(key, {
    citizenId, name, sex, birthDate, nation,
    marital: wanted.marital,
    education,
    mobile: age < 12 ? null : mobileNumber(10_000 + index),
    registered: home,
    residence: home,
    residenceRegisteredOn,
    ...(dead ? { diedOn } : {}),
    idCard: idCardIssued(birthDate, random.int(10, age < 16 ? 900 : 3_000), agencyOf('public-security').name),
  }))
  if (dead) makers.deaths.set(key, diedOn)
  if (citizenId.slice(0, 6) !== home.village.slice(0, 6) && age > 0) draft.vitalEvents.push(moveInRow({ key, name }, residenceRegisteredOn))
  if (wanted.marital === DIVORCED) draft.vitalEvents.push(divorceRow({ key, sex }, addYears(REFERENCE_DAY, -1 - (index % 10))))
  const passport = dead ? null : passportOf(index, birthDate)
  if (passport !== null) addDocument(draft, keyOf, { key, division: countyOf(home.village) }, passport)
  const person = { key, citizenId, name, sex, birthDate, registered: home, residence: home, index }
  people.push(person)
  return person
}

const TRIES_PER_DIVISION = 40

function freeNumber({ random, numbers, births }: Makers, sex: Sex, birthDate: string, home: SeedAddress): string {
  let division6 = random.chance(0.85) ? home.village.slice(0, 6) : random.pick(VILLAGES).code.slice(0, 6)
  for (let tries = 1; ; tries++) {
    const number = citizenNumber(division6, birthDate, births.pair(random) * 2 + (sex === '1' ? 1 : 2))
    if (!numbers.has(number)) {
      numbers.add(number)
      return number
    }
    // A day may be full where the home is; whoever is born then is born elsewhere.
    if (tries % TRIES_PER_DIVISION === 0) division6 = random.pick(VILLAGES).code.slice(0, 6)
  }
}

function educationAt(random: Random, age: number): string | null {
  if (age < 7) return null
  if (age < 13) return '80'
  if (age < 16) return '70'
  if (age < 19) return '60'
  if (age > 65) return random.pick(['70', '80', '80', '90'])
  return random.pick(['10', '20', '20', '20', '30', '30', '40', '60', '70'])
}
