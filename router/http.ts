import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Clock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import type { Log } from '#platform/log'
import { Attempts } from './attempts.ts'
import type { Proxies } from './client.ts'
import { answerOfCopies, isOfCopies } from './copies/answer.ts'
import { drainable } from './drain.ts'
import type { Console } from './console/index.ts'
import { answerGraphql } from './endpoint.ts'
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
  readonly attempts: Attempts
  /** Copies and files that a client may check in a minute; 60 where it is left out. */
  readonly checksPerMinute?: number
  /** Whose word on who called is believed; `null` where the hub stands behind no proxy. */
  readonly proxies: Proxies | null
  /** Runnable examples for the page; absent outside embedded mode. */
  readonly examples?: () => Promise<string>
  readonly console?: Console
}

/** A hub's HTTP, listening. */
export interface Listening {
  readonly port: number
  /** Says that it is not ready, answers what is under way and closes every connection, after so many milliseconds in any case. */
  stop(withinMs?: number): Promise<void>
}

/** Longer than clients and proxies keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000

/** A question is at most 1 MB; whoever takes longer to send it holds a connection for no reason. */
const REQUEST_MS = 30_000

/**
 * Listens for HTTP.
 *
 * @throws StartFault when the port is taken or may not be used
 */
export async function listen(options: HttpOptions): Promise<Listening> {
  let accepting = true
  const routing = { ...options, accepting: () => accepting, checks: new Attempts(options.checksPerMinute ?? CHECKS_PER_MINUTE, options.clock) }
  const server = createServer((request, response) => void route(request, response, routing))
  const drain = drainable(server)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = REQUEST_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartFault(portFault(error, options))))
    server.listen(options.port, options.host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    stop(withinMs) {
      accepting = false
      return drain(withinMs)
    },
  }
}

const CHECKS_PER_MINUTE = 60

interface Routing extends HttpOptions {
  readonly checks: Attempts

  /** Whether the process takes new work; false while it drains. */
  readonly accepting: () => boolean
}

function portFault(error: NodeJS.ErrnoException, { host, port }: HttpOptions): string {
  return error.code === 'EADDRINUSE' ? `port ${port} on ${host} is taken; set PORT` : `cannot listen on ${host}:${port} (${error.code ?? 'unknown'})`
}

async function route(request: IncomingMessage, response: ServerResponse, options: Routing): Promise<void> {
  try {
    const { pathname, search } = addressOf(request)
    if (pathname === '/graphql') return await answerGraphql(request, response, search, options)
    if (isOfCopies(pathname)) return await answerOfCopies(request, response, pathname, options)
    if (options.console !== undefined && (pathname === '/console' || pathname.startsWith('/console/'))) {
      return await options.console.answer(request, response, pathname, search, options)
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204, READING).end()
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'method not allowed\n', READING)
    if (pathname === '/livez') return send(response, 200, 'text/plain', 'ok\n')
    if (pathname === '/readyz') return await readiness(response, options)
    if (pathname === '/metrics') return send(response, 200, options.metrics.registry.contentType, await options.metrics.text())
    if (pathname === '/examples.json' && options.examples !== undefined) return send(response, 200, 'application/json', await options.examples())
    return asset(request, response, pathname)
  } catch (error) {
    options.log.fault('http', error)
    if (!response.headersSent) send(response, 500, 'text/plain', 'the hub failed\n')
  }
}

const READING = { allow: 'GET, HEAD, OPTIONS' }

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

async function readiness(response: ServerResponse, { hub, metrics, accepting }: Routing): Promise<void> {
  const faults = accepting() ? await hub.faults() : ['the hub is stopping']
  metrics.ready(faults.length === 0)
  send(response, faults.length === 0 ? 200 : 503, 'application/json', `${JSON.stringify({ ready: faults.length === 0, faults })}\n`)
}

