import { comparableText } from '#platform/text-search'

/** What somebody claims of an organisation. Persons come as keys. */
export interface LegalPersonClaim {
  readonly creditCode: string
  readonly name?: string | null
  readonly legalRepName?: string | null
  readonly legalRepCitizenId?: string | null
  readonly staffCitizenId?: string | null
  readonly shareholderCitizenId?: string | null
}

/** What a claim is compared with; persons who must stay unknown to the caller are not among it. */
export interface Comparable {
  readonly name: string
  readonly legalRepName: string | null
  readonly legalRepresentative: string | null
  readonly staff: readonly string[]
  readonly shareholders: readonly string[]
}

export type Verdict = 'MATCH' | 'MISMATCH' | 'UNKNOWN'

/** The items that a claim can be about, each with the item that the caller must be allowed to compare. */
export const CLAIMED = {
  name: 'LegalPerson.name',
  legalRepName: 'LegalPerson.legalRepName',
  legalRepresentative: 'LegalPerson.legalRepresentative',
  staff: 'LegalPersonStaff.person',
  shareholder: 'Shareholder.person',
} as const

export type ClaimedField = keyof typeof CLAIMED

/** The value or person that a claim states; `null` where it states none. */
export function claimedValue(claim: LegalPersonClaim, field: ClaimedField): string | null {
  const { name, legalRepName, legalRepCitizenId, staffCitizenId, shareholderCitizenId } = claim
  const claimed = { name, legalRepName, legalRepresentative: legalRepCitizenId, staff: staffCitizenId, shareholder: shareholderCitizenId }
  return claimed[field] ?? null
}

/**
 * Compares one claimed value with what is held.
 *
 * @param claimed a text as the caller wrote it, or the key of a person
 * @param held `null` where the library does not know the organisation
 */
export function verdictOn(field: ClaimedField, claimed: string, held: Comparable | null): Verdict {
  if (held === null) return 'UNKNOWN'
  if (field === 'staff') return among(claimed, held.staff)
  if (field === 'shareholder') return among(claimed, held.shareholders)
  const value = held[field]
  if (value === null) return 'UNKNOWN'
  const same = field === 'legalRepresentative' ? value === claimed : comparableText(value) === comparableText(claimed)
  return same ? 'MATCH' : 'MISMATCH'
}

const among = (claimed: string, held: readonly string[]): Verdict =>
  held.length === 0 ? 'UNKNOWN' : held.includes(claimed) ? 'MATCH' : 'MISMATCH'
