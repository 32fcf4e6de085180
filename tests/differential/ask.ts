import { execute, type ExecutionResult, GraphQLError, parse, validate } from 'graphql'
import type { Hop } from '#platform/subgraph'
import { compiledSchema } from '#platform/compiled'
import { openPlain } from '../../router/plain.ts'
import type { Answer, Truth } from './compare.ts'
import type { Opened } from './open.ts'
import type { Question } from './operations.ts'
import type { Store } from './world.ts'

/** How libraries answer: compiled in this process, or by graphql-js with their answers as text, like over HTTP. */
export const MODES = ['compiled', 'over text'] as const
export type Mode = (typeof MODES)[number]

/** What graphql-js answers from the whole schema. */
export function truthOf({ world, whole }: Opened, { query, variables }: Question): Truth {
  const document = parse(query)
  const ask = (schema: Opened['api']) =>
    execute({ schema, document, variableValues: variables, contextValue: { rows: world.rows(), log: [] } satisfies Store }) as ExecutionResult
  const text = (result: ExecutionResult) => JSON.parse(JSON.stringify(result)) as Answer
  return { answer: text(ask(whole.schema)), possible: () => text(ask(whole.lax)).errors ?? [] }
}

/** The router over the libraries of a world; each question finds the rows as they are at first. */
export interface Asked {
  ask(question: { query: string; variables?: Readonly<Record<string, unknown>>; operationName?: string }): Promise<Answer>
  /** Libraries asked by the last question, in order, each with the operation that it got. */
  readonly hops: readonly (readonly [library: string, hop: Hop])[]
}

/**
 * Opens the router over a world.
 *
 * @param instead answers in place of a library where it gives something else than `undefined`
 */
export function askedThrough({ world, supergraph, libraries }: Opened, mode: Mode, instead: (library: string) => ExecutionResult | undefined = () => undefined): Asked {
  let store: Store = { rows: [], log: [] }
  let hops: (readonly [string, Hop])[] = []
  const compiled = new Map([...libraries].map(([library, schema]) => [library, compiledSchema(schema)]))
  const plain = openPlain(supergraph, (library, hop) => {
    hops.push([library, hop])
    const said = instead(library)
    if (said !== undefined) return said
    const [schema, run] = [libraries.get(library), compiled.get(library)]
    if (schema === undefined || run === undefined) throw new Error(`no library ${library}`)
    if (mode === 'compiled') return run(hop, store)
    return overText(schema, hop, store)
  })
  return {
    async ask(question) {
      store = { rows: world.rows(), log: [] }
      hops = []
      return JSON.parse(await plain(question)) as Answer
    },
    get hops() {
      return hops
    },
  }
}

async function overText(schema: Opened['api'], { document, variables }: Hop, store: Store): Promise<ExecutionResult> {
  const sent = JSON.parse(JSON.stringify(variables ?? {})) as Record<string, unknown>
  const wrong = validate(schema, document)
  if (wrong.length > 0) return { errors: wrong }
  const result = await execute({ schema, document, variableValues: sent, contextValue: store })
  const { data, errors } = JSON.parse(JSON.stringify(result)) as Answer
  return {
    ...(data === undefined ? {} : { data: data as Record<string, unknown> | null }),
    ...(errors === undefined ? {} : { errors: errors.map(({ message, path, extensions }) => new GraphQLError(message, { ...(path === undefined ? {} : { path }), ...(extensions === undefined ? {} : { extensions }) })) }),
  }
}
