import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import type { Clock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import type { Log } from '#platform/log'
import type { Hub } from './hub.ts'
import type { Metrics } from './metrics.ts'
import { pageAssets, pageHeaders } from './page/assets.ts'

export interface HttpOptions {
  readonly hub: Hub
  readonly metrics: Metrics
  readonly clock: Clock
  readonly log: Log
  readonly host: string
  readonly port: number
  /** Runnable examples for the page; absent outside embedded mode. */
  readonly examples?: () => Promise<string>
  /** Whether the process takes new work; false while it drains. */
  readonly accepting: () => boolean
}

const BODY_MAX_BYTES = 1_000_000

/** Longer than clients and proxies keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000

/**
 * Listens for HTTP.
 *
 * @throws StartFault when the port is taken or may not be used
 */
export async function listen(options: HttpOptions): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => void route(request, response, options))
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.headersTimeout = KEEP_ALIVE_MS + 1_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartFault(portFault(error, options))))
    server.listen(options.port, options.host, resolve)
  })
  const address = server.address()
  return { server, port: typeof address === 'object' && address !== null ? address.port : options.port }
}

function portFault(error: NodeJS.ErrnoException, { host, port }: HttpOptions): string {
  return error.code === 'EADDRINUSE' ? `port ${port} on ${host} is taken; set PORT` : `cannot listen on ${host}:${port} (${error.code ?? 'unknown'})`
}

async function route(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  try {
    const { pathname, search } = addressOf(request)
    if (pathname === '/graphql') return await graphql(request, response, search, options)
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'method not allowed\n')
    if (pathname === '/livez') return send(response, 200, 'text/plain', 'ok\n')
    if (pathname === '/readyz') return await readiness(response, options)
    if (pathname === '/metrics') return send(response, 200, options.metrics.registry.contentType, await options.metrics.registry.metrics())
    if (pathname === '/examples.json' && options.examples !== undefined) return send(response, 200, 'application/json', await options.examples())
    return asset(request, response, pathname)
  } catch (error) {
    options.log.fault('http', error)
    if (!response.headersSent) send(response, 500, 'text/plain', 'the hub failed\n')
  }
}

// The target is split by hand: a URL parser throws on targets such as `//x:y`, and reads a host out of others.
function addressOf({ url = '/' }: IncomingMessage): { pathname: string; search: string } {
  const mark = url.indexOf('?')
  return mark === -1 ? { pathname: url, search: '' } : { pathname: url.slice(0, mark), search: url.slice(mark) }
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', ...headers })
  response.end(body)
}

function asset(request: IncomingMessage, response: ServerResponse, pathname: string): void {
  const found = pageAssets().get(pathname)
  if (found === undefined) return send(response, 404, 'text/plain', 'not found\n')
  const headers = { ...pageHeaders, etag: found.etag }
  if (request.headers['if-none-match'] === found.etag) return send(response, 304, found.type, '', headers)
  send(response, 200, found.type, request.method === 'HEAD' ? '' : found.body, headers)
}

async function readiness(response: ServerResponse, { hub, metrics, accepting }: HttpOptions): Promise<void> {
  const faults = accepting() ? await hub.faults() : ['the hub is stopping']
  metrics.ready(faults.length === 0)
  send(response, faults.length === 0 ? 200 : 503, 'application/json', `${JSON.stringify({ ready: faults.length === 0, faults })}\n`)
}

async function graphql(request: IncomingMessage, response: ServerResponse, search: string, options: HttpOptions): Promise<void> {
  const startedAt = options.clock.now()
  const body = await readBody(request)
  if (body === null) return send(response, 413, 'text/plain', `the body is larger than ${BODY_MAX_BYTES} bytes\n`, { connection: 'close' })
  if (body === undefined) return send(response, 400, 'application/json', BAD_JSON)
  const answer = await options.hub.handle({ method: (request.method ?? 'GET').toUpperCase(), headers: headersOf(request), search, body })
  const status = answer.status ?? 200
  await write(response, status, answer)
  options.metrics.request(request.method === 'POST' ? 'POST' : 'GET', status, (options.clock.now() - startedAt) / 1_000)
}

const BAD_JSON = `${JSON.stringify({ errors: [{ message: 'the body is not JSON', extensions: { code: 'BAD_USER_INPUT' } }] })}\n`

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}

/** The JSON body; `{}` where there is none, `undefined` where it is no JSON, `null` where it is too large. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_MAX_BYTES) return null
    chunks.push(chunk)
  }
  if (size === 0) return {}
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return parsed === null ? undefined : parsed
  } catch {
    return undefined
  }
}

async function write(response: ServerResponse, status: number, answer: HTTPGraphQLResponse): Promise<void> {
  response.writeHead(status, { ...Object.fromEntries(answer.headers), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  if (answer.body.kind === 'complete') {
    response.end(answer.body.string)
    return
  }
  for await (const chunk of answer.body.asyncIterator) response.write(chunk)
  response.end()
}
