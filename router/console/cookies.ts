import type { IncomingMessage } from 'node:http'

/** How long a browser keeps a cookie, and on which of its requests it sends it. */
export interface CookieTerms {
  readonly sameSite: 'Strict' | 'Lax'
  /** Seconds from now; 0 takes the cookie away. */
  readonly maxAge: number
  /** Whether it goes over HTTPS only. */
  readonly secure: boolean
}

/** The value of a cookie; `undefined` where there is none, or several of the name, since nobody can tell which is ours. */
export function cookieOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  const found = (headers.cookie ?? '').split(';').map((each) => each.trim()).filter((each) => each.startsWith(`${name}=`))
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined
}

/** A `Set-Cookie` header for the console alone; no script reads it. */
export function setCookie(name: string, value: string, { sameSite, maxAge, secure }: CookieTerms): string {
  return `${name}=${value}; Path=/console; Max-Age=${maxAge}; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}`
}

/** Names of cookies: over HTTPS with the prefix that keeps them from being set over HTTP (RFC 6265bis, 4.1.3.1). */
export function cookieName(name: 'session' | 'sign-in', secure: boolean): string {
  return `${secure ? '__Secure-' : ''}govshare-${name}`
}
