import { createHmac } from 'node:crypto'
import { keyedDocument } from './identifiers/person-document.ts'

export { RESIDENT_IDENTITY_CARD } from './identifiers/person-document.ts'

/** Turns a document type (GA/T 2000.156) and its number into the key of a person. */
export type KeyOf = (documentType: string, number: string) => string

const KEY_BYTES = 16

/**
 * The key of a person in every library: HMAC-SM3 over document type and normalised number, 16 bytes, base64url. Every
 * document that bears a citizen number gives the key of that number ({@link keyedDocument}).
 * Only the router and the population library hold the secret, so no other library can turn a key into a number.
 */
export function subjectKey(secret: Buffer, documentType: string, number: string): string {
  const keyed = keyedDocument(documentType, number)
  return hmac(secret, `${keyed.type}\u0000${keyed.number}`).toString('base64url')
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
