import { once } from 'node:events'
import { parse } from 'graphql'
import { afterEach, describe, expect, it } from 'vitest'
import { type HopFailure, type Log, silentLog } from '#platform/log'
import { planSigner } from '#platform/plan/token'
import { closeHosts, type Handle, hostOf, openHost } from '../../tests/harness/hosts.ts'
import { planOf } from '../../tests/harness/library.ts'
import { type HopBounds, type RemoteLibrary, remoteLibrary } from '../remote.ts'
import { newRouterKey } from '../router-key.ts'

const NAME = parse('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name } } }')
const ANN = { r: [{ __typename: 'Person', key: 'ann' }] }
const GOOD = JSON.stringify({ data: { _entities: [{ name: 'Ann' }] }, extensions: { read: ['ann'] } })
const COOL_DOWN_MS = 2_000

const time = { now: 1_000_000 }
const clock = { now: () => time.now }
const told: string[] = []
const counted: string[] = []
const log: Log = { ...silentLog, hop: ({ failure }) => void told.push(failure), breaker: ({ library, state }) => void told.push(`${library} ${state}`) }
const libraries: RemoteLibrary[] = []

afterEach(async () => {
  for (const library of libraries.splice(0)) await library.stop()
  await closeHosts()
  told.length = 0
  counted.length = 0
})

async function libraryAt(url: string, bounds: Partial<HopBounds> = {}): Promise<RemoteLibrary> {
  const signer = await planSigner(await newRouterKey(), clock)
  const failed = (_library: string, failure: string) => void counted.push(failure)
  const library = remoteLibrary({ name: 'population', url, signer, clock, log, failed, chance: () => 1, timeoutMs: 20_000, ...bounds })
  libraries.push(library)
  return library
}

/** What a hop came to: `Ann`, or the code of its error. */
async function ask(library: RemoteLibrary, gone?: AbortSignal): Promise<unknown> {
  const { data, errors } = await library.open(planOf({ subjects: { ann: 0 }, classes: [{}] }), gone)({ document: NAME, variables: ANN })
  return errors?.[0]?.extensions['code'] ?? (data?.['_entities'] as { name: string }[])[0]?.name
}

/** A host that does one thing after the other; what comes then is answered well. */
function doing(...steps: Handle[]): { handle: Handle; seen: () => number } {
  let seen = 0
  const handle: Handle = (...given) => {
    const step = steps[seen]
    seen += 1
    if (step === undefined) given[1].end(GOOD)
    else step(...given)
  }
  return { handle, seen: () => seen }
}

const failing: Handle = (_request, response) => void response.writeHead(500).end()
const hanging: Handle = () => {}
const times = <T>(count: number, each: T): T[] => Array.from({ length: count }, () => each)
const DOWN = 'LIBRARY_UNAVAILABLE'

/** A library whose breaker has just opened. */
async function openedBreaker(...then: Handle[]) {
  const { handle, seen } = doing(...times(5, failing), ...then)
  const library = await libraryAt(await hostOf(handle))
  for (let count = 0; count < 5; count += 1) await ask(library)
  expect([library.breaker.state, seen()]).toEqual(['open', 5])
  return { library, seen }
}

describe('whoever asked leaves', () => {
  it('and the library sees it at once; nothing is logged or counted, and it is asked again by the next', async () => {
    const { handle } = doing(hanging)
    const { url, server } = await openHost(handle)
    const library = await libraryAt(url)
    const leaving = new AbortController()
    const asked = once(server, 'request')
    const hop = ask(library, leaving.signal)
    const [, response] = await asked
    const left = once(response, 'close')
    leaving.abort()
    await left
    expect(await hop).toBe(DOWN)
    expect(await ask(library)).toBe('Ann')
    expect({ told, counted }).toEqual({ told: [], counted: [] })
  })

  it('before the library was asked: it never is', async () => {
    const { handle, seen } = doing()
    expect(await ask(await libraryAt(await hostOf(handle)), AbortSignal.abort())).toBe(DOWN)
    expect({ seen: seen(), told, counted }).toEqual({ seen: 0, told: [], counted: [] })
  })

  it('a thousand times over: the breaker stays closed, and the next is answered', async () => {
    const leaving = new Set<AbortController>()
    const { handle, seen } = doing(...times(1_000, (() => [...leaving].forEach((each) => each.abort())) satisfies Handle))
    const library = await libraryAt(await hostOf(handle), { connections: 1, breakerFailures: 1 })
    for (let count = 0; count < 1_000; count += 1) {
      const one = new AbortController()
      leaving.clear()
      leaving.add(one)
      expect(await ask(library, one.signal)).toBe(DOWN)
    }
    expect([seen(), library.breaker.state, await ask(library)]).toEqual([1_000, 'closed', 'Ann'])
    expect({ told, counted }).toEqual({ told: [], counted: [] })
  })

  it('with the hop that probes: the next one probes at once', async () => {
    const leaving = new AbortController()
    const { library, seen } = await openedBreaker(() => leaving.abort())
    time.now += COOL_DOWN_MS
    expect([await ask(library, leaving.signal), library.breaker.state]).toEqual([DOWN, 'half-open'])
    expect([await ask(library), library.breaker.state, seen()]).toEqual(['Ann', 'closed', 7])
  })
})

