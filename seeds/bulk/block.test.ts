import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  parseAddressCode, parseCaseNumber, parseCitizenId, parseCreditCode, parseDivisionCode, parseLicenceIdentifier, parseMatterCode,
  parseMobile, parseRealEstateUnitCode,
} from '#platform/identifiers'
import { ageOn, REFERENCE_DAY } from '../calendar.ts'
import { makeWorld } from '../world.ts'
import { type Block, makeBlock } from './block.ts'
import { BLOCK_PERSONS, MAX_BLOCKS } from './ranges.ts'

// A person's key can be told from any other text here, so that one is found wherever it stands.
const keyOf = (type: string, number: string) => `K~${createHash('sm3').update(`${type} ${number}`).digest('hex').slice(0, 20)}`
const world = makeWorld({ keyOf })
const makers = {
  seed: 1, keyOf, peopleBefore: world.population.persons.length,
  numbersBefore: world.population.persons.flatMap(({ citizenId }) => citizenId ?? []),
}
const blocks = new Map<number, Block>()

/** A block of full size, made once. */
function made(number: number): Block {
  const found = blocks.get(number) ?? makeBlock(number, BLOCK_PERSONS, makers)
  blocks.set(number, found)
  return found
}

const block = made(3)

/** Every text in some rows, wherever it stands. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const each of value) yield* textsIn(each)
  else if (typeof value === 'object' && value !== null && !(value instanceof Date)) for (const each of Object.values(value)) yield* textsIn(each)
}

type Rows = Omit<Block, never>
const everything = (rows: Partial<Rows>) => [...new Set(textsIn(rows))]

/** Keys of entities by the shape that they have, as rows of some libraries define them. */
function defined({ population, legalPersons, geo, licences, cases, supervision }: Rows) {
  return {
    people: population.persons.map(({ subject }) => subject),
    organisations: legalPersons.legalPersons.map(({ subject }) => subject),
    addresses: geo.addresses.map(({ code }) => code),
    units: geo.realEstateUnits.map(({ unitCode }) => unitCode),
    licences: licences.licences.map(({ identifier }) => identifier),
    cases: cases.cases.map(({ caseNo }) => caseNo),
    inspections: supervision.inspections.map(({ inspectionNo }) => inspectionNo),
    households: population.households.map(({ householdNo }) => householdNo),
    citizens: population.persons.flatMap(({ citizenId }) => citizenId ?? []),
    mobiles: population.persons.flatMap(({ mobile }) => mobile ?? []),
    events: population.vitalEvents.map(({ registrationNo }) => registrationNo),
    documents: population.otherDocuments.map(({ docType, docNo }) => `${docType} ${docNo}`),
    aliases: population.keyAliases.map(({ alias }) => alias),
    restrictions: geo.restrictions.map(({ registrationNo }) => registrationNo),
    names: legalPersons.legalPersons.map(({ name }) => name),
    // The versions of a licence share its number.
    numbers: [...new Set(licences.licences.flatMap(({ slice, number }) => (number == null ? [] : `${slice} ${number}`)))],
  }
}

describe('a block refuses', () => {
  it('more people than it has numbers for', () => {
    expect(() => makeBlock(0, BLOCK_PERSONS + 1, makers)).toThrow(RangeError)
  })

  it('a number that no block has', () => {
    for (const number of [-1, 0.5, MAX_BLOCKS]) expect(() => makeBlock(number, 1, makers)).toThrow(RangeError)
  })
})

describe('a block is', () => {
  it('the same whenever it is made, whatever was made before it', () => {
    made(4)
    expect(makeBlock(3, BLOCK_PERSONS, makers)).toEqual(block)
  })

  it('another for another number, another seed and another count', () => {
    const names = ({ population }: Block) => population.persons.slice(0, 50).map(({ name }) => name).join()
    const all = [block, made(4), makeBlock(3, BLOCK_PERSONS, { ...makers, seed: 2 })].map(names)
    expect(new Set(all).size).toBe(3)
    expect(makeBlock(3, 700, makers).population.persons).toHaveLength(700)
  })

  it('apart from every other block and from the world before them, in every number that is given once', () => {
    const all = [world, block, ...[0, 1, 39, 40, 43, MAX_BLOCKS - 1].map((each) => made(each))].map(defined)
    const kinds = Object.keys(defined(block)) as (keyof ReturnType<typeof defined>)[]
    const shared = kinds.map((kind) => {
      const keys = all.flatMap((each) => each[kind])
      return [kind, keys.length - new Set(keys).size] as const
    })
    expect(shared).toEqual(kinds.map((kind) => [kind, 0]))
  })
})

