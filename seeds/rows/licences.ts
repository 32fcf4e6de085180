import { formatLicenceIdentifier } from '#platform/identifiers'
import type { LicencesRows } from '../../subgraphs/licences/commands.ts'
import { agencyOf, codeOf } from '../agencies.ts'
import { LICENCE_TYPES, licenceTypeOf } from '../licence-types.ts'
import { matterCode } from '../matters.ts'
import { DISTRICT } from '../places.ts'
import { identifierOf } from '../scenarios/cast.ts'
import type { CastMaterial, Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'

type Everybody = ReadonlyMap<string, Who>
export type LicenceRow = LicencesRows['licences'][number]

const PERSON_DOCUMENT = '111'
const ORGANISATION_DOCUMENT = '001'
const IN_FORCE = '01'

/** What must be known of a licence; its identifier and the rest of the row follow. */
export interface LicenceFacts {
  readonly type: string
  /** Unique among the issuer's licences, digits and capitals. */
  readonly serial: string
  readonly number: string | null
  readonly holders: readonly { readonly subject: string; readonly name: string }[]
  readonly issuedOn: string
  readonly validTo: string | null
  readonly state?: string
  readonly stateSince?: string | undefined
  readonly face: Readonly<Record<string, string>>
}

/** The row of a licence in its first version, issued by the agency that answers for its type. */
export function licenceRow(facts: LicenceFacts): LicenceRow {
  const type = licenceTypeOf(facts.type)
  const issuer = codeOf(type.provider)
  return rowOf(facts, formatLicenceIdentifier({ type: type.code, issuer, serial: facts.serial, version: 1 }))
}

function rowOf(facts: Omit<LicenceFacts, 'serial'>, identifier: string): LicenceRow {
  const { code, name, provider, holderKind } = licenceTypeOf(facts.type)
  return {
    identifier, name,
    slice: code,
    division: DISTRICT.code,
    number: facts.number,
    issuer: codeOf(provider),
    issuerName: agencyOf(provider).name,
    issuedOn: facts.issuedOn,
    validFrom: facts.issuedOn,
    validTo: facts.validTo,
    version: 1,
    state: facts.state ?? IN_FORCE,
    stateSince: facts.stateSince ?? null,
    trustGrade: 'A',
    supersedes: null,
    current: true,
    face: facts.face,
    holders: facts.holders.map((holder) => {
      const organisation = isOrganisation(holder.subject, holderKind)
      return { ...holder, documentType: organisation ? ORGANISATION_DOCUMENT : PERSON_DOCUMENT }
    }),
  }
}

// A credit code has 18 characters; a person's key has 22.
const isOrganisation = (subject: string, holderKind: string) => holderKind === '2' || (holderKind === '3' && subject.length === 18)

/** The scenarios' licences. */
export function castLicences(scenarios: readonly Scenario[], everybody: Everybody): LicenceRow[] {
  return scenarios.flatMap(({ licences }) => licences.map((licence) => rowOf(
    {
      ...licence,
      validTo: licence.to,
      holders: licence.holders.map((example) => whoOf(everybody, example)).map(({ subject, name }) => ({ subject, name })),
    },
    identifierOf(licence),
  )))
}

/** The twelve types, with the matters whose materials name them. */
export function licenceTypeRows(scenarios: readonly Scenario[]): LicencesRows['licenceTypes'] {
  return LICENCE_TYPES.map(({ slug, code, name, definer, holderKind, validityRule, face }) => ({
    code, name, definer, holderKind, validityRule,
    faceSchema: face,
    matters: scenarios
      .filter(({ matter }) => matter.materials.some((material) => names(material, slug)))
      .map(({ matter }) => matterCode(matter.slug)),
    status: '1',
  }))
}

const names = ({ alternatives }: CastMaterial, slug: string) =>
  alternatives.flat().some((evidence) => 'licence' in evidence && evidence.licence === slug)
