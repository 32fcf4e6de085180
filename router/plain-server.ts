import { createServer } from 'node:http'
import { type DocumentNode, type ExecutionResult, GraphQLError, parse, print } from 'graphql'
import type { Clock } from '#platform/clock'
import { hubError, StartFault } from '#platform/errors'
import type { Asked, Told } from './ask.ts'
import { Attempts } from './attempts.ts'
import { drainable } from './drain.ts'
import { answerGraphql } from './endpoint.ts'
import { openPlain, type PlainRouter } from './plain.ts'
import { type HopPool, openPool } from './remote/pool.ts'
import { HOP_BOUNDS } from './remote.ts'
import { librariesOf } from './supergraph.ts'

/** A router without access decisions, listening. */
export interface PlainServer {
  readonly url: string
  stop(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const ANSWER_MAX_BYTES = 16_000_000

/**
 * Serves any supergraph on the loopback address, to compare the execution with that of others: nobody is asked who they are, and
 * nothing is recorded. Its libraries are asked over HTTP where the supergraph says that they are.
 *
 * @throws StartFault where the supergraph cannot be read, or the port is taken
 */
export async function servePlain(supergraph: string, port: number, clock: Clock): Promise<PlainServer> {
  const pools = poolsOf(supergraph)
  const router = opened(supergraph, pools)
  const edge = {
    hub: { ask: (asked: Asked) => told(router, asked), handle: async () => byPostOnly() },
    metrics: { request: () => {}, attempt: () => {} },
    clock, attempts: new Attempts(1, clock), proxies: null,
  }
  const server = createServer((request, response) => {
    const [pathname = '/', search = ''] = (request.url ?? '/').split('?', 2)
    if (pathname === '/graphql') return void answerGraphql(request, response, search, edge).catch(() => response.destroy())
    response.writeHead(pathname === '/health' ? 200 : 404, { 'content-type': 'text/plain' }).end(pathname === '/health' ? 'ok\n' : 'not found\n')
  })
  const drain = drainable(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => reject(new StartFault(`cannot listen on ${LOOPBACK}:${port} (${code ?? 'unknown'})`)))
    server.listen(port, LOOPBACK, resolve)
  })
  const address = server.address()
  return {
    url: `http://${LOOPBACK}:${typeof address === 'object' && address !== null ? address.port : port}/graphql`,
    async stop() {
      await drain()
      await Promise.all([...pools.values()].map((pool) => pool.stop()))
    },
  }
}

function poolsOf(supergraph: string): ReadonlyMap<string, HopPool> {
  try {
    const libraries = [...librariesOf(parse(supergraph, { noLocation: true })).values()]
    if (libraries.length === 0) throw new TypeError('no supergraph')
    const bounds = { connections: HOP_BOUNDS.connections, timeoutMs: HOP_BOUNDS.timeoutMs, answerMaxBytes: ANSWER_MAX_BYTES }
    return new Map(libraries.map(({ name, url }) => [name, openPool({ url, ...bounds })]))
  } catch {
    throw new StartFault('the supergraph cannot be read, or a library of it has no address')
  }
}

function opened(supergraph: string, pools: ReadonlyMap<string, HopPool>): PlainRouter {
  const texts = new WeakMap<DocumentNode, string>()
  const textOf = (document: DocumentNode) => {
    const text = texts.get(document) ?? print(document)
    texts.set(document, text)
    return text
  }
  try {
    return openPlain(supergraph, async (library, { document, variables }) => {
      const pool = pools.get(library)
      if (pool === undefined) throw hubError('LIBRARY_UNAVAILABLE', `there is no library ${library}`)
      const given = await pool
        .post(JSON.stringify({ query: textOf(document), variables }), AbortSignal.timeout(HOP_BOUNDS.timeoutMs))
        .catch(() => { throw hubError('LIBRARY_UNAVAILABLE', `the library ${library} cannot be asked`) })
      return resultOf(given)
    })
  } catch {
    throw new StartFault('the supergraph cannot be read')
  }
}

interface Given {
  readonly data?: ExecutionResult['data']
  readonly errors?: readonly { readonly message?: unknown; readonly path?: readonly (string | number)[]; readonly extensions?: Record<string, unknown> }[]
}

function resultOf(given: unknown): ExecutionResult {
  const { data = null, errors } = (given ?? {}) as Given
  const found = Array.isArray(errors) ? (errors as NonNullable<Given['errors']>) : []
  const made = found.map(({ message, path, extensions }) => new GraphQLError(String(message), { ...(path ? { path } : {}), ...(extensions ? { extensions } : {}) }))
  return { data, ...(made.length === 0 ? {} : { errors: made }) }
}

async function told(router: PlainRouter, { query, variables, operationName, type }: Asked): Promise<Told> {
  const body = await router({ query, variables, ...(operationName === undefined ? {} : { operationName }) })
  const answered = body.startsWith('{"data"') || type === 'application/json'
  return { status: answered ? 200 : 400, headers: { 'content-type': `${type}; charset=utf-8` }, body: `${body}\n` }
}

function byPostOnly(): Told {
  const body = JSON.stringify({ errors: [hubError('BAD_USER_INPUT', 'a question is sent by POST, as a JSON object with the member query')] })
  return { status: 400, headers: { 'content-type': 'application/json; charset=utf-8' }, body: `${body}\n` }
}
