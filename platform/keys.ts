import { createHmac } from 'node:crypto'

/** Document types of GA/T 2000.156 that a key can be made of; 111 is the resident identity card. */
export const RESIDENT_IDENTITY_CARD = '111'

const KEY_BYTES = 16

/**
 * The key of a person in every library: HMAC-SM3 over document type and normalised number, 16 bytes, base64url.
 * Only the router and the population library hold the secret, so no other library can turn a key into a number.
 */
export function subjectKey(secret: Buffer, documentType: string, number: string): string {
  return hmac(secret, `${documentType}\u0000${number.toUpperCase()}`).toString('base64url')
}

/** The key from which `Person.id` is derived for one agency. */
export function agencyIdKey(secret: Buffer, agency: string): Buffer {
  return createHmac('sm3', secret).update(`person-id\u0000${agency}`).digest()
}

/** `Person.id` of a subject under an agency's key; tells nothing about the subject to another agency. */
export function personIdFrom(idKey: Buffer, subject: string): string {
  return hmac(idKey, subject).toString('base64url')
}

function hmac(secret: Buffer, text: string): Buffer {
  return createHmac('sm3', secret).update(text, 'utf8').digest().subarray(0, KEY_BYTES)
}
