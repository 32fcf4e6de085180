import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { closeHosts, type Handle, hostOf, openHost } from '../../tests/harness/hosts.ts'
import { type HopPool, openPool } from './pool.ts'

const GOOD = '{"data":{}}'
const never = () => new AbortController().signal
const pools: HopPool[] = []

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.stop()
  await closeHosts()
})

function poolOf(url: string, { connections = 4, timeoutMs = 5_000, answerMaxBytes = 1_000_000 } = {}): HopPool {
  const pool = openPool({ url, connections, timeoutMs, answerMaxBytes })
  pools.push(pool)
  return pool
}

const answering: Handle = (_request, response) => void response.end(GOOD)
const saying = (status: number): Handle => (_request, response) => void response.writeHead(status).end('{}')

describe('a hop fails, and is not sent a second time,', () => {
  it.each<[string, string, Handle]>([
    ['failed', 'unreachable', (_request, response) => void response.destroy()],
    ['failed', 'unreachable', (request) => void request.socket.resetAndDestroy()],
    ['failed', 'unreachable', (_request, response) => { response.writeHead(200, { 'content-length': '99' }); response.write('{', () => response.destroy()) }],
    ['failed', 'no JSON', (_request, response) => void response.end('<p>It works!</p>')],
    ['failed', 'no JSON', (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(GOOD))],
    ['failed', 'too large', (_request, response) => void response.end('x'.repeat(1_000_001))],
    ['failed', 'status', saying(500)],
    ['failed', 'status', saying(503)],
    ['failed', 'status', saying(429)],
    ['answered', 'status', saying(400)],
    ['answered', 'status', (_request, response) => void response.writeHead(307, { location: '/graphql' }).end()],
    ['answered', 'plan refused', saying(401)],
  ])('as one that %s: %s', async (end, failure, handle) => {
    let seen = 0
    const pool = poolOf(await hostOf((...given) => { seen += 1; handle(...given) }))
    await expect(pool.post('{}', never())).rejects.toMatchObject({ failure, end })
    expect(seen).toBe(1)
  })

  it('where the library hangs up on a kept connection just when the hop comes; the next one is answered', async () => {
    const seen: string[] = []
    const pool = poolOf(await hostOf((request, response, body) => {
      seen.push(body)
      if (body === '2') request.socket.resetAndDestroy()
      else response.end(GOOD)
    }))
    await pool.post('1', never())
    await expect(pool.post('2', never())).rejects.toMatchObject({ failure: 'unreachable', end: 'failed' })
    await pool.post('3', never())
    expect(seen).toEqual(['1', '2', '3'])
  })

  it('where nobody listens', async () => {
    const { url, server } = await openHost(answering)
    server.close()
    await expect(poolOf(url).post('{}', never())).rejects.toMatchObject({ failure: 'unreachable', end: 'failed' })
  })

  it('when its signal ends, before an answer or in the middle of one, and the library sees it leave', async () => {
    for (const begins of [false, true]) {
      const ending = new AbortController()
      let left: Promise<unknown> | undefined
      const pool = poolOf(await hostOf((_request, response) => {
        left = once(response, 'close')
        if (begins) response.writeHead(200).write('{"data":', () => ending.abort())
        else ending.abort()
      }))
      await expect(pool.post('{}', ending.signal)).rejects.toMatchObject({ failure: 'timeout' })
      await left
      expect(left).toBeDefined()
    }
  })
})

describe('a connection', () => {
  const portsOf = (handle: Handle) => {
    const ports: (number | undefined)[] = []
    const noting: Handle = (request, ...rest) => {
      ports.push(request.socket.remotePort)
      handle(request, ...rest)
    }
    return { ports, noting }
  }

  it('is kept, and no more than so many are open', async () => {
    const { ports, noting } = portsOf(answering)
    const pool = poolOf(await hostOf(noting), { connections: 3 })
    for (let times = 0; times < 5; times += 1) await Promise.all(Array.from({ length: 20 }, () => pool.post('{}', never())))
    expect({ hops: ports.length, connections: new Set(ports).size }).toEqual({ hops: 100, connections: 3 })
  })

  it('is kept after a status that is no answer', async () => {
    const { ports, noting } = portsOf((_request, response) => { response.writeHead(500).write('{', () => setTimeout(() => response.end('}'), 20)) })
    const pool = poolOf(await hostOf(noting), { connections: 1 })
    for (let times = 0; times < 3; times += 1) await expect(pool.post('{}', never())).rejects.toMatchObject({ failure: 'status' })
    expect(new Set(ports).size).toBe(1)
  })

  it('that the library closed while it was idle is not used: the hop is sent once, on a new one, and answered', async () => {
    let seen = 0
    const { url, server } = await openHost((_request, response) => { seen += 1; response.end(GOOD) })
    const pool = poolOf(url)
    for (let times = 1; times <= 30; times += 1) {
      expect(await pool.post('{}', never())).toEqual({ data: {} })
      server.closeIdleConnections()
      expect(seen).toBe(times)
    }
  })

  it('is closed from this side before the library would, as it says itself', async () => {
    const { url, server } = await openHost((_request, response) => void response.writeHead(200, { 'keep-alive': 'timeout=3' }).end(GOOD))
    server.keepAliveTimeout = 60_000
    const ended = new Promise<void>((resolve) => server.on('connection', (socket) => socket.on('end', resolve)))
    await poolOf(url).post('{}', never())
    await ended
  })

  it('is not kept where the library would close it at once', async () => {
    const { ports, noting } = portsOf((_request, response) => void response.writeHead(200, { 'keep-alive': 'timeout=2' }).end(GOOD))
    const pool = poolOf(await hostOf(noting))
    for (let times = 0; times < 3; times += 1) await pool.post('{}', never())
    expect(new Set(ports).size).toBe(3)
  })

  it('ends when the pool stops, idle or not, and no hop is sent any more', async () => {
    const { url, server } = await openHost((_request, response, body) => void (body === 'hang' || response.end(GOOD)))
    const pool = poolOf(url)
    const asked = once(server, 'request')
    const under = expect(pool.post('hang', never())).rejects.toMatchObject({ failure: 'unreachable' })
    await asked
    await pool.post('{}', never())
    await pool.stop()
    await under
    await expect(pool.post('{}', never())).rejects.toMatchObject({ failure: 'unreachable' })
    await new Promise((resolve) => server.close(resolve))
  })
})
