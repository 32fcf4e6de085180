import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { planOf, testClock } from '../tests/harness/library.ts'
import type { Access } from './access.ts'
import { projectFile } from './files.ts'
import { hubError } from './errors.ts'
import { type RunningLibrary, serveLibrary } from './host.ts'
import { type Log, silentLog } from './log.ts'
import { type PlanCheck, type PlanSigner, planSigner, type PlanVerifier, planVerifier } from './plan/token.ts'
import { granted, plumbing, type Shield, subjectCovered, valueTypes } from './rules.ts'
import { subgraph } from './subgraph.ts'

const ITEM = '@item(resource: "101001/000001", title: "t", share: CONDITIONAL, class: PERSONAL)'
const CONTRACT = parse(`${readFileSync(projectFile('schema/sharing.graphql'), 'utf8')}
  type Query { rows(keys: [ID!]! @plumbing): [Person!] @plumbing }
  type Person @key(fields: "key") { key: ID! @plumbing name: String ${ITEM} }`)
const SHIELD: Shield = {
  rows: { Person: subjectCovered },
  fields: { Query: { rows: plumbing }, Person: { key: plumbing, name: granted }, ...valueTypes },
}

const asked: string[] = []
const find = (key: string) => {
  asked.push(key)
  if (key === 'broken') throw new TypeError('the row of 990101194203018017 is broken')
  if (key === 'down') throw hubError('LIBRARY_UNAVAILABLE', 'down', { sqlState: '57P01' })
  return key === 'witness' ? null : { key, subject: key, name: `name of ${key}` }
}

let readingBegan = () => {}
const left: AbortSignal[] = []

/** Reads for as long as somebody waits, and then fails as a statement does that is cancelled. */
async function reading(signal: AbortSignal): Promise<never> {
  readingBegan()
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  left.push(signal)
  throw new Error('canceling statement of 990101194203018017')
}

const library = subgraph({
  name: 'population',
  contract: CONTRACT,
  shield: SHIELD,
  loaders: () => ({}),
  resolvers: {
    Query: { rows: (_root, { keys }: { keys: string[] }) => keys.map(find) },
    Person: {
      __resolveReference: async ({ key }: { key: string }, _args, { access }: { access: Access }) => {
        if (key === 'slow') return reading(access.signal as AbortSignal)
        const row = find(key)
        return row && access.disclose('Person', row)
      },
    },
  },
}, testClock)

const PLAN = planOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { ann: 0, broken: 0, down: 0 } })
const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name } } }'
const of = (...keys: string[]) => ({ r: keys.map((key) => ({ __typename: 'Person', key })) })

let host: RunningLibrary
let signer: PlanSigner
let verifier: PlanVerifier
let isReady = true
const refused: { check: PlanCheck; times: number }[] = []
const faults: unknown[] = []
const log: Log = { ...silentLog, planRefused: (event) => void refused.push(event), fault: (_trace, error) => void faults.push(error) }

beforeAll(async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: 'router', alg: 'EdDSA' }
  const { d: _private, ...open } = key
  signer = await planSigner(key, testClock)
  verifier = planVerifier('population', { keys: [open] }, testClock)
  host = await served()
})

afterAll(() => host.stop())

interface Answer {
  readonly status: number
  readonly body: { readonly data?: Record<string, unknown> | null; readonly errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[]; readonly extensions?: unknown }
}

const served = () => serveLibrary({ library, verifier, log, host: '127.0.0.1', port: 0, ready: async () => isReady })

