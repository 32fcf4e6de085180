import type { CasesRows } from '../subgraphs/cases/commands.ts'
import type { CatalogueRows } from '../subgraphs/catalogue/commands.ts'
import type { CreditRows } from '../subgraphs/credit/commands.ts'
import type { GeoRows } from '../subgraphs/geo/commands.ts'
import type { LegalPersonsRows } from '../subgraphs/legal-persons/commands.ts'
import type { LicencesRows } from '../subgraphs/licences/commands.ts'
import type { MattersRows } from '../subgraphs/matters/commands.ts'
import type { PopulationRows } from '../subgraphs/population/commands.ts'
import type { SupervisionRows } from '../subgraphs/supervision/commands.ts'
import { makeAddressBook, type SeedAddress } from './addresses.ts'
import { readContracts } from './contracts.ts'
import { issuerKeyRows } from './issuer-keys.ts'
import { addAgencies, addOrganisations, emptyLegalPersons, type LegalPersonsDraft } from './organisations.ts'
import type { KeyOf, PopulationDraft } from './people.ts'
import { populate } from './population.ts'
import { makeRandom } from './random.ts'
import { caseNumbers, casesRows } from './rows/cases.ts'
import { catalogueRows } from './rows/catalogue.ts'
import { creditRows } from './rows/credit.ts'
import { geoRows } from './rows/geo.ts'
import { addCastOrganisations } from './rows/legal-persons.ts'
import { castLicences, licenceIssuerRows, licenceTypeRows } from './rows/licences.ts'
import { mattersRows } from './rows/matters.ts'
import { otherLicences } from './rows/other-licences.ts'
import { castPopulation } from './rows/population.ts'
import { supervisionRows } from './rows/supervision.ts'
import { SCENARIOS } from './scenarios/all.ts'
import { numberOf } from './scenarios/cast.ts'
import { everybody } from './scenarios/who.ts'

/** A whole invented world: the rows of every library, as its `load` takes them. */
export interface World {
  readonly population: PopulationRows
  readonly legalPersons: LegalPersonsRows
  readonly geo: GeoRows
  readonly licences: LicencesRows
  readonly credit: CreditRows
  readonly cases: CasesRows
  readonly matters: MattersRows
  readonly supervision: SupervisionRows
  readonly catalogue: CatalogueRows
}

export interface WorldOptions {
  /** How many people there are; the scenarios' own are always there and count. */
  readonly persons?: number
  readonly seed?: number
  /** Makes the key of a person from document type and number. */
  readonly keyOf: KeyOf
}

/** People of the world where nothing else is said, and before the blocks of a greater one. */
export const DEFAULT_PERSONS = 1_000
export const DEFAULT_SEED = 20_260_302

const PEOPLE_PER_ORGANISATION = 5

/**
 * Makes the world. Pure: the same options give the same world, and the scenarios are the same in every world. It stands
 * still on 2026-03-02, whatever the clock says.
 */
export function makeWorld({ persons = DEFAULT_PERSONS, seed = DEFAULT_SEED, keyOf }: WorldOptions): World {
  const cast = everybody(SCENARIOS, keyOf)
  const book = makeAddressBook(castAddresses())
  // Each part draws from its own sequence, so that a change in one leaves the others as they were.
  const chance = (part: number) => makeRandom(seed + part)

  const own = castPopulation(SCENARIOS, cast, keyOf)
  const numbers = SCENARIOS.flatMap(({ people }) => people.map(numberOf))
  const { draft, people } = populate(Math.max(0, persons - own.persons.length), own.persons.length, numbers, chance(1), keyOf, book)
  const population = joined(own, draft)

  const others = emptyLegalPersons()
  addOrganisations(others, Math.ceil(persons / PEOPLE_PER_ORGANISATION), people, chance(2), book)
  const legalPersons = register(cast, others)

  const contracts = readContracts()
  const otherOrganisations = others.legalPersons.map(({ subject }) => subject)
  const names = new Map([...people.map(({ key, name }) => [key, name] as const), ...others.legalPersons.map(({ subject, name }) => [subject, name] as const)])
  const subjects = { people: people.map(({ key }) => key), organisations: otherOrganisations, nameOf: (subject: string) => names.get(subject) }
  return {
    population,
    legalPersons,
    geo: geoRows(SCENARIOS, cast, book.addresses, population, chance(3)),
    licences: {
      licenceTypes: licenceTypeRows(SCENARIOS),
      issuerKeys: issuerKeyRows(),
      issuers: licenceIssuerRows(),
      licences: [...castLicences(SCENARIOS, cast), ...otherLicences(people, draft, others, chance(4))],
    },
    credit: creditRows(SCENARIOS, cast, caseNumbers(SCENARIOS), subjects, chance(5)),
    cases: casesRows(SCENARIOS, cast, people, chance(6)),
    matters: mattersRows(SCENARIOS, (items) => [...new Set(items.flatMap((item) => contracts.entry(item)?.resource ?? []))]),
    supervision: supervisionRows(SCENARIOS, cast, otherOrganisations, chance(7)),
    catalogue: catalogueRows(SCENARIOS, contracts),
  }
}

/** Addresses that the scenarios name, each once. */
function castAddresses(): SeedAddress[] {
  const found = new Map<string, SeedAddress>()
  for (const { people, organisations, units } of SCENARIOS) {
    const homes = people.flatMap(({ home, lives }) => (lives === undefined ? [home] : [home, lives.at]))
    const named = [...homes, ...[...organisations, ...units].map(({ address }) => address)]
    for (const address of named) found.set(address.code, address)
  }
  return [...found.values()]
}

function joined(one: PopulationDraft, other: PopulationDraft): PopulationDraft {
  return {
    persons: [...one.persons, ...other.persons],
    households: [...one.households, ...other.households],
    members: [...one.members, ...other.members],
    relations: [...one.relations, ...other.relations],
    vitalEvents: [...one.vitalEvents, ...other.vitalEvents],
    otherDocuments: [...one.otherDocuments, ...other.otherDocuments],
    keyAliases: [...one.keyAliases, ...other.keyAliases],
    protectedPersons: [...one.protectedPersons, ...other.protectedPersons],
  }
}

function register(cast: ReturnType<typeof everybody>, others: LegalPersonsDraft): LegalPersonsRows {
  const draft = emptyLegalPersons()
  addAgencies(draft)
  addCastOrganisations(draft, SCENARIOS, cast)
  return {
    legalPersons: [...draft.legalPersons, ...others.legalPersons],
    staff: [...draft.staff, ...others.staff],
    shareholders: [...draft.shareholders, ...others.shareholders],
    changes: [...draft.changes, ...others.changes],
    abnormalListings: [...draft.abnormalListings, ...others.abnormalListings],
    publicInstitutions: [...draft.publicInstitutions, ...others.publicInstitutions],
    socialOrganisations: [...draft.socialOrganisations, ...others.socialOrganisations],
  }
}
