import type { BatchFetchNode, FetchNode, FlattenNodePathSegment, PlanNode, QueryPlan } from '@graphql-hive/router-query-planner'
import { type DocumentNode, type ExecutionResult, GraphQLError, Kind, parse, type SelectionNode } from 'graphql'
import { hubError } from '#platform/errors'
import { join, type Joined, objectsAt, pathsAt } from './places.ts'
import { represent, type Represent } from './representation.ts'
import { rewriter } from './rewrite.ts'

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
  readonly ask: (library: string, hop: Hop) => Promise<ExecutionResult>
}

/** What the supergraph says that a plan does not. */
export interface PlanTools {
  readonly libraryOf: (serviceName: string) => string
  /** Whether an object type is, implements or belongs to another type. */
  readonly isA: (type: string, condition: string) => boolean
}

type Step = (run: Run) => Promise<void>

/** Turns a query plan into one function. It is compiled once and run for every question with the same plan. */
export function compilePlan({ node }: QueryPlan, tools: PlanTools): Step {
  return node === undefined ? async () => {} : stepOf(node, [], tools)
}

function stepOf(node: PlanNode, path: readonly FlattenNodePathSegment[], tools: PlanTools): Step {
  switch (node.kind) {
    case 'Sequence': {
      const steps = node.nodes.map((each) => stepOf(each, path, tools))
      return async (run) => {
        for (const step of steps) await step(run)
      }
    }
    case 'Parallel': {
      const steps = node.nodes.map((each) => stepOf(each, path, tools))
      return async (run) => {
        await Promise.all(steps.map((step) => step(run)))
      }
    }
    case 'Flatten':
      return stepOf(node.node, [...path, ...node.path], tools)
    case 'Condition': {
      const yes = node.ifClause === undefined ? null : stepOf(node.ifClause, path, tools)
      const no = node.elseClause === undefined ? null : stepOf(node.elseClause, path, tools)
      return async (run) => (run.variables[node.condition] === true ? yes : no)?.(run)
    }
    case 'Fetch':
      return node.requires === undefined ? rootFetch(node, tools) : entityFetch(node, path, tools)
    case 'BatchFetch':
      return batchFetch(node, tools)
    default:
      throw new Error(`a plan with ${node.kind} is not supported`)
  }
}

function rootFetch(node: FetchNode, { libraryOf }: PlanTools): Step {
  const library = libraryOf(node.serviceName)
  const document = parse(node.operation, { noLocation: true })
  const fields = responseKeys(document)
  const rewrite = rewriter(node.outputRewrites)
  return async (run) => {
    const { data, errors } = await answered(run, library, { document, variables: pick(run.variables, node.variableUsages) })
    if (data !== null) {
      rewrite?.(data)
      join(run.data, data)
    }
    for (const error of errors) {
      if (isPlaced(error, fields)) run.errors.push(error)
      else for (const field of fields) run.errors.push(moved(error, [field]))
    }
  }
}

/** Entities of one `_entities` field: where they stand, how they are asked for, and which fields they were asked for. */
interface Lookup {
  readonly alias: string
  readonly variable: string
  readonly paths: readonly (readonly FlattenNodePathSegment[])[]
  readonly represent: Represent
  readonly prepare: ((value: unknown) => void) | null
  readonly rewrite: ((value: unknown) => void) | null
  readonly fields: readonly string[]
}

function entityFetch(node: FetchNode, path: readonly FlattenNodePathSegment[], tools: PlanTools): Step {
  const document = parse(node.operation, { noLocation: true })
  const lookup: Lookup = {
    alias: '_entities',
    variable: 'representations',
    paths: [path],
    represent: represent(node.requires ?? [], tools.isA),
    prepare: rewriter(node.inputRewrites),
    rewrite: rewriter(node.outputRewrites),
    fields: entityKeys(document, '_entities'),
  }
  return lookups(node, document, [lookup], tools)
}

function batchFetch(node: BatchFetchNode, tools: PlanTools): Step {
  const document = parse(node.operation, { noLocation: true })
  const each = node.entityBatch.aliases.map((alias): Lookup => ({
    alias: alias.alias,
    variable: alias.representationsVariableName,
    paths: alias.paths,
    represent: represent(alias.requires, tools.isA),
    prepare: rewriter(alias.inputRewrites),
    rewrite: rewriter(alias.outputRewrites),
    fields: entityKeys(document, alias.alias),
  }))
  return lookups(node, document, each, tools)
}

/** The distinct entities of a lookup, and for each the objects of the answer that wait for it. */
interface Asked {
  readonly representations: Joined[]
  readonly waiting: Joined[][]
}

