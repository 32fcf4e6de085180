import { getEventListeners } from 'node:events'
import { parse } from 'graphql'
import { afterEach, describe, expect, it } from 'vitest'
import { type HopEvent, type Log, silentLog } from '#platform/log'
import { planSigner } from '#platform/plan/token'
import { closeHosts, type Handle, hostOf } from '../tests/harness/hosts.ts'
import { planOf, testClock } from '../tests/harness/library.ts'
import { remoteLibrary } from './remote.ts'
import { newRouterKey } from './router-key.ts'

const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name household { householdNo } relations { relation { name } } } } }'
const REPRESENTATIONS = { r: [{ __typename: 'Person', key: 'ann' }, { __typename: 'Person', key: 'bob' }] }
const ANN = { name: 'Ann', household: { householdNo: '1' }, relations: [{ relation: { name: 'x' } }] }
const GOOD = { data: { _entities: [ANN, null] }, extensions: { read: ['ann'] } }
const SECRET = '990101194203018017'

const events: HopEvent[] = []
const failures: string[] = []
const log: Log = { ...silentLog, hop: (event) => void events.push(event) }

afterEach(async () => {
  await closeHosts()
  events.length = 0
  failures.length = 0
})

const saying = (text: string, status = 200, headers: Record<string, string> = {}): Handle =>
  (_request, response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)

interface Question {
  readonly query?: string
  readonly variables?: Record<string, unknown>
  readonly name?: string
  readonly timeoutMs?: number
  readonly answerMaxBytes?: number
}

async function ask(url: string, { query = ENTITIES, variables = REPRESENTATIONS, name = 'population', timeoutMs = 20_000, answerMaxBytes }: Question = {}) {
  const plan = planOf({ subjects: { ann: 0, bob: 0 }, classes: [{}] })
  const signer = await planSigner(await newRouterKey(), testClock)
  const library = remoteLibrary({
    name, url, signer, clock: testClock, log, timeoutMs, connections: 1, failed: (_library, failure) => void failures.push(failure),
    ...(answerMaxBytes === undefined ? {} : { answerMaxBytes }),
  })
  const { data, errors = [] } = await library.open(plan)({ document: parse(query), variables })
  await library.stop()
  return { data: data ?? null, errors: errors.map(({ message, path, extensions }) => ({ message, path, code: extensions['code'] })), read: [...plan.read], plan }
}

const answered = async (body: unknown, question: Question = {}) => ask(await hostOf(saying(typeof body === 'string' ? body : JSON.stringify(body))), question)

/** What every failure comes to: nothing of what was received, and one error at each place that was asked for. */
const UNAVAILABLE = [0, 1].flatMap((index) => ['name', 'household', 'relations'].map((field) => ({
  message: 'the library cannot be asked at the moment', path: ['_entities', index, field], code: 'LIBRARY_UNAVAILABLE',
})))

function expectRefused(result: Awaited<ReturnType<typeof ask>>, failure: string): void {
  expect(result).toMatchObject({ data: null, errors: UNAVAILABLE, read: [] })
  expect(events).toMatchObject([{ library: 'population', failure }])
  expect(failures).toEqual([failure])
  expect(JSON.stringify([result.errors, events])).not.toContain(SECRET)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
}

const entities = (first: unknown, second: unknown = null) => ({ data: { _entities: [first, second] }, extensions: { read: [] } })
const failing = (error: unknown) => ({ data: { _entities: [ANN, null] }, errors: [error], extensions: { read: [] } })
const error = (more: object) => ({ message: 'm', extensions: { code: 'BAD_USER_INPUT' }, ...more })

