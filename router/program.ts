import { QueryPlanner } from '@graphql-hive/router-query-planner'
import { buildASTSchema, type DocumentNode, type ExecutionResult, type GraphQLError, type GraphQLSchema, isAbstractType, isObjectType, parse, print } from 'graphql'
import { RecentlyUsed } from '#platform/lru'
import type { Hop } from '#platform/subgraph'
import { compilePlan, type PlanTools, type Run } from './execute/run.ts'

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

type Compiled = (run: Run) => Promise<void>

/** Opens the planner on a supergraph. */
export function openProgram(supergraph: string): Program {
  const planner = new QueryPlanner(supergraph)
  const tools = toolsOf(supergraph)
  const programs = new RecentlyUsed<Compiled>(PROGRAMS_MAX)

  function compiled(document: DocumentNode): Compiled {
    const text = print(document)
    const known = programs.get(text)
    if (known !== undefined) return known
    const made = compilePlan(planner.plan(text, null, new Set(), 0), tools)
    if (text.length <= KEPT_LENGTH_MAX) programs.set(text, made)
    return made
  }

  return {
    async run(document, variables, ask) {
      const hops: string[] = []
      const run: Run = {
        data: {},
        errors: [],
        variables,
        ask: (library, hop) => {
          hops.push(library)
          return ask(library, hop)
        },
      }
      await compiled(document)(run)
      return { data: run.data, errors: run.errors, hops }
    },
  }
}

function toolsOf(supergraph: string): PlanTools {
  const schema: GraphQLSchema = buildASTSchema(parse(supergraph), { assumeValid: true, assumeValidSDL: true })
  return {
    libraryOf: (serviceName) => serviceName,
    isA(type, condition) {
      if (type === condition) return true
      const [one, other] = [schema.getType(type), schema.getType(condition)]
      return isObjectType(one) && isAbstractType(other) && schema.isSubType(other, one)
    },
  }
}
