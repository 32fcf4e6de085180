import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { drainable } from './drain.ts'

const FOREVER_MS = 3_600_000
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  servers.push(server)
  server.keepAliveTimeout = FOREVER_MS
  const stop = drainable(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { stop, port: (server.address() as AddressInfo).port }
}

interface Client {
  readonly socket: Socket
  /** All that came until the other side closed. */
  readonly all: Promise<string>
}

function client(port: number): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve({ socket, all })).setEncoding('utf8')
    let text = ''
    const all = new Promise<string>((done) => socket.on('data', (part: string) => (text += part)).on('close', () => done(text)))
    socket.on('error', reject)
  })
}

const GET = 'GET / HTTP/1.1\r\nHost: hub\r\n\r\n'
const next = (socket: Socket) => new Promise((resolve) => socket.once('data', resolve))

describe('A server that stops', () => {
  it('closes connections on which nothing runs, those too on which nothing was ever asked', async () => {
    const { stop, port } = await serve((_request, response) => void response.end('done'))
    const [used, fresh] = [await client(port), await client(port)]
    used.socket.write(GET)
    await next(used.socket)
    await stop(FOREVER_MS)
    expect(await used.all).toContain('done')
    expect(await fresh.all).toBe('')
  })

  it('answers what is under way, says that it closes, and then does', async () => {
    let response: ServerResponse | undefined
    const arrived = deferred()
    const { stop, port } = await serve((_request, given) => ((response = given), arrived.resolve()))
    const { socket, all } = await client(port)
    socket.write(GET)
    await arrived.promise
    const stopped = stop(FOREVER_MS)
    response?.end('done')
    expect(await all).toMatch(/^HTTP\/1\.1 200[\s\S]*Connection: close[\s\S]*done/)
    await stopped
  })

  it('closes a connection also after an answer that had begun before', async () => {
    let response: ServerResponse | undefined
    const { stop, port } = await serve((_request, given) => ((response = given), void given.write('be')))
    const { socket, all } = await client(port)
    socket.write(GET)
    await next(socket)
    const stopped = stop(FOREVER_MS)
    response?.end('gun')
    expect(await all).toMatch(/Connection: keep-alive[\s\S]*be[\s\S]*gun/)
    await stopped
  })

  it('takes no connection any more', async () => {
    const { stop, port } = await serve((_request, response) => void response.end())
    await stop(FOREVER_MS)
    await expect(client(port)).rejects.toThrow('ECONNREFUSED')
  })

  it('does not wait for ever for what never ends', async () => {
    const arrived = deferred()
    const { stop, port } = await serve(() => arrived.resolve())
    const { socket, all } = await client(port)
    socket.write(GET)
    await arrived.promise
    await stop(1)
    expect(await all).toBe('')
  })
})

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
