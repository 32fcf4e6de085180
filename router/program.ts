import { QueryPlanner } from '@graphql-hive/router-query-planner'
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, print } from 'graphql'
import { hubError } from '#platform/errors'
import { andThen, type MaybePromise } from '#platform/promise'
import type { Joined } from './execute/places.ts'
import { hopsOf, type PlannedHop } from './execute/told-plan.ts'
import { compilePlan, type Hop, type PlanTools, parallel, type Run, sequence, type Step } from './execute/run.ts'
import type { Below } from './execute/shape.ts'
import { writerOf, type Writing } from './execute/write.ts'
import { outerKey } from './names.ts'
import { isMutation, oneByOne } from './one-by-one.ts'
import { publicSchemaOf, supergraphTools } from './supergraph.ts'

/** Asks one library within one request. */
export type AskLibrary = (library: string, hop: Hop) => MaybePromise<ExecutionResult>

/** One run of a program. */
export interface Running extends Pick<Writing, 'told' | 'unseen'> {
  /** Variables of the operation in their inner form. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly ask: AskLibrary
}

/** What one run gave. */
export interface Ran {
  /** The `data` of the answer as JSON. */
  readonly data: string
  readonly errors: readonly GraphQLError[]
  /** Libraries asked, in order, one entry per hop. */
  readonly hops: readonly string[]
  /** Objects in the answer, each a row of some library. */
  readonly rows: number
  /** Verdicts in the answer, and how many of those on something personal were no `MATCH`. */
  readonly verdicts: number
  readonly misses: number
  /** Verdicts in the answer by item, `Person.name=MATCH`, each kind once. */
  readonly conclusions: readonly string[]
}

/** Answers one operation, for everybody who may see the same of it. It closes over nothing of a request. */
export type Program = (running: Running) => MaybePromise<Ran>

/** Makes programs over one supergraph. */
export interface Programs {
  /** The schema that clients see, as the supergraph says it. */
  publicSchema(): GraphQLSchema
  /**
   * Plans what libraries are asked.
   *
   * @param document one operation with its fragments, names in their inner form; `null` where nothing is left to ask
   * @throws INTERNAL_SERVER_ERROR where the planner refuses
   */
  plan(document: DocumentNode | null): Step
  /** What that plan would ask of which library, for whoever wants to know beforehand. */
  hops(document: DocumentNode): readonly PlannedHop[]
}

/** Opens the planner on a supergraph. */
export function openPrograms(supergraph: string): Programs {
  const planner = new QueryPlanner(supergraph)
  const tools: PlanTools = supergraphTools(supergraph)
  const schema = publicSchemaOf(planner.consumerSchema)
  return {
    publicSchema: () => schema,
    plan(document) {
      if (document === null) return () => {}
      const compiled = (each: DocumentNode) => compilePlan(planned(planner, print(each)), tools)
      if (isMutation(document)) return sequence(oneByOne(document).map(compiled))
      try {
        return compiled(document)
      } catch (error) {
        // What the planner cannot do at once it often can root field by root field.
        const parts = oneByOne(document)
        if (parts.length === 1) throw error
        return parallel(parts.map(compiled))
      }
    },
    hops(document) {
      const told = (each: DocumentNode) => hopsOf(planned(planner, print(each)).node, schema)
      try {
        return told(document)
      } catch (error) {
        const parts = oneByOne(document)
        if (parts.length === 1) throw error
        return parts.flatMap(told)
      }
    },
  }
}

function planned(planner: QueryPlanner, text: string) {
  try {
    return planner.plan(text, null, new Set(), 0)
  } catch {
    // What the planner says quotes the operation, in which somebody's number may stand.
    throw hubError('INTERNAL_SERVER_ERROR', 'no plan leads to what the operation asks')
  }
}

/** Joins a plan with the shape of the answer that is written from what it gathers. */
export function programOf(step: Step, root: string, below: Below): Program {
  const write = writerOf(root, below)
  return ({ variables, ask, told, unseen }) => {
    const hops: string[] = []
    const data: Joined = {}
    const run: Run = {
      data, errors: [], variables,
      ask: (library, hop) => {
        hops.push(library)
        return ask(library, hop)
      },
    }
    return andThen(step(run), () => {
      const writing: Writing = { data, errors: run.errors.map(withOuterPath), rows: 0, ...(told === undefined ? {} : { told }), unseen: unseen ?? null }
      return { data: write(writing), errors: writing.errors, hops, rows: writing.rows, verdicts: writing.verdicts ?? 0, misses: writing.misses ?? 0, conclusions: [...(writing.conclusions ?? [])] }
    })
  }
}

function withOuterPath(error: GraphQLError): GraphQLError {
  const { message, path, extensions, originalError } = error
  return path === undefined ? error : new GraphQLError(message, { path: path.map(outerKey), extensions, originalError })
}