describe('the rows of a block', () => {
  const known = new Map(Object.entries(defined(block)).map(([kind, keys]) => [kind, new Set<string>(keys)]))
  const before = new Map(Object.entries(defined(world)).map(([kind, keys]) => [kind, new Set<string>(keys)]))
  const missing = (kind: string, shape: RegExp) =>
    everything(block).filter((text) => shape.test(text) && known.get(kind)?.has(text) !== true && before.get(kind)?.has(text) !== true)

  it('name nobody and nothing that does not exist', () => {
    const aliases = new Set(block.population.keyAliases.map(({ alias }) => alias))
    expect(missing('people', /^K~/).filter((key) => !aliases.has(key))).toEqual([])
    expect(missing('organisations', /^[159]\d99\d{4}[0-9A-HJ-NPQRTUWXY]{10}$/)).toEqual([])
    expect(missing('addresses', /^99\d{18}[\dX]$/)).toEqual([])
    expect(missing('units', /^\d{12}[GJZ][A-HSWXY]\d{5}[WFLQ]\d{8}$/)).toEqual([])
    expect(missing('licences', /^1\.2\.156\.3005\.2\./)).toEqual([])
    expect(missing('cases', /^[0-9A-Z]{31}-\d{8}-\d{6}$/)).toEqual([])
    expect(missing('households', /^H99\d{19}/)).toEqual([])
    const divisions = new Set(world.geo.divisions.map(({ code }) => code))
    expect(everything({ population: block.population, geo: block.geo }).filter((text) => /^99\d{10}$/.test(text) && !divisions.has(text))).toEqual([])
    const types = new Set(world.licences.licenceTypes.map(({ code }) => code))
    expect(block.licences.licences.filter(({ slice }) => !types.has(slice))).toEqual([])
    const matters = new Set(world.matters.matters.map(({ code }) => code))
    expect(block.cases.cases.filter(({ slice }) => !matters.has(slice))).toEqual([])
    const materials = new Set(world.matters.materials.map(({ matterCode, code }) => `${matterCode} ${code}`))
    const matterOf = new Map(block.cases.cases.map(({ caseNo, slice }) => [caseNo, slice]))
    expect(block.cases.materials.filter(({ caseNo, materialCode }) => !materials.has(`${matterOf.get(caseNo)} ${materialCode}`))).toEqual([])
  })

  it('bear numbers that are right to the last character', () => {
    const wrong = (keys: readonly string[], parse: (text: string) => { ok: boolean }) => keys.filter((key) => !parse(key).ok)
    const { citizens, organisations, addresses, units, licences, cases, mobiles } = defined(block)
    expect(wrong(citizens, (text) => parseCitizenId(text, REFERENCE_DAY))).toEqual([])
    expect(citizens.filter((number) => !number.startsWith('99'))).toEqual([])
    expect(wrong(organisations, parseCreditCode)).toEqual([])
    expect(wrong(addresses, parseAddressCode)).toEqual([])
    expect(wrong(units, parseRealEstateUnitCode)).toEqual([])
    expect(wrong(licences, parseLicenceIdentifier)).toEqual([])
    expect(wrong(cases, parseCaseNumber)).toEqual([])
    expect(wrong(mobiles, parseMobile)).toEqual([])
    expect(wrong(block.cases.cases.map(({ slice }) => slice), parseMatterCode)).toEqual([])
    expect(wrong(block.population.persons.map(({ division }) => division), parseDivisionCode)).toEqual([])
    const known = block.population.persons.filter(({ citizenId }) => citizenId != null)
    expect(known.filter(({ citizenId, birthDate }) => citizenId?.slice(6, 14) !== birthDate.replaceAll('-', ''))).toEqual([])
  })

  it('keep citizen numbers to the library of people', () => {
    const numbers = new Set(defined(block).citizens)
    const { population: _population, ...others } = block
    expect(everything(others).filter((text) => numbers.has(text))).toEqual([])
  })
})

describe('the people of a block', () => {
  const share = (some: readonly unknown[], all: readonly unknown[] = block.population.persons) => some.length / all.length

  it('are as many as were asked for, with an address for each, and have homes, kin and firms in plausible proportion', () => {
    expect(block.population.persons).toHaveLength(BLOCK_PERSONS)
    expect(block.geo.addresses).toHaveLength(BLOCK_PERSONS)
    const within = (value: number, from: number, to: number) => expect([from, value, to]).toEqual([from, value, to].toSorted((a, b) => a - b))
    within(share(block.population.households), 0.25, 0.5)
    within(share(block.population.members), 0.95, 1)
    within(share(block.population.relations), 1.5, 3.5)
    within(share(block.population.persons.filter(({ birthDate }) => ageOn(birthDate) < 18)), 0.1, 0.35)
    within(share(block.population.persons.filter(({ birthDate }) => ageOn(birthDate) >= 60)), 0.1, 0.4)
    within(share(block.legalPersons.legalPersons), 0.12, 0.2)
    within(share(block.licences.licences), 1.5, 3)
    within(share(block.cases.cases), 0.2, 0.5)
    within(share(block.geo.realEstateUnits), 0.05, 0.3)
    within(share(block.supervision.inspections, block.legalPersons.legalPersons), 0.2, 1.5)
    within(share(block.credit.evaluations, block.legalPersons.legalPersons), 0.5, 1.1)
    within(share(block.credit.listings), 0.005, 0.05)
  })

  it('live in every village alike', () => {
    const sizes = new Map<string, number>()
    for (const { village } of block.geo.addresses) sizes.set(village ?? '', (sizes.get(village ?? '') ?? 0) + 1)
    expect(Math.max(...sizes.values()) - Math.min(...sizes.values())).toBeLessThanOrEqual(1)
    expect(sizes.size).toBe(14)
  })

  it('hold licences that nobody signed', () => {
    expect(new Set(block.licences.licences.map(({ trustGrade }) => trustGrade))).toEqual(new Set(['B', 'C']))
    expect(block.licences.licences.filter((licence) => licence.signature != null)).toEqual([])
  })

  it('have cases of every kind', () => {
    const kinds = new Set([3, 4].flatMap((each) => made(each).cases.cases.map(({ kind }) => kind)))
    expect([...kinds].toSorted()).toEqual(['APPLICATION', 'DRAFT', 'EMERGENCY', 'ENROLMENT', 'EX_OFFICIO', 'INSTRUMENT', 'ROSTER'])
  })
})
