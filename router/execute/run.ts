import type { BatchFetchNode, FetchNode, PlanNode, QueryPlan } from '@graphql-hive/router-query-planner'
import { type DocumentNode, type ExecutionResult, type GraphQLError } from 'graphql'
import { andThen, isPromise, type MaybePromise } from '#platform/promise'
import { entityKeys, rootKeys } from './asked.ts'
import { type Answered, askFor, missing, placed } from './hop.ts'
import { joiner } from './join.ts'
import { type Lookup, lookUp } from './lookup.ts'
import type { Joined, Route } from './places.ts'
import { represent, type RepresentationTools } from './representation.ts'
import { rewriter } from './rewrite.ts'
import { assertRenamedOnce } from './renamed.ts'

/** One question to one library, within a run. */
export interface Hop {
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
}

/** What changes from run to run. A compiled plan closes over nothing of it. */
export interface Run {
  readonly data: Joined
  readonly errors: GraphQLError[]
  readonly variables: Readonly<Record<string, unknown>>
  readonly ask: (library: string, hop: Hop) => MaybePromise<ExecutionResult>
}

/** What the supergraph says that a plan does not. */
export interface PlanTools {
  /** The names that a type condition stands for: itself, and the object types of an interface or union. */
  readonly objectTypes: (name: string) => readonly string[]
  readonly isA: RepresentationTools['isA']
  /** Whether a type is an interface or union. */
  readonly isAbstract: (type: string) => boolean
  /** The document of a hop. The same text should be the same document, since libraries keep what they compile from it. */
  readonly documentOf: (text: string) => DocumentNode
  /** Whether a field is part of a key by which a library knows a type. */
  readonly isKey: (library: string, type: string, field: string) => boolean
}

/** Part of a compiled plan. It is over when it returns, or when what it returns is. */
export type Step = (run: Run) => MaybePromise<void>

/**
 * Turns a query plan into one function. It is compiled once and run for every question with the same plan.
 *
 * @throws INTERNAL_SERVER_ERROR where the plan could give wrong values
 */
export function compilePlan({ node }: QueryPlan, tools: PlanTools): Step {
  // Where its types say that a member is missing, the planner may well give null.
  if (!node) return () => {}
  assertRenamedOnce(node)
  return stepOf(node, [], tools)
}

function stepOf(node: PlanNode, route: Route, tools: PlanTools): Step {
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes.map((each) => stepOf(each, route, tools)))
    case 'Parallel':
      return parallel(node.nodes.map((each) => stepOf(each, route, tools)))
    case 'Flatten':
      return stepOf(node.node, [...route, ...routeOf(node.path, tools)], tools)
    case 'Condition': {
      const yes = node.ifClause ? stepOf(node.ifClause, route, tools) : null
      const no = node.elseClause ? stepOf(node.elseClause, route, tools) : null
      return (run) => (run.variables[node.condition] === true ? yes : no)?.(run)
    }
    case 'Fetch':
      return node.requires ? entityFetch(node, route, tools) : rootFetch(node, tools)
    case 'BatchFetch':
      return batchFetch(node, tools)
    default:
      throw new Error(`a plan with ${node.kind} is not supported`)
  }
}

/** Steps one after the other, each begun when the one before is over. */
export function sequence(steps: readonly Step[]): Step {
  const from = (at: number, run: Run): MaybePromise<void> => {
    for (let index = at; index < steps.length; index += 1) {
      const done = steps[index]?.(run)
      if (isPromise(done)) return done.then(() => from(index + 1, run))
    }
  }
  return (run) => from(0, run)
}

/** Steps that wait for nothing of each other. */
export function parallel(steps: readonly Step[]): Step {
  return (run) => {
    let pending: Promise<void>[] | null = null
    for (const step of steps) {
      const done = step(run)
      if (isPromise(done)) (pending ??= []).push(done)
    }
    if (pending !== null) return pending.length === 1 ? pending[0] : Promise.all(pending).then(() => {})
  }
}

// A condition on an interface is told as one on the object types that a library may answer with.
function routeOf(route: Route, { objectTypes }: PlanTools): Route {
  return route.map((segment) => (typeof segment === 'object' && 'TypeCondition' in segment ? { TypeCondition: segment.TypeCondition.flatMap(objectTypes) } : segment))
}

function rootFetch(node: FetchNode, { objectTypes, isAbstract, documentOf }: PlanTools): Step {
  const library = node.serviceName
  const document = documentOf(node.operation)
  const keys = rootKeys(document)
  const join = joiner(keys, isAbstract)
  const rewrite = rewriter(node.outputRewrites, objectTypes)
  const settle = (run: Run, { data, errors }: Answered) => {
    if (data !== null) {
      rewrite?.(data)
      join(run.data, data)
    }
    for (const error of errors) run.errors.push(...placed(error, keys))
    if (data === null && errors.length === 0) run.errors.push(...keys.map((key) => missing([key])))
  }
  return (run) => andThen(askFor(run, library, document, node.variableUsages), (answered) => settle(run, answered))
}

function entityFetch(node: FetchNode, route: Route, tools: PlanTools): Step {
  return fetchOf(node, [{ ...node, alias: '_entities', representationsVariableName: 'representations', paths: [[...route]], requires: node.requires ?? [] }], tools)
}

function batchFetch(node: BatchFetchNode, tools: PlanTools): Step {
  return fetchOf(node, node.entityBatch.aliases, tools)
}

function fetchOf(
  { serviceName, operation, variableUsages }: Pick<FetchNode, 'serviceName' | 'operation' | 'variableUsages'>,
  aliases: BatchFetchNode['entityBatch']['aliases'], tools: PlanTools,
): Step {
  const library = serviceName
  const document = tools.documentOf(operation)
  const lookups = aliases.map((alias): Lookup => {
    const keys = entityKeys(document, alias.alias)
    return {
      alias: alias.alias,
      variable: alias.representationsVariableName,
      routes: alias.paths.map((path) => routeOf(path, tools)),
      represent: represent(alias.requires, { isA: tools.isA, isKey: (type, field) => tools.isKey(library, type, field) }),
      prepare: rewriter(alias.inputRewrites, tools.objectTypes),
      rewrite: rewriter(alias.outputRewrites, tools.objectTypes),
      keys: keys.filter((key) => key !== '__typename'),
      join: joiner(keys, tools.isAbstract),
    }
  })
  return lookUp(library, document, variableUsages, lookups)
}
