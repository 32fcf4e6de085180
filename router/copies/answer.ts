import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { codeOf } from '#platform/errors'
import type { Log } from '#platform/log'
import { readCopyNumber } from '../../subgraphs/licences/index.ts'
import type { Attempts } from '../attempts.ts'
import { bytesOf } from '../body.ts'
import { addressOf, clientOf, type Proxies } from '../client.ts'
import type { CopyAsked, Metrics } from '../metrics.ts'
import type { Copies } from './copies.ts'
import { type CheckResult, pageOf, STYLE_HASH, wordsOf } from './page.ts'

/** What answering needs. */
interface CopyDesk {
  readonly hub: { readonly copies: Copies }
  readonly metrics: Pick<Metrics, 'copy'>
  /** Checks of each client, and apart from them addresses that led nowhere. */
  readonly checks: Attempts
  readonly proxies: Proxies | null
  readonly log: Log
}

const NUMBER_AT = '/v/'
const FILE_AT = '/licences/copies/'
const VERIFY_AT = '/licences/verify'

/** The largest file that is looked at; a copy has a tenth of it. */
const FILE_MAX_BYTES = 2_000_000

/** Whether a path is about copies of licences. */
export function isOfCopies(pathname: string): boolean {
  return pathname.startsWith(NUMBER_AT) || pathname.startsWith(FILE_AT) || pathname === VERIFY_AT
}

/** Answers whoever checks a copy by number or by file, or fetches one. Nothing of an answer may be kept on the way. */
export async function answerOfCopies(request: IncomingMessage, response: ServerResponse, pathname: string, desk: CopyDesk): Promise<void> {
  try {
    if (pathname === VERIFY_AT) return await verify(request, response, desk)
    return pathname.startsWith(FILE_AT) ? await fetched(request, response, pathname.slice(FILE_AT.length), desk) : await checked(request, response, pathname.slice(NUMBER_AT.length), desk)
  } catch (error) {
    if (codeOf(error) === null) throw error
    const what = pathname === VERIFY_AT ? 'file' : pathname.startsWith(FILE_AT) ? 'fetch' : 'number'
    tellResult(request, response, desk, what, 'UNAVAILABLE')
  }
}

async function checked(request: IncomingMessage, response: ServerResponse, text: string, desk: CopyDesk): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed(request, response, 'GET, HEAD')
  if (isTooMany(request, desk)) return tellResult(request, response, desk, 'number', 'TOO_MANY')
  const number = readCopyNumber(decoded(text))
  const state = number === null ? 'MISTYPED' : ((await desk.hub.copies.stateOf(number)) ?? 'UNKNOWN')
  tellResult(request, response, desk, 'number', state)
}

// People type a number in groups, and a browser writes the blanks between them as `%20`.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function verify(request: IncomingMessage, response: ServerResponse, desk: CopyDesk): Promise<void> {
  if (request.method !== 'POST') return notAllowed(request, response, 'POST')
  if (isTooMany(request, desk)) return tellResult(request, response, desk, 'file', 'TOO_MANY')
  if (request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== 'application/pdf') return tellResult(request, response, desk, 'file', 'NO_PDF')
  const file = Number(request.headers['content-length'] ?? 0) > FILE_MAX_BYTES ? 'too large' : await bytesOf(request, FILE_MAX_BYTES)
  if (file === 'left') return
  if (file === 'too large') return tellResult(request, response, desk, 'file', 'TOO_LARGE')
  const state = await desk.hub.copies.stateOfFile(createHash('sm3').update(file).digest('hex'))
  tellResult(request, response, desk, 'file', state ?? 'NOT_GENUINE')
}

/**
 * A look in advance would use the address up, so nothing but GET is answered. A system fetches the files of many people, so those alone
 * count against it that were not there.
 */
async function fetched(request: IncomingMessage, response: ServerResponse, token: string, desk: CopyDesk): Promise<void> {
  if (request.method !== 'GET') return notAllowed(request, response, 'GET')
  const fetcher = `fetch ${clientIn(request, desk)}`
  if (desk.checks.wait(fetcher) > 0) return tellResult(request, response, desk, 'fetch', 'TOO_MANY')
  const client = addressOf(request.socket.remoteAddress, forwarded(request), desk.proxies)
  const file = /^[\w-]{32}$/.test(token) ? await desk.hub.copies.take(token, client) : null
  if (file === null) {
    desk.checks.failed(fetcher, undefined)
    return tellResult(request, response, desk, 'fetch', 'GONE')
  }
  desk.metrics.copy('fetch', 'FETCHED')
  response.writeHead(200, {
    ...HEADERS, 'content-type': 'application/pdf', 'content-length': String(file.length), 'content-disposition': 'attachment; filename="licence-copy.pdf"',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  response.end(file)
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

const PAGE_POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const STATUS: Partial<Record<CheckResult, number>> = { GONE: 410, NO_PDF: 415, TOO_LARGE: 413, TOO_MANY: 429, UNAVAILABLE: 503 }

/** One shape for every result, so that nothing else can be told from it. */
function tellResult(request: IncomingMessage, response: ServerResponse, { metrics }: CopyDesk, what: CopyAsked, result: CheckResult): void {
  metrics.copy(what, result)
  const json = what === 'file' || prefersJson(request.headers.accept ?? '')
  const body = json ? `${JSON.stringify({ state: result, message: wordsOf(result).en, messageZh: wordsOf(result).zh })}\n` : pageOf(result)
  response.writeHead(STATUS[result] ?? 200, {
    ...HEADERS, vary: 'accept', 'content-type': json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8', 'content-length': String(Buffer.byteLength(body)),
    ...(json ? {} : { 'content-security-policy': PAGE_POLICY }), ...(result === 'TOO_MANY' ? { 'retry-after': '60' } : {}),
  })
  response.end(request.method === 'HEAD' ? '' : body)
}

// Browsers name HTML, and most tools name nothing.
function prefersJson(accept: string): boolean {
  const json = accept.indexOf('application/json')
  const html = accept.indexOf('text/html')
  return json !== -1 && (html === -1 || json < html)
}

function notAllowed(request: IncomingMessage, response: ServerResponse, allow: string): void {
  const options = request.method === 'OPTIONS'
  response.writeHead(options ? 204 : 405, { ...HEADERS, allow, ...(options ? {} : { 'content-type': 'text/plain' }) })
  response.end(options ? '' : 'method not allowed\n')
}

const forwarded = (request: IncomingMessage) => request.headers['x-forwarded-for'] as string | undefined

const clientIn = (request: IncomingMessage, { proxies }: CopyDesk) => clientOf(request.socket.remoteAddress, forwarded(request), proxies)

function isTooMany(request: IncomingMessage, desk: CopyDesk): boolean {
  const { checks } = desk
  const client = clientIn(request, desk)
  if (checks.wait(client) > 0) return true
  checks.failed(client, undefined)
  return false
}
