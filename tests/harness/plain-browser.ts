/** Cookies and redirections as a browser has them, without the browser. */
export class Browser {
  readonly #cookies: Map<string, string>

  constructor(cookies: Iterable<readonly [string, string]> = []) {
    this.#cookies = new Map(cookies)
  }

  /** Another one with the same cookies. */
  copy(): Browser {
    return new Browser(this.#cookies)
  }

  get(address: string): Promise<Response> {
    return this.#fetch(address, { redirect: 'manual' })
  }

  post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.#fetch(address, { method: 'POST', redirect: 'manual', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })
  }

  /** Follows redirections until one leads where it should; that one is not followed. */
  async follow(address: string, until: (address: URL) => boolean): Promise<URL> {
    let at = new URL(address)
    for (let step = 0; step < 10; step += 1) {
      const location = (await this.get(at.href)).headers.get('location')
      if (location === null) throw new Error(`${at.pathname} leads nowhere`)
      at = new URL(location, at)
      if (until(at)) return at
    }
    throw new Error('redirected in a circle')
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  async #fetch(address: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { ...init, headers: { ...(cookie === '' ? {} : { cookie }), ...init.headers } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /Max-Age=0\b/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }
}

/** The header that sets a cookie. */
export function cookieIn(response: Response, name: string): string | undefined {
  return response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))
}
