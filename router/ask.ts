import type { IncomingHttpHeaders } from 'node:http'
import { headersOf, type NoteFault, statusOf, toldError } from './failure.ts'
import type { AnswerType } from './media.ts'
import type { Invalid } from './operation.ts'
import type { Answer } from './questions.ts'

/** A question as nearly all come: by POST, in a JSON object whose members have the types that they should have. */
export interface Asked {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
  readonly headers: IncomingHttpHeaders
  /** The type in which the answer is wanted. */
  readonly type: AnswerType
  /** Aborted when the client has left. */
  readonly signal: AbortSignal
  /** Address that it came from. */
  readonly client: string
}

/** What goes back over HTTP. */
export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The members of a body that need nothing of Apollo Server; `null` where it should say what is wrong with them. */
export function askedIn(body: unknown): Pick<Asked, 'query' | 'variables' | 'operationName'> | null {
  const { query, variables, operationName, extensions } = body as Record<string, unknown>
  if (typeof query !== 'string' || !isObjectOrNothing(variables) || !isObjectOrNothing(extensions)) return null
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null
  // The hub keeps no operations by hash, which is Apollo Server's to say.
  if (extensions !== undefined && extensions !== null && 'persistedQuery' in extensions) return null
  return { query, variables: variables ?? {}, operationName: operationName ?? undefined }
}

function isObjectOrNothing(value: unknown): value is Record<string, unknown> | null | undefined {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value))
}

/** Answers without Apollo Server, in its words: the same status, the same headers and the same text. */
export function asking<Question extends object>(
  read: (asked: Asked) => Promise<Question | Invalid>,
  answer: (question: Question) => Promise<Answer>,
  fault: NoteFault,
): (asked: Asked) => Promise<Told> {
  return async (asked) => {
    // What was given up because nobody waits for it any more is no fault.
    const note: NoteFault = (traceId, error) => (isGivenUp(error, asked.signal) ? undefined : fault(traceId, error))
    try {
      const question = await read(asked)
      if ('errors' in question) return failed(question.errors, asked.type, note)
      return { status: 200, headers: contentType(asked.type), body: textOf(await answer(question)) }
    } catch (error) {
      return failed([error], asked.type, note)
    }
  }
}

/** The text of an answer as it is sent. A line ends, so that a shell's prompt is not glued to it. */
export function textOf({ body }: Answer): string {
  return `${body}\n`
}

function failed(errors: readonly unknown[], type: AnswerType, fault: NoteFault): Told {
  const [first] = errors
  const body = JSON.stringify({ errors: errors.map((error) => toldError(error, fault)) })
  return { status: statusOf(first, type), headers: { ...headersOf(first), ...contentType(type) }, body: textOf({ body }) }
}

function contentType(type: AnswerType): Record<string, string> {
  return { 'content-type': `${type}; charset=utf-8` }
}

function isGivenUp(error: unknown, { aborted }: AbortSignal): boolean {
  return aborted && (error as Partial<Error> | null)?.name === 'AbortError'
}
