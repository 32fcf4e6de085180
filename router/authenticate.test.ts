import { exportJWK, exportSPKI, type CryptoKey, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { hubError } from '#platform/errors'
import { ANONYMOUS, authenticator } from './authenticate.ts'
import { type IssuerSettings, openIssuer } from './issuers.ts'

const NOW = Date.parse('2026-03-02T09:00:00+08:00')
const LEEWAY_SECONDS = 30
const AGENCY = '11990000000000019A'
const FIRM = '91990101MA0000015C'
const NUMBER = '990101194001010016'
const HOLDER = { type: '111', number: NUMBER }

const CLAIMS = { client_id: 'window-1', agency: AGENCY, operator: 'op-7', zone: 'GOVERNMENT', assurance: 'HIGH' }
const PROVIDER: IssuerSettings = {
  issuer: 'https://provider.example', audience: 'govshare', algorithms: ['EdDSA'], jwks: '', identityProvider: true, leewaySeconds: LEEWAY_SECONDS,
}
const REGISTRY: IssuerSettings = { ...PROVIDER, issuer: 'https://registry.example', identityProvider: false }

let key: CryptoKey
let publicPem: string
let publicJwk: JWK
let elliptic: CryptoKey
let foreign: CryptoKey
let authenticate: ReturnType<typeof authenticator>
let verifications: number
let now: number

beforeAll(async () => {
  const own = await generateKeyPair('EdDSA', { extractable: true })
  const es = await generateKeyPair('ES256', { extractable: true })
  key = own.privateKey
  elliptic = es.privateKey
  foreign = (await generateKeyPair('EdDSA')).privateKey
  publicPem = await exportSPKI(own.publicKey)
  publicJwk = await exportJWK(own.publicKey)
  const esJwk = await exportJWK(es.publicKey)
  const keys = [
    { ...publicJwk, kid: 'key', alg: 'EdDSA' },
    { ...publicJwk, kid: 'without-alg' },
    { ...publicJwk, kid: 'bound-to-another', alg: 'ES256' },
    { ...esJwk, kid: 'elliptic', alg: 'ES256' },
  ]
  const issuers = [PROVIDER, REGISTRY].map((settings) => {
    const issuer = openIssuer(settings, { keys })
    return { ...issuer, key: (...input: Parameters<typeof issuer.key>) => { verifications += 1; return issuer.key(...input) } }
  })
  now = NOW
  verifications = 0
  authenticate = authenticator({ issuers, clock: { now: () => now }, keyOf: (type, number) => `key of ${type} ${number.length}` })
})

beforeEach(() => {
  now = NOW
})

interface Making {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Record<string, unknown>
  readonly by?: CryptoKey | Uint8Array
  readonly lives?: number
  readonly from?: number
}

/** A token as the provider would sign it, but for what is given. Seconds count from now. */
function token({ claims = {}, header = {}, by = key, lives = 600, from }: Making = {}): Promise<string> {
  const at = Math.floor(now / 1_000)
  const payload = { iss: PROVIDER.issuer, aud: PROVIDER.audience, ...CLAIMS, exp: at + lives, ...(from === undefined ? {} : { nbf: at + from }), ...claims }
  const present = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined))
  return new SignJWT(present as JWTPayload).setProtectedHeader({ alg: 'EdDSA', kid: 'key', ...header }).sign(by)
}

const bearer = async (text: string | Promise<string>) => authenticate(`Bearer ${await text}`)

async function refusalOf(header: string): Promise<ReturnType<typeof hubError>> {
  try {
    await authenticate(header)
  } catch (error) {
    return error as ReturnType<typeof hubError>
  }
  throw new Error('it was not refused')
}

const represent = (subject: unknown, more: Record<string, unknown> = {}) => token({ claims: { subject, ...more } })
const tamper = (text: string, change: (claims: Record<string, unknown>) => object) => {
  const [head, body = '', signature] = text.split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
  return [head, Buffer.from(JSON.stringify(change(claims))).toString('base64url'), signature].join('.')
}