describe('a router that stops', () => {
  it('ends its hops and connections at once, sends no other, and blames nobody', async () => {
    const { handle, seen } = doing(hanging)
    const { url, server } = await openHost(handle)
    const library = await libraryAt(url, { breakerFailures: 1 })
    const asked = once(server, 'request')
    const hop = ask(library)
    await asked
    await library.stop()
    expect([await hop, await ask(library), seen(), library.breaker.state]).toEqual([DOWN, DOWN, 1, 'closed'])
    expect({ told, counted }).toEqual({ told: [], counted: [] })
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('a library that fails time after time', () => {
  it('is not asked for a while, which is counted and told once', async () => {
    const { library, seen } = await openedBreaker()
    expect([await ask(library), await ask(library), seen()]).toEqual([DOWN, DOWN, 5])
    expect(told).toEqual([...times(4, 'status'), 'population open', 'status'].sort((a, b) => Number(a.includes('open')) - Number(b.includes('open'))))
    expect(counted).toEqual([...times(5, 'status'), 'breaker open', 'breaker open'])
  })

  it('is asked by one alone when the time is over, and by all when that one was answered', async () => {
    const answers: (() => void)[] = []
    const { library, seen } = await openedBreaker((_request, response) => void answers.push(() => response.end(GOOD)))
    time.now += COOL_DOWN_MS
    const probe = ask(library)
    expect(await Promise.all(times(20, library).map((each) => ask(each)))).toEqual(times(20, DOWN))
    while (answers.length === 0) await new Promise((resolve) => setImmediate(resolve))
    answers[0]?.()
    expect([await probe, seen()]).toEqual(['Ann', 6])
    expect(await Promise.all(times(20, library).map((each) => ask(each)))).toEqual(times(20, 'Ann'))
    expect(told.slice(-1)).toEqual(['population closed'])
  })

  it.each<[string, HopFailure, Handle]>([
    ['hangs up', 'unreachable', (_request, response) => void response.destroy()],
    ['says nothing', 'timeout', hanging],
    ['begins and does not end', 'timeout', (_request, response) => void response.writeHead(200).write('{')],
    ['answers a page of HTML', 'no JSON', (_request, response) => void response.end('<p>It works!</p>')],
    ['answers what was not asked', 'wrong answer', (_request, response) => void response.end('{"data":{"x":1},"extensions":{"read":[]}}')],
  ])('as one that %s', async (_what, failure, handle) => {
    const library = await libraryAt(await hostOf(handle), { timeoutMs: failure === 'timeout' ? 150 : 20_000 })
    await Promise.all(times(5, library).map((each) => ask(each)))
    expect([library.breaker.state, await ask(library)]).toEqual(['open', DOWN])
    expect(counted).toEqual([...times(5, failure), 'breaker open'])
  })

  it('is asked on where it refuses at once: a plan that is not accepted is for an administrator to mend, and the log says so', async () => {
    for (const status of [401, 400]) {
      const library = await libraryAt(await hostOf(doing(...times(50, ((_request, response) => void response.writeHead(status).end()) satisfies Handle)).handle))
      for (let count = 0; count < 50; count += 1) await ask(library)
      expect([library.breaker.state, await ask(library)]).toEqual(['closed', 'Ann'])
    }
    expect(new Set(told)).toEqual(new Set(['plan refused', 'status']))
  })
})

describe('more hops than connections', () => {
  it('wait for their turn, and each is sent once', async () => {
    const held: (() => void)[] = []
    let most = 0
    const bodies = new Set<string>()
    const library = await libraryAt(await hostOf((_request, response, body) => {
      bodies.add(body)
      most = Math.max(most, held.push(() => response.end(GOOD)))
      // Three are held until they are all there; a fourth would have come by then.
      if (held.length === 3) setTimeout(() => { for (const answer of held.splice(0)) answer() }, 5)
    }), { connections: 3 })
    // Not many rounds, since nobody waits for a turn for longer than a second.
    expect(await Promise.all(times(9, library).map((each) => ask(each)))).toEqual(times(9, 'Ann'))
    expect([most, bodies.size]).toEqual([3, 9])
  })

  it('that come to nothing since nobody is answered are told apart, and are no failures of the library', async () => {
    const library = await libraryAt(await hostOf(hanging), { connections: 1, breakerFailures: 2 })
    const leaving = new AbortController()
    const first = ask(library, leaving.signal)
    expect(await Promise.all(times(5, library).map((each) => ask(each)))).toEqual(times(5, DOWN))
    leaving.abort()
    await first
    expect([library.breaker.state, counted]).toEqual(['closed', times(5, 'busy')])
  })
})
