import { createHash } from 'node:crypto'
import { sm2Verify } from '#platform/sm2'
import type { Face } from './face.ts'

/** What of a licence its issuer signs beside the face: all that does not change after issue. Days are `YYYY-MM-DD`. */
export interface SignedLicence {
  readonly identifier: string
  /** Code of the licence type. */
  readonly slice: string
  readonly name: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuerName: string | null
  readonly issuerLevel: string | null
  readonly issuedOn: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly version: number
  readonly operation: string | null
  readonly division: string
  readonly relatedMatters: readonly string[]
  readonly relatedMatterNames: readonly string[]
  readonly trustGrade: string | null
  readonly supersedes: string | null
  /** In the order of the licence; `subject` is a key or a credit code, so that a licence cannot be moved to a namesake. */
  readonly holders: readonly { readonly name: string; readonly documentType: string; readonly subject: string }[]
  readonly sealSigner: string | null
  readonly sealName: string | null
  readonly sealTime: Date | null
  readonly fileRef: string | null
  readonly fileFormat: string | null
  /** SM3 of the file, in hexadecimal digits. */
  readonly fileSm3: string | null
}

/** Member of a sealed face that is no field of it: chance that only who opens the face knows. No field name has a `$`. */
export const FACE_SALT = '$salt'

const FORM = 'govshare licence 2'

/**
 * The text that an issuer signs, in UTF-8: one JSON array without white space (ECMA-262 `JSON.stringify`), its members
 *
 * 1. `govshare licence 2`
 * 2. identifier, type code, name, number
 * 3. credit code, name and level of the issuer
 * 4. day of issue, first and last day of validity, version, operation
 * 5. division, an array of codes and one of names of the matters it was issued in, trust grade, the licence or version that it replaces
 * 6. an array of holders in the order of the licence, each an array of name, document type and subject
 * 7. signer, name and instant of the seal (ISO 8601, UTC, milliseconds): the signing time
 * 8. digest of the face; reference, format and digest of the file
 *
 * in this order and without further nesting. What is not there is `null`. State is not signed, since it changes after issue.
 */
export function canonicalText(licence: SignedLicence, face: Face | null): string {
  const { identifier, slice, name, number, issuer, issuerName, issuerLevel, issuedOn, validFrom, validTo, version, operation, holders } = licence
  return JSON.stringify([
    FORM, identifier, slice, name, number, issuer, issuerName, issuerLevel, issuedOn, validFrom, validTo, version, operation,
    licence.division, licence.relatedMatters, licence.relatedMatterNames, licence.trustGrade, licence.supersedes,
    holders.map((holder) => [holder.name, holder.documentType, holder.subject]),
    licence.sealSigner, licence.sealName, licence.sealTime?.toISOString() ?? null,
    face === null ? null : faceDigest(face), licence.fileRef, licence.fileFormat, licence.fileSm3,
  ])
}

/**
 * SM3 (GB/T 32905) over the face as an array of name and value, by code units of the names, its salt among them: without
 * the salt, who read the table could try values of a hidden field until the signature holds.
 */
function faceDigest(face: Face): string {
  const members = Object.entries(face).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sm3').update(JSON.stringify(members), 'utf8').digest('hex')
}

/**
 * Whether a signature holds for a licence under a public key, PEM. Whose key that is, and whether it counts, is another question.
 *
 * @param face opened, with its salt; `null` where the licence has none
 * @param signature DER in base64, as it is encoded and in no other form
 */
export function signatureHolds(licence: SignedLicence, face: Face | null, signature: string, publicKey: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.toString('base64') !== signature) return false
  return sm2Verify(publicKey, Buffer.from(canonicalText(licence, face), 'utf8'), bytes)
}
