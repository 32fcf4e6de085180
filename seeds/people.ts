import type { PopulationRows } from '../subgraphs/population/commands.ts'
import type { SeedAddress } from './addresses.ts'
import { agencyOf } from './agencies.ts'
import { addYears, ageOn, REFERENCE_DAY } from './calendar.ts'
import { countyOf } from './places.ts'
import { populationSource, recordIdOf } from './population-sources.ts'
import type { Draft } from './rows/drafts.ts'

/** Turns a document type (GA/T 2000.156) and its number into the key that every library shares. */
export type KeyOf = (documentType: string, number: string) => string

/** GA/T 2000.156 code of the resident identity card. */
export const IDENTITY_CARD = '111'

/** Rows of the population library while they are being made. */
export type PopulationDraft = Draft<PopulationRows>
export type PersonRow = PopulationDraft['persons'][number]

export const emptyPopulation = (): PopulationDraft => ({
  persons: [], households: [], members: [], relations: [], vitalEvents: [], otherDocuments: [], keyAliases: [], protectedPersons: [],
})

/** An invented person as the makers of other records need to know them. */
export interface SeedPerson {
  readonly key: string
  /** `null` for whoever is known by another document, who has no household either. */
  readonly citizenId: string | null
  readonly name: string
  readonly sex: '1' | '2'
  readonly birthDate: string
  readonly registered: SeedAddress
  readonly residence: SeedAddress
  /** Position among the people made, from which their other records are picked. */
  readonly index: number
}

/** What must be known of an invented person; everything else of the row follows from it. */
export interface PersonFacts {
  /** `null` for whoever is known by another document. */
  readonly citizenId: string | null
  readonly name: string
  readonly formerName?: string
  /** GB/T 2261.1. */
  readonly sex: '1' | '2'
  readonly birthDate: string
  /** GB/T 3304; `null` for foreigners, and where no register tells it. */
  readonly nation: string | null
  readonly marital: string
  readonly education: string | null
  readonly mobile: string | null
  /** `null` for whoever has no household registration. */
  readonly registered: SeedAddress | null
  readonly residence: SeedAddress
  readonly residenceRegisteredOn: string
  /** Day of death, where the person is dead. */
  readonly diedOn?: string
  readonly idCard: IdCard | null
}

export interface IdCard {
  readonly from: string
  /** `null`: valid without end. */
  readonly to: string | null
  readonly issuer: string
}

const NORMAL = '1'
const DECEASED = '3'

/** The row of a person in the population library. */
export function personRow(key: string, facts: PersonFacts): PersonRow {
  const { registered, residence, idCard } = facts
  return {
    subject: key,
    division: countyOf((registered ?? residence).village),
    citizenId: facts.citizenId,
    name: facts.name,
    formerName: facts.formerName ?? null,
    sex: facts.sex,
    nation: facts.nation,
    birthDate: facts.birthDate,
    nativeDivision: registered && countyOf(registered.village),
    birthDivision: facts.citizenId && `${facts.citizenId.slice(0, 6)}000000`,
    marital: facts.marital,
    education: facts.education,
    status: facts.diedOn === undefined ? NORMAL : DECEASED,
    mobile: facts.mobile,
    registeredAddress: registered?.fullText ?? null,
    registeredDivision: registered?.village ?? null,
    residenceAddress: residence.fullText,
    residence: residence.code,
    residenceDivision: residence.village,
    residenceRegisteredOn: facts.residenceRegisteredOn,
    idCardValidFrom: idCard?.from ?? null,
    idCardValidTo: idCard?.to ?? null,
    idCardLongTerm: idCard === null ? null : idCard.to === null,
    idCardIssuer: idCard?.issuer ?? null,
    ...populationSource('people', recordIdOf('RK', key), facts.residenceRegisteredOn, facts.diedOn),
  }
}

/** Number of the household that is registered at an address. */
export const householdNoOf = ({ code }: SeedAddress) => `H${code}`

/**
 * The row of a household at its registered address.
 *
 * @param head key of its head
 * @param householdType code of the kind of registration; a family's where it is not said
 */
export function householdRow(home: SeedAddress, head: string, householdType = '1'): PopulationDraft['households'][number] {
  const householdNo = householdNoOf(home)
  return {
    householdNo,
    division: countyOf(home.village),
    registerNo: String(home.sequence).padStart(9, '0'),
    householdType,
    address: home.fullText,
    street: home.street,
    doorNo: home.doorNo,
    policeStation: agencyOf('police-station').name,
    village: home.village,
    head,
    ...populationSource('households', `HK${householdNo}`, '2010-03-15'),
  }
}

/** 居民身份证法 article 5: 5 years under 16, 10 to the age of 25, 20 to the age of 45, then without end. */
function idCardTo(birthDate: string, from: string): string | null {
  const age = ageOn(birthDate, from)
  if (age >= 46) return null
  if (age >= 26) return addYears(from, 20)
  return addYears(from, age >= 16 ? 10 : 5)
}

/** An identity card in force on the reference day, issued so many days before it. */
export function idCardIssued(birthDate: string, daysAgo: number, issuer: string): IdCard {
  const adultFrom = addYears(birthDate, 16)
  const wanted = new Date(Date.parse(REFERENCE_DAY) - daysAgo * 86_400_000).toISOString().slice(0, 10)
  const from = wanted < adultFrom && adultFrom < REFERENCE_DAY ? adultFrom : wanted < birthDate ? birthDate : wanted
  return { from, to: idCardTo(birthDate, from), issuer }
}

/** What `subject` is to `related` where `related` is `relation` to `subject`, GB/T 4761. */
export function inverseRelation(relation: string, sexOfSubject: '1' | '2'): string {
  if (relation === '2' || relation === '3') return '5'
  if (relation === '5') return sexOfSubject === '1' ? '2' : '3'
  if (relation === '4') return '6'
  return relation === '6' ? '4' : relation
}

/** Parents are guardians by law, 民法典 article 27. */
const BY_LAW = '1'

/** Kin as both see it. A parent is the guardian of a child under 18. */
export function kinRows(
  subject: { readonly key: string; readonly sex: '1' | '2'; readonly birthDate: string },
  related: { readonly key: string; readonly sex: '1' | '2'; readonly birthDate: string },
  relation: string,
): PopulationDraft['relations'] {
  const minor = (birthDate: string) => ageOn(birthDate) < 18
  const child = relation === '2' || relation === '3'
  const guarding = (guardian: boolean) => ({ guardian, guardianship: guardian ? BY_LAW : null })
  return [
    { subject: subject.key, related: related.key, relation, ...guarding(relation === '5' && minor(subject.birthDate)) },
    {
      subject: related.key,
      related: subject.key,
      relation: inverseRelation(relation, subject.sex),
      ...guarding(child && minor(related.birthDate)),
    },
  ]
}
