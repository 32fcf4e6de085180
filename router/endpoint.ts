import type { IncomingMessage, ServerResponse } from 'node:http'
import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server'
import type { GraphQLError } from 'graphql'
import type { Clock } from '#platform/clock'
import { hubError } from '#platform/errors'
import { type Asked, askedIn, textOf, type Told } from './ask.ts'
import type { Attempts } from './attempts.ts'
import { readBody } from './body.ts'
import { addressOf, clientOf, type Proxies } from './client.ts'
import { AS_IT_IS, takenEncoding, type TakenEncoding } from './encoding.ts'
import { toldError } from './failure.ts'
import { tooComplex } from './limits.ts'
import { type AnswerType, ANSWER_TYPES, answerTypeFor, isJson } from './media.ts'
import type { Metrics } from './metrics.ts'
import { Remembered } from './remembered.ts'
import { reply } from './reply.ts'

/** Whoever answers what the endpoint has read. */
export interface Answerer {
  /** Answers a question that came as nearly all do. */
  ask(asked: Asked): Promise<Told>
  /** Answers what came in any other way. */
  handle(request: HTTPGraphQLRequest, signal: AbortSignal, client: string): Promise<Told>
}

/** What the endpoint needs. */
export interface Endpoint {
  readonly hub: Answerer
  readonly metrics: Pick<Metrics, 'request' | 'attempt'>
  readonly clock: Clock
  readonly attempts: Attempts
  readonly proxies: Proxies | null
}

type Headers = Record<string, string>

/** No answer was sent, since nobody waited for it any more. Not a status of HTTP, but what proxies write into their logs. */
const CLIENT_LEFT = 499

/** Answers `/graphql` as GraphQL over HTTP asks. What the request itself does wrong is refused before the hub sees it. */
export async function answerGraphql(request: IncomingMessage, response: ServerResponse, search: string, endpoint: Endpoint): Promise<void> {
  const startedAt = endpoint.clock.now()
  const client = new Client(response)
  const taken = encodings.of(request.headers['accept-encoding'] ?? '')
  const type = answerTypes.of(request.headers.accept ?? '')
  const wrong = wrongIn(request, type, taken)
  const told = wrong ?? (await answered(request, search, type ?? ANSWER_TYPES[0], endpoint, client))
  if (told !== null && !client.hasLeft) await reply(response, told, taken ?? AS_IT_IS)
  const status = told === null || !response.writableEnded ? CLIENT_LEFT : told.status
  endpoint.metrics.request(request.method === 'POST' ? 'POST' : 'GET', status, (endpoint.clock.now() - startedAt) / 1_000)
}

/** Systems send the same few headers with every question. */
const answerTypes = new Remembered(answerTypeFor)
const encodings = new Remembered(takenEncoding)
const jsonTypes = new Remembered(isJson)

/** Whoever waits for an answer, until they leave. Most questions are answered before anybody asks whether they have. */
class Client {
  #left = false
  #controller: AbortController | null = null

  constructor(response: ServerResponse) {
    response.once('close', () => {
      if (response.writableEnded) return
      this.#left = true
      this.#controller?.abort()
    })
  }

  get hasLeft(): boolean {
    return this.#left
  }

  /** Aborted when they have left. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#left) this.#controller.abort()
    return this.#controller.signal
  }
}

class AskedHere implements Asked {
  readonly query: string
  readonly variables: Asked['variables']
  readonly operationName: string | undefined
  readonly headers: Asked['headers']
  readonly type: AnswerType
  readonly client: string
  readonly #client: Client

  constructor({ query, variables, operationName }: Pick<Asked, 'query' | 'variables' | 'operationName'>, headers: Asked['headers'], type: AnswerType, client: Client, address: string) {
    this.query = query
    this.variables = variables
    this.operationName = operationName
    this.headers = headers
    this.type = type
    this.client = address
    this.#client = client
  }

  get signal(): AbortSignal {
    return this.#client.signal
  }
}

/** `null` where the client left before it had asked. */
async function answered(request: IncomingMessage, search: string, type: AnswerType, endpoint: Endpoint, client: Client): Promise<Told | null> {
  const { method = 'GET', headers } = request
  const body = await readBody(request)
  if ('fault' in body) {
    if (body.fault === 'left') return null
    // A client reads no answer while it sends, so the rest is taken and thrown away.
    request.resume()
    return body.fault === 'too large' ? refusal(413, type, tooComplex('body')) : refusal(400, type, misused('the body is no JSON object in UTF-8'))
  }
  const operative = method === 'POST' ? askedIn(body.json) : null
  const address = addressOf(request.socket.remoteAddress, forwardedFor(request), endpoint.proxies)
  const ask = () =>
    operative === null
      ? endpoint.hub.handle({ method, headers: headersOf(request, type), search, body: body.json }, client.signal, address)
      : endpoint.hub.ask(new AskedHere(operative, headers, type, client, address))
  const { wait, answer } = await counted(request, ask, endpoint)
  const limited = () => hubError('RATE_LIMITED', `too many requests without a valid token; wait ${wait} seconds`)
  return answer ?? refusal(429, type, limited(), { 'retry-after': String(wait) })
}

/** What a request does wrong before its body is read; an OPTIONS asks for no more than what may be sent. */
function wrongIn({ method = 'GET', headers }: IncomingMessage, type: AnswerType | null, taken: TakenEncoding | null): Told | null {
  const refuse = (status: number, message: string, more?: Headers) => refusal(status, type ?? ANSWER_TYPES[0], misused(message), more)
  if (method === 'OPTIONS') return { status: 204, headers: ALLOWED, body: '' }
  if (method !== 'GET' && method !== 'POST') return refuse(405, 'a question is sent by POST or GET', ALLOWED)
  if (type === null) return refuse(406, `Accept: an answer is ${ANSWER_TYPES.join(' or ')}`)
  if (taken === null) return refuse(406, 'Accept-Encoding: an answer comes as it is, or in br or gzip')
  if (method === 'POST' && !jsonTypes.of(headers['content-type'] ?? '')) return refuse(415, 'Content-Type: a question is application/json in UTF-8')
  if (headers['content-encoding'] !== undefined) return refuse(415, 'Content-Encoding: a question is sent as it is')
  return null
}

const misused = (message: string) => hubError('BAD_USER_INPUT', message)

function refusal(status: number, type: AnswerType, error: GraphQLError, headers: Headers = {}): Told {
  const body = textOf({ body: JSON.stringify({ errors: [toldError(error, () => {})] }) })
  return { status, headers: { ...headers, 'content-type': `${type}; charset=utf-8` }, body }
}

const ALLOWED: Headers = { allow: 'GET, POST, OPTIONS' }

/** Lets the hub answer, and counts where no valid token came; without an answer where there were too many such requests. */
async function counted(request: IncomingMessage, ask: () => Promise<Told>, { metrics, attempts, proxies }: Endpoint) {
  const { authorization } = request.headers
  const client = () => clientOf(request.socket.remoteAddress, forwardedFor(request), proxies)
  const wait = attempts.anybody ? attempts.wait(client()) : 0
  const unseen = wait > 0 && authorization !== undefined && !attempts.hasPassed(authorization)
  const answer = unseen ? null : await ask()
  if (answer !== null && answer.status !== 401) {
    if (authorization !== undefined) attempts.succeeded(authorization)
    return { wait, answer }
  }
  if (!unseen) attempts.failed(client(), authorization)
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
