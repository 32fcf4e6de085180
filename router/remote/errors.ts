import { getNullableType, GraphQLError, type GraphQLOutputType, isCompositeType, isListType, type SelectionSetNode } from 'graphql'
import { codeOf, type ErrorCode, wordsOf } from '#platform/errors'
import { LIST_MAX, membersOf, WrongAnswer } from './data.ts'
import { type Asked, below, entityTypesOf, fieldsOf, objectTypesOf } from './fields.ts'

/** Codes that a library may answer with; any other would speak for the hub as a whole. */
const CODES: ReadonlySet<ErrorCode | null> = new Set<ErrorCode>([
  'FORBIDDEN', 'BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT', 'OPERATION_TOO_COMPLEX', 'RATE_LIMITED', 'LIBRARY_UNAVAILABLE', 'INTERNAL_SERVER_ERROR',
])

const ERRORS_MAX = 10_000
const MESSAGE_MAX = 500

/**
 * The errors of an answer, each at a place that was asked for.
 *
 * @throws WrongAnswer
 */
export function readErrors(asked: Asked, given: unknown): GraphQLError[] {
  if (given === undefined) return []
  if (!Array.isArray(given) || given.length > ERRORS_MAX) throw new WrongAnswer()
  return given.map((each) => readError(asked, each))
}

function readError(asked: Asked, given: unknown): GraphQLError {
  const { message, path, extensions } = membersOf(given)
  const code = codeOf({ extensions: membersOf(extensions) })
  if (typeof message !== 'string' || message.length > MESSAGE_MAX || !CODES.has(code)) throw new WrongAnswer()
  const told = { code, ...wordsOf(given) }
  if (path === undefined) return new GraphQLError(message, { extensions: told })
  if (!Array.isArray(path) || !leads(asked, path)) throw new WrongAnswer()
  return new GraphQLError(message, { path: path as (string | number)[], extensions: told })
}

interface Place {
  readonly type: GraphQLOutputType
  readonly selections: readonly SelectionSetNode[]
}

/** Whether a path leads somewhere, step by step through what was asked. */
function leads(asked: Asked, path: readonly unknown[]): boolean {
  let places: readonly Place[] = [{ type: asked.root, selections: asked.selections }]
  for (const step of path) {
    places = places.flatMap((place) => next(asked, place, step))
    if (places.length === 0) return false
  }
  return path.length > 0
}

function next(asked: Asked, { type, selections }: Place, step: unknown): Place[] {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const fits = typeof step === 'number' && Number.isInteger(step) && step >= 0 && step < LIST_MAX
    return fits ? [{ type: nullable.ofType, selections }] : []
  }
  if (typeof step !== 'string' || !isCompositeType(nullable)) return []
  return objectTypesOf(asked, nullable).flatMap((each) => {
    const field = fieldsOf(asked, each, selections).get(step)
    return field === undefined ? [] : [{ type: field.type, selections: below(field) }]
  })
}

/** One error for everything that was asked, each at its own place, as where a library does not answer. */
export function everywhere(asked: Asked, code: ErrorCode, message: string): GraphQLError[] {
  const at = (path: (string | number)[]) => new GraphQLError(message, { path, extensions: { code } })
  return [...fieldsOf(asked, asked.root, asked.selections)].flatMap(([key, field]) => {
    const entities = entityTypesOf(asked, field)
    if (entities === null) return [at([key])]
    return entities.flatMap((type, index) => {
      const own = type === null ? [] : [...fieldsOf(asked, type, below(field))].filter(([, { name }]) => name !== '__typename')
      return own.map(([name]) => at([key, index, name]))
    })
  })
}
