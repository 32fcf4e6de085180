import { GraphQLError } from 'graphql'
import { codeOf, type ErrorCode } from '#platform/errors'
import type { AnswerType } from './media.ts'

/** Notes an unexpected failure in the log, under the trace id that its caller is told. */
export type NoteFault = (traceId: string, error: unknown) => void

/** An error as a caller reads it. */
export interface ToldError {
  readonly message: string
  readonly locations?: GraphQLError['locations']
  readonly path?: GraphQLError['path']
  readonly extensions: Readonly<Record<string, unknown>>
}

/**
 * An error of the hub as it stands, without what it asks of HTTP. Whatever has no code of the hub's own is unexpected: its
 * message may quote a value, so only a trace id leaves.
 */
export function toldError(error: unknown, fault: NoteFault): ToldError {
  const code = codeOf(error)
  if (error instanceof GraphQLError && code !== null && (code !== 'INTERNAL_SERVER_ERROR' || error.extensions['traceId'] !== undefined)) {
    const { http: _http, ...extensions } = error.extensions
    return { ...error.toJSON(), extensions }
  }
  const traceId = crypto.randomUUID()
  fault(traceId, error instanceof GraphQLError ? (error.originalError ?? error) : error)
  return { message: 'the hub failed; quote the trace id', extensions: { code: 'INTERNAL_SERVER_ERROR', traceId } }
}

/** Faults of an operation: the request was well made, so `application/json` tells them under 200 (GraphQL over HTTP, 6.4). */
const OF_THE_OPERATION = new Set<ErrorCode>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'OPERATION_TOO_COMPLEX'])

/** The status of a request that ended in an error before it was answered: what the error itself says, or what its code means. */
export function statusOf(error: unknown, type: AnswerType): number {
  const { status } = httpOf(error)
  if (status !== undefined) return status
  const code = codeOf(error)
  if (code === 'LIBRARY_UNAVAILABLE') return 503
  if (code === null || !OF_THE_OPERATION.has(code)) return 500
  return type === 'application/json' ? 200 : 400
}

/** The headers that an error adds to its answer. */
export function headersOf(error: unknown): Record<string, string> {
  return Object.fromEntries(httpOf(error).headers ?? [])
}

function httpOf(error: unknown): { readonly status?: number; readonly headers?: Iterable<[string, string]> } {
  return (error as Partial<GraphQLError> | null)?.extensions?.['http'] ?? {}
}