describe('an answer is refused as a whole, and nothing of it is leaked, where it has', () => {
  it.each<[string, unknown]>([
    ['a number for a text', entities({ ...ANN, name: 7 })],
    ['an object for a text', entities({ ...ANN, name: { toString: SECRET } })],
    ['a text for an object', entities({ ...ANN, household: SECRET })],
    ['an object for a list', entities({ ...ANN, relations: { 0: {} } })],
    ['a list for an object', entities({ ...ANN, household: [] })],
    ['a field left out', entities({ name: 'Ann', household: null })],
    ['a field that nobody asked for', entities({ ...ANN, mobile: SECRET })],
    ['a member __proto__', `{"data":{"_entities":[{"name":"a","household":null,"relations":null,"__proto__":{"polluted":true}},null]},"extensions":{"read":[]}}`],
    ['a member __proto__ in the place of one', `{"data":{"_entities":[{"name":"a","household":null,"__proto__":{"polluted":true}},null]},"extensions":{"read":[]}}`],
    ['a member __proto__ beside the data', `{"data":{"_entities":[null,null]},"__proto__":{"polluted":true},"extensions":{"read":[]}}`],
    ['a member constructor', entities({ ...ANN, constructor: { prototype: { polluted: true } } })],
    ['fewer entities than were asked for', { data: { _entities: [ANN] }, extensions: { read: [] } }],
    ['more entities than were asked for', { data: { _entities: [ANN, null, ANN] }, extensions: { read: [] } }],
    ['no list of entities', { data: { _entities: null }, extensions: { read: [] } }],
    ['other data than was asked for', { data: { person: ANN }, extensions: { read: [] } }],
    ['data that are a list', { data: [GOOD.data], extensions: { read: [] } }],
    ['data that are a text', { data: SECRET, extensions: { read: [] } }],
    ['neither data nor errors', { extensions: { read: [] } }],
    ['no data and no error', { data: null, errors: [], extensions: { read: [] } }],
    ['further members', { ...GOOD, hasNext: true }],
    ['subjects whom the plan does not name', { ...GOOD, extensions: { read: ['ann', SECRET] } }],
    ['subjects that are no texts', { ...GOOD, extensions: { read: [7] } }],
    ['no word of whose rows were read', { data: GOOD.data }],
    ['a body that is a list', [GOOD]],
    ['a body that is nothing', 'null'],
  ])('%s', async (_what, body) => {
    expectRefused(await answered(body), 'wrong answer')
  })

  it.each<[string, unknown]>([
    ['a path to a field that nobody asked for', error({ path: ['_entities', 0, 'mobile'] })],
    ['a path through __proto__', error({ path: ['__proto__', 'polluted'] })],
    ['a path through constructor', error({ path: ['_entities', 0, 'constructor'] })],
    ['a path with a place in what is no list', error({ path: ['_entities', 0, 'household', 3] })],
    ['a path with a name in what is a list', error({ path: ['_entities', 'ann'] })],
    ['a path that goes on below a text', error({ path: ['_entities', 0, 'name', 'first'] })],
    ['a path with a broken place', error({ path: ['_entities', 1.5] })],
    ['a path with a place before the first', error({ path: ['_entities', -1] })],
    ['a path that is a text', error({ path: '_entities.0' })],
    ['a path of objects', error({ path: [{}] })],
    ['an empty path', error({ path: [] })],
    ['no message', error({ message: undefined })],
    ['a message of a page', error({ message: 'x'.repeat(501) })],
    ['a code that speaks for the hub', error({ extensions: { code: 'UNAUTHENTICATED' } })],
    ['a code that there is not', error({ extensions: { code: SECRET } })],
    ['no code', error({ extensions: {} })],
    ['no object', SECRET],
  ])('an error with %s', async (_what, wrong) => {
    expectRefused(await answered(failing(wrong)), 'wrong answer')
  })

  it.each<[string, string]>([
    ['a page of HTML', '<!doctype html><html><body>It works!</body></html>'],
    ['nothing', ''],
    ['half an answer', JSON.stringify(GOOD).slice(0, 40)],
    ['ten thousand brackets', '['.repeat(10_000)],
  ])('no JSON but %s', async (_what, text) => {
    expectRefused(await answered(text), 'no JSON')
  })

  it('more bytes than an answer may have, whether it says so or not', async () => {
    const huge = JSON.stringify(entities({ ...ANN, name: 'x'.repeat(200_000) }))
    expectRefused(await answered(huge, { answerMaxBytes: 100_000 }), 'too large')
    events.length = 0
    failures.length = 0
    const endless: Handle = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write('x'.repeat(60_000)), 1)
      response.on('close', () => clearInterval(timer))
    }
    expectRefused(await ask(await hostOf(endless), { answerMaxBytes: 1_000_000 }), 'too large')
  })

  it.each([500, 502, 400, 413, 204])('the status %i, whatever stands below it', async (status) => {
    expectRefused(await ask(await hostOf(saying(status === 204 ? '' : JSON.stringify(GOOD), status))), 'status')
  })

  it('a refusal of the plan, which is told apart since an administrator has to mend it', async () => {
    expectRefused(await ask(await hostOf(saying('{}', 401))), 'plan refused')
  })

  it('a way to somebody else, who is not asked', async () => {
    let reached = false
    const other = await hostOf((_request, response) => { reached = true; response.end(JSON.stringify(GOOD)) })
    expectRefused(await ask(await hostOf(saying('', 307, { location: other }))), 'status')
    expect(reached).toBe(false)
  })

  it('a tree with a member __proto__, or one deeper than any shape', async () => {
    const query = '{ division(code: "990101000000") { center } }'
    const centred = async (text: string) =>
      answered(`{"data":{"division":{"center":${text}}},"extensions":{"read":[]}}`, { query, variables: {}, name: 'geo' })
    expect((await centred('{"type":"Point","coordinates":[1,2]}')).data).toEqual({ division: { center: { type: 'Point', coordinates: [1, 2] } } })
    for (const text of ['{"type":"Point","__proto__":{"polluted":true}}', '{"a":{"constructor":{}}}', `${'['.repeat(20)}${']'.repeat(20)}`]) {
      expect((await centred(text)).errors).toEqual([{ message: 'the library cannot be asked at the moment', path: ['division'], code: 'LIBRARY_UNAVAILABLE' }])
    }
  })
})

