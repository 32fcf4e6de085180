import { describe, expect, it } from 'vitest'
import {
  parseAddressCode, parseCaseNumber, parseCitizenId, parseCreditCode, parseDivisionCode, parseLicenceIdentifier,
  parseMatterCode, parseMobile, parsePersonDocument,
  parseRealEstateUnitCode, parseResourceCode,
} from '#platform/identifiers'
import { subjectKey } from '#platform/keys'
import { AGENCIES } from './agencies.ts'
import { REFERENCE_DAY } from './calendar.ts'
import { makeWorld, type World } from './world.ts'

const SECRET = Buffer.alloc(32, 5)
const keyOf = (type: string, number: string) => subjectKey(SECRET, type, number)
const world = makeWorld({ keyOf })
const bad = (texts: readonly string[], parse: (text: string) => { ok: boolean }) => texts.filter((text) => !parse(text).ok)

describe('the seeded world keeps out', () => {
  it('every number that a real person could bear', () => {
    const numbers = world.population.persons.flatMap(({ citizenId }) => citizenId ?? [])
    expect(numbers.filter((number) => !number.startsWith('99'))).toEqual([])
    expect(new Set(numbers).size).toBe(numbers.length)
    const others = world.population.otherDocuments.map(({ docNo }) => docNo)
    expect(others.filter((number) => !/^(?:[HM]?99\d{6}|X9[789]\d{6}|XAA9901\d{8})$/u.test(number))).toEqual([])
  })

  it('organisations and agencies whose names do not say that they are examples', () => {
    const names = [...world.legalPersons.legalPersons, ...AGENCIES, ...world.catalogue.agencies].map(({ name }) => name)
    expect(names.filter((name) => !/示例/u.test(name))).toEqual([])
  })

  it('citizen numbers from every row but those of population.person', () => {
    const { population, ...others } = world
    const { persons, ...rest } = population
    const numbers = new Set<unknown>(persons.map(({ citizenId }) => citizenId))
    const runs = JSON.stringify([others, rest]).match(/\d{17,}X?/gu) ?? []
    const windows = runs.flatMap((run) => Array.from({ length: Math.max(0, run.length - 17) }, (_, at) => run.slice(at, at + 18)))
    expect(windows.length).toBeGreaterThan(1_000)
    expect(windows.filter((window) => numbers.has(window))).toEqual([])
  })

  it('keys of people, whole or in part, from every text that a caller could read', () => {
    const { persons, households, vitalEvents, otherDocuments } = world.population
    const texts = [...persons, ...households, ...vitalEvents, ...otherDocuments].flatMap((row) => [
      row.sourceRecordId ?? '', 'registrationNo' in row ? `${row.registrationNo} ${row.deathCertificateNo} ${row.marriageCertificateNo}` : '',
    ])
    const heads = persons.map(({ subject }) => subject.slice(0, 8))
    const joined = texts.join('\n')
    expect(heads.filter((head) => joined.includes(head))).toEqual([])
  })

  it('licence faces and holders that are keyed by anything but a key or a credit code', () => {
    const subjects = world.licences.licences.flatMap(({ holders }) => holders.map(({ subject }) => subject))
    expect(subjects.filter((subject) => !/^[\w-]{22}$/u.test(subject) && !parseCreditCode(subject).ok)).toEqual([])
  })
})

