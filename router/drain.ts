import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Longer than anything that the hub waits for while it answers, in milliseconds. */
export const DRAIN_MS = 20_000

/**
 * Watches the connections of a server, so that it can be stopped without an answer being lost.
 *
 * @returns stops it: takes no connection any more, closes those on which nothing runs, answers what is under way with
 * `connection: close`, and closes what is left after `withinMs`. Resolves when all are closed.
 */
export function drainable(server: Server): (withinMs?: number) => Promise<void> {
  const running = new Map<Socket, Set<ServerResponse>>()
  let draining = false

  server.on('connection', (socket: Socket) => {
    running.set(socket, new Set())
    socket.once('close', () => running.delete(socket))
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = running.get(socket)
    responses?.add(response)
    if (draining) closeAfter(response)
    response.once('close', () => {
      responses?.delete(response)
      if (draining && responses?.size === 0) socket.end()
    })
  })

  return async (withinMs = DRAIN_MS) => {
    draining = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const [socket, responses] of running) {
      for (const response of responses) closeAfter(response)
      if (responses.size === 0) socket.end()
    }
    const late = setTimeout(() => server.closeAllConnections(), withinMs)
    await closed
    clearTimeout(late)
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false
}