/** [what is wrong, the token] */
const BAD: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['that tells a channel that there is not', () => token({ claims: { channel: 'TELEGRAPH' } })],
  ['that is none', () => 'token'],
  ['that is empty', () => ''],
  ['that expired beyond the leeway', () => token({ lives: -LEEWAY_SECONDS - 1 })],
  ['that is not yet valid beyond the leeway', () => token({ from: LEEWAY_SECONDS + 1 })],
  ['that never expires', () => token({ claims: { exp: undefined } })],
  ['for another audience', () => token({ claims: { aud: 'another' } })],
  ['for no audience', () => token({ claims: { aud: undefined } })],
  ['of an issuer that is not trusted', () => token({ claims: { iss: 'https://foreign.example' } })],
  ['of no issuer', () => token({ claims: { iss: undefined } })],
  ['signed by somebody else', () => token({ by: foreign })],
  ['not signed', async () => new UnsecuredJWT({ ...CLAIMS, iss: PROVIDER.issuer, aud: 'govshare', exp: NOW }).encode()],
  ['with the algorithm none and a made-up signature', async () => {
    const [, body] = (await token()).split('.')
    return `${Buffer.from('{"alg":"none","kid":"key"}').toString('base64url')}.${body}.AAAA`
  }],
  ['signed with the text of the public key as a shared secret', () => token({ header: { alg: 'HS256' }, by: Buffer.from(publicPem) })],
  ['signed with the bytes of the public key as a shared secret', () => token({ header: { alg: 'HS256' }, by: Buffer.from(publicJwk.x ?? '', 'base64url') })],
  ['signed by a key of the set with an algorithm that the issuer may not use', () => token({ header: { alg: 'ES256', kid: 'elliptic' }, by: elliptic })],
  ['of a key that the set does not know', () => token({ header: { kid: 'unknown' } })],
  ['that names no key', () => token({ header: { kid: undefined } })],
  ['of a key that is bound to no algorithm', () => token({ header: { kid: 'without-alg' } })],
  ['of a key that is bound to another algorithm', () => token({ header: { kid: 'bound-to-another' } })],
  ['whose payload was changed', async () => tamper(await token(), (claims) => ({ ...claims, agency: FIRM }))],
  ['whose payload was written anew', async () => tamper(await token(), (claims) => Object.fromEntries(Object.entries(claims).reverse()))],
  ['whose signature was cut', async () => (await token()).slice(0, -2)],
  ['with padding', async () => `${await token()}==`],
  ['in another alphabet', async () => (await token()).replace(/\.(.)/, '.+$1')],
  ['with something behind it', async () => `${await token()} x`],
  ['without a consumer', () => token({ claims: { client_id: undefined } })],
  ['with a consumer that is no text', () => token({ claims: { client_id: ['window-1'] } })],
  ['with an endless consumer', () => token({ claims: { client_id: 'x'.repeat(201) } })],
  ['without an agency', () => token({ claims: { agency: undefined } })],
  ['with an agency whose code is wrong', () => token({ claims: { agency: '119900000000000199' } })],
  ['with a subject, from an issuer that is no identity provider', () => token({ claims: { iss: REGISTRY.issuer, subject: HOLDER } })],
  ['with a subject that is nothing', () => represent(null)],
  ['with a subject that is a text', () => represent(NUMBER)],
  ['with a subject of a document that the hub cannot read', () => represent({ type: '113', number: 'E12345678' })],
  ['with a subject whose passport is none', () => represent({ type: '414', number: 'E1234567890' })],
  ['with a subject whose type is no text', () => represent({ type: 414, number: 'E12345678' })],
  ['with a subject whose number is wrong', () => represent({ type: '111', number: '990101194001010017' })],
  ['with a subject born tomorrow', () => represent({ type: '111', number: '990101202603030019' })],
  ['with an organisation whose code is wrong', () => represent({ type: '001', number: '91990101MA0000015D' })],
  ['with a mandate that ended yesterday', () => represent(HOLDER, { mandate: { matters: ['990500000100'], until: '2026-03-01' } })],
  ['with a mandate without an end', () => represent(HOLDER, { mandate: { matters: ['990500000100'] } })],
  ['with a mandate whose end is no date', () => represent(HOLDER, { mandate: { matters: ['990500000100'], until: 'forever' } })],
  ['with a mandate without matters', () => represent(HOLDER, { mandate: { until: '2026-12-31' } })],
  ['with a mandate that is nothing', () => represent(HOLDER, { mandate: null })],
  ['with an operator that is no name', () => token({ claims: { operator: 7 } })],
  ['with an operator whose name is too long to keep', () => token({ claims: { operator: 'o'.repeat(201) } })],
  ['with an operator document that is wrong', () => token({ claims: { operator_document: { type: '111', number: '1' } } })],
]

