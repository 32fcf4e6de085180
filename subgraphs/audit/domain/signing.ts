import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { sm2Sign, sm2Verify } from '#platform/sm2'

/** Who signs checkpoints. */
export interface Signer {
  readonly publicKey: string
  /** SM3 of the public key, base64url. */
  readonly id: string
  /** Signs a text in UTF-8: SM2 with SM3, DER as base64url. */
  sign(text: string): string
}

/** Public keys that are trusted, by their ids. */
export type TrustedKeys = ReadonlyMap<string, string>

/**
 * A signer with a private key.
 *
 * @param privateKey PEM
 * @throws Error where it is no key of the SM2 curve, or SM2 is not supported
 */
export function signerOf(privateKey: string): Signer {
  const publicKey = createPublicKey(createPrivateKey(privateKey)).export({ format: 'pem', type: 'spki' }).toString()
  const sign = (text: string) => sm2Sign(privateKey, Buffer.from(text, 'utf8')).toString('base64url')
  // A key of another curve is refused here and not at the first checkpoint.
  sign('')
  return { publicKey, id: keyIdOf(publicKey), sign }
}

/** The id of a public key: SM3 of its SubjectPublicKeyInfo, base64url. */
export function keyIdOf(publicKey: string): string {
  return createHash('sm3').update(createPublicKey(publicKey).export({ format: 'der', type: 'spki' })).digest('base64url')
}

/** Whether a text was signed with the key of an id, and that key is trusted. */
export function isSigned(keys: TrustedKeys, { text, signature, key }: { readonly text: string; readonly signature: string; readonly key: string }): boolean {
  const publicKey = keys.get(key)
  return publicKey !== undefined && signatureHolds(publicKey, text, signature)
}

/** Whether a signature of a text holds under a public key. */
export function signatureHolds(publicKey: string, text: string, signature: string): boolean {
  return sm2Verify(publicKey, Buffer.from(text, 'utf8'), Buffer.from(signature, 'base64url'))
}

/**
 * The public keys in a text, one PEM block after the other: a key that was replaced has signed what came before.
 *
 * @throws Error where a block is no public key
 */
export function keysIn(text: string): TrustedKeys {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----/g) ?? []
  return new Map(blocks.map((block) => [keyIdOf(block), block]))
}
