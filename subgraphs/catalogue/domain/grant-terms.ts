import { createHash } from 'node:crypto'
import type { Disclosure } from '#platform/access'
import { canonical } from '#platform/plan/canonical'
import type { AccessGrantRow } from '../tables.ts'
import type { Binding } from './binding.ts'

/** The terms of one version of a grant: all that it gives, and on what it rests. Never changed. */
export interface GrantTerms {
  readonly id: string
  /** From 1. */
  readonly version: number
  /** Credit code of the agency that may use it; empty where it is for a class of agencies. */
  readonly consumer: string
  /** Every agency that implements this basic code (基本编码) in a region; `null` where it is for one agency. */
  readonly consumerClass: { readonly basicCode: string; readonly region: string } | null
  readonly provider: string
  readonly matters: readonly string[]
  readonly agencyRoles: readonly string[]
  readonly binding: Binding
  /** Division codes of 12 digits; empty means everywhere. */
  readonly regions: readonly string[]
  /** Subjects that may be released on one day; `null` where there is no quota. */
  readonly quotaPerDay: number | null
  /** First and last day, `YYYY-MM-DD`. */
  readonly validFrom: string
  readonly validTo: string
  readonly legalBasis: string
  readonly approvedBy: string
  readonly approvedOn: string
  readonly applicationId: string | null
  /** In the order of their names. */
  readonly items: readonly GrantTermsItem[]
}

export interface GrantTermsItem {
  readonly item: string
  readonly disclosure: Disclosure
  readonly arguments: Readonly<Record<string, readonly unknown[]>> | null
}

/** The terms as one text (RFC 8785), and its SM3 (GB/T 32905) in hexadecimal: whoever holds the text can show that nothing was changed. */
export function sealedTerms(terms: GrantTerms): { readonly canonical: string; readonly hash: string } {
  const items = [...terms.items].sort((one, other) => (one.item < other.item ? -1 : 1))
  const text = canonical({ ...terms, items })
  return { canonical: text, hash: createHash('sm3').update(text, 'utf8').digest('hex') }
}

/** The terms that a row and its items hold, without what has become of the grant since. */
export function termsOf(row: Omit<AccessGrantRow, 'canonical' | 'hash' | 'superseded' | 'suspendedAt' | 'revokedAt' | 'ended'>, items: readonly GrantTermsItem[]): GrantTerms {
  const { id, version, consumer, classBasicCode, classRegion, provider, matters, agencyRoles, binding, regions, quotaPerDay } = row
  const { validFrom, validTo, legalBasis, approvedBy, approvedOn, applicationId } = row
  const consumerClass = classBasicCode === null ? null : { basicCode: classBasicCode, region: classRegion ?? '' }
  return {
    id, version, consumer, consumerClass, provider, matters, agencyRoles, binding, regions, quotaPerDay, validFrom, validTo, legalBasis, approvedBy, approvedOn, applicationId,
    items: items.map(({ item, disclosure, arguments: allowed }) => ({ item, disclosure, arguments: allowed })),
  }
}

/** Whether a version's text and hash still agree with each other and with its terms: whatever was changed past the hub is found. */
export function isIntact(terms: GrantTerms, sealed: { readonly canonical: string; readonly hash: string }): boolean {
  const due = sealedTerms(terms)
  return due.canonical === sealed.canonical && due.hash === sealed.hash
}
