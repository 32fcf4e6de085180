import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql'
import { hubError } from '#platform/errors'
import { isPromise, type MaybePromise } from '#platform/promise'
import type { Joined } from './places.ts'
import type { Run } from './run.ts'

/** What a library said, or what it came to where it said nothing. */
export interface Answered {
  readonly data: Joined | null
  readonly errors: readonly GraphQLError[]
}

type Path = readonly (string | number)[]

/** Asks a library within a run. Whatever it throws goes no further than its kind, unless it is an error of the contract. */
export function askFor(run: Run, library: string, document: DocumentNode, usages: readonly string[] | undefined, more?: Readonly<Record<string, unknown>>): MaybePromise<Answered> {
  try {
    const result = run.ask(library, { document, variables: variablesOf(run, usages, more) })
    return isPromise(result) ? result.then(answered, failed) : answered(result)
  } catch (error) {
    return failed(error)
  }
}

function variablesOf({ variables }: Run, usages: readonly string[] | undefined, more: Readonly<Record<string, unknown>> | undefined) {
  const picked: Record<string, unknown> = { ...more }
  for (const name of usages ?? []) if (Object.hasOwn(variables, name)) picked[name] = variables[name]
  return picked
}

function answered({ data, errors }: ExecutionResult): Answered {
  return { data: data ?? null, errors: errors ?? [] }
}

function failed(error: unknown): Answered {
  return { data: null, errors: [error instanceof GraphQLError ? error : hubError('INTERNAL_SERVER_ERROR', 'a library failed')] }
}

/** The errors that an error of a root fetch comes to: itself where it says its place, else one for every field asked. */
export function placed(error: GraphQLError, keys: readonly string[]): readonly GraphQLError[] {
  const [first] = error.path ?? []
  return typeof first === 'string' && keys.includes(first) ? [error] : keys.map((key) => moved(error, [key]))
}

/** The same error, elsewhere. */
export function moved({ message, extensions, originalError }: GraphQLError, path: Path): GraphQLError {
  return new GraphQLError(message, { path, extensions, originalError })
}

/** A library that gave neither data nor a reason. */
export function missing(path: Path): GraphQLError {
  return new GraphQLError('a library failed', { path, extensions: { code: 'INTERNAL_SERVER_ERROR' } })
}
