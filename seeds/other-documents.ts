import { parsePersonDocument } from '#platform/identifiers'
import { agencyOf } from './agencies.ts'
import { addYears, ageOn, REFERENCE_DAY } from './calendar.ts'
import type { KeyOf, PopulationDraft } from './people.ts'
import { populationSource } from './population-sources.ts'

/** GA/T 2000.156. */
export const PASSPORT = '414'

/** A document of somebody other than the identity card. */
export interface SeedDocument {
  /** GA/T 2000.156. */
  readonly type: string
  readonly number: string
  readonly issuedOn: string
  readonly validTo: string | null
}

/** Enters a document of somebody; where keys are made of its type, its key becomes another key of theirs. */
export function addDocument(
  draft: PopulationDraft, keyOf: KeyOf, { key, division }: { readonly key: string; readonly division: string }, document: SeedDocument,
): void {
  const { type, number, issuedOn, validTo } = document
  draft.otherDocuments.push({
    subject: key, division, docType: type, docNo: number, issuer: agencyOf('public-security').name, issuedOn, validTo,
    ...populationSource('documents', `ZJ${type}${number}`, issuedOn),
  })
  if (!parsePersonDocument(type, number, REFERENCE_DAY).ok) return
  const alias = keyOf(type, number)
  if (alias !== key) draft.keyAliases.push({ alias, subject: key })
}

/** A number of six digits, so that a million serials stay apart. */
export const serial6 = (serial: number) => String(serial).padStart(6, '0')

/**
 * The passport of every fifth adult; `null` for anybody else. No passport that China issues begins with an X.
 *
 * @param index position among the people made
 */
export function passportOf(index: number, birthDate: string): SeedDocument | null {
  const age = ageOn(birthDate)
  if (index % 5 !== 0 || age < 18 || age > 80) return null
  const issuedOn = addYears('2026-01-15', -1 - (index % 9))
  return { type: PASSPORT, number: `X99${serial6(index / 5)}`, issuedOn, validTo: addYears(issuedOn, 10) }
}
