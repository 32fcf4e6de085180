import { hubError } from '#platform/errors'
import { type Asked, textOf, type Told } from '../ask.ts'
import type { Answerer } from '../endpoint.ts'
import { statusOf, toldError } from '../failure.ts'
import { ANSWER_TYPES, type AnswerType } from '../media.ts'

/** Answers what the console's pages send: the hash of a document that they were built with, never an operation of their own. */
export function answeringDocuments(hub: Answerer, documents: ReadonlyMap<string, string>): Answerer {
  const refused = (message: string, type: AnswerType): Told => {
    const error = hubError('BAD_USER_INPUT', message)
    return { status: statusOf(error, type), headers: { 'content-type': `${type}; charset=utf-8` }, body: textOf({ body: JSON.stringify({ errors: [toldError(error, () => {})] }) }) }
  }
  return {
    ask: async ({ type }) => refused('the console sends the hash of a document, not an operation', type),
    async handle({ headers, body }, signal, client) {
      const type = ANSWER_TYPES.find((each) => each === headers.get('accept')) ?? ANSWER_TYPES[0]
      const { documentId, variables, query } = (body ?? {}) as Record<string, unknown>
      const document = typeof documentId === 'string' ? documents.get(documentId) : undefined
      if (document === undefined || query !== undefined) return refused('documentId: the hash of a document that the console was built with', type)
      if (variables !== undefined && (variables === null || typeof variables !== 'object' || Array.isArray(variables))) return refused('variables: an object', type)
      const asked: Asked = { query: document, variables: (variables ?? {}) as Asked['variables'], operationName: undefined, headers: Object.fromEntries(headers), type, signal, client }
      return hub.ask(asked)
    },
  }
}
