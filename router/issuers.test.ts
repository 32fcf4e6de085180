import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { StartFault } from '#platform/errors'
import { authenticator } from './authenticate.ts'
import { type Issuer, type IssuerSettings, openIssuer } from './issuers.ts'

const SETTINGS: IssuerSettings = {
  issuer: 'https://provider.example', audience: 'govshare', algorithms: ['EdDSA', 'ES256'], jwks: '', identityProvider: false, leewaySeconds: 0,
}

interface Pair {
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

async function pair(kid: string, alg: 'EdDSA' | 'ES256' = 'EdDSA'): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } }
}

let served: unknown
let fetches: number
let server: Server
let address: string
let oldKey: Pair
let newKey: Pair
let serial = 0

beforeAll(async () => {
  oldKey = await pair('old')
  newKey = await pair('new', 'ES256')
  server = createServer((_request, response) => {
    fetches += 1
    response.setHeader('content-type', 'application/json')
    response.end(typeof served === 'string' ? served : JSON.stringify(served))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
})

afterAll(() => server.close())

beforeEach(() => {
  served = { keys: [oldKey.jwk] }
  fetches = 0
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T09:00:00+08:00') })
})

afterEach(() => vi.useRealTimers())

const passSeconds = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000)

/** A new token of a key, unlike every one before. */
const tokenOf = ({ privateKey, jwk }: Pair) =>
  new SignJWT({ client_id: 'window-1', agency: '11990000000000019A', jti: String(serial++) })
    .setProtectedHeader({ alg: jwk.alg ?? '', kid: jwk.kid ?? '' })
    .setIssuer(SETTINGS.issuer)
    .setAudience(SETTINGS.audience)
    .setExpirationTime(Math.floor(Date.now() / 1_000) + 3_600)
    .sign(privateKey)

const hubWith = (issuer: Issuer) => authenticator({ issuers: [issuer], clock: { now: () => Date.now() }, keyOf: (_type, number) => number })

async function accepts(hub: ReturnType<typeof hubWith>, token: string): Promise<boolean> {
  try {
    return (await hub(`Bearer ${token}`)).consumer === 'window-1'
  } catch {
    return false
  }
}

describe('a key set by its address', () => {
  it('lets a removed key work for a minute at most, tokens that are remembered included', async () => {
    const hub = hubWith(openIssuer({ ...SETTINGS, jwks: address }))
    const remembered = await tokenOf(oldKey)
    expect(await accepts(hub, await tokenOf(oldKey))).toBe(true)
    served = { keys: [newKey.jwk] }
    passSeconds(29)
    expect(await accepts(hub, remembered)).toBe(true)
    passSeconds(31)
    expect(await accepts(hub, remembered)).toBe(false)
    expect(await accepts(hub, await tokenOf(oldKey))).toBe(false)
  })

  it('takes up a key that is added, once the set is asked for again', async () => {
    const hub = hubWith(openIssuer({ ...SETTINGS, jwks: address }))
    await accepts(hub, await tokenOf(oldKey))
    served = { keys: [oldKey.jwk, newKey.jwk] }
    passSeconds(31)
    expect(await accepts(hub, await tokenOf(newKey))).toBe(true)
    expect(await accepts(hub, await tokenOf(oldKey))).toBe(true)
  })

  it('is asked for once for many tokens, and not anew for every unknown key', async () => {
    const hub = hubWith(openIssuer({ ...SETTINGS, jwks: address }))
    const unknown = await pair('unknown')
    for (let at = 0; at < 5; at += 1) {
      expect(await accepts(hub, await tokenOf(oldKey))).toBe(true)
      expect(await accepts(hub, await tokenOf(unknown))).toBe(false)
    }
    expect(fetches).toBe(1)
  })

  it.each([
    ['is no JSON', 'nonsense'],
    ['is no key set', { kid: 'old' }],
    ['is empty', { keys: [] }],
  ])('refuses every token where it %s', async (_case, set) => {
    served = set
    expect(await accepts(hubWith(openIssuer({ ...SETTINGS, jwks: address })), await tokenOf(oldKey))).toBe(false)
  })

  it('refuses every token where nobody answers', async () => {
    expect(await accepts(hubWith(openIssuer({ ...SETTINGS, jwks: 'http://127.0.0.1:1/jwks.json' })), await tokenOf(oldKey))).toBe(false)
  })
})

describe('a key set', () => {
  const withKeys = (...keys: JWK[]) => hubWith(openIssuer(SETTINGS, { keys }))

  it('refuses a key that is bound to another algorithm, or to none', async () => {
    const { alg: _alg, ...unbound } = oldKey.jwk
    expect(await accepts(withKeys(unbound), await tokenOf(oldKey))).toBe(false)
    expect(await accepts(withKeys({ ...oldKey.jwk, alg: 'ES256' }), await tokenOf(oldKey))).toBe(false)
  })

  it('refuses a name that stands for keys of several algorithms', async () => {
    const ambiguous = { ...newKey.jwk, kid: 'old' }
    expect(await accepts(withKeys(ambiguous, oldKey.jwk), await tokenOf(oldKey))).toBe(false)
  })

  it('refuses a key that is meant for encryption', async () => {
    expect(await accepts(withKeys({ ...oldKey.jwk, use: 'enc' }), await tokenOf(oldKey))).toBe(false)
  })

  it('refuses a token of another key under a name that the set knows', async () => {
    expect(await accepts(withKeys(oldKey.jwk), await tokenOf(await pair('old')))).toBe(false)
  })

  it('accepts each key with its own algorithm', async () => {
    const hub = withKeys(oldKey.jwk, newKey.jwk)
    expect([await accepts(hub, await tokenOf(oldKey)), await accepts(hub, await tokenOf(newKey))]).toEqual([true, true])
  })
})

describe('a key set in a file', () => {
  it('ends the start with exit code 78 where it cannot be read, naming the file', () => {
    const opening = () => openIssuer({ ...SETTINGS, jwks: join(tmpdir(), 'no-such-set.json') })
    expect(opening).toThrow(StartFault)
    expect(opening).toThrow(expect.objectContaining({ exitCode: 78, message: expect.stringContaining('no-such-set.json') as string }))
  })

  it.each(['null', '[]', '{"keys": 1}'])('ends the start where it holds no key set: %s', (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'govshare-issuers-'))
    writeFileSync(join(folder, 'set.json'), text)
    expect(() => openIssuer({ ...SETTINGS, jwks: join(folder, 'set.json') })).toThrow(StartFault)
    rmSync(folder, { recursive: true })
  })

  it('is read once, at start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'govshare-issuers-'))
    writeFileSync(join(folder, 'set.json'), JSON.stringify({ keys: [oldKey.jwk] }))
    const hub = hubWith(openIssuer({ ...SETTINGS, jwks: join(folder, 'set.json') }))
    rmSync(folder, { recursive: true })
    expect(await accepts(hub, await tokenOf(oldKey))).toBe(true)
  })
})
