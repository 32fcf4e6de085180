import { randomUUID } from 'node:crypto'
import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server'
import { OperationTypeNode } from 'graphql'
import type { Clock } from '#platform/clock'
import { hubError } from '#platform/errors'
import type { Asked } from './ask.ts'
import type { Identity } from './authenticate.ts'
import { type Invalid, readOperation } from './operation.ts'
import { parseDenial, parsePurpose } from './purpose.ts'
import { type Desk, namesPersons, type Question } from './questions.ts'

export interface ReadingOptions {
  readonly authenticate: (authorization: string | undefined) => Promise<Identity>
  readonly desk: Pick<Desk, 'asked' | 'schema' | 'items'>
  readonly clock: Clock
}

/** Reads what a request asks, who asks and why, and refuses what it cannot read. Nobody is asked for anything meanwhile but the issuer of a token. */
export interface QuestionReader {
  asked(asked: Asked): Promise<Question | Invalid>
  /** `null` where the request carries no operation. */
  request(request: HTTPGraphQLRequest, signal?: AbortSignal, client?: string): Promise<Question | Invalid | null>
}

type Header = (name: 'authorization' | 'sharing-purpose' | 'sharing-denial') => string | undefined

interface Operative {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
}

export function questionReader({ authenticate, desk, clock }: ReadingOptions): QuestionReader {
  async function read(header: Header, operative: () => Operative | null, signal: AbortSignal | undefined, client: string): Promise<Question | Invalid | null> {
    const startedAt = clock.now()
    const traceId = randomUUID()
    const identity = await authenticate(header('authorization'))
    const purpose = parsePurpose(header('sharing-purpose'))
    const asked = operative()
    const allOrNothing = parseDenial(header('sharing-denial'))
    if (asked === null) return null
    const operation = readOperation(desk.schema, asked.query, asked.variables, asked.operationName)
    if ('errors' in operation) return operation
    return { operation, identity, purpose, traceId, startedAt, allOrNothing, client, ...(signal === undefined ? {} : { signal }) }
  }
  return {
    // Node joins these headers where they come twice, so each is one text.
    asked: async (asked) => (await read((name) => asked.headers[name] as string | undefined, () => asked, asked.signal, asked.client)) as Question | Invalid,
    async request(request, signal, client = '') {
      const question = await read((name) => request.headers.get(name), () => operativeIn(request), signal, client)
      if (request.method === 'GET' && question !== null && 'operation' in question) {
        if (question.operation.definition.operation !== OperationTypeNode.QUERY) throw byPostOnly('a mutation')
        if (namesPersons(question.operation, desk)) throw byPostOnly('a question that names a person')
      }
      return question
    },
  }
}

// Addresses are written to logs on their way.
function byPostOnly(what: string) {
  return hubError('BAD_USER_INPUT', `${what} is sent by POST`, { http: { status: 405, headers: new HeaderMap([['allow', 'POST']]) } })
}

/** The operation as the request carries it, in the body or in the address. */
function operativeIn({ method, body, search }: HTTPGraphQLRequest): Operative | null {
  const given = method === 'GET' ? Object.fromEntries(new URLSearchParams(search)) : (body as Record<string, unknown> | undefined)
  const { query, variables, operationName } = given ?? {}
  const object = variablesFrom(variables)
  if (typeof query !== 'string') return null
  return { query, variables: object, operationName: typeof operationName === 'string' ? operationName : undefined }
}

function variablesFrom(given: unknown): Record<string, unknown> {
  if (given === undefined || given === null || given === '') return {}
  const parsed: unknown = typeof given === 'string' ? parseJson(given) : given
  if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed as Record<string, unknown>
  throw hubError('BAD_USER_INPUT', 'variables: not a JSON object', { http: { status: 400 } })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
