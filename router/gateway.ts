import { ApolloServer, type HTTPGraphQLRequest } from '@apollo/server'
import type { ExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql'
import { hubError } from '#platform/errors'
import { textOf, type Told } from './ask.ts'
import { type NoteFault, statusOf, toldError } from './failure.ts'
import { ANSWER_TYPES } from './media.ts'
import type { Invalid } from './operation.ts'
import type { Answer, Question } from './questions.ts'

export interface Front {
  /** @param read gives the question, or why there is none; `null` where the request carries no operation, which Apollo Server then says */
  handle(request: HTTPGraphQLRequest, read: () => Promise<Question | Invalid | null>): Promise<Told>
  stop(): Promise<void>
}

/** What Apollo Server hands from the front to the gateway. */
interface Carried {
  readonly question: Question | Invalid | null
  /** Notes what a request ended in where it was not answered: that decides the status. */
  readonly failed: (error: unknown) => void
}

// Pages of other sites cannot send these without asking first, and the hub allows no such asking.
const PREFLIGHTED_HEADERS = ['authorization', 'sharing-purpose', 'apollo-require-preflight']

/** Starts Apollo Server on the API schema, for what is asked in any other way than nearly all questions are: it reads HTTP, the hub validates and answers. */
export async function openFront(schema: GraphQLSchema, answer: (question: Question) => Promise<Answer>, fault: NoteFault): Promise<Front> {
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
    formatError: (formatted, error) => readable(formatted) ?? (toldError(error, fault) as GraphQLFormattedError),
    stringifyResult: (result) => textOf(result.data instanceof Written ? result.data : { body: JSON.stringify(result) }),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    stopOnTerminationSignals: false,
  })
  await server.start()
  return {
    async handle(httpGraphQLRequest, read) {
      let failure: unknown
      const failed = (error: unknown) => void (failure = error)
      const context = async (): Promise<Carried> => {
        try {
          return { question: await read(), failed }
        } catch (error) {
          failed(error)
          throw error
        }
      }
      const { status = 200, headers, body } = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context })
      if (body.kind !== 'complete') throw new TypeError('an answer in parts')
      const type = ANSWER_TYPES.find((each) => headers.get('content-type')?.startsWith(each)) ?? ANSWER_TYPES[0]
      return { status: failure === undefined ? status : statusOf(failure, type), headers: Object.fromEntries(headers), body: body.string }
    },
    stop: () => server.stop(),
  }
}

/** An answer on its way through Apollo Server, which takes the text for data. */
class Written implements Answer {
  [member: string]: unknown
  readonly body: string
  constructor({ body }: Answer) {
    this.body = body
  }
}

async function answered({ question, failed }: Carried, answer: (question: Question) => Promise<Answer>): Promise<ExecutionResult> {
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

/** Apollo Server's own codes for requests that it cannot read; the hub's contract has one for them all. */
const UNREADABLE = new Set<unknown>(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'])

function readable(formatted: GraphQLFormattedError): GraphQLFormattedError | null {
  if (!UNREADABLE.has(formatted.extensions?.['code'])) return null
  return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } }
}
