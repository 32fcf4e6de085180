import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testClock } from '../tests/harness/library.ts'
import { authenticator } from './authenticate.ts'
import { EMBEDDED_ISSUER, embeddedKey, publicKeySet, signToken } from './embedded-issuer.ts'
import { openIssuer } from './issuers.ts'

const CLAIMS = { client_id: 'window-1', agency: '11990000000000019A' }

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govshare-key-'))
  file = join(folder, 'data', 'issuer-key.json')
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('the embedded issuer keeps', () => {
  it('its private key to the owner of the file', async () => {
    await embeddedKey(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('its private key out of the set that the hub trusts', async () => {
    const key = await embeddedKey(file)
    expect(key.d).toBeTypeOf('string')
    expect(JSON.stringify(publicKeySet(key))).not.toContain(key.d)
    expect(publicKeySet(key).keys[0]).not.toHaveProperty('d')
  })

  it('one key per folder, from start to start', async () => {
    const key = await embeddedKey(file)
    expect(await embeddedKey(file)).toEqual(key)
    expect(await embeddedKey(join(folder, 'other.json'))).not.toEqual(key)
    expect(existsSync(file)).toBe(true)
  })
})

describe('the embedded issuer signs', () => {
  it('tokens that its own hub accepts, and the hub of another folder does not', async () => {
    const hubOf = async (path: string) =>
      authenticator({ issuers: [openIssuer(EMBEDDED_ISSUER, publicKeySet(await embeddedKey(path)))], clock: testClock, keyOf: (_type, number) => number })
    const header = `Bearer ${await signToken(await embeddedKey(file), CLAIMS, testClock)}`
    expect(await (await hubOf(file))(header)).toMatchObject({ consumer: 'window-1', agency: CLAIMS.agency })
    await expect((await hubOf(join(folder, 'other.json')))(header)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } })
  })

  it('for half a day, under a key and an algorithm that it names', async () => {
    const token = await signToken(await embeddedKey(file), CLAIMS, testClock)
    const { iat = 0, exp = 0, iss, aud } = decodeJwt(token)
    expect([iat * 1_000, exp - iat, iss, aud]).toEqual([testClock.now(), 43_200, EMBEDDED_ISSUER.issuer, EMBEDDED_ISSUER.audience])
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: 'embedded', typ: 'JWT' })
  })
})
