import { agencyOf, codeOf } from '../agencies.ts'
import { addDays, ageOn, REFERENCE_DAY } from '../calendar.ts'
import { HAN } from '../names.ts'
import { mobileNumber } from '../numbers.ts'
import { birthRow, deathRow, weddingRows } from '../life-events.ts'
import { addDocument } from '../other-documents.ts'
import {
  emptyPopulation, householdNoOf, householdRow, IDENTITY_CARD, idCardIssued, type KeyOf, kinRows, personRow, type PopulationDraft,
} from '../people.ts'
import { countyOf } from '../places.ts'
import { formerNumberOf, numberOf } from '../scenarios/cast.ts'
import type { CastHousehold, Scenario } from '../scenarios/scenario.ts'
import { personCalled, type Who } from '../scenarios/who.ts'

type Everybody = ReadonlyMap<string, Who>

/** The scenarios' people, their households, kin, documents, births, weddings, deaths and protection. */
export function castPopulation(scenarios: readonly Scenario[], everybody: Everybody, keyOf: KeyOf): PopulationDraft {
  const draft = emptyPopulation()
  for (const who of everybody.values()) if (who.kind === 'PERSON') addPerson(draft, who, keyOf)
  for (const scenario of scenarios) {
    for (const household of scenario.households) addHousehold(draft, household, everybody)
    for (const [subject, relation, related] of scenario.kin) {
      draft.relations.push(...kinRows(kinOf(everybody, subject), kinOf(everybody, related), relation))
    }
    for (const [one, other, day] of scenario.weddings ?? []) {
      const couple = [kinOf(everybody, one), kinOf(everybody, other)]
      draft.vitalEvents.push(...weddingRows(couple, day, certificateOf(scenario, [one, other])))
    }
    addBirths(draft, scenario, everybody)
  }
  return draft
}

function kinOf(everybody: Everybody, example: string) {
  const { subject, person } = personCalled(everybody, example)
  return { key: subject, name: person.name, citizenId: numberOf(person), sex: person.sex, birthDate: person.born }
}

function certificateOf({ licences }: Scenario, couple: readonly string[]): string | undefined {
  const found = licences.find(({ type, holders }) => type === 'marriage-certificate' && couple.every((each) => holders.includes(each)))
  return found?.number ?? undefined
}

/** Births of the scenario's minors, declared by the first parent whom the scenario tells. */
function addBirths(draft: PopulationDraft, { kin }: Scenario, everybody: Everybody): void {
  const born = new Set<string>()
  for (const [parent, relation, example] of kin) {
    const child = kinOf(everybody, example)
    if ((relation !== '2' && relation !== '3') || born.has(example) || ageOn(child.birthDate) >= 18) continue
    born.add(example)
    draft.vitalEvents.push(birthRow(child.key, child.birthDate, kinOf(everybody, parent)))
  }
}

function addPerson(draft: PopulationDraft, { subject, person }: Who & { kind: 'PERSON' }, keyOf: KeyOf): void {
  const issuer = agencyOf('public-security').name
  const { lives, home, died, protection, formerName, documents } = person
  draft.persons.push(personRow(subject, {
    citizenId: numberOf(person),
    name: person.name,
    ...(formerName === undefined ? {} : { formerName }),
    sex: person.sex,
    birthDate: person.born,
    nation: HAN,
    marital: person.marital,
    education: person.education ?? null,
    mobile: ageOn(person.born) < 12 ? null : mobileNumber(draft.persons.length + 1),
    registered: home,
    residence: lives?.at ?? home,
    residenceRegisteredOn: lives?.since ?? addDays(REFERENCE_DAY, -3_000),
    ...(died === undefined ? {} : { diedOn: died }),
    idCard: person.idCard === undefined ? idCardIssued(person.born, 700, issuer) : { ...person.idCard, issuer },
  }))
  if (died !== undefined) draft.vitalEvents.push(deathRow(subject, died))
  for (const document of documents ?? []) addDocument(draft, keyOf, { key: subject, division: countyOf(home.village) }, document)
  const formerNumber = formerNumberOf(person)
  if (formerNumber !== null) draft.keyAliases.push({ alias: keyOf(IDENTITY_CARD, formerNumber), subject })
  if (protection !== undefined) {
    const { grade, agencies, items } = protection
    draft.protectedPersons.push({ subject, grade, agencies: agencies.map(codeOf), items: [...items] })
  }
}

function addHousehold(draft: PopulationDraft, household: CastHousehold, everybody: Everybody): void {
  const head = personCalled(everybody, household[0]?.[0] ?? '')
  const { home } = head.person
  draft.households.push(householdRow(home, head.subject))
  household.forEach(([example, relation], at) => {
    draft.members.push({ subject: personCalled(everybody, example).subject, householdNo: householdNoOf(home), relation, place: at + 1 })
  })
}