function lookups(
  { serviceName, variableUsages }: Pick<FetchNode, 'serviceName' | 'variableUsages'>, document: DocumentNode, each: readonly Lookup[],
  { libraryOf }: PlanTools,
): Step {
  const library = libraryOf(serviceName)
  return async (run) => {
    const asked = each.map((lookup) => collect(run.data, lookup))
    if (asked.every(({ representations }) => representations.length === 0)) return
    const variables = pick(run.variables, variableUsages)
    each.forEach(({ variable }, index) => {
      variables[variable] = asked[index]?.representations ?? []
    })
    const { data, errors } = await answered(run, library, { document, variables })
    each.forEach((lookup, index) => settle(lookup, asked[index] as Asked, data?.[lookup.alias]))
    for (const error of errors) place(run, error, each, asked)
  }
}

function collect(data: Joined, { paths, represent: made, prepare }: Lookup): Asked {
  const representations: Joined[] = []
  const waiting: Joined[][] = []
  const places = new Map<string, number>()
  for (const path of paths) {
    objectsAt(data, path, (object) => {
      const representation = made(object)
      if (representation === null) return
      const text = JSON.stringify(representation)
      const known = places.get(text)
      if (known !== undefined) return void waiting[known]?.push(object)
      places.set(text, representations.length)
      prepare?.(representation)
      representations.push(representation)
      waiting.push([object])
    })
  }
  return { representations, waiting }
}

function settle({ rewrite }: Lookup, { waiting }: Asked, entities: unknown): void {
  if (!Array.isArray(entities)) return
  waiting.forEach((objects, index) => {
    const entity: unknown = entities[index]
    if (entity === null || typeof entity !== 'object') return
    rewrite?.(entity)
    // Two places of the answer must not share one object, since what is joined into one later would show in both.
    objects.forEach((object, place) => join(object, (place === 0 ? entity : structuredClone(entity)) as Joined))
  })
}

// An error about one entity is told wherever that entity stands; one about the whole hop wherever the hop was to go.
function place(run: Run, error: GraphQLError, each: readonly Lookup[], asked: readonly Asked[]): void {
  const [alias, index, ...rest] = error.path ?? []
  const at = each.findIndex((lookup) => lookup.alias === alias)
  const lookup = each[at]
  if (lookup !== undefined && typeof index === 'number') {
    const objects = new Set(asked[at]?.waiting[index] ?? [])
    for (const path of pathsOf(run.data, lookup, objects)) {
      if (rest.length > 0) run.errors.push(moved(error, [...path, ...rest]))
      else for (const field of lookup.fields) run.errors.push(moved(error, [...path, field]))
    }
    return
  }
  each.forEach((other, index_) => {
    const objects = new Set(asked[index_]?.waiting.flat() ?? [])
    for (const path of pathsOf(run.data, other, objects)) {
      for (const field of other.fields) run.errors.push(moved(error, [...path, field]))
    }
  })
}

function pathsOf(data: Joined, { paths }: Lookup, wanted: ReadonlySet<Joined>): (readonly (string | number)[])[] {
  return paths.flatMap((path) => {
    const objects: Joined[] = []
    objectsAt(data, path, (object) => objects.push(object))
    return pathsAt(data, path).filter((_, index) => wanted.has(objects[index] as Joined))
  })
}

async function answered(run: Run, library: string, hop: Hop): Promise<{ data: Joined | null; errors: readonly GraphQLError[] }> {
  try {
    const { data, errors } = await run.ask(library, hop)
    return { data: (data ?? null) as Joined | null, errors: errors ?? [] }
  } catch (error) {
    return { data: null, errors: [error instanceof GraphQLError ? error : hubError('INTERNAL_SERVER_ERROR', 'a library failed')] }
  }
}

function isPlaced({ path }: GraphQLError, fields: readonly string[]): boolean {
  return path !== undefined && fields.includes(String(path[0]))
}

function moved(error: GraphQLError, path: readonly (string | number)[]): GraphQLError {
  const { message, extensions, originalError } = error
  return new GraphQLError(message, { path, extensions, originalError: originalError ?? error })
}

function pick(variables: Readonly<Record<string, unknown>>, names: readonly string[] | undefined): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names ?? []) if (Object.hasOwn(variables, name)) picked[name] = variables[name]
  return picked
}

function selectionsOf(document: DocumentNode): readonly SelectionNode[] {
  return document.definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? each.selectionSet.selections : []))
}

function responseKeys(document: DocumentNode): string[] {
  return keysOf(selectionsOf(document))
}

function entityKeys(document: DocumentNode, alias: string): string[] {
  const field = selectionsOf(document).find((each) => each.kind === Kind.FIELD && (each.alias ?? each.name).value === alias)
  return field?.kind === Kind.FIELD ? keysOf(field.selectionSet?.selections ?? []) : []
}

function keysOf(selections: readonly SelectionNode[]): string[] {
  const found = selections.flatMap((each): string[] => {
    if (each.kind === Kind.FIELD) return each.name.value === '__typename' ? [] : [(each.alias ?? each.name).value]
    return each.kind === Kind.INLINE_FRAGMENT ? keysOf(each.selectionSet.selections) : []
  })
  return [...new Set(found)]
}
