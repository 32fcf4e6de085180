import { agencyOf, codeOf } from '../agencies.ts'
import { addDays, ageOn, REFERENCE_DAY } from '../calendar.ts'
import { HAN } from '../names.ts'
import { mobileNumber } from '../numbers.ts'
import { emptyPopulation, idCardIssued, kinRows, personRow, type PopulationDraft } from '../people.ts'
import { countyOf } from '../places.ts'
import { deathRow, weddingRows } from '../population.ts'
import { numberOf } from '../scenarios/cast.ts'
import type { CastHousehold, Scenario } from '../scenarios/scenario.ts'
import { personCalled, type Who } from '../scenarios/who.ts'

type Everybody = ReadonlyMap<string, Who>

/** The scenarios' people, their households, kin, weddings, deaths and protection. */
export function castPopulation(scenarios: readonly Scenario[], everybody: Everybody): PopulationDraft {
  const draft = emptyPopulation()
  for (const who of everybody.values()) if (who.kind === 'PERSON') addPerson(draft, who)
  for (const scenario of scenarios) {
    for (const household of scenario.households) addHousehold(draft, household, everybody)
    for (const [subject, relation, related] of scenario.kin) {
      draft.relations.push(...kinRows(kinOf(everybody, subject), kinOf(everybody, related), relation))
    }
    for (const [one, other, day] of scenario.weddings ?? []) {
      draft.vitalEvents.push(...weddingRows([kinOf(everybody, one), kinOf(everybody, other)], day))
    }
  }
  return draft
}

function kinOf(everybody: Everybody, example: string) {
  const { subject, person } = personCalled(everybody, example)
  return { key: subject, citizenId: numberOf(person), sex: person.sex, birthDate: person.born }
}

function addPerson(draft: PopulationDraft, { subject, person }: Who & { kind: 'PERSON' }): void {
  const issuer = agencyOf('public-security').name
  const { lives, home, died, protection, formerName } = person
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
  if (protection !== undefined) {
    const { grade, agencies, items } = protection
    draft.protectedPersons.push({ subject, grade, agencies: agencies.map(codeOf), items: [...items] })
  }
}

function addHousehold(draft: PopulationDraft, household: CastHousehold, everybody: Everybody): void {
  const head = personCalled(everybody, household[0]?.[0] ?? '').person
  const householdNo = `H${head.home.code}`
  draft.households.push({
    householdNo,
    division: countyOf(head.home.village),
    householdType: '1',
    address: head.home.fullText,
    policeStation: agencyOf('police-station').name,
    village: head.home.village,
  })
  household.forEach(([example, relation], at) => {
    draft.members.push({ subject: personCalled(everybody, example).subject, householdNo, relation, place: at + 1 })
  })
}
