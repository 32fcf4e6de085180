import type { InputFault } from '#platform/errors'
import { parseCreditCode } from '#platform/identifiers'
import { holdsMarkup, holdsPersonalNumber } from '#platform/texts'
import { COMMITMENT } from './commitment.ts'
import type { FaceFieldType } from './face.ts'
import { fault, faceFaults, type FaceGiven, NAME_MAX, NUMBER_MAX, periodFaults, textFault } from './given.ts'
import { UPLOADED } from './grades.ts'
import { fileFaults, type ScanGiven } from './texts.ts'

/** A licence as its holder uploads it. */
export interface UploadGiven {
  readonly type: string
  readonly grade: 'C' | 'D'
  readonly number?: string | null
  readonly holderName: string
  readonly issuerName?: string | null
  readonly issuedOn?: string | null
  readonly validFrom?: string | null
  readonly validTo?: string | null
  readonly face: readonly FaceGiven[]
  readonly file: ScanGiven
  readonly commitment?: { readonly version: string; readonly agreed: boolean } | null
}

/** An issuer's name stands in the watermark of copies, which has room for so much. */
const ISSUER_NAME_MAX = 50

/** Everything that is wrong with an upload by itself, whatever its holder has already. */
export function uploadFaults(given: UploadGiven, schema: readonly FaceFieldType[], today: string): InputFault[] {
  const { number, holderName, issuedOn, validFrom, validTo, face, file } = given
  return [
    ...textFault('input.number', number, NUMBER_MAX),
    ...markupFault('input.number', number ?? ''),
    ...nameFault('input.holderName', holderName, NAME_MAX),
    ...(given.grade === UPLOADED ? issuedFaults(given) : selfMadeFaults(given)),
    ...(issuedOn != null && issuedOn > today ? [fault('input.issuedOn', 'PERIOD', 'not after today', '颁发日期不得晚于今天')] : []),
    ...periodFaults('input', validFrom ?? issuedOn ?? null, validTo ?? null),
    ...faceFaults('input.face', schema, face),
    ...face.flatMap(({ value }, place) => markupFault(`input.face[${place}].value`, value)),
    ...fileFaults('input', file),
  ]
}

// What somebody else issued says which of theirs it is, by whom and when, or no window could hold the original against it.
function issuedFaults({ number, issuerName, issuedOn, commitment }: UploadGiven): InputFault[] {
  const needed = (argument: string) => fault(argument, 'required', 'needed for grade C', '可信等级为C时必填')
  return [
    ...((number ?? '').trim() === '' ? [needed('input.number')] : []),
    ...(issuedOn == null ? [needed('input.issuedOn')] : []),
    ...nameFault('input.issuerName', issuerName, ISSUER_NAME_MAX),
    ...(commitment == null ? [] : [fault('input.commitment', 'GRADE', 'a commitment is for grade D alone', '仅可信等级为D时作出承诺')]),
  ]
}

function selfMadeFaults({ issuerName, commitment }: UploadGiven): InputFault[] {
  return [
    ...(issuerName == null ? [] : [fault('input.issuerName', 'GRADE', 'nobody issued what its holder made', '自行制作的材料没有颁发机构')]),
    ...(commitment?.agreed === true ? [] : [fault('input.commitment', 'required', 'what its holder made takes an express commitment', '自行制作的材料须明确作出承诺')]),
    ...(commitment == null || commitment.version === COMMITMENT.version ? [] : [fault('input.commitment.version', 'VERSION', 'not the text that is in use', '不是现行的承诺书文本')]),
  ]
}

// Names are printed on copies, and that of the issuer across them.
function nameFault(argument: string, name: string | null | undefined, max: number): InputFault[] {
  const faults = textFault(argument, name, max, true)
  if (faults.length > 0 || name == null) return faults
  if (holdsPersonalNumber(name)) return [fault(argument, 'PERSONAL_NUMBER', 'without citizen numbers or telephones', '不得含有公民身份号码或电话号码')]
  return markupFault(argument, name)
}

const markupFault = (argument: string, text: string): InputFault[] =>
  holdsMarkup(text) ? [fault(argument, 'markup', 'without markup', '不得含有标记')] : []

/** Whether a subject is an organisation, whose key is its credit code. */
export const isOrganisation = (subject: string): boolean => parseCreditCode(subject).ok

/** Whether two numbers are the same to who reads them: whatever the width of letters, their case, and blanks between them. */
export function isSameNumber(one: string | null, other: string | null): boolean {
  const plain = (number: string | null) => (number ?? '').normalize('NFKC').replace(/\s/g, '').toUpperCase()
  return plain(one) !== '' && plain(one) === plain(other)
}