describe('a library is not waited for', () => {
  it('that does not answer in time, nor one that begins and does not end', async () => {
    expectRefused(await ask(await hostOf(() => {}), { timeoutMs: 200 }), 'timeout')
    events.length = 0
    failures.length = 0
    const dripping: Handle = (_request, response) => void response.writeHead(200).write('{"data":')
    expectRefused(await ask(await hostOf(dripping), { timeoutMs: 200 }), 'timeout')
  })

  it('that is not there, that hangs up, or that hangs up half way', async () => {
    const gone = await hostOf(() => {})
    await closeHosts()
    expectRefused(await ask(gone), 'unreachable')
    for (const hangUp of [(_request, response) => void response.destroy(), (_request, response) => { response.writeHead(200); response.write('{'); setTimeout(() => response.destroy(), 20) }] satisfies Handle[]) {
      events.length = 0
      failures.length = 0
      expectRefused(await ask(await hostOf(hangUp)), 'unreachable')
    }
  })
})

describe('a library on another host answers', () => {
  it('as one in this process: data as they are, whose rows were read, and nothing in the log', async () => {
    const { data, errors, read } = await answered(GOOD)
    expect(JSON.stringify(data)).toBe(JSON.stringify(GOOD.data))
    expect({ errors, read, events, failures }).toEqual({ errors: [], read: ['ann'], events: [], failures: [] })
  })

  it('in part, each error at its own place', async () => {
    const { data, errors } = await answered({
      data: { _entities: [{ ...ANN, household: null }, null] },
      errors: [
        { message: 'not today', path: ['_entities', 0, 'household'], locations: [{ line: 1, column: 1 }], extensions: { code: 'LIBRARY_UNAVAILABLE', more: SECRET } },
        { message: 'wrong', extensions: { code: 'BAD_USER_INPUT' } },
      ],
      extensions: { read: [] },
    })
    expect(data).not.toBeNull()
    expect(errors).toEqual([
      { message: 'not today', path: ['_entities', 0, 'household'], code: 'LIBRARY_UNAVAILABLE' }, { message: 'wrong', path: undefined, code: 'BAD_USER_INPUT' },
    ])
  })

  it('under names that the planner chose, below fragments, and not where it is told to leave out', async () => {
    const query = `query ($r: [_Any!]!, $no: Boolean!) {
      one: _entities(representations: $r) { ...shown ... on Person @skip(if: $no) { mobile } }
      two: _entities(representations: [{ __typename: "Person", key: "ann" }]) { __typename ... on Person { a_n: name sex { code @include(if: $no) } } }
    } fragment shown on Person { name name }`
    const data = { one: [{ name: 'Ann', mobile: null }, null], two: [{ __typename: 'Person', a_n: 'Ann', sex: {} }] }
    const variables = { ...REPRESENTATIONS, no: false }
    expect((await answered({ data, extensions: { read: [] } }, { query, variables })).data).toEqual(data)
    const other = { ...data, two: [{ ...data.two[0], __typename: 'Organisation' }] }
    expect((await answered({ data: other, extensions: { read: [] } }, { query, variables })).data).toBeNull()
  })

  it('however many hops a question has at once, and nothing of it listens to who asked any more', async () => {
    const warnings: Error[] = []
    const hear = (warning: Error) => void warnings.push(warning)
    process.on('warning', hear)
    const url = await hostOf(saying(JSON.stringify(GOOD)))
    const signer = await planSigner(await newRouterKey(), testClock)
    const library = remoteLibrary({ name: 'population', url, signer, clock: testClock, log, timeoutMs: 20_000, connections: 1, failed: () => {} })
    const asker = new AbortController()
    const open = library.open(planOf({ subjects: { ann: 0, bob: 0 }, classes: [{}] }), asker.signal)
    const hops = Array.from({ length: 12 }, async () => open({ document: parse(ENTITIES), variables: REPRESENTATIONS }))
    expect(getEventListeners(asker.signal, 'abort')).toHaveLength(12)
    await Promise.all(hops)
    await library.stop()
    process.off('warning', hear)
    expect([getEventListeners(asker.signal, 'abort'), warnings]).toEqual([[], []])
  })

  it('by POST, with what was asked and the plan', async () => {
    const bodies: Record<string, unknown>[] = []
    const url = await hostOf((request, response, body) => {
      bodies.push({ method: request.method, ...(JSON.parse(body) as object) })
      response.end(JSON.stringify(GOOD))
    })
    await ask(url)
    expect(bodies.map((body) => Object.keys(body).sort())).toEqual([['extensions', 'method', 'query', 'variables']])
    expect(bodies[0]).toMatchObject({ method: 'POST', variables: REPRESENTATIONS })
  })
})
