import type { IncomingMessage, ServerResponse } from 'node:http'
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server'
import type { Clock } from '#platform/clock'
import { hubError } from '#platform/errors'
import type { Attempts } from './attempts.ts'
import { readBody } from './body.ts'
import { clientOf, type Proxies } from './client.ts'
import type { Hub } from './hub.ts'
import { tooComplex } from './limits.ts'
import { type AnswerType, ANSWER_TYPES, answerTypeFor, isJson } from './media.ts'
import type { Metrics } from './metrics.ts'

/** What the endpoint needs. */
interface Endpoint {
  readonly hub: Pick<Hub, 'handle'>
  readonly metrics: Metrics
  readonly clock: Clock
  readonly attempts: Attempts
  readonly proxies: Proxies | null
}

type Headers = Record<string, string>

/** Answers `/graphql` as GraphQL over HTTP asks. What the request itself does wrong is refused before the hub sees it. */
export async function answerGraphql(request: IncomingMessage, response: ServerResponse, search: string, endpoint: Endpoint): Promise<void> {
  const startedAt = endpoint.clock.now()
  const status = await answered(request, response, search, endpoint)
  endpoint.metrics.request(request.method === 'POST' ? 'POST' : 'GET', status, (endpoint.clock.now() - startedAt) / 1_000)
}

async function answered(request: IncomingMessage, response: ServerResponse, search: string, endpoint: Endpoint): Promise<number> {
  const { method = 'GET', headers } = request
  const type = answerTypeFor(headers.accept)
  const refuse = (status: number, error: ReturnType<typeof hubError>, more: Headers = {}) => refused(response, status, type ?? ANSWER_TYPES[0], error, more)
  if (method === 'OPTIONS') return written(response, 204, ALLOWED)
  if (method !== 'GET' && method !== 'POST') return refuse(405, hubError('BAD_USER_INPUT', 'a question is sent by POST or GET'), ALLOWED)
  if (type === null) return refuse(406, hubError('BAD_USER_INPUT', `Accept: an answer is ${ANSWER_TYPES.join(' or ')}`))
  if (method === 'POST' && !isJson(headers['content-type'])) return refuse(415, hubError('BAD_USER_INPUT', 'Content-Type: a question is application/json in UTF-8'))
  if (headers['content-encoding'] !== undefined) return refuse(415, hubError('BAD_USER_INPUT', 'Content-Encoding: a question is sent as it is'))
  const body = await readBody(request)
  if ('fault' in body) {
    // A client reads no answer while it sends, so the rest is taken and thrown away.
    request.resume()
    return body.fault === 'too large' ? refuse(413, tooComplex('body')) : refuse(400, hubError('BAD_USER_INPUT', 'the body is no JSON object in UTF-8'))
  }
  const asked = { method, headers: headersOf(request, type), search, body: body.json }
  const { wait, answer } = await counted(asked, clientOf(request.socket.remoteAddress, forwardedFor(request), endpoint.proxies), endpoint)
  if (answer === null) return refuse(429, hubError('RATE_LIMITED', `too many requests without a valid token; wait ${wait} seconds`), { 'retry-after': String(wait) })
  return await sent(response, answer)
}

const ALLOWED: Headers = { allow: 'GET, POST, OPTIONS' }

/** Lets the hub answer, and counts where no valid token came; without an answer where there were too many such requests. */
async function counted(asked: HTTPGraphQLRequest, client: string, { hub, metrics, attempts }: Endpoint) {
  const authorization = asked.headers.get('authorization')
  const wait = attempts.wait(client)
  const unseen = wait > 0 && authorization !== undefined && !attempts.hasPassed(authorization)
  const answer = unseen ? null : await hub.handle(asked)
  if (answer !== null && answer.status !== 401) {
    if (authorization !== undefined) attempts.succeeded(authorization)
    return { wait, answer }
  }
  if (!unseen) attempts.failed(client, authorization)
  metrics.attempt(wait > 0 ? 'limited' : authorization === undefined ? 'missing' : 'refused')
  return { wait, answer: wait > 0 ? null : answer }
}

function forwardedFor({ headers }: IncomingMessage): string | undefined {
  const given = headers['x-forwarded-for']
  return Array.isArray(given) ? given.join(',') : given
}

// The type of the answer is settled, so nobody further on has to settle it again.
function headersOf(request: IncomingMessage, type: AnswerType): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set('accept', type)
  return headers
}

const ALWAYS: Headers = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }

function written(response: ServerResponse, status: number, headers: Headers, body = ''): number {
  response.writeHead(status, { ...headers, ...ALWAYS })
  response.end(body)
  return status
}

function refused(response: ServerResponse, status: number, type: AnswerType, { message, extensions }: ReturnType<typeof hubError>, headers: Headers): number {
  const { http: _status, ...told } = extensions
  const body = `${JSON.stringify({ errors: [{ message, extensions: told }] })}\n`
  return written(response, status, { ...headers, 'content-type': `${type}; charset=utf-8` }, body)
}

async function sent(response: ServerResponse, { status = 200, headers, body }: HTTPGraphQLResponse): Promise<number> {
  if (body.kind === 'complete') return written(response, status, Object.fromEntries(headers), body.string)
  response.writeHead(status, { ...Object.fromEntries(headers), ...ALWAYS })
  for await (const chunk of body.asyncIterator) response.write(chunk)
  response.end()
  return status
}
