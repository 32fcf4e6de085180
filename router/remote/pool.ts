import { type Dispatcher, Pool } from 'undici'
import type { HopFailure } from '#platform/log'
import type { HopEnd } from './breaker.ts'

/** A hop that failed, by kind; what was received is not kept. */
export class HopFailed extends Error {
  override name = 'HopFailed'
  readonly failure: HopFailure
  /** What it says about the library. */
  readonly end: HopEnd
  constructor(failure: HopFailure, end: HopEnd = 'failed') {
    super(failure)
    this.failure = failure
    this.end = end
  }
}

export interface PoolOptions {
  /** Where the library answers, with its path. */
  readonly url: string
  /** How many connections are open at a time, at most. */
  readonly connections: number
  /** How long one hop may take, in milliseconds. */
  readonly timeoutMs: number
  /** A longer answer is refused, in bytes. */
  readonly answerMaxBytes: number
}

/** Kept connections to one library. */
export interface HopPool {
  /**
   * Sends one hop, once, and reads what is answered.
   *
   * @param signal ends it, and the connection with it
   * @returns the JSON of the answer
   * @throws HopFailed
   */
  post(body: string, signal: AbortSignal): Promise<unknown>
  /** Ends all connections, whatever runs on them. */
  stop(): Promise<void>
}

/** How long connecting may take, in milliseconds. */
const CONNECT_MS = 2_000

/**
 * How long an idle connection is kept, in milliseconds: where the other side says nothing, less than the five seconds of
 * Node's own servers; where it says by `keep-alive: timeout=`, two seconds less than that, and at most a minute. So it is
 * this side that closes it, and no hop is written onto a connection that the other is closing.
 */
const IDLE = { keepAliveTimeout: 4_000, keepAliveTimeoutThreshold: 2_000, keepAliveMaxTimeout: 60_000 }

// A proxy on the way may compress unless it is told not to.
const HEADERS = { 'content-type': 'application/json', accept: 'application/json', 'accept-encoding': 'identity' }

/** Opens a pool; it connects when the first hop is sent. A redirection is not followed, and nothing is ever sent again. */
export function openPool({ url, connections, timeoutMs, answerMaxBytes }: PoolOptions): HopPool {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, {
    ...IDLE,
    connections,
    pipelining: 1,
    connectTimeout: Math.min(CONNECT_MS, timeoutMs),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: answerMaxBytes,
  })
  const request = { path: `${pathname}${search}`, method: 'POST', headers: HEADERS } as const
  return {
    async post(body, signal) {
      try {
        return parsed(await textOf(await pool.request({ ...request, body, signal })))
      } catch (error) {
        throw error instanceof HopFailed ? error : new HopFailed(signal.aborted ? 'timeout' : kindOf(error))
      }
    },
    stop: () => pool.destroy(),
  }
}

async function textOf({ statusCode, body }: Dispatcher.ResponseData): Promise<string> {
  if (statusCode === 200) return body.text()
  // Read to its end so that the connection can be kept; what it says is not wanted.
  await body.dump().catch(() => {})
  if (statusCode === 401) throw new HopFailed('plan refused', 'answered')
  throw new HopFailed('status', isOverload(statusCode) ? 'failed' : 'answered')
}

/** Whether a host is in trouble; any other refusal comes at once and is about this one hop. */
function isOverload(status: number): boolean {
  return status >= 500 || status === 429
}

const KINDS: Readonly<Record<string, HopFailure>> = {
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too large',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
}

function kindOf(error: unknown): HopFailure {
  return KINDS[String((error as { code?: unknown } | null)?.code)] ?? 'unreachable'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HopFailed('no JSON')
  }
}
