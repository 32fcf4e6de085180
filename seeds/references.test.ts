import { describe, expect, it } from 'vitest'
import { subjectKey } from '#platform/keys'
import { ageOn } from './calendar.ts'
import { LICENCE_TYPES } from './licence-types.ts'
import { inverseRelation } from './people.ts'
import { makeWorld } from './world.ts'

const { population, legalPersons, geo, licences, credit, cases, matters, supervision, catalogue } =
  makeWorld({ keyOf: (type, number) => subjectKey(Buffer.alloc(32, 5), type, number) })

const people = new Set(population.persons.map(({ subject }) => subject))
const organisations = new Set(legalPersons.legalPersons.map(({ subject }) => subject))
const addresses = new Set(geo.addresses.map(({ code }) => code))
const divisions = new Set(geo.divisions.map(({ code }) => code))
const identifiers = new Set(licences.licences.map(({ identifier }) => identifier))
const caseNos = new Set(cases.cases.map(({ caseNo }) => caseNo))
const matterCodes = new Set(matters.matters.map(({ code }) => code))

/** What points at nothing. */
const dangling = (keys: readonly (string | null | undefined)[], known: ReadonlySet<string>) =>
  keys.filter((key) => key !== null && key !== undefined && !known.has(key))

describe('every reference of the seeded world resolves', () => {
  it('from population to people, addresses and divisions', () => {
    expect(dangling(population.relations.flatMap(({ subject, related }) => [subject, related]), people)).toEqual([])
    const { members, vitalEvents, otherDocuments, keyAliases, protectedPersons, households } = population
    const about = [...members, ...vitalEvents, ...otherDocuments, ...keyAliases, ...protectedPersons]
    expect(dangling(vitalEvents.flatMap(({ husband, wife, declarantKey }) => [husband, wife, declarantKey]), people)).toEqual([])
    expect(dangling(households.map(({ head }) => head), new Set(members.flatMap(({ subject, relation }) => (relation === '0' ? [subject] : []))))).toEqual([])
    expect(dangling(about.map(({ subject }) => subject), people)).toEqual([])
    expect(dangling(population.persons.map(({ residence }) => residence), addresses)).toEqual([])
    const named = population.persons.flatMap((row) => [
      row.division, row.nativeDivision, row.birthDivision, row.registeredDivision, row.residenceDivision,
    ])
    expect(dangling([...named, ...population.households.map(({ village }) => village)], divisions)).toEqual([])
  })

  it('from the register of organisations to people, organisations and addresses', () => {
    expect(dangling(legalPersons.legalPersons.map(({ legalRepresentative }) => legalRepresentative), people)).toEqual([])
    expect(dangling([...legalPersons.staff, ...legalPersons.shareholders].map(({ person }) => person), people)).toEqual([])
    expect(dangling(legalPersons.shareholders.map(({ legalPerson }) => legalPerson), organisations)).toEqual([])
    expect(dangling(legalPersons.legalPersons.map(({ registrar }) => registrar), organisations)).toEqual([])
    expect(dangling(legalPersons.legalPersons.map(({ address }) => address), addresses)).toEqual([])
  })

  it('from real estate to holders and addresses', () => {
    const units = new Set(geo.realEstateUnits.map(({ unitCode }) => unitCode))
    expect(dangling(geo.rightHolders.map(({ subject, organisation }) => (organisation ? null : subject)), people)).toEqual([])
    expect(dangling(geo.rightHolders.map(({ subject, organisation }) => (organisation ? subject : null)), organisations)).toEqual([])
    expect(dangling([...geo.rightHolders, ...geo.restrictions].map(({ unitCode }) => unitCode), units)).toEqual([])
    expect(dangling(geo.realEstateUnits.map(({ address }) => address), addresses)).toEqual([])
    expect(dangling(geo.serviceHalls.flatMap(({ matters: codes }) => codes), matterCodes)).toEqual([])
    expect(dangling([...geo.addresses.flatMap(({ division, town, village }) => [division, town, village])], divisions)).toEqual([])
  })

  it('from licences to types, holders and issuers', () => {
    const types = new Set(licences.licenceTypes.map(({ code }) => code))
    const subjects = new Set([...people, ...organisations])
    expect(dangling(licences.licences.map(({ slice }) => slice), types)).toEqual([])
    expect(dangling(licences.licences.flatMap(({ holders }) => holders.map(({ subject }) => subject)), subjects)).toEqual([])
    expect(dangling(licences.licences.map(({ issuer }) => issuer), organisations)).toEqual([])
    expect(dangling(licences.licenceTypes.flatMap(({ matters: codes }) => codes), matterCodes)).toEqual([])
  })

  it('from licence faces to the fields of their types, none required missing', () => {
    const schemas = new Map(LICENCE_TYPES.map(({ code, face }) => [code, face]))
    const wrong = licences.licences.filter(({ slice, face }) => {
      const fields = schemas.get(slice) ?? []
      const stated = Object.keys(face ?? {})
      const missing = fields.some((field) => field.required && !stated.includes(field.name))
      return missing || stated.some((name) => !fields.some((field) => field.name === name))
    })
    expect(wrong.map(({ identifier }) => identifier)).toEqual([])
  })

  it('from cases to matters, parties, agencies and licences', () => {
    const parties = cases.parties.filter(({ subjectKind }) => subjectKind !== 'PROPOSED')
    expect(dangling(cases.cases.map(({ slice }) => slice), matterCodes)).toEqual([])
    expect(dangling(parties.map(({ subject, subjectKind }) => (subjectKind === 'PERSON' ? subject : null)), people)).toEqual([])
    expect(dangling(parties.map(({ subject, subjectKind }) => (subjectKind === 'PERSON' ? null : subject)), organisations)).toEqual([])
    expect(dangling([...cases.agencies, ...cases.processes].map(({ agency }) => agency), organisations)).toEqual([])
    expect(dangling([...cases.materials, ...cases.results].map(({ licence }) => licence), identifiers)).toEqual([])
    const materials = new Set(matters.materials.map(({ matterCode, code }) => `${matterCode} ${code}`))
    const matterOf = new Map(cases.cases.map(({ caseNo, slice }) => [caseNo, slice]))
    const handedIn = cases.materials.map(({ caseNo, materialCode }) => `${matterOf.get(caseNo) ?? ''} ${materialCode ?? ''}`)
    expect(dangling(handedIn, materials)).toEqual([])
  })

  it('from materials of matters to licence types and situations', () => {
    const types = new Set(licences.licenceTypes.map(({ code }) => code))
    const situations = new Set(matters.situations.map(({ matterCode, code }) => `${matterCode} ${code}`))
    expect(dangling([...matters.evidences, ...matters.results].map(({ licenceType }) => licenceType), types)).toEqual([])
    const asked = matters.materials.map(({ matterCode, situation }) => (situation == null ? null : `${matterCode} ${situation}`))
    expect(dangling(asked, situations)).toEqual([])
  })

  it('from credit and supervision to their subjects, authorities and cases', () => {
    const subjects = new Set([...people, ...organisations])
    const records = [...credit.listings, ...credit.penalties, ...credit.permits]
    expect(dangling([...records, ...credit.commitments, ...credit.evaluations].map(({ subject }) => subject), subjects)).toEqual([])
    expect(dangling(records.map(({ authority }) => authority), organisations)).toEqual([])
    expect(dangling(credit.commitments.map((row) => row.case), caseNos)).toEqual([])
    expect(dangling(supervision.inspections.map(({ subject }) => subject), organisations)).toEqual([])
    expect(dangling(supervision.personBans.map(({ subject }) => subject), people)).toEqual([])
    expect(dangling(supervision.inspections.map(({ matter }) => matter), matterCodes)).toEqual([])
  })

  it('from the catalogue to agencies and matters', () => {
    expect(dangling(catalogue.grants.flatMap(({ consumer, provider }) => [consumer, provider]), organisations)).toEqual([])
    expect(dangling(catalogue.grants.flatMap(({ matters: codes }) => codes), matterCodes)).toEqual([])
    expect(dangling(catalogue.resources.map(({ provider }) => provider), organisations)).toEqual([])
  })
})

describe('families', () => {
  it('know each other in both directions', () => {
    const sexes = new Map(population.persons.map(({ subject, sex }) => [subject, sex === '1' ? '1' : '2'] as const))
    const known = new Map(population.relations.map((row) => [`${row.subject} ${row.related}`, row.relation]))
    const wrong = population.relations.filter(({ subject, related, relation }) =>
      known.get(`${related} ${subject}`) !== inverseRelation(relation, sexes.get(subject) ?? '1'))
    expect(wrong).toEqual([])
  })

  it('have parents older than their children, and guardians of children alone', () => {
    const born = new Map(population.persons.map(({ subject, birthDate }) => [subject, birthDate]))
    const children = population.relations.filter(({ relation }) => relation === '2' || relation === '3')
    expect(children.filter(({ subject, related }) => ageOn(born.get(subject) ?? '', born.get(related) ?? '') < 18)).toEqual([])
    const guarded = population.relations.filter(({ guardian }) => guardian)
    expect(guarded.length).toBeGreaterThan(50)
    expect(guarded.filter(({ subject }) => ageOn(born.get(subject) ?? '') >= 18)).toEqual([])
    expect(population.relations.filter(({ guardian, guardianship }) => guardian !== (guardianship != null))).toEqual([])
  })
})
