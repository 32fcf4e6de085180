import type { Access, AccessPlan } from '#platform/access'
import { today as dayOf } from '#platform/clock'
import { type InputFault, inputError } from '#platform/errors'
import { formatLicenceIdentifier, type LicenceIdentifierParts, readStoredLicenceIdentifier } from '#platform/identifiers'
import { type BatchInput, carriedOut, type IssuingServices, type Prepared, takenFault } from './commands.batches.ts'
import { issuerColumns, mayIssue, movedTo, recorded } from './commands.issuing.ts'
import type { EntryResult } from './domain/batches.ts'
import { contentOf, isLater, type LicenceToChange, stateFaults, strangerFaults } from './domain/changes.ts'
import { type Face, openFace } from './domain/face.ts'
import {
  fault, faceFaults, faceFiled, type HolderFiled, holderFaults, holdersFiled, NAME_MAX, NUMBER_MAX, periodFaults, reasonFault, textFault,
} from './domain/given.ts'
import { FACE_SALT } from './domain/signature.ts'
import { type Operation, OPERATIONS } from './domain/operations.ts'
import { fileFaults, fileFiled, serialFaults } from './domain/texts.ts'
import { stateOn } from './domain/validity.ts'
import type { TypeToIssue, VersionToChange } from './queries.issuing.ts'

export interface ChangeInput extends BatchInput {
  readonly operation: Exclude<Operation, 'ISSUE'>
  readonly reason: string
  readonly cancellationReason?: keyof typeof CANCELLATIONS | null
  readonly transferTo?: string | null
  readonly licences: readonly LicenceToChange[]
}

/** Codes of 注销原因 by the names of the contract. */
const CANCELLATIONS = { REGULAR: '1', ISSUED_IN_ERROR: '2' } as const

/** What all entries of a batch have in common. */
interface Changing {
  readonly input: ChangeInput
  readonly agency: string
  readonly today: string
  readonly at: Date
  readonly versions: ReadonlyMap<string, VersionToChange>
  /** Where each identifier is named first. */
  readonly first: ReadonlyMap<string, number>
  readonly types: ReadonlyMap<string, TypeToIssue>
  readonly taken: ReadonlySet<string>
  readonly faceKey: Buffer
}

/** Renews, changes, suspends, ends and transfers licences. */
export function changing(services: IssuingServices) {
  return {
    /** @throws BAD_USER_INPUT where the batch itself is faulty; and what {@link carriedOut} throws */
    changeLicences: ({ plan }: Access, input: ChangeInput): Promise<readonly EntryResult[]> =>
      carriedOut(services, plan, 'changeLicences', input, async (at) => {
        const faults = batchFaults(plan, input)
        if (faults.length > 0) throw inputError(faults)
        const about = await read(services, plan, input, at)
        return input.licences.map((given, place) => prepared(place, given, about))
      }),
  }
}

function batchFaults(plan: AccessPlan, { operation, reason, cancellationReason, transferTo }: ChangeInput): InputFault[] {
  const faults = reasonFault('input.reason', reason)
  if ((cancellationReason != null) !== (operation === 'CANCEL')) {
    faults.push(fault('input.cancellationReason', 'OPERATION', 'needed to cancel, and for nothing else', '仅注销须填写注销原因'))
  }
  if ((transferTo != null) !== (operation === 'TRANSFER_OUT')) {
    faults.push(fault('input.transferTo', 'OPERATION', 'needed to transfer out, and for nothing else', '仅办理转出须填写转入机构'))
  } else if (transferTo === plan.agency) faults.push(fault('input.transferTo', 'ISSUER', 'another agency', '须为其他机构'))
  return faults
}

async function read({ queries, faceKey, clock }: IssuingServices, { agency }: AccessPlan, input: ChangeInput, at: Date): Promise<Changing> {
  const rows = await queries.toChange([...new Set(input.licences.map(({ identifier }) => identifier))])
  const versions = new Map(rows.map((row) => [row.identifier, row]))
  // Whoever takes licences over must issue their type, and so must whoever they go to.
  const types = await queries.types([...new Set(rows.map(({ slice }) => slice))], input.transferTo ?? agency)
  const series = input.operation !== 'TRANSFER_IN' ? [] : input.licences.flatMap(({ identifier, serial }) => {
    const slice = versions.get(identifier)?.slice
    return slice === undefined ? [] : [`${slice}.${agency}.${serial ?? ''}`]
  })
  return {
    input, agency, at, faceKey, today: dayOf(clock),
    versions,
    first: new Map(input.licences.map(({ identifier }, place) => [identifier, place] as const).reverse()),
    types: new Map(types.map((type) => [type.code, type])),
    taken: series.length === 0 ? new Set() : await queries.taken(series),
  }
}

function prepared(place: number, given: LicenceToChange, about: Changing): Prepared {
  const at = `input.licences[${place}]`
  const { operation } = about.input
  const row = about.versions.get(given.identifier)
  const type = row === undefined ? undefined : about.types.get(row.slice)
  if (row === undefined || type === undefined || !isItsOwn(row, about)) return { place, faults: [fault(`${at}.identifier`, 'UNKNOWN', 'no such licence of this agency', '本机构没有该证照')] }
  const state = stateOn(row, about.today)
  const faults = [
    ...((about.first.get(given.identifier) ?? place) < place ? [fault(`${at}.identifier`, 'DUPLICATE', 'named before', '证照重复')] : []),
    ...stateFaults(at, row, state, operation),
    ...typeFaults(at, type, operation),
    ...(OPERATIONS[operation].rewrites ? [] : strangerFaults(at, given)),
  ]
  if (faults.length > 0) return { place, faults }
  return rewritten(place, given, { row, type, state }, about)
}

