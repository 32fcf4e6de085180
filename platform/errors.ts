import { GraphQLError } from 'graphql'

/**
 * The codes that a caller can meet in `errors[].extensions.code`. The list is part of the contract:
 * clients switch on it, so a code is added but never renamed.
 */
export type ErrorCode = (typeof CODES)[number]

const CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_TOO_COMPLEX',
  'RATE_LIMITED',
  'LIBRARY_UNAVAILABLE',
  'AUDIT_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  AUDIT_UNAVAILABLE: 503,
}

/**
 * An error that a caller may see as it stands. Its message never carries a value that the caller or a row supplied.
 *
 * @param code one of {@link ErrorCode}; also decides the HTTP status where the whole request fails
 * @param message a sentence that helps, free of personal data
 * @param extensions further machine-readable members beside `code`
 */
export function hubError(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  const status = STATUS[code]
  return new GraphQLError(message, {
    extensions: { code, ...extensions, ...(status === undefined ? {} : { http: { status } }) },
  })
}

/** The code of an error made by {@link hubError}; `null` for anything else, which is then unexpected, other codes too. */
export function codeOf(error: unknown): ErrorCode | null {
  const extensions = (error as { extensions?: { code?: unknown } } | null)?.extensions
  return CODES.find((code) => code === extensions?.code) ?? null
}

/**
 * Work was dropped since whoever asked has left: nobody reads its outcome, and it is nobody's fault. It is named like whatever else Node
 * gives up for a signal.
 */
export class AskerLeft extends Error {
  override name = 'AbortError'
  constructor() {
    super('whoever asked has left')
  }
}

/** A fault that ends the process with one clear line instead of a stack trace. `exitCode` follows sysexits.h. */
export class StartFault extends Error {
  override name = 'StartFault'
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
