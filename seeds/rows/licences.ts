import { createHash } from 'node:crypto'
import { formatLicenceIdentifier } from '#platform/identifiers'
import { sm2Supported } from '#platform/sm2'
import type { LicencesRows } from '../../subgraphs/licences/commands.ts'
import { AGENCIES, agencyOf, codeOf } from '../agencies.ts'
import { at, REFERENCE_DAY } from '../calendar.ts'
import { issuerKeyOf, sealNameOf } from '../issuer-keys.ts'
import { LICENCE_TYPES, licenceTypeOf } from '../licence-types.ts'
import { matterCode, matterOf } from '../matters.ts'
import { DISTRICT } from '../places.ts'
import { identifierOf, licenceSerial } from '../scenarios/cast.ts'
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
  /** A person's document is the identity card where it is not said, GB/T 36903 annex A. */
  readonly holders: readonly { readonly subject: string; readonly name: string; readonly documentType?: string }[]
  readonly issuedOn: string
  readonly validTo: string | null
  readonly state?: string
  readonly stateSince?: string | undefined
  readonly stateNote?: string
  readonly cancellationReason?: string
  /** 1 where it is not said. */
  readonly version?: number
  /** Code of 操作类型; 新发 where it is not said. */
  readonly operation?: string
  readonly supersedes?: string | null
  /** Whether a newer version is there. */
  readonly outdated?: boolean
  readonly face: Readonly<Record<string, string>>
}

/** A version of a licence, entered at a window that saw the paper and therefore unsigned. */
export function licenceRow(facts: LicenceFacts): LicenceRow {
  const type = licenceTypeOf(facts.type)
  const issuer = codeOf(type.provider)
  const { serial, version = 1 } = facts
  return { ...rowOf(facts, formatLicenceIdentifier({ type: type.code, issuer, serial, version })), trustGrade: 'B' }
}

/** The matter in which licences of a type are issued, where the seeds have it. */
const ISSUED_IN: Readonly<Record<string, string>> = {
  'business-licence': 'company-registration', 'real-estate-certificate': 'house-transfer', 'residence-permit': 'residence-permit',
  'food-licence': 'food-licence',
}

function rowOf(facts: LicenceFacts, identifier: string): LicenceRow {
  const { code, name, provider, holderKind } = licenceTypeOf(facts.type)
  const matter = ISSUED_IN[facts.type]
  const { level, name: issuerName } = agencyOf(provider)
  return {
    identifier, name, issuerName,
    slice: code,
    division: DISTRICT.code,
    number: facts.number,
    issuer: codeOf(provider),
    issuerLevel: level,
    issuedOn: facts.issuedOn,
    validFrom: facts.issuedOn,
    validTo: facts.validTo,
    version: facts.version ?? 1,
    operation: facts.operation ?? '01',
    relatedMatters: matter === undefined ? [] : [matterCode(matter)],
    relatedMatterNames: matter === undefined ? [] : [matterOf(matter).name],
    state: facts.state ?? IN_FORCE,
    stateSince: facts.stateSince ?? null,
    stateNote: facts.stateNote ?? null,
    cancellationReason: facts.cancellationReason ?? null,
    supersedes: facts.supersedes ?? null,
    current: facts.outdated !== true,
    face: facts.face,
    holders: facts.holders.map((holder) => {
      const organisation = isOrganisation(holder.subject, holderKind)
      return { ...holder, documentType: organisation ? ORGANISATION_DOCUMENT : (holder.documentType ?? PERSON_DOCUMENT) }
    }),
    ...sourceOf(provider, facts),
  }
}

function sourceOf(provider: string, { type, serial, issuedOn, stateSince }: LicenceFacts) {
  const changed = stateSince !== undefined && stateSince > issuedOn && stateSince <= REFERENCE_DAY
  return {
    sourceAgency: codeOf(provider),
    sourceSystem: '电子证照系统',
    sourceRecordId: `${type.toUpperCase()}-${serial}`,
    recordedAt: instantOn(issuedOn),
    updatedAt: instantOn(changed ? stateSince : issuedOn),
    recordVersion: changed ? 2 : 1,
  }
}

const instantOn = (day: string) => new Date(at(day < REFERENCE_DAY ? day : REFERENCE_DAY, '09:00:00'))

// A credit code has 18 characters; a person's key has 22.
const isOrganisation = (subject: string, holderKind: string) => holderKind === '2' || (holderKind === '3' && subject.length === 18)

/** The scenarios' licences, as their issuers made them: grade A, with seal and file, to be signed when they are loaded. */
export function castLicences(scenarios: readonly Scenario[], everybody: Everybody): LicenceRow[] {
  return scenarios.flatMap(({ licences }) => licences.map((licence) => sealed(rowOf(
    {
      ...licence,
      serial: licenceSerial(licence),
      validTo: licence.to,
      holders: licence.holders.map((example) => whoOf(everybody, example)).map(({ subject, name }) => ({ subject, name })),
    },
    identifierOf(licence),
  ))))
}

// Nobody issued electronic licences before; older ones were made anew then.
const FIRST_SEALED_ON = '2022-01-04'

/** There is no file behind these: its digest is that of a text which names it, and the same always. */
function sealed(row: LicenceRow): LicenceRow {
  const { identifier, issuer, issuerName, issuedOn } = row
  const fileRef = `ofd/${identifier}.ofd`
  return {
    ...row,
    trustGrade: 'A',
    sealSigner: issuerName ?? null,
    sealName: sealNameOf(issuerName ?? ''),
    sealTime: new Date(at((issuedOn ?? '') > FIRST_SEALED_ON ? (issuedOn ?? '') : FIRST_SEALED_ON, '10:00:00')),
    fileRef,
    fileFormat: 'OFD',
    fileSm3: createHash('sm3').update(`an invented file: ${fileRef}`).digest('hex'),
    signerKey: sm2Supported() ? issuerKeyOf(issuer ?? '').keyId : null,
  }
}

/** Who issues licences of each type: the agency that answers for it. What people make themselves is issued by nobody. */
export function licenceIssuerRows(): NonNullable<LicencesRows['issuers']> {
  return LICENCE_TYPES.filter(({ uploadGrades }) => !uploadGrades.includes('D')).map(({ code, provider }) => {
    const { name, level, division, creditCode } = agencyOf(provider)
    return { type: code, issuer: creditCode, name, level, division }
  })
}

/** The types, with the matters whose materials name them. */
export function licenceTypeRows(scenarios: readonly Scenario[]): LicencesRows['licenceTypes'] {
  return LICENCE_TYPES.map(({ slug, code, name, definer, holderKind, validityRule, face, uploadGrades }) => ({
    code, name, definer, holderKind, validityRule,
    faceSchema: face,
    definerName: agencyNamed(definer),
    templateVersion: '1.0',
    matters: scenarios
      .filter(({ matter }) => matter.materials.some((material) => names(material, slug)))
      .map(({ matter }) => matterCode(matter.slug)),
    status: '1',
    uploadGrades: [...uploadGrades],
    sourceAgency: codeOf('data-administration'),
    sourceSystem: '电子证照目录系统',
    sourceRecordId: `ZZLX-${code}`,
    recordedAt: instantOn(TYPES_RECORDED_ON),
    updatedAt: instantOn(TYPES_RECORDED_ON),
  }))
}

const TYPES_RECORDED_ON = '2021-06-01'

const agencyNamed = (creditCode: string) => AGENCIES.find((each) => each.creditCode === creditCode)?.name ?? null

const names = ({ alternatives }: CastMaterial, slug: string) =>
  alternatives.flat().some((evidence) => 'licence' in evidence && evidence.licence === slug)
