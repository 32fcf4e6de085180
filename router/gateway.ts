import { ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server'
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql'
import { codeOf, type ErrorCode, hubError } from '#platform/errors'
import type { Invalid } from './operation.ts'
import type { Answer, Question } from './questions.ts'

/** What Apollo Server hands from the front to the gateway: the question as the front read it. */
export interface FrontContext {
  readonly traceId: string
  /** Why there is no question; `null` where the request carries no operation, which Apollo Server then says. */
  readonly question: Question | Invalid | null
}

export interface Front {
  handle(request: HTTPGraphQLRequest, context: () => Promise<FrontContext>): Promise<HTTPGraphQLResponse>
  stop(): Promise<void>
}

/** What one request ended in where it was not answered: its code decides the status. */
interface Carried extends FrontContext {
  failed: (error: unknown) => void
}

// Pages of other sites cannot send these without asking first, and the hub allows no such asking.
const PREFLIGHTED_HEADERS = ['authorization', 'sharing-purpose', 'apollo-require-preflight']

/** Starts Apollo Server on the API schema; it reads HTTP, the hub validates and answers. */
export async function openFront(
  schema: GraphQLSchema,
  answer: (question: Question) => Promise<Answer>,
  fault: (traceId: string, error: unknown) => void,
): Promise<Front> {
  const server = new ApolloServer<Carried>({
    gateway: {
      load: async () => ({ executor: async ({ context }) => (await answered(context as Carried, answer)) as never }),
      onSchemaLoadOrUpdate: (notify) => {
        notify({ apiSchema: schema, coreSupergraphSdl: '' })
        return () => {}
      },
      stop: async () => {},
    },
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    // Both are done before, where limits come first and nothing is quoted.
    dangerouslyDisableValidation: true,
    introspection: true,
    // An operation that another request left behind would pass by what is checked of this one.
    persistedQueries: false,
    csrfPrevention: { requestHeaders: PREFLIGHTED_HEADERS },
    formatError: (formatted, error) => masked(formatted, error, fault),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    stopOnTerminationSignals: false,
    stringifyResult: (result) => (result.data instanceof Written ? result.data.body : JSON.stringify(result)),
  })
  await server.start()
  return {
    async handle(httpGraphQLRequest, context) {
      let code: ErrorCode | null = null
      const failed = (error: unknown) => void (code = hasStatus(error) ? null : codeOf(error))
      const carried = async (): Promise<Carried> => {
        try {
          return { ...(await context()), failed }
        } catch (error) {
          failed(error)
          throw error
        }
      }
      const response = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: carried })
      return code === null ? response : { ...response, status: statusOf(code, response) }
    },
    stop: () => server.stop(),
  }
}

/** An answer that is text already, on its way through Apollo Server. */
class Written {
  [member: string]: unknown
  readonly body: string
  constructor({ body }: Answer) {
    this.body = body
  }
}

async function answered(context: Carried, answer: (question: Question) => Promise<Answer>): Promise<ExecutionResult> {
  const { question, failed } = context
  if (question === null) throw hubError('BAD_USER_INPUT', 'there is no operation')
  if ('errors' in question) {
    failed(question.errors[0])
    return question
  }
  try {
    return { data: new Written(await answer(question)) }
  } catch (error) {
    failed(error)
    throw error
  }
}

function hasStatus(error: unknown): boolean {
  return (error as Partial<GraphQLError> | null)?.extensions?.['http'] !== undefined
}

/** Faults of an operation: the request was well made, so `application/json` tells them under 200 (GraphQL over HTTP, 6.4). */
const OF_THE_OPERATION = new Set<ErrorCode>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'OPERATION_TOO_COMPLEX'])

function statusOf(code: ErrorCode, { status = 500, headers }: HTTPGraphQLResponse): number {
  if (code === 'LIBRARY_UNAVAILABLE') return 503
  if (!OF_THE_OPERATION.has(code)) return status
  return headers.get('content-type')?.startsWith('application/json') === true ? 200 : 400
}

/** Apollo Server's own codes for requests that it cannot read; the hub's contract has one for them all. */
const UNREADABLE = new Set<unknown>(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'])

// Whatever has no code of the hub's own is unexpected: its message may quote a value, so only a trace id leaves.
function masked(formatted: { message: string; extensions?: Record<string, unknown> }, error: unknown, fault: (traceId: string, error: unknown) => void) {
  const code = formatted.extensions?.['code']
  if (UNREADABLE.has(code)) return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } }
  const own = codeOf(formatted)
  if (own !== null && (own !== 'INTERNAL_SERVER_ERROR' || formatted.extensions?.['traceId'] !== undefined)) return formatted
  const traceId = crypto.randomUUID()
  fault(traceId, error instanceof GraphQLError ? (error.originalError ?? error) : error)
  return { message: 'the hub failed; quote the trace id', extensions: { code: 'INTERNAL_SERVER_ERROR', traceId } }
}
