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

/** What is wrong with one part of an input, for a person to read. */
export interface InputFault {
  /** Where it stands, as `input.items[0].disclosure`. */
  readonly argument: string
  /** Which check failed, as `MATTER_NOT_YOURS`. */
  readonly check: string
  readonly en: string
  readonly zh: string
}

/**
 * Why a change was not made, in words that a person reads in Chinese or English; unlike other refusals of a library it is told as
 * it stands.
 *
 * @param code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT` or `BAD_USER_INPUT`
 * @param more.status what a standard of the library's own calls it, up to three digits
 */
export function actError(code: ErrorCode, en: string, zh: string, more: { readonly faults?: readonly InputFault[]; readonly status?: string } = {}): GraphQLError {
  return hubError(code, en, { messageZh: zh, ...more })
}

/** An input with faults, all of them at once. */
export function inputError(faults: readonly InputFault[]): GraphQLError {
  const en = faults.map(({ argument, en: text }) => `${argument}: ${text}`).join('; ')
  const zh = faults.map(({ argument, zh: text }) => `${argument}：${text}`).join('；')
  return actError('BAD_USER_INPUT', en.slice(0, MESSAGE_MAX), zh.slice(0, MESSAGE_MAX), { faults })
}

const MESSAGE_MAX = 500

/** The members of an act's error that may be shown: its words in Chinese, its faults, and a code of another standard; empty for any other error. */
export function wordsOf(error: unknown): { readonly messageZh?: string; readonly faults?: readonly InputFault[]; readonly status?: string } {
  const { messageZh, faults, status } = ((error as { extensions?: Record<string, unknown> } | null)?.extensions ?? {}) as { messageZh?: unknown; faults?: unknown; status?: unknown }
  if (typeof messageZh !== 'string' || messageZh.length > MESSAGE_MAX) return {}
  const coded = typeof status === 'string' && STATUS_CODE.test(status) ? { status } : {}
  if (!Array.isArray(faults) || faults.length > FAULTS_MAX) return { messageZh, ...coded }
  return { messageZh, faults: faults.map(faultFrom), ...coded }
}

const STATUS_CODE = /^\d{1,3}$/

const FAULTS_MAX = 1_000

function faultFrom(given: unknown): InputFault {
  const { argument, check, en, zh } = (given ?? {}) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, MESSAGE_MAX) : '')
  return { argument: text(argument), check: text(check), en: text(en), zh: text(zh) }
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
