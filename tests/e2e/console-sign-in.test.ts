import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#platform/clock'
import { openIssuer } from '../../router/issuers.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { Browser, cookieIn } from '../harness/plain-browser.ts'
import { openProvider, type TestProvider } from '../harness/provider.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

const RESOURCE = 'https://hub.example'
const CLIENT = { clientId: 'console', clientSecret: 'a secret for tests: +/&' }
const OFFICER = { client_id: 'sys-approver-desk', agency: codeOf('civil-affairs'), operator: 'op-li', zone: 'GOVERNMENT', assurance: 'HIGH' }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('signing in to the console with a provider', () => {
  let hub: TestHub
  let provider: TestProvider
  let origin = ''
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    provider = await openProvider({
      ...CLIENT, redirect: `${origin}/console/sign-in/callback`, afterSignOut: `${origin}/console/`, resource: RESOURCE,
      accounts: { li: OFFICER, stranger: { client_id: 'sys-approver-desk' } },
    })
    const { issuer } = provider
    hub = await openTestHub({
      clock: systemClock, port,
      signIn: {
        settings: { origin, provider: { issuer, ...CLIENT, scope: 'openid', resource: RESOURCE } },
        issuer: openIssuer({ issuer, audience: 'govshare', algorithms: ['ES256'], jwks: `${issuer}/jwks`, identityProvider: true, leewaySeconds: 5 }),
      },
    })
  })
  afterAll(async () => {
    await hub?.close()
    await provider?.close()
  })

  /** As far as the provider's answer, which is not followed. */
  async function answered(browser: Browser, account = 'li', change: (address: URL) => void = () => {}, back = ''): Promise<URL> {
    const sent = new URL((await browser.get(`${origin}/console/sign-in${back}`)).headers.get('location') ?? '')
    change(sent)
    const interaction = await browser.follow(sent.href, (address) => address.pathname.startsWith('/interaction/'))
    return browser.follow(`${interaction.href}?login=${account}`, (address) => address.pathname === '/console/sign-in/callback')
  }
  const session = async (browser: Browser) => (await (await browser.get(`${origin}/console/session`)).json()) as Record<string, unknown>
  const refused = async (browser: Browser, callback: URL, why: string) => {
    const response = await browser.get(callback.href)
    expect([response.status, response.headers.get('location')]).toEqual([303, `/console/?sign-in=${why}`])
    expect(await session(browser)).toMatchObject({ signedIn: false, provider: true })
  }

  it('asks for a code with PKCE by S256, with state and nonce that are new each time', async () => {
    const asked = await Promise.all([0, 1].map(async () => new URL((await new Browser().get(`${origin}/console/sign-in`)).headers.get('location') ?? '').searchParams))
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      response_type: 'code', code_challenge_method: 'S256', client_id: 'console', redirect_uri: `${origin}/console/sign-in/callback`, scope: 'openid', resource: RESOURCE,
    })
    for (const each of ['state', 'nonce', 'code_challenge']) {
      expect(asked[0]?.get(each)).toMatch(/^[\w-]{43}$/)
      expect(asked[0]?.get(each)).not.toBe(asked[1]?.get(each))
    }
  })

  it('refuses an answer with a state that this browser did not send', async () => {
    const browser = new Browser()
    const callback = await answered(browser)
    callback.searchParams.set('state', 'A'.repeat(43))
    await refused(browser, callback, 'state')
  })

  it('refuses an answer in a browser that did not ask, so that nobody is signed in as somebody else', async () => {
    await refused(new Browser(), await answered(new Browser()), 'state')
  })

  it('refuses an identity that was made for another request', async () => {
    const browser = new Browser()
    await refused(browser, await answered(browser, 'li', (address) => address.searchParams.set('nonce', 'forged')), 'token')
  })

  it('refuses a code that was asked for with another proof', async () => {
    const browser = new Browser()
    await refused(browser, await answered(browser, 'li', (address) => address.searchParams.set('code_challenge', 'B'.repeat(43))), 'token')
  })

  it('refuses a code that was used before, even with the cookie that it was asked with', async () => {
    const browser = new Browser()
    const callback = await answered(browser)
    const copy = browser.copy()
    expect((await browser.get(callback.href)).headers.get('location')).toBe('/console/')
    await refused(copy, callback, 'token')
  })

  it('refuses an answer that names another provider', async () => {
    const browser = new Browser()
    const callback = await answered(browser)
    callback.searchParams.set('iss', 'https://elsewhere.example')
    await refused(browser, callback, 'state')
  })

  it('signs nobody in whom the provider refuses, or whose token the hub does not accept', async () => {
    const [one, other] = [new Browser(), new Browser()]
    await refused(one, await answered(one, 'nobody'), 'refused')
    await refused(other, await answered(other, 'stranger'), 'token')
  })

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/graphql', '/console/\\elsewhere.example', '/console//elsewhere.example'])('sends nobody back to %s', async (back) => {
    const browser = new Browser()
    const callback = await answered(browser, 'li', () => {}, `?back=${encodeURIComponent(back)}`)
    expect((await browser.get(callback.href)).headers.get('location')).toBe('/console/')
  })

  it('signs in whom the provider knows, and keeps the token in a cookie that no script reads', async () => {
    const browser = new Browser()
    const callback = await answered(browser, 'li', () => {}, '?back=%2Fconsole%2Fcatalogue%3Ftext%3Dx')
    const response = await browser.get(callback.href)
    expect(response.headers.get('location')).toBe('/console/catalogue?text=x')
    const cookie = cookieIn(response, 'govshare-session')
    expect(cookie).toMatch(/; Path=\/console; Max-Age=3[56]\d\d; HttpOnly; SameSite=Strict$/)
    expect(cookie?.split(';')[0]?.split('.')).toHaveLength(5)
    expect(await session(browser)).toMatchObject({ signedIn: true, consumer: 'sys-approver-desk', agency: OFFICER.agency, operator: 'op-li', persona: null })
    expect(JSON.stringify(await session(browser))).not.toContain('eyJ')
  })

  it('ends the session here and tells where it ends with the provider', async () => {
    const browser = new Browser()
    await browser.get((await answered(browser)).href)
    const { csrf } = await session(browser)
    expect((await browser.post(`${origin}/console/sign-out`, {}, { origin })).status).toBe(403)
    const left = await browser.post(`${origin}/console/sign-out`, {}, { origin, 'x-csrf-token': String(csrf) })
    expect(((await left.json()) as { next: string }).next).toBe(`${provider.issuer}/session/end?client_id=console&post_logout_redirect_uri=${encodeURIComponent(`${origin}/console/`)}`)
    expect(await session(browser)).toMatchObject({ signedIn: false })
  })
})
