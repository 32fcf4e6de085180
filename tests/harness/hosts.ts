import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a host does with a request, once its body is there. */
export type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => void

const servers: Server[] = []

/** A host on a socket of its own that answers what it likes. */
export async function openHost(handle: Handle): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => handle(request, response, body))
    // Whoever leaves in the middle of what they say is not told about.
    request.on('error', () => {})
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` }
}

/** Where such a host answers. */
export async function hostOf(handle: Handle): Promise<string> {
  return (await openHost(handle)).url
}

/** Closes all of them, whatever runs on them. */
export async function closeHosts(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
