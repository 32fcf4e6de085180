import { ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server'
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql'
import { codeOf, hubError } from '#platform/errors'
import type { Question } from './questions.ts'

/** What Apollo Server hands from the front to the gateway: the question as the front read it. */
export interface FrontContext {
  readonly traceId: string
  /** `null` where the operation is not valid, which Apollo Server then explains. */
  readonly question: Question | null
}

export interface Front {
  handle(request: HTTPGraphQLRequest, context: () => Promise<FrontContext>): Promise<HTTPGraphQLResponse>
  stop(): Promise<void>
}

/** Starts Apollo Server on the API schema; it reads HTTP and validates, the hub answers. */
export async function openFront(
  schema: GraphQLSchema,
  answer: (question: Question) => Promise<ExecutionResult>,
  fault: (traceId: string, error: unknown) => void,
): Promise<Front> {
  const server = new ApolloServer<FrontContext>({
    gateway: {
      load: async () => ({
        executor: async ({ context }) => {
          const { question } = context as FrontContext
          if (question === null) throw hubError('BAD_USER_INPUT', 'the operation cannot be told from others; name it')
          return (await answer(question)) as never
        },
      }),
      onSchemaLoadOrUpdate: (notify) => {
        notify({ apiSchema: schema, coreSupergraphSdl: '' })
        return () => {}
      },
      stop: async () => {},
    },
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    introspection: true,
    csrfPrevention: true,
    formatError: (formatted, error) => masked(formatted, error, fault),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    stopOnTerminationSignals: false,
  })
  await server.start()
  return {
    handle: (httpGraphQLRequest, context) => server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context }),
    stop: () => server.stop(),
  }
}

// Whatever has no code of the hub's own is unexpected: its message may quote a value, so only a trace id leaves.
function masked(formatted: { message: string; extensions?: Record<string, unknown> }, error: unknown, fault: (traceId: string, error: unknown) => void) {
  const code = formatted.extensions?.['code']
  const known = typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR'
  if (known || codeOf(error) === 'INTERNAL_SERVER_ERROR' && formatted.extensions?.['traceId'] !== undefined) return formatted
  const traceId = crypto.randomUUID()
  fault(traceId, error instanceof GraphQLError ? (error.originalError ?? error) : error)
  return { message: 'the hub failed; quote the trace id', extensions: { code: 'INTERNAL_SERVER_ERROR', traceId } }
}
