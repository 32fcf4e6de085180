import { setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ApolloServer, HeaderMap } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import type { ExecutionResult } from 'graphql'
import { codeOf, hubError, StartFault, wordsOf } from './errors.ts'
import type { Log } from './log.ts'
import { type PlanCheck, PlanRefused, type PlanVerifier } from './plan/token.ts'
import type { Subgraph } from './subgraph.ts'

/** What serving one library needs. */
export interface HostOptions {
  readonly library: Subgraph
  readonly verifier: PlanVerifier
  readonly log: Log
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Whether the library's tables can be read now. */
  readonly ready: () => Promise<boolean>
}

/** A library that is listening. */
export interface RunningLibrary {
  readonly name: string
  /** Where the router asks it. */
  readonly url: string
  stop(): Promise<void>
}

/** A thousand keys and a plan that seals fifty thousand people fit. */
const BODY_MAX_BYTES = 4_000_000

/** A request is small and comes from a router near by; whoever sends it slowly holds a connection for no reason. */
const REQUEST_MS = 10_000

/** Longer than the router keeps an idle connection, so that none is closed under a hop. */
const KEEP_ALIVE_MS = 65_000

const DRAIN_MS = 10_000

interface HopContext {
  readonly hop: Awaited<ReturnType<PlanVerifier['verify']>>
  /** Aborted when the router has left. */
  readonly gone: AbortSignal
}

type Send = (status: number, body: unknown, headers?: Record<string, string>) => void

/**
 * Serves one library to the router and to nobody else: without a valid access plan nothing of a request is read, neither
 * entities nor the contract.
 *
 * @throws StartFault when the port is taken or may not be used
 */
export async function serveLibrary(options: HostOptions): Promise<RunningLibrary> {
  const { library, log } = options
  const refusals = new Refusals(log)
  const apollo = apolloOf(library, log)
  await apollo.start()
  let accepting = true
  const ready = async () => accepting && (await options.ready())
  const server = createServer((request, response) => {
    const send: Send = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...headers })
      response.end(typeof body === 'string' ? body : `${JSON.stringify(body)}\n`)
    }
    const gone = leaving(response)
    route(request, send, { ...options, apollo, ready, refusals, gone }).catch((error: unknown) => {
      if (gone.aborted) return
      log.fault('hop', error)
      if (!response.headersSent) send(500, refusalBody('INTERNAL_SERVER_ERROR', 'the library failed'))
    })
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = REQUEST_MS
  const port = await listening(server, options)
  return {
    name: library.name,
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}/graphql`,
    async stop() {
      accepting = false
      await drained(server)
      await apollo.stop()
    },
  }
}

function apolloOf(library: Subgraph, log: Log): ApolloServer<HopContext> {
  return new ApolloServer<HopContext>({
    gateway: {
      load: async () => ({
        executor: async ({ context, document, request }) => {
          const { hop: { plan }, gone } = context as HopContext
          const { data, errors } = await library.open(plan, gone)({ document, variables: request.variables ?? {} })
          // What was given up says so in errors, which are nobody's fault.
          if (gone.aborted) return { data: null } as never
          const result: ExecutionResult = { data: data ?? null, ...(errors === undefined ? {} : { errors }), extensions: { read: [...plan.read] } }
          return result as never
        },
      }),
      onSchemaLoadOrUpdate: (notify) => {
        notify({ apiSchema: library.schema, coreSupergraphSdl: '' })
        return () => {}
      },
      stop: async () => {},
    },
    introspection: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    formatError: (formatted, error) => masked(formatted, error, log),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    stopOnTerminationSignals: false,
  })
}

// Whatever has no code of the hub's own may quote a value. The router knows no more of it than that it happened.
function masked({ message, path, extensions }: { message: string; path?: readonly (string | number)[]; extensions?: Record<string, unknown> }, error: unknown, log: Log) {
  const code = codeOf({ extensions })
  const place = path === undefined ? {} : { path: [...path] }
  if (code !== null && code !== 'INTERNAL_SERVER_ERROR') {
    const { check } = extensions ?? {}
    return { message, ...place, extensions: { code, ...(code === 'UNAUTHENTICATED' ? { check } : {}), ...wordsOf({ extensions }) } }
  }
  log.fault('hop', error)
  return { message: 'the library failed', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } }
}

type Route = Pick<HostOptions, 'verifier'> & { apollo: ApolloServer<HopContext>; ready: () => Promise<boolean>; refusals: Refusals; gone: AbortSignal }

async function route(request: IncomingMessage, send: Send, { apollo, ready, verifier, refusals, gone }: Route): Promise<void> {
  const { method, url = '/' } = request
  if (url === '/livez' && method === 'GET') return send(200, 'ok\n', { 'content-type': 'text/plain' })
  if (url === '/readyz' && method === 'GET') {
    const is = await ready()
    return send(is ? 200 : 503, { ready: is })
  }
  if (url !== '/graphql') return send(404, refusalBody('NOT_FOUND', 'not found'))
  if (method !== 'POST') return send(405, refusalBody('BAD_USER_INPUT', 'a hop is sent by POST'), { allow: 'POST' })
  const text = await readText(request)
  if (text === null) return send(413, refusalBody('OPERATION_TOO_COMPLEX', `a body of more than ${BODY_MAX_BYTES} bytes`), { connection: 'close' })
  const body = parsed(text)
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body },
    context: async () => ({ hop: await accepted(body, verifier, refusals), gone }),
  })
  if (answer.body.kind !== 'complete') throw new TypeError('an answer in parts')
  send(answer.status ?? 200, answer.body.string)
}

/** Aborted when a connection closes before its answer was sent. */
function leaving(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  // As many as are being read for the hop listen to it.
  setMaxListeners(0, controller.signal)
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}

async function accepted(body: unknown, verifier: PlanVerifier, refusals: Refusals): Promise<HopContext['hop']> {
  try {
    return await verifier.verify(body)
  } catch (error) {
    if (!(error instanceof PlanRefused)) throw error
    refusals.note(error.check)
    throw hubError('UNAUTHENTICATED', 'the access plan is not accepted', { check: error.check })
  }
}

const WINDOW_MS = 1_000

/** Tells the log of refused plans at once, and of those that follow within a second as a number: anybody can cause them. */
class Refusals {
  readonly #log: Log
  readonly #times = new Map<PlanCheck, number>()
  #open = false

  constructor(log: Log) {
    this.#log = log
  }

  note(check: PlanCheck): void {
    if (this.#open) return void this.#times.set(check, (this.#times.get(check) ?? 0) + 1)
    this.#log.planRefused({ check, times: 1 })
    this.#open = true
    setTimeout(() => this.#tell(), WINDOW_MS).unref()
  }

  #tell(): void {
    this.#open = false
    for (const [check, times] of this.#times) this.#log.planRefused({ check, times })
    this.#times.clear()
  }
}

function refusalBody(code: string, message: string) {
  return { errors: [{ message, extensions: { code } }] }
}

/** `undefined` where it is no JSON, which then carries no plan. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readText(request: IncomingMessage): Promise<string | null> {
  // A body that says how long it is need not be read to be refused; one that does not is cut off.
  if (Number(request.headers['content-length'] ?? 0) > BODY_MAX_BYTES) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_MAX_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function listening(server: Server, { host, port }: HostOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(new StartFault(taken ? `port ${port} on ${host} is taken; give another by --port` : `cannot listen on ${host}:${port} (${error.code ?? 'unknown'})`))
    })
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

// Routers keep their connections open; one is closed as soon as nothing runs on it, and all of them in the end.
async function drained(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const end = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearInterval(idle)
  clearTimeout(end)
}
