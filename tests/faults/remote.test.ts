import { writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#platform/clock'
import { type HopEvent, type Log, silentLog } from '#platform/log'
import { planSigner } from '#platform/plan/token'
import { publicKeySet } from '../../router/embedded-issuer.ts'
import { type RemoteLibrary, remoteLibrary } from '../../router/remote.ts'
import type { BreakerState } from '../../router/remote/breaker.ts'
import { newRouterKey } from '../../router/router-key.ts'
import { examples } from '../../seeds/examples.ts'
import { closeHosts, hostOf } from '../harness/hosts.ts'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { quietPort } from '../harness/port.ts'
import { emptyFolder, hub as command, type Running } from '../harness/process.ts'

const SECRET = '990101194203018017'
const TIMEOUT_MS = 400
const PATIENT_MS = 20_000

const events: HopEvent[] = []
const changes: string[] = []
const log: Log = { ...silentLog, hop: (event) => void events.push(event), breaker: ({ library, state }) => void changes.push(`${library} ${state}`) }
let key: JWK
let whole: TestHub
const hubs: TestHub[] = []
const libraries: RemoteLibrary[] = []
const processes: Running[] = []

beforeAll(async () => {
  key = await newRouterKey()
  whole = await openTestHub({ libraries: 'here' })
})

afterEach(async () => {
  for (const each of hubs.splice(0)) await each.close()
  for (const each of libraries.splice(0)) await each.stop()
  await closeHosts()
  for (const each of processes.splice(0)) {
    each.child.kill('SIGKILL')
    await each.exited()
  }
  events.length = 0
  changes.length = 0
})

afterAll(() => whole.close())

/** The hub, with one library asked at an address. Its plans are signed now, since the other side has a clock of its own. */
async function hubAsking(name: string, url: string, timeoutMs = TIMEOUT_MS): Promise<TestHub & { library: RemoteLibrary }> {
  const signer = await planSigner(key, systemClock)
  const library = remoteLibrary({ name, url, signer, clock: systemClock, log, timeoutMs })
  libraries.push(library)
  const hub = await openTestHub({ libraries: 'here', elsewhere: new Map([[name, library]]), beside: whole, log })
  hubs.push(hub)
  return { ...hub, library }
}

const first = (): Question => {
  const [{ persona, purpose, query, variables }] = examples() as [ReturnType<typeof examples>[number]]
  return { persona, purpose, query, variables }
}
const told = ({ refused }: Answer) => refused.map(({ code, path }) => `${path?.join('.')} ${code}`).sort()

/** The first example without what credit says of the applicant and of the agency. */
function expectTheRest(answer: Answer): void {
  expect(answer.status).toBe(200)
  expect(told(answer)).toEqual(['legalPerson.credit LIBRARY_UNAVAILABLE', 'person.credit LIBRARY_UNAVAILABLE'])
  expect(answer.data.person.credit).toBeNull()
  expect(answer.data.legalPerson.credit).toBeNull()
  expect(answer.data.person.name).not.toBeNull()
  expect(answer.data.person.licences).not.toHaveLength(0)
  expect(answer.data.legalPerson.name).not.toBeNull()
}

describe('a library on another host', () => {
  it('that is slow is not waited for: its fields are null and say so, the rest is answered', async () => {
    const hub = await hubAsking('credit', await hostOf(() => {}))
    expectTheRest(await hub.ask(first()))
    expect(new Set(events.map(({ library, failure }) => `${library} ${failure}`))).toEqual(new Set(['credit timeout']))
  })

  it.each<[string, RequestListener]>([
    ['a page of HTML', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${SECRET}</p>`)],
    ['an error of its server', (_request, response) => void response.writeHead(500).end(SECRET)],
    ['a text for everything', (_request, response) => void response.end(JSON.stringify({ data: SECRET, extensions: { read: [] } }))],
    ['members that reach for the prototype', (_request, response) => void response.end(`{"data":{"_entities":[{"__proto__":{"name":"${SECRET}"}}]},"extensions":{"read":[]}}`)],
    ['errors at places of others', (_request, response) => void response.end(JSON.stringify({
      data: null, errors: [{ message: SECRET, path: ['person', 'name'], extensions: { code: 'BAD_USER_INPUT' } }], extensions: { read: [] },
    }))],
  ])('that answers nonsense is refused, nothing of it is leaked, and the rest is answered: %s', async (_what, listener) => {
    const hub = await hubAsking('credit', await hostOf(listener))
    const answer = await hub.ask(first())
    expectTheRest(answer)
    expect(answer.text + JSON.stringify(events)).not.toContain(SECRET)
    expect(events.length).toBeGreaterThan(0)
    expect(({} as Record<string, unknown>)['name']).toBeUndefined()
  })

  it('that the decision needs leaves nothing to answer: without cases no personal data', async () => {
    const hub = await hubAsking('cases', await hostOf(() => {}))
    const answer = await hub.ask(first())
    expect(answer.data).toBeNull()
    expect(new Set(answer.refused.map(({ code }) => code))).toEqual(new Set(['LIBRARY_UNAVAILABLE']))
  })

  it.each(['cases', 'population'])('that the decision needs and that fails time after time is left alone, and still there is nothing to answer: %s', async (name) => {
    let seen = 0
    const hub = await hubAsking(name, await hostOf((_request, response) => { seen += 1; response.writeHead(500).end() }))
    while (hub.library.breaker.state !== 'open') await hub.ask(first())
    const before = seen
    const answers = await Promise.all([hub.ask(first()), hub.ask(first()), hub.ask(first())])
    // Should the breaker have cooled down on a slow machine, one hop probes.
    expect(seen - before).toBeLessThanOrEqual(1)
    for (const { status, data, refused } of answers) {
      expect({ status, data, codes: refused.map(({ code }) => code) }).toEqual({ status: 503, data: null, codes: ['LIBRARY_UNAVAILABLE'] })
    }
    expect(changes).toEqual([`${name} open`])
  })
})

describe('a library in a process of its own', () => {
  const folder = emptyFolder()

  async function serve(port: string): Promise<{ running: Running; url: string }> {
    writeFileSync(join(folder, 'router-keys.json'), JSON.stringify(publicKeySet(key)))
    const running = command(['subgraph', 'credit', '--port', port], {
      DATA_DIR: join(folder, 'data'), ROUTER_KEYS: join(folder, 'router-keys.json'), SEED_PERSONS: '100',
    })
    processes.push(running)
    await running.printed('SUBGRAPH_URL_CREDIT=')
    return { running, url: /SUBGRAPH_URL_CREDIT=(\S+)/.exec(running.output().out)?.[1] ?? '' }
  }

  it('is killed and started again: what it knows is missing in between, soon without being asked, and the hub never stops', async () => {
    const { running, url } = await serve(String(await quietPort()))
    const { status } = await fetch(url, { method: 'POST', body: JSON.stringify({ query: '{ _service { sdl } }' }) })
    expect(status).toBe(401)
    expect((await fetch(new URL('/readyz', url))).status).toBe(200)

    const hub = await hubAsking('credit', url, PATIENT_MS)
    const isBreaker = (state: BreakerState) => hub.library.breaker.state === state
    const before = await hub.ask(first())
    expect(before.refused).toEqual([])
    expect(before.data).toEqual((await whole.ask(first())).data)

    const under = hub.ask(first())
    running.child.kill('SIGKILL')
    await running.exited()
    await under
    expectTheRest(await hub.ask(first()))
    expect(events.at(-1)).toMatchObject({ library: 'credit', failure: 'unreachable' })
    while (!isBreaker('open')) expectTheRest(await hub.ask(first()))
    expectTheRest(await hub.ask(first()))

    await serve(new URL(url).port)
    // Of several hops of the first question one alone probes.
    while (!isBreaker('closed')) await hub.ask(first())
    const after = await hub.ask(first())
    expect(after.refused).toEqual([])
    expect(after.data).toEqual(before.data)
    expect(changes).toEqual(['credit open', 'credit closed'])
  })

  it('says in one line what keeps it from starting', async () => {
    const cases: [string[], number, string][] = [
      [['subgraph'], 64, 'name one library'],
      [['subgraph', 'audit'], 64, 'catalogue and audit run with the router'],
      [['subgraph', 'credit', '--all'], 64, 'name one library'],
      [['subgraph', 'credit', '--port', 'x'], 64, '--port must be'],
      [['subgraph', 'credit'], 78, 'ROUTER_KEYS'],
      [['router'], 78, 'SUBGRAPH_URL_POPULATION'],
      [['keys'], 64, 'router, secrets, authority or issuer'],
      [['keys', 'secrets', join(folder, 'secrets')], 78, 'MASTER_SECRET_FILE'],
    ]
    await Promise.all(cases.map(async ([args, code, sentence]) => {
      const bad = command(args, { DATA_DIR: emptyFolder() })
      processes.push(bad)
      expect(await bad.exited(), args.join(' ')).toBe(code)
      expect(bad.output().err).toContain(sentence)
      expect(bad.output().err).not.toMatch(/^\s+at .*\.js/m)
    }))
  })

  it('never writes a pair of keys over another', async () => {
    const target = join(folder, 'pair')
    const one = command(['keys', 'router', target])
    expect(await one.exited()).toBe(0)
    expect(one.output().out).toMatch(/router-key\.json\n.*router-keys\.json\n$/)
    const two = command(['keys', 'router', target])
    expect(await two.exited()).toBe(1)
    expect(two.output().err).toContain('EEXIST')
  })
})
