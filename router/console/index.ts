import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '#platform/clock'
import { hubError } from '#platform/errors'
import type { Log } from '#platform/log'
import type { Identity } from '../authenticate.ts'
import { readBody } from '../body.ts'
import { answerGraphql, type Endpoint } from '../endpoint.ts'
import { toldError } from '../failure.ts'
import { builtConsole, sendAsset, sendPage } from './assets.ts'
import { answeringDocuments } from './documents.ts'
import { Provider, type ProviderSettings } from './provider.ts'
import { openSeal } from './sealed.ts'
import { isOwn, isSameOrigin, type Session, Sessions } from './sessions.ts'
import { SignIn } from './sign-in.ts'
import type { Issuer } from '../issuers.ts'

/** Where and how people sign in; as environment variables say. */
export interface ConsoleSettings {
  /** Where browsers reach the hub, as `https://hub.example.gov.cn`. */
  readonly origin: string
  readonly provider: ProviderSettings
}

/** Somebody whom a hub of embedded mode may be tried as. */
export interface OfferedPersona {
  readonly persona: string
  readonly consumerName: string
  readonly roles: readonly string[]
}

export interface ConsoleOptions {
  /** `null` where there is no provider to sign in with. */
  readonly settings: ConsoleSettings | null
  readonly issuers: readonly Issuer[]
  /** Seals sessions; the same for every router of a hub. */
  readonly secret: Buffer
  /** In embedded mode, who may be chosen, and the token of one. */
  readonly personas?: { readonly offered: readonly OfferedPersona[]; token(persona: string): Promise<string> }
  readonly authenticate: (header: string | undefined) => Promise<Identity>
  readonly clock: Clock
  readonly log: Log
}

/** The stewards' console as the router serves it. */
export interface Console {
  /** Answers everything below `/console`. */
  answer(request: IncomingMessage, response: ServerResponse, pathname: string, search: string, endpoint: Endpoint): Promise<void>
}

export function openConsole(options: ConsoleOptions): Console {
  const { settings, issuers, clock, log, authenticate } = options
  const seal = openSeal(options.secret, clock)
  const sessions = new Sessions(seal, clock, settings?.origin.startsWith('https:') ?? false)
  const issuer = issuers.find((each) => each.issuer === settings?.provider.issuer)
  const signIn = settings === null || issuer === undefined
    ? null
    : new SignIn({ provider: new Provider(settings.provider, issuer, clock), origin: settings.origin, seal, sessions, clock, log, authenticate })
  const desk = new Desk(options, sessions, signIn)
  return {
    async answer(request, response, pathname, search, endpoint) {
      const { method = 'GET' } = request
      if (pathname === '/console/graphql' || pathname === '/console/playground/graphql') return desk.graphql(request, response, pathname, endpoint)
      if (method === 'POST') return desk.change(request, response, pathname)
      if (method !== 'GET' && method !== 'HEAD') return tell(response, 405, { error: 'method' }, { allow: 'GET, HEAD, POST' })
      if (pathname === '/console/session') return desk.session(request, response)
      if (pathname === '/console/sign-in' && signIn !== null) return signIn.begin(response, search)
      if (pathname === '/console/sign-in/callback' && signIn !== null) return signIn.finish(request, response, search)
      return page(request, response, pathname)
    },
  }
}

function page(request: IncomingMessage, response: ServerResponse, pathname: string): void {
  const built = builtConsole()
  if (built === null) return void response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' }).end('the console has not been built: npm run build\n')
  if (pathname === '/console') return void response.writeHead(308, { location: '/console/' }).end()
  if (sendAsset(built, request, response, pathname)) return
  if (pathname.startsWith('/console/assets/')) return tell(response, 404, { error: 'not found' })
  sendPage(built, request, response)
}

class Desk {
  readonly #options: ConsoleOptions
  readonly #sessions: Sessions
  readonly #signIn: SignIn | null

  constructor(options: ConsoleOptions, sessions: Sessions, signIn: SignIn | null) {
    this.#options = options
    this.#sessions = sessions
    this.#signIn = signIn
  }

  /** Who is signed in, or how one may. The token stays here. */
  async session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = await this.#sessions.of(request)
    const identity = session === null ? null : await this.#identity(session)
    if (session === null || identity === null) {
      return tell(response, 200, { signedIn: false, provider: this.#signIn !== null, personas: this.#options.personas?.offered ?? null })
    }
    const { consumer, agency, operator, zone } = identity
    tell(response, 200, { signedIn: true, consumer, agency, operator, zone, persona: session.persona, csrf: session.csrf, expiresAt: new Date(session.expiresAt).toISOString() })
  }

  /** A POST that is no question: choosing a persona, or leaving. */
  async change(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    if (!isSameOrigin(request, this.#options.settings?.origin ?? null)) return tell(response, 403, { error: 'origin' })
    if (pathname === '/console/sign-in/persona') return this.#choose(request, response)
    if (pathname !== '/console/sign-out') return tell(response, 404, { error: 'not found' })
    const session = await this.#sessions.of(request)
    if (session !== null && !isOwn(request, session)) return tell(response, 403, { error: 'csrf' })
    const next = session?.persona === null && this.#signIn !== null ? await this.#signIn.endSession() : null
    tell(response, 200, { next }, { 'set-cookie': this.#sessions.end() })
  }

  async #choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { personas } = this.#options
    const body = await readBody(request)
    const name = 'json' in body ? (body.json as { persona?: unknown }).persona : undefined
    if (personas === undefined || typeof name !== 'string' || !personas.offered.some(({ persona }) => persona === name)) return tell(response, 404, { error: 'persona' })
    const cookie = await this.#sessions.begin(await personas.token(name), name)
    if (cookie === null) return tell(response, 500, { error: 'token' })
    tell(response, 200, { signedIn: true }, { 'set-cookie': cookie })
  }

  /** A question: the cookie becomes the token here and nowhere else, and what a page says of itself is not heard. */
  async graphql(request: IncomingMessage, response: ServerResponse, pathname: string, endpoint: Endpoint): Promise<void> {
    const session = await this.#sessions.of(request)
    if (request.method !== 'POST') return tell(response, 405, { error: 'method' }, { allow: 'POST' })
    if (session === null) return refuse(response, 401, 'UNAUTHENTICATED', 'sign in first', '请先登录')
    if (!isOwn(request, session) || !isSameOrigin(request, this.#options.settings?.origin ?? null)) {
      return refuse(response, 403, 'FORBIDDEN', 'the request does not come from a page of the console', '请求不是由控制台页面发出的')
    }
    request.headers.authorization = `Bearer ${session.token}`
    delete request.headers.cookie
    if (pathname === '/console/playground/graphql') return answerGraphql(request, response, '', endpoint)
    const documents = builtConsole()?.documents ?? new Map<string, string>()
    return answerGraphql(request, response, '', { ...endpoint, hub: answeringDocuments(endpoint.hub, documents) })
  }

  async #identity({ token }: Session): Promise<Identity | null> {
    return this.#options.authenticate(`Bearer ${token}`).catch(() => null)
  }
}

function tell(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers })
  response.end(`${JSON.stringify(body)}\n`)
}

function refuse(response: ServerResponse, status: number, code: 'UNAUTHENTICATED' | 'FORBIDDEN', message: string, messageZh: string): void {
  tell(response, status, { errors: [toldError(hubError(code, message, { messageZh }), () => {})] })
}
