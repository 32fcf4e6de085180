import type { LegalPersonsRows } from '../subgraphs/legal-persons/commands.ts'
import type { SeedAddress } from './addresses.ts'
import { AGENCIES, agencyOf } from './agencies.ts'
import { addDays, addYears, REFERENCE_DAY } from './calendar.ts'
import type { InstitutionFacts, SocialFacts } from './organisation-kinds.ts'
import { listedSource, type Register, registerOf, registerSource } from './organisation-sources.ts'
import { countyOf, placeOf } from './places.ts'
import type { Draft } from './rows/drafts.ts'

/** Rows of the legal-persons library while they are being made. */
export type LegalPersonsDraft = Draft<LegalPersonsRows>

export const emptyLegalPersons = (): LegalPersonsDraft => ({
  legalPersons: [], staff: [], shareholders: [], changes: [], abnormalListings: [], publicInstitutions: [], socialOrganisations: [],
})

/** Somebody named in a register: a person by key, an organisation by credit code. */
export interface Named {
  readonly name: string
  readonly key?: string
  readonly creditCode?: string
}

/** What must be known of an invented organisation; everything else of its rows follows from it. */
export interface OrganisationFacts {
  readonly creditCode: string
  readonly name: string
  readonly entityType: readonly [code: string, name: string]
  /** §2.5 registration state: 1 existing, 2 revoked and not deregistered, 4 deregistered. */
  readonly status: string
  readonly revokedOn?: string
  readonly legalRep: Named
  readonly address: SeedAddress
  readonly establishedOn: string
  readonly scope: string
  /** Units of 10 000 yuan. */
  readonly capital: string
  /** GB/T 4754 section. */
  readonly industry: string
  /** GB/T 4754 class. */
  readonly industryClass?: readonly [code: string, name: string]
  /** Number from before the credit code, 15 digits. */
  readonly regNo?: string
  /** Last day of the term; absent where it has no end. */
  readonly termTo?: string
  readonly phone: string
  readonly staff: readonly (Named & { readonly position: string })[]
  readonly shareholders: readonly (Named & { readonly contribution: string; readonly ratio: string })[]
  readonly abnormal?: { readonly includedOn: string; readonly reason: string; readonly removedOn?: string }
  readonly change?: { readonly item: string; readonly before: string; readonly after: string; readonly changedOn: string }
  readonly institution?: InstitutionFacts
  readonly social?: SocialFacts
}

/** Adds the rows of an organisation to a draft. */
export function addOrganisation(draft: LegalPersonsDraft, facts: OrganisationFacts): void {
  const subject = facts.creditCode
  const division = countyOf(facts.address.village)
  const register = registerOf(subject)
  const { establishedOn, abnormal, change, institution, social } = facts
  draft.legalPersons.push(registration(facts, register))
  facts.staff.forEach(({ name, position, key }, at) => {
    const source = registerSource(subject, `RY${at + 1}`, establishedOn)
    draft.staff.push({ subject, place: at + 1, division, name, position, person: key ?? null, ...source })
  })
  facts.shareholders.forEach((holder, at) => {
    draft.shareholders.push({
      subject, place: at + 1, division, name: holder.name, person: holder.key ?? null,
      legalPerson: holder.creditCode ?? null, contribution: holder.contribution, ratio: holder.ratio,
      ...registerSource(subject, `CZ${at + 1}`, establishedOn),
    })
  })
  if (abnormal !== undefined) draft.abnormalListings.push(abnormalRow(subject, division, abnormal, register))
  if (change !== undefined) {
    const { item, before, after, changedOn } = change
    draft.changes.push({
      subject, place: 1, division, changeItem: item, before, after, changedOn, authority: register.creditCode,
      ...registerSource(subject, 'BG1', changedOn),
    })
  }
  if (institution !== undefined) draft.publicInstitutions.push(institutionRow(facts, division, institution))
  if (social !== undefined) draft.socialOrganisations.push(socialRow(facts, division, social))
}

