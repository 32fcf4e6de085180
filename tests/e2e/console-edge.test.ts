import { brotliDecompressSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { builtConsole } from '../../router/console/assets.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { Browser } from '../harness/plain-browser.ts'

const documents = JSON.parse(readFileSync(projectFile('console', 'documents.json'), 'utf8')) as Record<string, string>
const idOf = (name: string) => Object.keys(documents).find((id) => documents[id]?.includes(`query ${name} `) || documents[id]?.includes(`query ${name}(`)) ?? ''

describe.skipIf(builtConsole() === null)('what the console gives away, and to whom', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await openTestHub()
  })
  afterAll(() => hub?.close())

  interface Asked { readonly status: number; readonly body: { readonly data?: Record<string, unknown>; readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[] } }

  async function signedIn(persona = 'auditor'): Promise<{ browser: Browser; csrf: string }> {
    const browser = new Browser()
    expect((await browser.post(`${hub.url}/console/sign-in/persona`, { persona }, { origin: hub.url })).status).toBe(200)
    const { csrf } = (await (await browser.get(`${hub.url}/console/session`)).json()) as { csrf: string }
    return { browser, csrf }
  }
  async function ask(browser: Browser, body: unknown, headers: Record<string, string>, path = '/console/graphql'): Promise<Asked> {
    const response = await browser.post(`${hub.url}${path}`, body, headers)
    return { status: response.status, body: (await response.json()) as Asked['body'] }
  }
  const codeOf = ({ status, body }: Asked) => [status, body.errors?.[0]?.extensions.code]
  const who = () => ({ documentId: idOf('Who'), variables: { id: 'sys-audit-office' } })

  it('answers nobody who has not signed in, whatever token they bring', async () => {
    const authorization = `Bearer ${await hub.token('auditor')}`
    expect(codeOf(await ask(new Browser(), who(), { origin: hub.url, authorization }))).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('answers no request without the token against forgery, or with another', async () => {
    const { browser } = await signedIn()
    const { csrf: another } = await signedIn()
    expect(codeOf(await ask(browser, who(), { origin: hub.url }))).toEqual([403, 'FORBIDDEN'])
    expect(codeOf(await ask(browser, who(), { origin: hub.url, 'x-csrf-token': another }))).toEqual([403, 'FORBIDDEN'])
  })

  it.each([{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, {}])('answers no page of another site: %j', async (stated) => {
    const { browser, csrf } = await signedIn()
    const headers: Record<string, string> = { 'x-csrf-token': csrf, ...('sec-fetch-site' in stated ? { origin: hub.url } : {}), ...stated }
    expect(codeOf(await ask(browser, who(), headers))).toEqual([403, 'FORBIDDEN'])
    expect((await browser.post(`${hub.url}/console/sign-in/persona`, { persona: 'auditor' }, headers)).status).toBe(403)
    expect((await browser.post(`${hub.url}/console/sign-out`, {}, headers)).status).toBe(403)
  })

  it('opens no session that was changed by a letter, made for another use, or sent twice', async () => {
    const { browser, csrf } = await signedIn()
    const sealed = browser.cookie('govshare-session') ?? ''
    const at = Math.floor(sealed.length / 2)
    for (const value of [sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1), '', 'a.b.c.d.e', `${sealed}; govshare-session=${sealed}`]) {
      const forged = new Browser([['govshare-session', value]])
      expect(codeOf(await ask(forged, who(), { origin: hub.url, 'x-csrf-token': csrf }))).toEqual([401, 'UNAUTHENTICATED'])
    }
  })

  it('runs no operation but those that its pages were built with', async () => {
    const { browser, csrf } = await signedIn()
    const headers = { origin: hub.url, 'x-csrf-token': csrf }
    for (const body of [{ query: '{ __typename }' }, { documentId: 'f'.repeat(64) }, { documentId: idOf('Who'), query: '{ __typename }' }, {}, { documentId: '__proto__' }]) {
      expect(codeOf(await ask(browser, body, headers))).toEqual([200, 'BAD_USER_INPUT'])
    }
    expect((await ask(browser, who(), headers)).body.data).toMatchObject({ consumer: { id: who().variables.id } })
  })

  it('runs any operation in the playground, as whoever is signed in', async () => {
    const { browser, csrf } = await signedIn()
    const { body } = await ask(browser, { query: '{ accessRecords(first: 1) { edges { node { id } } } }' }, { origin: hub.url, 'x-csrf-token': csrf }, '/console/playground/graphql')
    expect(body.data).toHaveProperty('accessRecords')
  })

  it('takes a GET for no question', async () => {
    const { browser } = await signedIn()
    expect((await browser.get(`${hub.url}/console/graphql?query={__typename}`)).status).toBe(405)
  })

  it('offers no persona that there is not, and none of the Internet', async () => {
    for (const persona of ['portal', 'root', '__proto__']) expect((await new Browser().post(`${hub.url}/console/sign-in/persona`, { persona }, { origin: hub.url })).status).toBe(404)
  })

  it('begins no sign-in with a provider where none is configured', async () => {
    const response = await new Browser().get(`${hub.url}/console/sign-in`)
    expect([response.status, response.headers.get('location')]).toEqual([200, null])
  })

  it('serves its page under a policy that lets in no other host and no script of the page itself, with a number used once', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => fetch(`${hub.url}/console/records?text=x`)))
    const policy = one?.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{24}';/)
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(policy).not.toBe(other?.headers.get('content-security-policy'))
    expect(one?.headers.get('cache-control')).toBe('no-store')
    const page = (await one?.text()) ?? ''
    expect(page).toContain(/'nonce-([^']+)'/.exec(policy)?.[1])
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|<style|\sstyle=/)
  })

  it('serves what its page names, packed, for good, and nothing beside it', async () => {
    const page = await (await fetch(`${hub.url}/console/`)).text()
    const [script = ''] = /\/console\/assets\/[\w.-]+\.js/.exec(page) ?? []
    const response = await fetch(hub.url + script, { headers: { 'accept-encoding': 'br' } })
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br', 'content-type': 'text/javascript; charset=utf-8' })
    for (const path of ['assets/../documents.json', 'assets/%2e%2e/documents.json', 'assets/x.js']) expect((await fetch(`${hub.url}/console/${path}`)).headers.get('content-type')).not.toMatch(/javascript/)
  })

  it('names no other host in what it serves to be loaded', () => {
    for (const [path, { type, body }] of builtConsole()?.assets ?? []) {
      if (type.startsWith('text/css')) expect([...body.toString().matchAll(/url\(\s*["']?(?!data:|\/console\/)[^)]*/g)].map(([found]) => found), path).toEqual([])
    }
  })

  it('loads at most 350 KB of packed script before the workbench is there', () => {
    const { page = '', assets = new Map<string, { body: Buffer; packed: { br?: Buffer; gzip?: Buffer } }>() } = builtConsole() ?? {}
    const first = [...assets].filter(([path]) => path.endsWith('.js') && (page.includes(path) || /\/workbench-/.test(path)))
    expect(first.length).toBeGreaterThan(1)
    for (const [, { body, packed }] of first) expect(brotliDecompressSync(packed.br ?? Buffer.alloc(0)).equals(body)).toBe(true)
    const bytes = imported(first.map(([path]) => path)).reduce((sum, path) => sum + (assets.get(path)?.packed.gzip?.length ?? Infinity), 0)
    expect(bytes).toBeLessThan(350_000)
  })
})

/** Those files, and what they import before they run. */
function imported(paths: readonly string[]): string[] {
  const found = new Set(paths)
  for (const path of found) {
    const text = builtConsole()?.assets.get(path)?.body.toString() ?? ''
    for (const [, name = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) found.add(`/console/assets/${name}`)
  }
  return [...found]
}
