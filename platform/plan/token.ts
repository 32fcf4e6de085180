import { randomBytes } from 'node:crypto'
import { CompactSign, compactVerify, createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK } from 'jose'
import type { AccessPlan } from '../access.ts'
import type { Clock } from '../clock.ts'
import { canonical, sha256 } from './canonical.ts'
import { SeenOnce } from './seen.ts'
import { packPlan, unpackPlan } from './travel.ts'

/** The one algorithm that either side knows: Ed25519 (RFC 8037). */
const ALGORITHM = 'EdDSA'

/** Names form and version, so that a signature by the same key over anything else is no plan. */
const TYPE = 'govshare-access-plan-1'

const ISSUER = 'govshare-router'

/** How long a plan may be used, and how far two clocks may lie apart, in milliseconds. */
const LIFE_MS = 5_000
const LEEWAY_MS = 2_000

/** What lives at a time at 14,000 hops per second. */
const SEEN_MAX = 100_000

/** Which check a request failed; all that whoever sent it is told. */
export type PlanCheck = 'missing' | 'signature' | 'audience' | 'lifetime' | 'body' | 'plan' | 'replay' | 'capacity'

/** A request whose plan is not accepted. */
export class PlanRefused extends Error {
  override name = 'PlanRefused'
  readonly check: PlanCheck
  constructor(check: PlanCheck) {
    super(`the access plan is not accepted: ${check}`)
    this.check = check
  }
}

/** What a hop asks, without its plan. */
export interface HopBody {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Signs plans, one per hop. */
export interface PlanSigner {
  /**
   * The whole body of one hop as text, with its plan in `extensions.accessPlan`.
   *
   * @param library the only library that may accept it
   */
  sign(library: string, body: HopBody, plan: AccessPlan): Promise<{ text: string; id: string }>
}

/** Opens a signer on the router's private key, an Ed25519 JWK with `kid`. */
export async function planSigner(key: JWK, clock: Clock): Promise<PlanSigner> {
  const own = await importJWK(key, ALGORITHM)
  const header = { alg: ALGORITHM, typ: TYPE, kid: key.kid ?? '' }
  return {
    async sign(library, body, plan) {
      const rest = canonical(body)
      const id = randomBytes(16).toString('base64url')
      const now = clock.now()
      const payload = {
        iss: ISSUER, aud: library, iat: now / 1_000, exp: (now + LIFE_MS) / 1_000, jti: id,
        sha256: sha256(rest), plan: packPlan(plan, /\bid\b/.test(body.query)),
      }
      const token = await new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader(header).sign(own)
      // What was hashed is what is sent, letter for letter.
      return { text: `{"extensions":{"accessPlan":"${token}"},${rest.slice(1)}`, id }
    },
  }
}

/** Accepts plans for one library. */
export interface PlanVerifier {
  /**
   * The plan of a request's body.
   *
   * @param body the JSON as it was parsed, and as it will be used
   * @throws PlanRefused naming the check that failed
   */
  verify(body: unknown): Promise<{ plan: AccessPlan; id: string }>
}

/**
 * Opens a verifier on the router's public keys.
 *
 * @param seenMax how many plans can be alive at a time; beyond that every one is refused
 */
export function planVerifier(library: string, keys: JSONWebKeySet, clock: Clock, seenMax = SEEN_MAX): PlanVerifier {
  const find = createLocalJWKSet(keys)
  const seen = new SeenOnce(seenMax)
  const openedAt = clock.now()
  return {
    async verify(body) {
      const { token, rest } = partsOf(body)
      const claims = await verified(token, find)
      if (claims['iss'] !== ISSUER || claims['aud'] !== library) throw new PlanRefused('audience')
      const { from, until } = lifeOf(claims, clock.now())
      if (claims['sha256'] !== hashOf(rest)) throw new PlanRefused('body')
      const id = claims['jti']
      if (typeof id !== 'string' || !/^[\w-]{22,64}$/.test(id)) throw new PlanRefused('plan')
      const plan = planFrom(claims['plan'])
      // What was signed before this process began may have been used up at the one before it.
      if (from < openedAt) throw new PlanRefused('replay')
      const taken = seen.take(id, until + LEEWAY_MS, clock.now())
      if (taken !== 'new') throw new PlanRefused(taken === 'seen' ? 'replay' : 'capacity')
      return { plan, id }
    },
  }
}

function partsOf(body: unknown): { token: string; rest: Readonly<Record<string, unknown>> } {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new PlanRefused('missing')
  const { extensions, ...rest } = body as Record<string, unknown>
  const { accessPlan, ...others } = (extensions ?? {}) as Record<string, unknown>
  if (typeof accessPlan !== 'string' || accessPlan === '') throw new PlanRefused('missing')
  // Only what was hashed may be read later, and the hash leaves out `extensions` whole.
  if (Object.keys(others).length > 0) throw new PlanRefused('body')
  return { token: accessPlan, rest }
}

async function verified(token: string, find: ReturnType<typeof createLocalJWKSet>): Promise<Readonly<Record<string, unknown>>> {
  try {
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw new TypeError('no compact JWS')
    const { payload, protectedHeader } = await compactVerify(token, find, { algorithms: [ALGORITHM] })
    if (protectedHeader.typ !== TYPE) throw new TypeError('another kind of token')
    const claims: unknown = JSON.parse(Buffer.from(payload).toString('utf8'))
    if (claims === null || typeof claims !== 'object') throw new TypeError('no claims')
    return claims as Readonly<Record<string, unknown>>
  } catch {
    throw new PlanRefused('signature')
  }
}

function lifeOf({ iat, exp }: Readonly<Record<string, unknown>>, now: number): { from: number; until: number } {
  if (typeof iat !== 'number' || typeof exp !== 'number') throw new PlanRefused('lifetime')
  const [from, until] = [Math.round(iat * 1_000), Math.round(exp * 1_000)]
  const fits = until > from && until - from <= LIFE_MS && now >= from - LEEWAY_MS && now < until + LEEWAY_MS
  if (!fits) throw new PlanRefused('lifetime')
  return { from, until }
}

function hashOf(rest: Readonly<Record<string, unknown>>): string | null {
  try {
    return sha256(canonical(rest))
  } catch {
    return null
  }
}

function planFrom(given: unknown): AccessPlan {
  try {
    return unpackPlan(given)
  } catch {
    throw new PlanRefused('plan')
  }
}
