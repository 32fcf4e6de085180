import { readFileSync } from 'node:fs'
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { StartFault } from '#platform/errors'

/** Signature algorithms that the hub takes; an issuer may narrow them, never widen them. */
export const ALGORITHMS = ['EdDSA', 'ES256'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** An issuer whose tokens the hub trusts, as the configuration names it. */
export interface IssuerSettings {
  readonly issuer: string
  readonly audience: string
  readonly algorithms: readonly Algorithm[]
  /** `https://…` address or the path of a file with a JSON Web Key Set. */
  readonly jwks: string
  /** Whether it may say whom a token represents; only identity providers may. */
  readonly identityProvider: boolean
  /** Tolerance of clocks in seconds, at most 60. */
  readonly leewaySeconds: number
}

export interface Issuer extends IssuerSettings {
  readonly key: JWTVerifyGetKey
}

/** A removed key must stop working soon, so a fetched set lives at most this long. */
const JWKS_CACHE_MS = 30_000

/** Makes a trusted issuer out of its settings and a key set, or the address or file of one. */
export function openIssuer(settings: IssuerSettings, keys?: JSONWebKeySet): Issuer {
  if (keys !== undefined) return { ...settings, key: bound(createLocalJWKSet(keys), () => keys) }
  if (/^https?:\/\//.test(settings.jwks)) {
    const remote = createRemoteJWKSet(new URL(settings.jwks), { cacheMaxAge: JWKS_CACHE_MS, timeoutDuration: 3_000 })
    return { ...settings, key: bound(remote, () => remote.jwks()) }
  }
  const read = readKeySet(settings.jwks)
  return { ...settings, key: bound(createLocalJWKSet(read), () => read) }
}

function readKeySet(file: string): JSONWebKeySet {
  try {
    const set = JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet
    if (!Array.isArray(set.keys)) throw new TypeError('no key set')
    return set
  } catch {
    throw new StartFault(`the key set ${file} of a trusted issuer cannot be read`, 78)
  }
}

// A key without its algorithm could be used with another one than it was made for.
function bound(find: JWTVerifyGetKey, current: () => JSONWebKeySet | undefined): JWTVerifyGetKey {
  return async (header, token) => {
    const key = await find(header, token)
    const named = current()?.keys.find((each) => each.kid === header?.kid)
    if (header?.kid === undefined || named?.alg === undefined || named.alg !== header.alg) throw new Error('key is not bound to the algorithm')
    return key
  }
}
