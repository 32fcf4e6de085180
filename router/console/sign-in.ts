import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '#platform/clock'
import type { Log } from '#platform/log'
import type { Identity } from '../authenticate.ts'
import { cookieName, cookieOf, setCookie } from './cookies.ts'
import type { Provider } from './provider.ts'
import type { Seal } from './sealed.ts'
import type { Sessions } from './sessions.ts'

/** What signing in with a provider needs. */
export interface SignInOptions {
  readonly provider: Provider
  /** Where browsers reach the hub, as `https://hub.example.gov.cn`. */
  readonly origin: string
  readonly seal: Seal
  readonly sessions: Sessions
  readonly clock: Clock
  readonly log: Log
  readonly authenticate: (header: string | undefined) => Promise<Identity>
}

/** Somebody who takes longer to sign in begins anew. */
const SIGN_IN_MS = 600_000

const random = () => randomBytes(32).toString('base64url')
const s256 = (verifier: string) => createHash('sha256').update(verifier, 'ascii').digest('base64url')

/** Signing in by the authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636). */
export class SignIn {
  readonly #options: SignInOptions
  readonly #secure: boolean

  constructor(options: SignInOptions) {
    this.#options = options
    this.#secure = options.origin.startsWith('https:')
  }

  /** Sends the browser to the provider, and keeps in it what will prove that the answer is to this request. */
  async begin(response: ServerResponse, search: string): Promise<void> {
    const { provider, seal, clock, log } = this.#options
    try {
      const { authorization } = await provider.endpoints()
      const [state, nonce, verifier] = [random(), random(), random()]
      const { clientId, scope, resource } = provider.settings
      const address = new URL(authorization)
      const asked = {
        response_type: 'code', client_id: clientId, redirect_uri: this.#redirect, scope, state, nonce, code_challenge: s256(verifier), code_challenge_method: 'S256',
        ...(resource === null ? {} : { resource }),
      }
      for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value)
      const sealed = await seal.seal('sign-in', { state, nonce, verifier, back: backIn(search) }, clock.now() + SIGN_IN_MS)
      // Lax, since the provider's redirection comes from another site.
      go(response, address.href, [setCookie(this.#cookie, sealed, { sameSite: 'Lax', maxAge: SIGN_IN_MS / 1_000, secure: this.#secure })])
    } catch (error) {
      log.fault('console-sign-in', error)
      go(response, failedPage('provider'), [])
    }
  }

  /** Takes the provider's answer. Whatever is not as it should be signs nobody in, and says no more than that. */
  async finish(request: IncomingMessage, response: ServerResponse, search: string): Promise<void> {
    const { provider, seal, sessions, log, authenticate } = this.#options
    const over = setCookie(this.#cookie, '', { sameSite: 'Lax', maxAge: 0, secure: this.#secure })
    const begun = await seal.open('sign-in', cookieOf(request, this.#cookie))
    const told = new URLSearchParams(search)
    const { state, nonce, verifier, back } = (begun ?? {}) as Record<string, unknown>
    const code = told.get('code')
    if (typeof state !== 'string' || typeof nonce !== 'string' || typeof verifier !== 'string' || !same(told.get('state') ?? '', state)) return go(response, failedPage('state'), [over])
    if (code === null || told.has('error')) return go(response, failedPage('refused'), [over])
    // A provider that names itself names itself rightly (RFC 9207, 2.4).
    if (told.has('iss') && told.get('iss') !== provider.settings.issuer) return go(response, failedPage('state'), [over])
    try {
      const { access } = await provider.exchange(code, { verifier, nonce, redirect: this.#redirect })
      await authenticate(`Bearer ${access}`)
      const session = await sessions.begin(access, null)
      if (session === null) return go(response, failedPage('token'), [over])
      go(response, typeof back === 'string' ? back : '/console/', [over, session])
    } catch (error) {
      log.fault('console-sign-in', error)
      go(response, failedPage('token'), [over])
    }
  }

  /** Where a browser goes to end its session with the provider too (OpenID Connect RP-Initiated Logout 1.0); `null` where the provider has no such place. */
  async endSession(): Promise<string | null> {
    const { provider, origin } = this.#options
    const { endSession } = await provider.endpoints().catch(() => ({ endSession: null }))
    if (endSession === null) return null
    const address = new URL(endSession)
    address.searchParams.set('client_id', provider.settings.clientId)
    address.searchParams.set('post_logout_redirect_uri', `${origin}/console/`)
    return address.href
  }

  get #redirect(): string {
    return `${this.#options.origin}/console/sign-in/callback`
  }

  get #cookie(): string {
    return cookieName('sign-in', this.#secure)
  }
}

/** The page of the console that one wanted to see; nothing else, or the hub would send browsers wherever a link says. */
function backIn(search: string): string {
  const back = new URLSearchParams(search).get('back') ?? ''
  return /^\/console\/[\w\-./?&=%~+:,!*'()]*$/.test(back) && !back.includes('//') && back.length <= 1_000 ? back : '/console/'
}

const failedPage = (why: 'provider' | 'state' | 'refused' | 'token') => `/console/?sign-in=${why}`

function go(response: ServerResponse, location: string, cookies: string[]): void {
  response.writeHead(303, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) }).end()
}

function same(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