describe('the seeded world holds', () => {
  it('the same rows twice for one seed, and others for another', () => {
    expect(makeWorld({ keyOf })).toEqual(world)
    expect(makeWorld({ keyOf, seed: 1 }).population.persons).not.toEqual(world.population.persons)
  })

  it('as many people as asked for, the scenarios’ own included, who are the same in every world', () => {
    const small = makeWorld({ keyOf, persons: 120, seed: 99 })
    expect(world.population.persons).toHaveLength(1_000)
    expect(small.population.persons).toHaveLength(120)
    // Cases of other people are numbered from 100 000 on.
    const cast = (made: World) => made.cases.cases.filter(({ caseNo }) => caseNo.slice(-6) < '100000')
    expect(cast(small)).toEqual(cast(world))
    expect(small.catalogue).toEqual(world.catalogue)
  })

  it('valid citizen numbers that agree with birth date and sex', () => {
    const wrong = world.population.persons.filter(({ citizenId, birthDate, sex }) => {
      if (citizenId == null) return false
      const parsed = parseCitizenId(citizenId, REFERENCE_DAY)
      return !parsed.ok || parsed.value.birthDate !== birthDate || parsed.value.sex !== sex
    })
    expect(wrong).toEqual([])
  })

  it('valid identifiers of every other kind', () => {
    const { geo, legalPersons, licences, cases, matters, catalogue, population } = world
    expect(bad(legalPersons.legalPersons.map(({ subject }) => subject), parseCreditCode)).toEqual([])
    expect(bad(geo.addresses.map(({ code }) => code), parseAddressCode)).toEqual([])
    expect(bad(geo.realEstateUnits.map(({ unitCode }) => unitCode), parseRealEstateUnitCode)).toEqual([])
    expect(bad(geo.divisions.map(({ code }) => code), parseDivisionCode)).toEqual([])
    expect(bad(licences.licences.map(({ identifier }) => identifier), parseLicenceIdentifier)).toEqual([])
    expect(bad(cases.cases.map(({ caseNo }) => caseNo), parseCaseNumber)).toEqual([])
    expect(bad(matters.matters.flatMap(({ code, basicCode }) => [code, basicCode]), parseMatterCode)).toEqual([])
    expect(bad(catalogue.resources.map(({ code }) => code), parseResourceCode)).toEqual([])
    expect(bad(population.persons.flatMap(({ mobile }) => mobile ?? []), parseMobile)).toEqual([])
  })

  it('people of Hong Kong, Macao, Taiwan and other countries, who are known by documents of theirs and by no citizen number', () => {
    const { persons, otherDocuments, keyAliases } = makeWorld({ keyOf, persons: 2_000 }).population
    const without = new Set(persons.flatMap(({ subject, citizenId, registeredAddress }) => (citizenId == null && registeredAddress == null ? [subject] : [])))
    const types = otherDocuments.flatMap(({ subject, docType }) => (without.has(subject) ? [docType] : []))
    expect([...without].length).toBeGreaterThan(10)
    expect(new Set(types)).toEqual(new Set(['414', '511', '516', '553']))
    const keyed = new Set(otherDocuments.map(({ docType, docNo }) => keyOf(docType, docNo)))
    expect([...without].filter((subject) => !keyed.has(subject))).toEqual([])
    expect(otherDocuments.filter(({ docType, docNo }) => !parsePersonDocument(docType, docNo, REFERENCE_DAY).ok)).toEqual([])
    const known = new Set([...without, ...keyAliases.map(({ alias }) => alias)])
    expect([...keyed].filter((key) => !known.has(key))).toEqual([])
  })

  it('where every record of the population comes from, on or before the day on which the world stands still', () => {
    const { persons, households, vitalEvents, otherDocuments } = world.population
    const rows = [...persons, ...households, ...vitalEvents, ...otherDocuments]
    const agencies = new Set(AGENCIES.map(({ creditCode }) => creditCode))
    const wrong = rows.filter(({ sourceAgency, sourceSystem, sourceRecordId, recordedAt, updatedAt }) =>
      !agencies.has(sourceAgency ?? '') || !sourceSystem || !sourceRecordId || !recordedAt || !updatedAt
      || recordedAt > updatedAt || updatedAt > new Date('2026-03-02T23:59:59+08:00'))
    expect(wrong).toEqual([])
    expect(new Set(persons.map(({ sourceRecordId }) => sourceRecordId)).size).toBe(persons.length)
  })

  it('keys that no two rows of a table share', () => {
    const unique = (keys: readonly string[]) => expect(new Set(keys).size).toBe(keys.length)
    unique(world.population.vitalEvents.map(({ registrationNo }) => registrationNo))
    unique(world.population.otherDocuments.map(({ docType, docNo }) => `${docType} ${docNo}`))
    unique([...world.population.keyAliases.map(({ alias }) => alias), ...world.population.persons.map(({ subject }) => subject)])
    unique(world.population.households.map(({ householdNo }) => householdNo))
    unique(world.population.members.map(({ subject }) => subject))
    unique(world.population.relations.map(({ subject, related }) => `${subject} ${related}`))
    unique(world.legalPersons.legalPersons.map(({ subject }) => subject))
    unique(world.geo.addresses.map(({ code }) => code))
    unique(world.geo.realEstateUnits.map(({ unitCode }) => unitCode))
    unique(world.geo.restrictions.map(({ registrationNo }) => registrationNo))
    unique(world.licences.licences.map(({ identifier }) => identifier))
    unique(world.cases.cases.map(({ caseNo }) => caseNo))
    unique(world.supervision.inspections.map(({ inspectionNo }) => inspectionNo))
    unique(world.catalogue.grants.map(({ id }) => id))
    unique(world.catalogue.grantItems.map(({ grantId, item }) => `${grantId} ${item}`))
    unique(world.catalogue.resources.map(({ code }) => code))
    unique(Object.values(world.credit).flatMap((rows: readonly { readonly recordId: string }[]) => rows.map(({ recordId }) => recordId)))
  })
})
