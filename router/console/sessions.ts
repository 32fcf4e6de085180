import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { decodeJwt } from 'jose'
import type { Clock } from '#platform/clock'
import { cookieName, cookieOf, setCookie } from './cookies.ts'
import type { Seal } from './sealed.ts'

/** Somebody who is signed in. */
export interface Session {
  /** The access token, which no page ever sees. */
  readonly token: string
  /** What a page must send with everything that it asks, so that no other site can. */
  readonly csrf: string
  readonly expiresAt: number
  /** The persona, in embedded mode. */
  readonly persona: string | null
}

/** However long a token lives, after a working day one signs in again. */
const SESSION_MS = 8 * 3_600_000

/** Browsers drop what is larger than 4,096 bytes with its name and terms (RFC 6265bis, 5.6). */
const COOKIE_MAX = 3_900

/** Sessions are kept in the browser, sealed: routers are many and keep nothing. */
export class Sessions {
  readonly #seal: Seal
  readonly #clock: Clock
  readonly #secure: boolean

  constructor(seal: Seal, clock: Clock, secure: boolean) {
    this.#seal = seal
    this.#clock = clock
    this.#secure = secure
  }

  /** The `Set-Cookie` header that begins a session; `null` where the token has ended or is too large for a cookie. */
  async begin(token: string, persona: string | null): Promise<string | null> {
    const now = this.#clock.now()
    const expiresAt = Math.min((decodeJwt(token).exp ?? 0) * 1_000, now + SESSION_MS)
    if (expiresAt <= now) return null
    const csrf = randomBytes(24).toString('base64url')
    const sealed = await this.#seal.seal('session', { token, csrf, persona }, expiresAt)
    if (sealed.length > COOKIE_MAX) return null
    return setCookie(this.#name, sealed, { sameSite: 'Strict', maxAge: Math.floor((expiresAt - now) / 1_000), secure: this.#secure })
  }

  async of(request: IncomingMessage): Promise<Session | null> {
    const opened = await this.#seal.open('session', cookieOf(request, this.#name))
    if (opened === null || typeof opened['token'] !== 'string' || typeof opened['csrf'] !== 'string') return null
    return { token: opened['token'], csrf: opened['csrf'], expiresAt: (opened.exp ?? 0) * 1_000, persona: typeof opened['persona'] === 'string' ? opened['persona'] : null }
  }

  /** The `Set-Cookie` header that ends it. */
  end(): string {
    return setCookie(this.#name, '', { sameSite: 'Strict', maxAge: 0, secure: this.#secure })
  }

  get #name(): string {
    return cookieName('session', this.#secure)
  }
}

/** Whether a request carries the session's own token against forgery. */
export function isOwn({ headers }: Pick<IncomingMessage, 'headers'>, { csrf }: Session): boolean {
  const given = Buffer.from(String(headers['x-csrf-token'] ?? ''))
  const wanted = Buffer.from(csrf)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Whether a request comes from a page of this host: browsers say where a page that changes something stands. */
export function isSameOrigin({ headers }: Pick<IncomingMessage, 'headers'>, origin: string | null): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const given = headers.origin
  return given !== undefined && (origin === null ? given === `http://${headers.host}` : given === origin)
}
