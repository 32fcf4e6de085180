import { createHmac } from 'node:crypto'
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planOf } from '../../tests/harness/library.ts'
import { canonical, sha256 } from './canonical.ts'
import { PlanRefused, type PlanSigner, planSigner, type PlanVerifier, planVerifier } from './token.ts'
import { packPlan } from './travel.ts'

const START = Date.parse('2026-03-02T09:00:00.123+08:00')
const BODY = { query: 'query ($k: [_Any!]!) { _entities(representations: $k) { __typename } }', variables: { k: [{ __typename: 'Person', key: 'ann' }] } }
const PLAN = planOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { ann: 0 }, sealed: ['witness'] })

let now: number
const clock = { now: () => now }
let key: JWK
let foreign: JWK
let signer: PlanSigner
let verifier: PlanVerifier

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return { ...(await exportJWK(privateKey)), kid: 'router', alg: 'EdDSA', use: 'sig' }
}

const publicOf = ({ d: _private, ...rest }: JWK) => ({ keys: [rest] })

beforeAll(async () => {
  ;[key, foreign] = [await newKey(), await newKey()]
})

beforeEach(async () => {
  now = START
  signer = await planSigner(key, clock)
  verifier = planVerifier('population', publicOf(key), clock)
})

type Body = { query: string; variables: Record<string, unknown>; extensions: { accessPlan: string } }

const sent = async (library = 'population', body = BODY): Promise<Body> => JSON.parse((await signer.sign(library, body, PLAN)).text) as Body

/** What a plan says, changed and signed anew. */
async function forged(changes: Record<string, unknown>, header: Record<string, unknown> = {}, by = key): Promise<Body> {
  const claims = {
    iss: 'govshare-router', aud: 'population', iat: now / 1_000, exp: now / 1_000 + 5, jti: 'a'.repeat(22), sha256: sha256(canonical(BODY)),
    plan: packPlan(PLAN, true), ...changes,
  }
  const token = await new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'govshare-access-plan-1', kid: 'router', ...header })
    .sign(await importJWK(by, 'EdDSA'))
  return { ...BODY, extensions: { accessPlan: token } }
}

async function checkOf(body: unknown, by = verifier): Promise<string> {
  try {
    await by.verify(body)
    return 'accepted'
  } catch (error) {
    if (error instanceof PlanRefused) return error.check
    throw error
  }
}

const withToken = (body: Body, change: (parts: string[]) => string[]): Body =>
  ({ ...body, extensions: { accessPlan: change(body.extensions.accessPlan.split('.')).join('.') } })

const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>

