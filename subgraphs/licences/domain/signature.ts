import { createHash } from 'node:crypto'
import { sm2Verify } from '#platform/sm2'
import type { Face } from './face.ts'

/** What of a licence its issuer signs beside the face. Days are `YYYY-MM-DD`. */
export interface SignedLicence {
  readonly identifier: string
  /** Code of the licence type. */
  readonly slice: string
  readonly name: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuerName: string | null
  readonly issuedOn: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly version: number
  /** In the order of the licence; `subject` is a key or a credit code, so that a licence cannot be moved to a namesake. */
  readonly holders: readonly { readonly name: string; readonly documentType: string; readonly subject: string }[]
  readonly sealSigner: string | null
  readonly sealName: string | null
  readonly sealTime: Date | null
  /** SM3 of the file, in hexadecimal digits. */
  readonly fileSm3: string | null
}

/** A public key that signatures are verified with, and when and for whom it counts. */
export interface IssuerKey {
  readonly issuer: string
  readonly publicKey: string
  readonly validFrom: string
  readonly validTo: string
  readonly revokedOn: string | null
}

/** Member of a sealed face that is no field of it: chance that only who opens the face knows. No field name has a `$`. */
export const FACE_SALT = '$salt'

const FORM = 'govshare licence 1'

/**
 * The text that an issuer signs, in UTF-8: one JSON array without white space (ECMA-262 `JSON.stringify`), its members
 *
 * 1. `govshare licence 1`
 * 2. identifier, type code, name, number
 * 3. credit code and name of the issuer
 * 4. day of issue, first and last day of validity, version
 * 5. an array of holders in the order of the licence, each an array of name, document type and subject
 * 6. signer, name and instant of the seal (ISO 8601, UTC, milliseconds)
 * 7. digest of the face, digest of the file
 *
 * in this order and without further nesting. What is not there is `null`. State is not signed, since it changes after issue.
 */
export function canonicalText(licence: SignedLicence, face: Face | null): string {
  const { identifier, slice, name, number, issuer, issuerName, issuedOn, validFrom, validTo, version, holders } = licence
  return JSON.stringify([
    FORM, identifier, slice, name, number, issuer, issuerName, issuedOn, validFrom, validTo, version,
    holders.map((holder) => [holder.name, holder.documentType, holder.subject]),
    licence.sealSigner, licence.sealName, licence.sealTime?.toISOString() ?? null,
    face === null ? null : faceDigest(face), licence.fileSm3,
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
 * Whether a licence bears a signature of its issuer that holds for what the library says of it.
 *
 * @param face opened, with its salt; `null` where the licence has none
 * @param key the key that the licence names; `null` where the library does not have it
 * @returns `false` for whatever is missing, does not fit together or was signed outside the key's time
 */
export function signatureHolds(
  licence: SignedLicence & { readonly signature: string | null }, face: Face | null, key: IssuerKey | null,
): boolean {
  if (licence.signature === null || licence.sealTime === null || key === null || key.revokedOn !== null) return false
  const sealedOn = licence.sealTime.toISOString().slice(0, 10)
  if (key.issuer !== licence.issuer || sealedOn < key.validFrom || sealedOn > key.validTo) return false
  return sm2Verify(key.publicKey, Buffer.from(canonicalText(licence, face), 'utf8'), Buffer.from(licence.signature, 'base64'))
}
