import { unifiedGraphHandler } from '@graphql-hive/router-runtime'
import { buildASTSchema, type DocumentNode, type ExecutionResult, type GraphQLError, type GraphQLSchema, OperationTypeNode, parse, print } from 'graphql'
import { RecentlyUsed } from '#platform/lru'
import type { Hop } from '#platform/subgraph'

/** Asks one library within one request. */
export type AskLibrary = (library: string, hop: Hop) => Promise<ExecutionResult>

/** What one run gave: data where libraries answered, errors where they did not. */
export interface RunResult {
  readonly data: Readonly<Record<string, unknown>> | null
  readonly errors: readonly GraphQLError[]
  /** Libraries asked, in order, one entry per hop. */
  readonly hops: readonly string[]
}

/** Runs operations over the supergraph. Plans are kept per operation, a bounded number of them. */
export interface Program {
  run(document: DocumentNode, variables: Readonly<Record<string, unknown>>, ask: AskLibrary): Promise<RunResult>
}

const PROGRAMS_MAX = 1_000

/** A longer operation is planned anew every time, so that the plans kept stay small together. */
const KEPT_LENGTH_MAX = 10_000

interface HopRequest {
  readonly document: DocumentNode
  readonly variables?: Record<string, unknown>
  readonly context?: RunContext
}

interface RunContext {
  readonly ask: AskLibrary
  readonly hops: string[]
}

/** Opens the planner and executor on a supergraph. */
export async function openProgram(supergraph: string): Promise<Program> {
  const unifiedGraph: GraphQLSchema = buildASTSchema(parse(supergraph), { assumeValid: true, assumeValidSDL: true })
  const { executor } = await unifiedGraphHandler({
    unifiedGraph,
    getUnifiedGraphSDL: () => supergraph,
    onSubgraphExecute: (library: string, request: HopRequest) => hop(library, request),
  } as unknown as Parameters<typeof unifiedGraphHandler>[0])
  const documents = new RecentlyUsed<DocumentNode>(PROGRAMS_MAX)
  const names = libraryNames(supergraph)

  async function hop(graph: string, request: HopRequest): Promise<ExecutionResult> {
    const { ask, hops } = request.context as RunContext
    const library = names.get(graph) ?? graph
    hops.push(library)
    const { document, variables } = request
    return ask(library, { document, variables: variables ?? {} })
  }

  return {
    async run(document, variables, ask) {
      const hops: string[] = []
      const request = {
        document: remembered(documents, document),
        variables: { ...variables },
        context: { ask, hops },
        operationType: OperationTypeNode.QUERY,
        rootValue: undefined,
      }
      const result = (await (executor as (request: unknown) => unknown)(request)) as ExecutionResult
      return { data: result.data ?? null, errors: result.errors ?? [], hops }
    },
  }
}

// The executor keeps plans by document identity, so equal operations must be one object.
function remembered(documents: RecentlyUsed<DocumentNode>, document: DocumentNode): DocumentNode {
  const text = print(document)
  const known = documents.get(text)
  if (known !== undefined) return known
  if (text.length <= KEPT_LENGTH_MAX) documents.set(text, document)
  return document
}

/** `LEGAL_PERSONS` → `legal-persons`, as the supergraph's join__Graph enum tells. */
function libraryNames(supergraph: string): Map<string, string> {
  return new Map([...supergraph.matchAll(/(\w+)\s+@join__graph\(name: "([^"]+)"/g)].map(([, graph = '', name = '']) => [graph, name]))
}

