import pino, { type DestinationStream } from 'pino'
import type { PlanCheck } from './plan/token.ts'

/**
 * The hub's log. One method per event and only the members named here, so that nothing a caller or a row supplied can
 * reach it: personal data is kept out by what can be said, not by filters.
 */
export interface Log {
  /** One per request. */
  request(event: RequestEvent): void
  /** An unexpected failure, told once where it is handled. Its message is left out: it may quote a value. */
  fault(traceId: string, error: unknown): void
  /** A library, here or on another host, did not answer, or not as its contract says. Of what it sent, nothing is told. */
  hop(event: HopEvent): void
  /** A library on another host is not asked for a while, or is asked again. */
  breaker(event: { readonly library: string; readonly state: 'open' | 'closed' }): void
  /** A library refused requests for their access plan, one line per check and second. */
  planRefused(event: { readonly check: PlanCheck; readonly times: number }): void
  /** Something about the process itself. */
  hub(message: HubMessage, detail?: Readonly<Record<string, string | number | boolean>>): void
}

export interface RequestEvent {
  readonly traceId: string
  readonly consumer: string
  readonly outcome: string
  readonly durationMs: number
}

/** How a hop failed; it was not sent at all where too many others waited (`busy`) or the breaker is open. */
export type HopFailure =
  | 'unreachable' | 'timeout' | 'plan refused' | 'status' | 'too large' | 'no JSON' | 'wrong answer' | 'thrown' | 'busy' | 'breaker open'

export interface HopEvent {
  readonly library: string
  readonly failure: HopFailure
  /** Id of the access plan that the hop carried to another host; the library logs none of it, but whoever watches the wire sees it. */
  readonly hop?: string
  readonly durationMs: number
}

export type HubMessage = 'started' | 'stopping' | 'stopped' | 'not ready' | 'ready again' | 'worker lost' | 'no checkpoint'

const STACK_LINES = 8

/** Opens the log. */
export function openLog(options: { level: string; destination?: DestinationStream }): Log {
  const logger = pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, options.destination ?? pino.destination(2))
  return {
    request: (event) => logger.info({ event: 'request', ...event }),
    fault: (traceId, error) => logger.error({ event: 'fault', traceId, ...faultOf(error) }),
    hop: (event) => logger.warn({ event: 'hop', ...event }),
    breaker: (event) => logger.warn({ event: 'breaker', ...event }),
    planRefused: (event) => logger.warn({ event: 'plan refused', ...event }),
    hub: (message, detail = {}) => logger.info({ event: 'hub', ...detail }, message),
  }
}

function faultOf(error: unknown): Record<string, unknown> {
  const cause = (error as { originalError?: unknown } | null)?.originalError ?? error
  if (!(cause instanceof Error)) return { name: typeof cause }
  const code = (cause as { code?: unknown }).code
  // A message of several lines may look like frames, so it is taken out before they are read.
  const lines = (cause.stack ?? '').replace(cause.message, '').split('\n')
  const frames = lines.filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line)).slice(0, STACK_LINES)
  return { name: cause.name, ...(typeof code === 'string' ? { code } : {}), at: frames.map((line) => line.trim()) }
}

/** A log that says nothing, for tests that look elsewhere. */
export const silentLog: Log = { request: () => {}, fault: () => {}, hop: () => {}, breaker: () => {}, planRefused: () => {}, hub: () => {} }
