import { lookup as resolve } from 'node:dns'
import { request as requestClear } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { WebhookHosts } from './hosts.ts'

/** What came of a POST. A status that is no success is a fault too. */
export interface Posted {
  readonly status: number | null
  readonly fault: 'STATUS' | 'TIMEOUT' | 'UNREACHABLE' | 'NOT_ALLOWED' | null
}

export interface Posting {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Aborted when it is to be given up at once. */
  readonly signal: AbortSignal
}

const PATIENCE_MS = 5_000
const HEADERS_MAX_BYTES = 8_192

class NotAllowed extends Error {}

/**
 * Sends one body to one address and waits for the status alone: what else the receiver says is not read, and where it sends us on to we
 * do not go. The address of its name is looked at when the connection is made, so that a name that leads elsewhere by now leads nowhere.
 *
 * @throws what `signal` is aborted with; nothing else
 */
export async function post({ url, headers, body, signal }: Posting, hosts: WebhookHosts, patienceMs: number = PATIENCE_MS): Promise<Posted> {
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!hosts.mayTell(url) || (isIP(literal) !== 0 && !hosts.mayConnect(url, literal))) return { status: null, fault: 'NOT_ALLOWED' }
  const late = AbortSignal.timeout(patienceMs)
  try {
    const status = await statusOf({ url, headers, body, signal: AbortSignal.any([signal, late]) }, lookupWithin(url, hosts))
    return { status, fault: status >= 200 && status < 300 ? null : 'STATUS' }
  } catch (error) {
    signal.throwIfAborted()
    return { status: null, fault: late.aborted ? 'TIMEOUT' : error instanceof NotAllowed ? 'NOT_ALLOWED' : 'UNREACHABLE' }
  }
}

function statusOf({ url, headers, body, signal }: Posting, lookup: LookupFunction): Promise<number> {
  const request = url.protocol === 'https:' ? requestSecure : requestClear
  return new Promise((done, failed) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(url, { method: 'POST', headers: { ...headers, ...length }, agent: false, lookup, maxHeaderSize: HEADERS_MAX_BYTES, signal }, (response) => {
      response.on('error', () => {})
      response.destroy()
      done(response.statusCode ?? 0)
    })
    sent.on('error', failed)
    // A receiver that switches protocols gives neither answer nor error.
    sent.on('close', () => failed(new Error('closed')))
    sent.end(body)
  })
}

function lookupWithin(url: URL, hosts: WebhookHosts): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '')
      const [first] = addresses
      if (first === undefined || !addresses.every(({ address }) => hosts.mayConnect(url, address))) return callback(new NotAllowed('not allowed'), '')
      if (options.all === true) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}
