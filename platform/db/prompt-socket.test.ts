import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { promptSockets } from './prompt-socket.ts'

const servers: Server[] = []
const sockets: Socket[] = []

async function listening(path?: string): Promise<number> {
  const server = createServer((socket) => sockets.push(socket))
  servers.push(server)
  server.listen(path ?? { port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  return path === undefined ? (server.address() as AddressInfo).port : 0
}

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) server.close()
  vi.restoreAllMocks()
})

describe('sockets to a server', () => {
  it('send at once, and say which host they are for', async () => {
    const prompt = vi.spyOn(Socket.prototype, 'setNoDelay')
    const port = await listening()
    const socket = promptSockets()({ host: ['127.0.0.1'], port: [port] })
    sockets.push(socket)
    await once(socket, 'connect')
    expect(socket).toMatchObject({ host: '127.0.0.1', port })
    const held = (socket as unknown as { readonly [symbol: symbol]: unknown })
    const asked = Object.getOwnPropertySymbols(socket).some((symbol) => String(symbol) === 'Symbol(kSetNoDelay)' && held[symbol] === true)
    expect(asked || prompt.mock.calls.some(([wanted]) => wanted === true)).toBe(true)
  })

  it('take several hosts in turn', async () => {
    const ports = [await listening(), await listening()]
    const open = promptSockets()
    const opened = Array.from({ length: 3 }, () => open({ host: ['127.0.0.1', '127.0.0.1'], port: ports }))
    sockets.push(...opened)
    await Promise.all(opened.map((socket) => once(socket, 'connect')))
    expect(opened.map(({ remotePort }) => remotePort)).toEqual([ports[0], ports[1], ports[0]])
  })

  it('reach a server on this machine by its path', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'govshare-socket-'))
    const path = join(folder, '.s.PGSQL.5432')
    await listening(path)
    const socket = promptSockets()({ host: ['localhost'], port: [5432], path })
    sockets.push(socket)
    await once(socket, 'connect')
    rmSync(folder, { recursive: true })
  })
})