describe('a request is refused', () => {
  it.each([
    ['no body', undefined], ['no object', 'plan'], ['a list of bodies', [BODY]], ['no extensions', BODY],
    ['no plan', { ...BODY, extensions: {} }], ['a plan that is no text', { ...BODY, extensions: { accessPlan: { alg: 'none' } } }],
    ['an empty plan', { ...BODY, extensions: { accessPlan: '' } }],
  ])('with %s', async (_what, body) => {
    expect(await checkOf(body)).toBe('missing')
  })

  it('signed by another key, though it bears the name of the right one', async () => {
    expect(await checkOf(await forged({}, {}, foreign))).toBe('signature')
    expect(await checkOf(await forged({}, { kid: 'another' }))).toBe('signature')
  })

  it('signed by nobody', async () => {
    const none = coded({ alg: 'none', typ: 'govshare-access-plan-1', kid: 'router' })
    const body = await sent()
    expect(await checkOf(withToken(body, ([, claims = '']) => [none, claims, '']))).toBe('signature')
    expect(await checkOf(withToken(body, ([, claims = '', signature = '']) => [none, claims, signature]))).toBe('signature')
    expect(await checkOf(withToken(body, ([header = '', claims = '']) => [header, claims]))).toBe('signature')
  })

  it('signed with the public key as if it were a shared secret', async () => {
    const { keys } = publicOf(key)
    const secrets = [Buffer.from(keys[0]?.x ?? '', 'base64url'), Buffer.from(JSON.stringify(keys[0])), Buffer.from(JSON.stringify({ keys }))]
    const header = coded({ alg: 'HS256', typ: 'govshare-access-plan-1', kid: 'router' })
    const [, claims = ''] = (await sent()).extensions.accessPlan.split('.')
    for (const secret of secrets) {
      const signature = createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url')
      expect(await checkOf({ ...BODY, extensions: { accessPlan: `${header}.${claims}.${signature}` } })).toBe('signature')
    }
  })

  it('with a plan that was changed after it was signed', async () => {
    const changed = withToken(await sent(), ([header = '', claims, signature = '']) => {
      const said = decoded(claims)
      return [header, coded({ ...said, plan: { ...(said['plan'] as object), router: true } }), signature]
    })
    expect(await checkOf(changed)).toBe('signature')
  })

  it('signed by the router as something else than a plan', async () => {
    expect(await checkOf(await forged({}, { typ: 'JWT' }))).toBe('signature')
  })

  it('meant for another library, or for several', async () => {
    expect(await checkOf(await sent('credit'))).toBe('audience')
    expect(await checkOf(await forged({ aud: ['population', 'credit'] }))).toBe('audience')
    expect(await checkOf(await forged({ iss: 'somebody' }))).toBe('audience')
  })

  it('after its five seconds and the two by which clocks may differ', async () => {
    const body = await sent()
    now = START + 7_000
    expect(await checkOf(body)).toBe('lifetime')
  })

  it('of the future, or living longer than any plan may', async () => {
    expect(await checkOf(await forged({ iat: now / 1_000 + 2.1, exp: now / 1_000 + 3 }))).toBe('lifetime')
    expect(await checkOf(await forged({ exp: now / 1_000 + 5.1 }))).toBe('lifetime')
    expect(await checkOf(await forged({ exp: now / 1_000 - 1, iat: now / 1_000 }))).toBe('lifetime')
    expect(await checkOf(await forged({ exp: undefined }))).toBe('lifetime')
    expect(await checkOf(await forged({ iat: undefined }))).toBe('lifetime')
  })

  it('whose body is not the one that was signed', async () => {
    const body = await sent()
    expect(await checkOf({ ...body, variables: { k: [{ __typename: 'Person', key: 'bob' }] } })).toBe('body')
    expect(await checkOf({ ...body, query: BODY.query.replace('__typename', 'key') })).toBe('body')
    expect(await checkOf({ ...body, operationName: 'Other' })).toBe('body')
    expect(await checkOf({ ...body, extensions: { ...body.extensions, persistedQuery: { sha256Hash: 'x' } } })).toBe('body')
    expect(await checkOf({ ...body, variables: { ...body.variables, deep: JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown } })).toBe('body')
  })

  it('for the second time, also in another spelling of the same token', async () => {
    const body = await sent()
    expect(await checkOf(body)).toBe('accepted')
    expect(await checkOf(body)).toBe('replay')
    const [header, claims, signature = ''] = body.extensions.accessPlan.split('.')
    expect(await checkOf({ ...body, extensions: { accessPlan: `${header}.${claims}.${signature}==` } })).toBe('signature')
    // The last of its characters has bits that say nothing.
    const last = 'AQgw'.indexOf(signature.at(-1) ?? '')
    const other = `${signature.slice(0, -1)}${'BRhx'[last]}`
    expect(['signature', 'replay']).toContain(await checkOf({ ...body, extensions: { accessPlan: `${header}.${claims}.${other}` } }))
  })

  it('whose plan was used up at the process before this one', async () => {
    const body = await sent()
    now = START + 1_000
    expect(await checkOf(body, planVerifier('population', publicOf(key), clock))).toBe('replay')
  })

  it('for the second time, also where it was forgotten and the clock was then set back into its life', async () => {
    const body = await sent()
    expect(await checkOf(body)).toBe('accepted')
    now = START + 60_000
    expect(await checkOf(await sent())).toBe('accepted')
    now = START + 1_000
    expect(await checkOf(body)).toBe('replay')
  })

  it('with a plan of another form, or without a name of its own', async () => {
    expect(await checkOf(await forged({ plan: {} }))).toBe('plan')
    expect(await checkOf(await forged({ plan: undefined }))).toBe('plan')
    expect(await checkOf(await forged({ jti: 'short' }))).toBe('plan')
    expect(await checkOf(await forged({ jti: undefined }))).toBe('plan')
  })

  it('while no more plans can be remembered, and no longer', async () => {
    const small = planVerifier('population', publicOf(key), clock, 2)
    expect([await checkOf(await sent(), small), await checkOf(await sent(), small)]).toEqual(['accepted', 'accepted'])
    expect(await checkOf(await sent(), small)).toBe('capacity')
    now = START + 7_000
    expect(await checkOf(await sent(), small)).toBe('accepted')
  })

  it('and what it failed tells nothing but which check it was', async () => {
    const refused = await verifier.verify(BODY).catch((error: unknown) => error)
    expect((refused as Error).message).toBe('the access plan is not accepted: missing')
  })
})

describe('a request is accepted', () => {
  it('with the plan that was signed, within seven seconds', async () => {
    const body = await sent()
    now = START + 6_999
    const { plan } = await verifier.verify(body)
    expect(plan.subjects).toEqual(PLAN.subjects)
    expect(plan.sealed('witness')).toBe(true)
  })

  it('however its members are ordered and spaced on the way', async () => {
    const { query, variables, extensions } = await sent()
    expect(await checkOf(JSON.parse(JSON.stringify({ variables, extensions, query }, null, 2)))).toBe('accepted')
  })

  it('with rare characters in its variables', async () => {
    const body = { query: BODY.query, variables: { name: '\u{20BB7}\u{2EBF0}\ud842', __proto__x: [null, 0.1, -0, 1e21] } }
    expect(await checkOf(await sent('population', body as unknown as typeof BODY))).toBe('accepted')
  })

  it('of a router whose key came before the library took the old one away', async () => {
    const two = planVerifier('population', { keys: [...publicOf({ ...foreign, kid: 'next' }).keys, ...publicOf(key).keys] }, clock)
    expect(await checkOf(await sent(), two)).toBe('accepted')
    expect(await checkOf(await forged({}, { kid: 'next' }, foreign), two)).toBe('accepted')
  })

  it('and carries the key of ids only where the hop can ask for one', async () => {
    const idKeyOf = async (query: string) => (decoded((await sent('population', { ...BODY, query })).extensions.accessPlan.split('.')[1])['plan'] as { idKey: string }).idKey
    expect(await idKeyOf('{ person(citizenId: "x") { name } }')).toBe('')
    expect(await idKeyOf('{ person(citizenId: "x") { a_own: id } }')).not.toBe('')
  })
})