// A licence under way to another agency is that agency's to take over, and its issuer's to keep.
function isItsOwn({ issuer, transferTo, state }: VersionToChange, { agency, input: { operation } }: Changing): boolean {
  return operation === 'TRANSFER_IN' ? transferTo === agency && state === OPERATIONS.TRANSFER_OUT.to : issuer === agency
}

function typeFaults(at: string, type: TypeToIssue, operation: Operation): InputFault[] {
  if (operation === 'TRANSFER_OUT' && type.issuer === null) return [fault('input.transferTo', 'ISSUER', 'not an agency that issues licences of this type', '转入机构不是该证照类型的颁证机构')]
  if (!OPERATIONS[operation].needsType) return []
  try {
    mayIssue(type)
    return []
  } catch {
    return [fault(`${at}.identifier`, 'TYPE', 'its type is not published, or not issued by this agency', '证照类型未发布，或本机构不是其颁证机构')]
  }
}

interface About {
  readonly row: VersionToChange
  readonly type: TypeToIssue
  readonly state: string
}

function rewritten(place: number, given: LicenceToChange, { row, type, state }: About, about: Changing): Prepared {
  const { input: { operation, reason, cancellationReason, transferTo }, today, at } = about
  const face = faceBefore(row, about)
  const parts = partsOf(row, given, about)
  const content = contentOf(row, given, operation, today)
  const faults = contentFaults(`input.licences[${place}]`, given, { row, type, state }, { content, face, about, place })
  if (faults.length > 0) return { place, faults }
  const taken = operation === 'TRANSFER_IN'
  return {
    place, operation, reason: reason.trim(), transferTo: transferTo ?? null,
    before: { identifier: row.identifier, stored: row.state, state },
    face: face === null && given.face == null ? null : faceFiled(type.faceSchema, given.face ?? [], face ?? {}),
    holders: given.holders == null ? holdersBefore(row) : holdersFiled(given.holders),
    row: {
      identifier: formatLicenceIdentifier(parts),
      ...issuerColumns(taken ? { ...type, issuer: about.agency } : { ...row, code: row.slice, issuer: about.agency }),
      division: taken ? (type.division ?? row.division) : row.division,
      ...content, version: parts.version, relatedMatters: row.relatedMatters, relatedMatterNames: row.relatedMatterNames, supersedes: row.identifier,
      fileRef: row.fileRef, fileFormat: row.fileFormat, fileSm3: row.fileSm3, ...fileFiled(given.file),
      ...movedTo(operation, today), cancellationReason: cancellationReason == null ? null : CANCELLATIONS[cancellationReason], ...recorded(about.agency, parts.serial, at),
    },
  }
}

// Issuer and serial number of an identifier stay whatever they are, or its versions would not be found together.
function partsOf({ identifier, slice, version }: VersionToChange, { serial }: LicenceToChange, { agency, input: { operation } }: Changing): LicenceIdentifierParts {
  const read = readStoredLicenceIdentifier(identifier)
  if (operation === 'TRANSFER_IN' || !read.ok) return { type: slice, issuer: agency, serial: serial ?? '', version: 1 }
  return { ...read.value, version: version + 1 }
}

interface Content {
  readonly content: ReturnType<typeof contentOf>
  readonly face: Face | null
  readonly about: Changing
  readonly place: number
}

function contentFaults(at: string, given: LicenceToChange, { row, type }: About, { content, face, about, place }: Content): InputFault[] {
  const { input: { operation }, today, agency, taken } = about
  if (!OPERATIONS[operation].rewrites) return []
  const { issuedOn, validFrom, validTo } = content
  return [
    ...(operation === 'TRANSFER_IN' ? serialFaults(at, given.serial) : given.serial == null ? [] : [fault(`${at}.serial`, 'OPERATION', 'not changed by this operation', '该操作不变更此内容')]),
    ...(operation === 'TRANSFER_IN' && taken.has(`${row.slice}.${agency}.${given.serial ?? ''}`) ? [takenFault(place)] : []),
    ...(operation === 'RENEW' && !isLater(validTo, row.validTo, today) ? [fault(`${at}.validTo`, 'PERIOD', 'later than before, and not over yet', '延续后的有效期止须晚于原有效期止且未届满')] : []),
    ...(issuedOn !== null && issuedOn > today ? [fault(`${at}.issuedOn`, 'PERIOD', 'not after today', '颁发日期不得晚于今天')] : []),
    ...textFault(`${at}.name`, given.name, NAME_MAX),
    ...textFault(`${at}.number`, given.number, NUMBER_MAX),
    ...periodFaults(at, validFrom, validTo),
    ...(given.holders == null ? [] : holderFaults(`${at}.holders`, given.holders, type.holderKind)),
    ...(given.face == null ? [] : faceFaults(`${at}.face`, type.faceSchema, given.face, face ?? {})),
    ...fileFaults(at, given.file),
  ]
}

function faceBefore({ sealedFace, identifier }: VersionToChange, { faceKey }: Changing): Face | null {
  if (sealedFace === null) return null
  const { [FACE_SALT]: _salt, ...face } = openFace(faceKey, sealedFace, identifier)
  return face
}

const holdersBefore = ({ subjects, names, documentTypes }: VersionToChange): HolderFiled[] =>
  subjects.map((subject, at) => ({ subject, name: names[at] ?? '', documentType: documentTypes[at] ?? '' }))
