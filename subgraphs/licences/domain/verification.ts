import type { Access } from '#platform/access'
import type { Face } from './face.ts'
import { checkTypeCode, statusError } from './statuses.ts'

/** What somebody claims of a licence. The holder comes as a key or a credit code. */
export interface LicenceClaim {
  readonly type: string
  readonly identifier?: string | null
  readonly number?: string | null
  readonly holderName?: string | null
  readonly holderCitizenId?: string | null
  readonly holderCreditCode?: string | null
  readonly issuer?: string | null
  readonly issuedOn?: string | null
  readonly validFrom?: string | null
  readonly validTo?: string | null
  readonly face?: readonly FaceClaim[] | null
}

/** One field of the face as somebody claims it. */
export interface FaceClaim {
  readonly name: string
  readonly value: string
}

/** What of a licence claims are compared with; only the holders whom the purpose concerns. */
export interface Comparable {
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly holders: readonly { readonly name: string; readonly subject: string }[]
}

export type Verdict = 'MATCH' | 'MISMATCH' | 'UNKNOWN'

/** The items that a claim can be about, each with the item that the caller must be allowed to compare. */
export const CLAIMED = {
  number: 'Licence.number',
  holderName: 'LicenceHolder.name',
  holder: 'LicenceHolder.code',
  issuer: 'Licence.issuer',
  issuedOn: 'Licence.issuedOn',
  validFrom: 'Licence.validFrom',
  validTo: 'Licence.validTo',
} as const

export type ClaimedField = keyof typeof CLAIMED

/** The subject that a claim names as the holder; `null` where it names none. */
export function claimedHolder({ holderCitizenId, holderCreditCode }: LicenceClaim): string | null {
  return holderCitizenId ?? holderCreditCode ?? null
}

/** The value that a claim states; `null` where it states none. */
export function claimedValue(claim: LicenceClaim, field: ClaimedField): string | null {
  return field === 'holder' ? claimedHolder(claim) : (claim[field] ?? null)
}

/** Whether an item of the type may be compared for one of these subjects; the masked form alone allows no comparing. */
export function comparable(access: Access, field: ClaimedField, type: string, subjects: readonly string[]): boolean {
  return mayCompare(access, `${CLAIMED[field]}@${type}`, subjects)
}

/** The same for a field of the face. */
export function comparableOnFace(access: Access, name: string, type: string, subjects: readonly string[]): boolean {
  return mayCompare(access, `Licence.face@${type}.${name}`, subjects)
}

function mayCompare({ plan }: Access, item: string, subjects: readonly string[]): boolean {
  const { common, classes, subjects: classOf } = plan
  const all = [common, ...subjects.flatMap((subject) => classes[classOf.get(subject) ?? -1] ?? [])]
  return all.some((rights) => {
    const disclosure = rights.get(item)
    return disclosure === 'CLEAR' || disclosure === 'VERIFY'
  })
}

/** Fields of a face that one claim may name. */
const FACE_CLAIMS_MAX = 50

/**
 * What is wrong with a claim by itself, whatever the library holds.
 *
 * @throws status 113 for a malformed type, 12 where nothing finds a licence or nothing is compared, 99 for what contradicts itself
 */
export function checkClaim(claim: LicenceClaim): void {
  const { type, identifier, number, holderCitizenId, holderCreditCode, face } = claim
  checkTypeCode(type, 'claim.type')
  if (identifier == null && (number ?? '').trim() === '') throw statusError('12', 'claim.number')
  if (holderCitizenId != null && holderCreditCode != null) throw statusError('99', 'claim.holderCreditCode')
  const names = (face ?? []).map(({ name }) => name)
  if (names.includes('')) throw statusError('12', 'claim.face.name')
  if (names.length > FACE_CLAIMS_MAX || new Set(names).size < names.length) throw statusError('99', 'claim.face')
}

/**
 * What is wrong with the holder that a claim names.
 *
 * @param holderKind of the type, a code of `holderKinds`
 * @throws status 103 for a person where organisations hold the type, or the other way round
 */
export function checkHolderKind({ holderCitizenId, holderCreditCode }: LicenceClaim, holderKind: string | null): void {
  if ((holderKind === '1' && holderCreditCode != null) || (holderKind === '2' && holderCitizenId != null)) throw statusError('103', 'claim.holder')
}

/** @throws status 11 where the name that is claimed is that of two holders and none of them is named by number or code */
export function checkOneHolder(claim: LicenceClaim, { holders }: Pick<Comparable, 'holders'>): void {
  const { holderName } = claim
  if (holderName == null || claimedHolder(claim) !== null) return
  if (holders.filter(({ name }) => same(name, holderName)).length > 1) throw statusError('11', 'claim.holderName')
}

/** Compares one field of a face; UNKNOWN where the face does not state it or cannot be opened. */
export function faceVerdict({ name, value }: FaceClaim, face: Face | null | undefined): Verdict {
  const held = face != null && Object.hasOwn(face, name) ? face[name] : undefined
  return held === undefined ? 'UNKNOWN' : same(held, value) ? 'MATCH' : 'MISMATCH'
}

/**
 * Compares one claimed value with what is held. Where a holder is claimed, a name is compared with that holder's alone.
 *
 * @param held `null` where the library knows no such licence of anybody whom the purpose concerns
 */
export function verdictOn(field: ClaimedField, claim: LicenceClaim, held: Comparable | null): Verdict {
  const claimed = claimedValue(claim, field) ?? ''
  if (held === null) return 'UNKNOWN'
  if (field === 'holder') return held.holders.some(({ subject }) => subject === claimed) ? 'MATCH' : 'MISMATCH'
  if (field === 'holderName') {
    const who = claimedHolder(claim)
    const names = held.holders.filter(({ subject }) => who === null || subject === who).map(({ name }) => name)
    return names.some((name) => same(name, claimed)) ? 'MATCH' : 'MISMATCH'
  }
  const value = held[field]
  return value === null ? 'UNKNOWN' : same(value, claimed) ? 'MATCH' : 'MISMATCH'
}

const same = (held: string, claimed: string) => held.normalize('NFC') === claimed.trim().normalize('NFC')