function registration(facts: OrganisationFacts, { creditCode: registrar, name: registrarName }: Register) {
  const approvedOn = facts.change?.changedOn ?? facts.establishedOn
  return {
    subject: facts.creditCode,
    division: countyOf(facts.address.village),
    name: facts.name,
    entityTypeCode: facts.entityType[0],
    entityTypeName: facts.entityType[1],
    status: facts.status,
    revokedOn: facts.revokedOn ?? null,
    legalRepresentative: facts.legalRep.key ?? null,
    legalRepName: facts.legalRep.name,
    domicile: facts.address.fullText,
    address: facts.address.code,
    registrar,
    registrarName,
    regNo: facts.regNo ?? null,
    establishedOn: facts.establishedOn,
    approvedOn,
    scope: facts.scope,
    capital: facts.capital,
    currency: 'CNY',
    termFrom: facts.establishedOn,
    termTo: facts.termTo ?? null,
    industry: facts.industry,
    industryClassCode: facts.industryClass?.[0] ?? null,
    industryClassName: facts.industryClass?.[1] ?? null,
    phone: facts.phone,
    ...registerSource(facts.creditCode, 'DJ', facts.establishedOn, facts.revokedOn ?? approvedOn),
  }
}

function abnormalRow(subject: string, division: string, given: NonNullable<OrganisationFacts['abnormal']>, { creditCode: authority }: Register) {
  const { includedOn, reason, removedOn } = given
  const removed = removedOn === undefined ? {} : { removedOn, removalReason: '已依法履行公示义务', removalAuthority: authority }
  return { subject, division, place: 1, includedOn, reason, authority, ...removed, ...registerSource(subject, 'YC1', includedOn, removedOn) }
}

const CERTIFICATE_YEARS = 5

// The first day is the last anniversary on which a certificate was due; an organisation that has ended keeps its last one.
function certificate({ creditCode: subject, establishedOn, change }: OrganisationFacts) {
  let certificateFrom = establishedOn
  while (addYears(certificateFrom, CERTIFICATE_YEARS) <= REFERENCE_DAY) certificateFrom = addYears(certificateFrom, CERTIFICATE_YEARS)
  const certificateTo = addDays(addYears(certificateFrom, CERTIFICATE_YEARS), -1)
  return { certificateFrom, certificateTo, ...registerSource(subject, 'ZS', certificateFrom, change?.changedOn) }
}

function institutionRow(facts: OrganisationFacts, division: string, { organizer, fundSource, purpose }: InstitutionFacts) {
  const { creditCode, name } = agencyOf(organizer)
  return {
    subject: facts.creditCode, division, organizer: creditCode, organizerName: name, fundSource, startupFund: facts.capital, purpose,
    ...certificate(facts),
  }
}

function socialRow(facts: OrganisationFacts, division: string, { supervisor, activityArea, isCharity, foundationKind }: SocialFacts) {
  const agency = supervisor === undefined ? undefined : agencyOf(supervisor)
  return {
    subject: facts.creditCode, division, supervisor: agency?.creditCode ?? null, supervisorName: agency?.name ?? null, activityArea,
    kind: facts.creditCode.slice(0, 2), isCharity, foundationKind: foundationKind ?? null, ...certificate(facts),
  }
}

const LISTED_ON = '2019-03-01'

/** Agencies are organisations too: cases, licences and registers name them by credit code. */
export function addAgencies(draft: LegalPersonsDraft): void {
  for (const { creditCode: subject, name, division } of AGENCIES) {
    const source = listedSource(subject, LISTED_ON)
    draft.legalPersons.push({
      subject, division, name, entityTypeCode: null, entityTypeName: '机关、事业单位或群众团体', status: '1',
      domicile: placeOf(division).fullName, establishedOn: LISTED_ON, approvedOn: LISTED_ON, industry: 'S', ...source,
    })
    if (!subject.startsWith('12')) continue
    draft.publicInstitutions.push({
      subject, division, organizer: agencyOf('institution-office').creditCode, organizerName: agencyOf('institution-office').name,
      fundSource: '1', startupFund: '100', purpose: '承担政府交办的公益服务事务。', certificateFrom: LISTED_ON, certificateTo: null, ...source,
    })
  }
}
