import type { Access } from '#platform/access'

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
export function comparable({ plan }: Access, field: ClaimedField, type: string, subjects: readonly string[]): boolean {
  const { common, classes, subjects: classOf } = plan
  const all = [common, ...subjects.flatMap((subject) => classes[classOf.get(subject) ?? -1] ?? [])]
  return all.some((rights) => {
    const disclosure = rights.get(`${CLAIMED[field]}@${type}`)
    return disclosure === 'CLEAR' || disclosure === 'VERIFY'
  })
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
