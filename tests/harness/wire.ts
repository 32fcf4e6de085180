import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The way to a server, which a test may cut or hold up. */
export interface Wire {
  /** The server's address by this way. */
  readonly url: string
  /** Ends every connection and takes no more, as a server that is gone. */
  cut(): void
  /** Resets every connection, as a server does that has fallen and is there again, and takes new ones. */
  reset(): void
  /** Lets nothing through either way and tells nobody, as a network that loses everything. */
  hold(): void
  /** As before either. What was held up arrives. */
  mend(): void
  close(): Promise<void>
}

/** Opens a way to the server at an address `postgres://…`. */
export async function openWire(to: string): Promise<Wire> {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  let way: 'open' | 'cut' | 'held' = 'open'
  const server = createServer((incoming) => {
    if (way === 'cut') return void incoming.destroy()
    const outgoing = connect(Number(port), hostname)
    for (const [from, onward] of [[incoming, outgoing], [outgoing, incoming]] as const) {
      sockets.add(from)
      from.on('data', (piece) => void onward.write(piece))
      from.on('error', () => {}).on('close', () => {
        sockets.delete(from)
        onward.destroy()
      })
      if (way === 'held') from.pause()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(to)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cut() {
      way = 'cut'
      for (const socket of sockets) socket.destroy()
    },
    reset() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    hold() {
      way = 'held'
      for (const socket of sockets) socket.pause()
    },
    mend() {
      way = 'open'
      for (const socket of sockets) socket.resume()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
