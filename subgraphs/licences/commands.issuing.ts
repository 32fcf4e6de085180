import type { Access, AccessPlan, NamedMatter } from '#platform/access'
import { today as dayOf } from '#platform/clock'
import { actError, type InputFault, inputError } from '#platform/errors'
import { formatLicenceIdentifier } from '#platform/identifiers'
import { assertAgency, type BatchInput, carriedOut, type IssuingServices, type Prepared, takenFault } from './commands.batches.ts'
import { PUBLISHED_TYPE } from './domain/codes.ts'
import type { EntryResult } from './domain/batches.ts'
import { changeRefused } from './domain/statuses.ts'
import {
  fault, faceFaults, faceFiled, type FaceGiven, type HolderGiven, holderFaults, holdersFiled, NAME_MAX, NUMBER_MAX, periodFaults, textFault,
} from './domain/given.ts'
import { fileFaults, fileFiled, type FileGiven, serialFaults, stated } from './domain/texts.ts'
import { OPERATIONS } from './domain/operations.ts'
import type { TypeToIssue } from './queries.issuing.ts'

export interface LicenceToIssue {
  readonly serial: string
  readonly name?: string | null
  readonly number?: string | null
  readonly issuedOn?: string | null
  readonly validFrom?: string | null
  readonly validTo?: string | null
  readonly division?: string | null
  readonly holders: readonly HolderGiven[]
  readonly face: readonly FaceGiven[]
  readonly file?: FileGiven | null
}

export interface IssueInput extends BatchInput {
  readonly type: string
  readonly matter?: string | null
  readonly matterName?: string | null
  readonly licences: readonly LicenceToIssue[]
}

/** What stands in a licence of the agency's type whoever holds it. */
interface Common {
  readonly type: TypeToIssue & { readonly issuer: string }
  readonly matter: NamedMatter | null
  readonly matterName: string | null
  readonly today: string
  readonly at: Date
}

/** Issues licences of one type. */
export function issuing(services: IssuingServices) {
  return {
    /** @throws FORBIDDEN where the agency does not issue the type; NOT_FOUND where nobody does; and what {@link carriedOut} throws */
    issueLicences: ({ plan }: Access, input: IssueInput): Promise<readonly EntryResult[]> =>
      carriedOut(services, plan, 'issueLicences', input, async (at) => {
        const type = await typeToIssue(services, plan, input.type)
        const common = { type, matter: matterOf(plan, input), matterName: stated(input.matterName), today: dayOf(services.clock), at }
        const series = input.licences.map(({ serial }) => seriesOf(type, serial))
        const taken = await services.queries.taken([...new Set(series)])
        return input.licences.map((given, place): Prepared => {
          const own = series[place] ?? ''
          const faults = [
            ...(series.indexOf(own) < place ? [fault(`input.licences[${place}].serial`, 'DUPLICATE', 'named before', '流水号重复')] : []),
            ...(taken.has(own) ? [takenFault(place)] : []),
            ...faultsOf(`input.licences[${place}]`, given, common),
          ]
          return faults.length > 0 ? { place, faults } : drafted(place, given, common)
        })
      }),
  }
}

const seriesOf = ({ code, issuer }: { code: string; issuer: string }, serial: string) => `${code}.${issuer}.${serial}`

/**
 * A type that the calling agency may issue.
 *
 * @throws NOT_FOUND where there is none that is published (13 证照类型不存在或未发布), FORBIDDEN where it is for others
 */
async function typeToIssue({ queries }: IssuingServices, plan: AccessPlan, code: string): Promise<Common['type']> {
  assertAgency(plan)
  const [type] = await queries.types([code], plan.agency)
  return mayIssue(type)
}

/** The same of a type that was read. */
export function mayIssue(type: TypeToIssue | undefined): Common['type'] {
  if (type?.status !== PUBLISHED_TYPE) throw changeRefused('13', 'input.type')
  const { issuer } = type
  if (issuer === null) throw actError('FORBIDDEN', 'the agency does not issue licences of this type', '本机构不是该证照类型的颁证机构')
  return { ...type, issuer }
}

function matterOf({ matters, agency }: AccessPlan, { matter, matterName }: IssueInput): NamedMatter | null {
  const faults = textFault('input.matterName', matterName, NAME_MAX)
  const found = matter == null ? null : matters.get(matter)
  if (found === undefined || (found !== null && found.agency !== agency)) faults.push(fault('input.matter', 'MATTER_NOT_YOURS', 'not a matter of this agency', '该事项不是本机构实施的事项'))
  if (faults.length > 0) throw inputError(faults)
  return found ?? null
}

function faultsOf(at: string, given: LicenceToIssue, { type, today }: Common): InputFault[] {
  const { name, number, issuedOn, validTo, holders, face, file } = given
  const validFrom = given.validFrom ?? issuedOn ?? today
  return [
    ...serialFaults(at, given.serial),
    ...textFault(`${at}.name`, name, NAME_MAX),
    ...textFault(`${at}.number`, number, NUMBER_MAX),
    ...(issuedOn != null && issuedOn > today ? [fault(`${at}.issuedOn`, 'PERIOD', 'not after today', '颁发日期不得晚于今天')] : []),
    ...periodFaults(at, validFrom, validTo ?? null),
    ...holderFaults(`${at}.holders`, holders, type.holderKind),
    ...faceFaults(`${at}.face`, type.faceSchema, face),
    ...fileFaults(at, file),
  ]
}

function drafted(place: number, given: LicenceToIssue, { type, matter, matterName, today, at }: Common): Prepared {
  const issuedOn = given.issuedOn ?? today
  return {
    place, operation: 'ISSUE', before: null, reason: null, transferTo: null,
    face: faceFiled(type.faceSchema, given.face),
    holders: holdersFiled(given.holders),
    row: {
      identifier: formatLicenceIdentifier({ type: type.code, issuer: type.issuer, serial: given.serial, version: 1 }),
      ...issuerColumns(type),
      division: given.division ?? type.division ?? '',
      name: stated(given.name) ?? type.name,
      number: stated(given.number),
      issuedOn, validFrom: given.validFrom ?? issuedOn, validTo: given.validTo ?? null,
      version: 1,
      relatedMatters: matter === null ? [] : [matter.code], relatedMatterNames: matterName === null ? [] : [matterName],
      supersedes: null,
      fileRef: null, fileFormat: null, fileSm3: null, ...fileFiled(given.file),
      ...movedTo('ISSUE', today), ...recorded(type.issuer, given.serial, at),
    },
  }
}

/** Columns that say whose a version is. */
export const issuerColumns = ({ code, issuer, issuerName, issuerLevel }: Pick<Common['type'], 'code' | 'issuer' | 'issuerName' | 'issuerLevel'>) => ({ slice: code, issuer, issuerName, issuerLevel })

/** Columns that say what an operation comes to. What an issuer makes and seals is of grade A, whatever it was before. */
export const movedTo = (operation: keyof typeof OPERATIONS, today: string) =>
  ({ operation: OPERATIONS[operation].code, state: OPERATIONS[operation].to, stateNote: null, stateSince: today, cancellationReason: null as string | null, trustGrade: 'A', commitment: null, current: true })

/** Columns that say where a version comes from. */
export const recorded = (issuer: string | null, recordId: string | null, at: Date) =>
  ({ sourceAgency: issuer, sourceSystem: SYSTEM, sourceRecordId: recordId, recordedAt: at, updatedAt: at, recordVersion: 1, qualityFlags: [] as string[] })

const SYSTEM = 'govshare'
