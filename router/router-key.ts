import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose'

/** A new pair with which a router signs access plans: Ed25519 as a JWK, named by its thumbprint (RFC 7638). */
export async function newRouterKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const key = await exportJWK(privateKey)
  return { ...key, kid: await calculateJwkThumbprint(key), alg: 'EdDSA', use: 'sig' }
}

/** The router's key of embedded mode, made on first use and kept beside the data. */
export async function keptRouterKey(file: string): Promise<JWK> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK
  const key = await newRouterKey()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' })
  return key
}

/** Whether this is a private key that a router can sign with. */
export function isRouterKey(given: unknown): given is JWK {
  return isEd25519(given) && typeof given.d === 'string' && given.d !== ''
}

/** Whether these are public keys that a library can be given; a private one among them is refused, since it would then lie on many hosts. */
export function isRouterKeySet(given: unknown): given is JSONWebKeySet {
  const keys = (given as { keys?: unknown } | null)?.keys
  return Array.isArray(keys) && keys.length > 0 && keys.every((each) => isEd25519(each) && each.d === undefined)
}

function isEd25519(given: unknown): given is JWK {
  const key = given as JWK | null
  return key?.kty === 'OKP' && key.crv === 'Ed25519' && typeof key.x === 'string' && typeof key.kid === 'string' && key.kid !== ''
}
