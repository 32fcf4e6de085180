import { type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '#platform/clock'
import { isInTheClear } from '../elsewhere.ts'
import type { Issuer } from '../issuers.ts'

/** How the console signs people in with an OpenID Connect provider. */
export interface ProviderSettings {
  /** One of the trusted issuers. */
  readonly issuer: string
  readonly clientId: string
  /** `null` for a client that proves itself by PKCE alone. */
  readonly clientSecret: string | null
  readonly scope: string
  /** Resource indicator (RFC 8707), where the provider wants one before it gives a token for the hub. */
  readonly resource: string | null
}

/** What a provider says of itself (OpenID Connect Discovery 1.0, 3). */
interface Endpoints {
  readonly authorization: string
  readonly token: string
  readonly endSession: string | null
}

export interface Tokens {
  readonly access: string
}

const DISCOVERY_KEPT_MS = 600_000
const TIMEOUT_MS = 5_000
const BODY_MAX = 100_000

/** A provider that people sign in with. Whatever it says otherwise than expected is a fault, and nobody is signed in. */
export class Provider {
  readonly settings: ProviderSettings
  readonly #issuer: Issuer
  readonly #clock: Clock
  #found: { readonly endpoints: Endpoints; readonly at: number } | null = null

  constructor(settings: ProviderSettings, issuer: Issuer, clock: Clock) {
    this.settings = settings
    this.#issuer = issuer
    this.#clock = clock
  }

  /** The provider's own endpoints. */
  async endpoints(): Promise<Endpoints> {
    const now = this.#clock.now()
    if (this.#found !== null && now - this.#found.at < DISCOVERY_KEPT_MS && now >= this.#found.at) return this.#found.endpoints
    const { issuer } = this.settings
    const told = await jsonOf(await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }))
    if (told['issuer'] !== issuer) throw new Error('the provider names another issuer')
    const endSession = told['end_session_endpoint']
    const endpoints = {
      authorization: addressIn(told['authorization_endpoint'], issuer),
      token: addressIn(told['token_endpoint'], issuer),
      endSession: endSession === undefined ? null : addressIn(endSession, issuer),
    }
    this.#found = { endpoints, at: now }
    return endpoints
  }

  /** Exchanges a code for tokens (OpenID Connect Core 1.0, 3.1.3) and checks who was signed in, and for which request. */
  async exchange(code: string, { verifier, nonce, redirect }: { readonly verifier: string; readonly nonce: string; readonly redirect: string }): Promise<Tokens> {
    const { clientId, clientSecret, resource } = this.settings
    const { token } = await this.endpoints()
    const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier })
    if (resource !== null) form.set('resource', resource)
    if (clientSecret === null) form.set('client_id', clientId)
    const authorization = clientSecret === null ? {} : { authorization: basic(clientId, clientSecret) }
    const told = await jsonOf(await fetch(token, { method: 'POST', body: form, headers: authorization, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }))
    const { id_token: identity, access_token: access } = told
    if (typeof identity !== 'string' || typeof access !== 'string') throw new Error('the provider gave no tokens')
    await this.#checkIdentity(identity, nonce)
    return { access }
  }

  async #checkIdentity(token: string, nonce: string): Promise<JWTPayload> {
    const { clientId } = this.settings
    const { payload } = await jwtVerify(token, this.#issuer.key, {
      issuer: this.#issuer.issuer, audience: clientId, algorithms: [...this.#issuer.algorithms], clockTolerance: this.#issuer.leewaySeconds,
      currentDate: new Date(this.#clock.now()), requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
    })
    if (payload['nonce'] !== nonce) throw new Error('the identity is for another request')
    if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== clientId) throw new Error('the identity is for another client')
    return payload
  }
}

/** Form-encoded before they are joined (RFC 6749, 2.3.1). */
function basic(id: string, secret: string): string {
  const encoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')
  return `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString('base64')}`
}

// What goes to a provider that is asked over HTTPS stays on HTTPS.
function addressIn(value: unknown, issuer: string): string {
  if (typeof value !== 'string' || !URL.canParse(value) || isInTheClear(value)) throw new Error('the provider names an address that cannot be used')
  if (issuer.startsWith('https:') && !value.startsWith('https:')) throw new Error('the provider leaves HTTPS')
  return value
}

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text()
  if (!response.ok || text.length > BODY_MAX) throw new Error(`the provider answered ${response.status}`)
  const json: unknown = JSON.parse(text)
  if (json === null || typeof json !== 'object') throw new Error('the provider answered no object')
  return json as Record<string, unknown>
}