async function post(text: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<Answer> {
  const response = await fetch(host.url, { method: 'POST', headers, body: text })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const hop = async (query: string, variables: Record<string, unknown> = {}, plan = PLAN, aud = 'population') =>
  post((await signer.sign(aud, { query, variables }, plan)).text)

const REFUSED = (check: PlanCheck) => ({
  status: 401, body: { errors: [{ message: 'the access plan is not accepted', extensions: { code: 'UNAUTHENTICATED', check } }] },
})

describe('a library on a host of its own answers nobody but the router: refused is', () => {
  it.each([
    ['an entity', ENTITIES, of('ann')],
    ['the contract', '{ _service { sdl } }', {}],
    ['a look at the schema', '{ __schema { types { name } } }', {}],
    ['what is open to everybody', '{ rows(keys: ["ann"]) { key } }', {}],
    ['nothing that can be read', '{ rows(', {}],
    ['only the name of a type', '{ __typename }', {}],
  ])('%s without a plan', async (_what, query, variables) => {
    asked.length = 0
    expect(await post(JSON.stringify({ query, variables }))).toEqual(REFUSED('missing'))
    expect(asked).toEqual([])
  })

  it('what is no JSON, no object, or a list of requests', async () => {
    for (const text of ['', 'nonsense', '[]', '7', 'null', JSON.stringify([{ query: ENTITIES }])]) expect(await post(text)).toEqual(REFUSED('missing'))
  })

  it('a plan that was used before, one for another library, and one for another body', async () => {
    const { text } = await signer.sign('population', { query: ENTITIES, variables: of('ann') }, PLAN)
    expect((await post(text)).status).toBe(200)
    asked.length = 0
    expect(await post(text)).toEqual(REFUSED('replay'))
    expect(await hop(ENTITIES, of('ann'), PLAN, 'credit')).toEqual(REFUSED('audience'))
    const other = JSON.parse((await signer.sign('population', { query: ENTITIES, variables: of('ann') }, PLAN)).text) as object
    expect(await post(JSON.stringify({ ...other, variables: of('bob') }))).toEqual(REFUSED('body'))
    expect(asked).toEqual([])
  })

  it('a look at the schema even with a plan', async () => {
    expect((await hop('{ __schema { types { name } } }')).status).toBe(400)
  })

  it('more than a thousand keys, and a body of more than four million bytes', async () => {
    const many = await hop(ENTITIES, of(...Array.from({ length: 1_001 }, (_none, index) => `p${index}`)))
    expect(many.body.errors?.[0]?.extensions['code']).toBe('OPERATION_TOO_COMPLEX')
    expect(many.body.data).toBeNull()
    expect((await post(`"${'x'.repeat(4_000_000)}"`)).status).toBe(413)
  })

  it('another method, another address', async () => {
    expect((await fetch(host.url)).status).toBe(405)
    expect((await fetch(`${host.url}?query=${encodeURIComponent('{ __typename }')}`)).status).toBe(404)
    expect((await fetch(new URL('/', host.url))).status).toBe(404)
    expect((await fetch(host.url, { method: 'PUT', body: '{}' })).status).toBe(405)
  })

  it('told to the log by its check alone, and many of one second as a number', async () => {
    const own = await served()
    refused.length = 0
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      for (let times = 0; times < 5; times += 1) await fetch(own.url, { method: 'POST', body: '{}' })
      vi.advanceTimersByTime(999)
      expect(refused).toEqual([{ check: 'missing', times: 1 }])
      vi.advanceTimersByTime(1)
    } finally {
      vi.useRealTimers()
    }
    expect(refused).toEqual([{ check: 'missing', times: 1 }, { check: 'missing', times: 4 }])
    await own.stop()
  })
})

describe('a library on a host of its own answers the router', () => {
  it('as it would in its process, and says whose rows it read', async () => {
    expect(await hop(ENTITIES, of('ann', 'bob', 'witness'))).toEqual({
      status: 200, body: { data: { _entities: [{ name: 'name of ann' }, null, null] }, extensions: { read: ['ann'] } },
    })
  })

  it('a refusal by its rules, without what it was asked', async () => {
    const { status, body } = await hop(ENTITIES, of('ann'), planOf({}))
    expect(status).toBe(200)
    expect(body.data).toBeNull()
    expect(body.errors).toEqual([{ message: 'Person.name: not granted', extensions: { code: 'FORBIDDEN' } }])
  })

  it('what went wrong by its code, its place and nothing else', async () => {
    faults.length = 0
    const { body } = await hop(ENTITIES, of('ann', 'broken', 'down'))
    expect(body.data).toEqual({ _entities: [{ name: 'name of ann' }, null, null] })
    expect(body.errors).toEqual([
      { message: 'the library failed', path: ['_entities', 1], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      { message: 'down', path: ['_entities', 2], extensions: { code: 'LIBRARY_UNAVAILABLE' } },
    ])
    expect(faults).toHaveLength(1)
  })

  it('that it lives and whether it is ready', async () => {
    const statusOf = async (path: string) => (await fetch(new URL(path, host.url))).status
    expect([await statusOf('/livez'), await statusOf('/readyz')]).toEqual([200, 200])
    isReady = false
    expect([await statusOf('/livez'), await statusOf('/readyz')]).toEqual([200, 503])
    isReady = true
  })
})

describe('a router that leaves', () => {
  const leave = async (body: string, when: (controller: AbortController) => void) => {
    const controller = new AbortController()
    when(controller)
    await expect(fetch(host.url, { method: 'POST', body, signal: controller.signal })).rejects.toThrow('aborted')
  }

  it('ends what is being read for it, which is no fault of anybody', async () => {
    faults.length = 0
    const { text } = await signer.sign('population', { query: ENTITIES, variables: of('slow', 'slow') }, planOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { slow: 0 } }))
    await leave(text, (controller) => { readingBegan = () => controller.abort() })
    while (left.length < 2) await new Promise((resolve) => setImmediate(resolve))
    expect(left.every(({ aborted }) => aborted)).toBe(true)
    expect((await hop(ENTITIES, of('ann'))).status).toBe(200)
    expect(faults).toEqual([])
  })

  it('in the middle of its request: nothing is asked, and it is no fault either', async () => {
    faults.length = 0
    asked.length = 0
    const connection = connect(Number(new URL(host.url).port), '127.0.0.1')
    connection.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"query":', () => connection.destroy())
    await once(connection, 'close')
    expect((await hop(ENTITIES, of('ann'))).status).toBe(200)
    expect({ faults, asked }).toEqual({ faults: [], asked: ['ann'] })
  })
})

describe('a library that stops', () => {
  it('finishes what it was asked, is gone then, and is told apart from a port that is taken', async () => {
    const options = { library, verifier: planVerifier('population', { keys: [] }, testClock), log, host: '127.0.0.1', ready: async () => true }
    const own = await serveLibrary({ ...options, port: 0 })
    const port = Number(new URL(own.url).port)
    await expect(serveLibrary({ ...options, port })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`)
    const under = fetch(own.url, { method: 'POST', body: '{}' })
    await under.then((response) => response.text())
    await own.stop()
    await expect(fetch(own.url, { method: 'POST', body: '{}' })).rejects.toThrow()
  })
})