describe('a token is refused', () => {
  it.each(BAD)('%s, with the same words as any other', async (_case, make) => {
    const refusal = await refusalOf(`Bearer ${await make()}`)
    expect({ ...refusal.toJSON() }).toEqual({
      message: 'the token is not accepted', extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    })
    expect(refusal.originalError ?? refusal.cause).toBeUndefined()
  })

  it.each([
    ['a header of another kind', () => 'Basic d2luZG93OjE='],
    ['a token without its kind', () => token()],
    ['two tokens', async () => `Bearer ${await token()}, Bearer ${await token()}`],
    ['an empty header', () => ''],
  ])('in %s', async (_case, make) => {
    expect((await refusalOf(await make())).extensions['code']).toBe('UNAUTHENTICATED')
  })

  it('once it has expired, though it was accepted and remembered a moment before', async () => {
    const header = `Bearer ${await token({ lives: 10 })}`
    await authenticate(header)
    now = NOW + (10 + LEEWAY_SECONDS) * 1_000 + 1
    expect((await refusalOf(header)).extensions['code']).toBe('UNAUTHENTICATED')
  })
})

describe('a token tells', () => {
  it('nobody, where there is none', async () => {
    expect(await authenticate(undefined)).toBe(ANONYMOUS)
    expect(ANONYMOUS).toMatchObject({ consumer: '', agency: '', zone: 'INTERNET', assurance: 'NONE', represented: null, operatorKey: null })
  })

  it('who asks, for which agency, with which operator, from where and how well identified', async () => {
    expect(await bearer(token())).toEqual({
      consumer: 'window-1', agency: AGENCY, operator: 'op-7', operatorKey: null, represented: null, zone: 'GOVERNMENT', assurance: 'HIGH', channel: 'WINDOW',
    })
  })

  it('the least where it says nothing, or what no issuer says', async () => {
    const least = { operator: 'UNATTENDED', zone: 'INTERNET', assurance: 'NONE' }
    expect(await bearer(token({ claims: { operator: undefined, zone: undefined, assurance: undefined } }))).toMatchObject(least)
    expect(await bearer(token({ claims: { operator: undefined, zone: 'government', assurance: 'HIGHEST' } }))).toMatchObject(least)
  })

  it('through which channel it comes, or it follows from who acts', async () => {
    expect((await bearer(token({ claims: { channel: 'TERMINAL' } }))).channel).toBe('TERMINAL')
    expect((await bearer(token({ claims: { operator: undefined } }))).channel).toBe('SYSTEM')
    expect((await bearer(represent(HOLDER))).channel).toBe('PORTAL')
  })

  it('within the leeway around its times', async () => {
    expect(await bearer(token({ lives: -LEEWAY_SECONDS + 1 }))).toMatchObject({ consumer: 'window-1' })
    expect(await bearer(token({ from: LEEWAY_SECONDS }))).toMatchObject({ consumer: 'window-1' })
  })

  it('whom it stands for, by key and never by number', async () => {
    expect((await bearer(represent(HOLDER))).represented).toEqual({ subject: 'key of 111 18', mandateMatters: null })
    expect((await bearer(represent({ type: '001', number: FIRM }))).represented).toEqual({ subject: FIRM, mandateMatters: null })
  })

  it('whom it stands for by another document, in the form that keys are made of', async () => {
    const subjectOf = async (type: string, number: string) => (await bearer(represent({ type, number }))).represented?.subject
    expect(await subjectOf('414', 'x99000001')).toBe('key of 414 9')
    expect(await subjectOf('516', 'H9900000102')).toBe('key of 516 9')
    expect(await subjectOf('553', NUMBER)).toBe('key of 111 18')
  })

  it('what a mandate covers, until and with its last day', async () => {
    const mandate = { matters: ['990500000100', 7], until: '2026-03-02' }
    expect((await bearer(represent(HOLDER, { mandate }))).represented).toEqual({ subject: 'key of 111 18', mandateMatters: ['990500000100', ''] })
  })

  it('the key of its operator, where an identity provider says who that is; the word of others is not taken', async () => {
    const claims = { operator_document: HOLDER }
    expect((await bearer(token({ claims }))).operatorKey).toBe('key of 111 18')
    expect((await bearer(token({ claims: { ...claims, iss: REGISTRY.issuer } }))).operatorKey).toBeNull()
  })

  it('the same when it is asked again within half a minute, without verifying anew, and not longer', async () => {
    const header = `bearer ${await token({ claims: { jti: 'again' } })}`
    const before = verifications
    const first = await authenticate(header)
    now = NOW + 29_999
    expect(await authenticate(header)).toBe(first)
    expect(verifications - before).toBe(1)
    now = NOW + 30_000
    expect(await authenticate(header)).toEqual(first)
    expect(verifications - before).toBe(2)
  })

  it('what it is verified to tell once more where the clock was set back, since nobody knows how old what is remembered is', async () => {
    const header = `Bearer ${await token()}`
    await authenticate(header)
    verifications = 0
    now = NOW - 1_000
    await authenticate(header)
    expect(verifications).toBe(1)
  })
})
