import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose'
import type { Clock } from '#platform/clock'
import type { IssuerSettings } from './issuers.ts'

/** The hub's own issuer for trying it: embedded mode only, on the loopback address only. */
export const EMBEDDED_ISSUER: IssuerSettings = {
  issuer: 'https://embedded.govshare.example',
  audience: 'govshare',
  algorithms: ['EdDSA'],
  jwks: '',
  identityProvider: true,
  leewaySeconds: 5,
}

const KID = 'embedded'
const TOKEN_LIFETIME_MS = 12 * 3_600_000

/**
 * The key of the embedded issuer, made on first use and kept beside the data, so that `hub token` need not open a
 * database that a hub holds.
 */
export async function embeddedKey(file: string): Promise<JWK> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: KID, alg: 'EdDSA', use: 'sig' }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' })
  return key
}

/** The public half, as the hub's own key set. */
export function publicKeySet({ d: _private, ...key }: JWK): JSONWebKeySet {
  return { keys: [key] }
}

/** Signs a development token with the claims of a persona. */
export async function signToken(key: JWK, claims: Readonly<Record<string, unknown>>, clock: Clock): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: KID, typ: 'JWT' })
    .setIssuer(EMBEDDED_ISSUER.issuer)
    .setAudience(EMBEDDED_ISSUER.audience)
    .setIssuedAt(Math.floor(clock.now() / 1_000))
    .setExpirationTime(new Date(clock.now() + TOKEN_LIFETIME_MS))
    .sign(await importJWK(key, 'EdDSA'))
}
