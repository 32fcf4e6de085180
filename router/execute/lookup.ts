import type { DocumentNode, GraphQLError } from 'graphql'
import { andThen, type MaybePromise } from '#platform/promise'
import { type Answered, askFor, moved } from './hop.ts'
import type { joiner } from './join.ts'
import { type Joined, objectsAt, pathsAt, type Route } from './places.ts'
import type { Represent } from './representation.ts'
import type { Run, Step } from './run.ts'

type Apply = (value: unknown) => void

/** Entities of one `_entities` field: where they stand, how they are asked for, and which fields they were asked for. */
export interface Lookup {
  readonly alias: string
  readonly variable: string
  readonly routes: readonly Route[]
  readonly represent: Represent
  readonly prepare: Apply | null
  readonly rewrite: Apply | null
  /** What it asks of each entity, `__typename` left out. */
  readonly keys: readonly string[]
  readonly join: ReturnType<typeof joiner>
}

/** The distinct entities of a lookup, and for each the objects of the answer that wait for it. */
interface Collected {
  readonly representations: Joined[]
  readonly waiting: Joined[][]
}

/** A step that asks a library about entities of the answer so far, each once however often it stands there. */
export function lookUp(library: string, document: DocumentNode, usages: readonly string[] | undefined, lookups: readonly Lookup[]): Step {
  return (run): MaybePromise<void> => {
    const collected = lookups.map((lookup) => collect(run.data, lookup))
    if (collected.every(({ representations }) => representations.length === 0)) return
    const representations = Object.fromEntries(lookups.map(({ variable }, index) => [variable, collected[index]?.representations ?? []]))
    return andThen(askFor(run, library, document, usages, representations), (answered) => settle(run, lookups, collected, answered))
  }
}

function collect(data: Joined, { routes, represent, prepare }: Lookup): Collected {
  const representations: Joined[] = []
  const waiting: Joined[][] = []
  const places = new Map<string, number>()
  const note = (object: Joined) => {
    const representation = represent(object)
    if (representation === null) return
    const text = textOf(representation)
    const known = places.get(text)
    if (known !== undefined) return void waiting[known]?.push(object)
    places.set(text, representations.length)
    prepare?.(representation)
    representations.push(representation)
    waiting.push([object])
  }
  for (const route of routes) objectsAt(data, route, note)
  return { representations, waiting }
}

// Most keys are one text, and writing JSON of thousands of them is what a list would spend its time on.
function textOf(representation: Joined): string {
  const names = Object.keys(representation)
  const only = names.length === 2 ? representation[names[1] as string] : undefined
  return typeof only === 'string' ? `${representation['__typename'] as string}\0${names[1]}\0${only}` : JSON.stringify(representation)
}

function settle(run: Run, lookups: readonly Lookup[], collected: readonly Collected[], { data, errors }: Answered): void {
  lookups.forEach((lookup, index) => joinEntities(lookup, collected[index] as Collected, data?.[lookup.alias]))
  for (const error of errors) place(run, error, lookups, collected)
}

function joinEntities({ rewrite, join }: Lookup, { waiting }: Collected, entities: unknown): void {
  if (!Array.isArray(entities)) return
  waiting.forEach((objects, index) => {
    const entity: unknown = entities[index]
    if (entity === null || typeof entity !== 'object') return
    rewrite?.(entity)
    // Two places of the answer must not share one object, since what is joined into one later would show in both.
    objects.forEach((object, place) => join(object, (place === 0 ? entity : copy(entity)) as Joined))
  })
}

function copy(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(copy)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each)]))
}

// An error about one entity is told wherever that entity stands; one about the whole hop wherever the hop was to go.
function place(run: Run, error: GraphQLError, lookups: readonly Lookup[], collected: readonly Collected[]): void {
  const [alias, index, ...rest] = error.path ?? []
  const at = lookups.findIndex((lookup) => lookup.alias === alias)
  const lookup = lookups[at]
  if (lookup !== undefined && typeof index === 'number') {
    tell(run, error, lookup, new Set(collected[at]?.waiting[index] ?? []), rest)
  } else {
    lookups.forEach((each, index_) => tell(run, error, each, new Set(collected[index_]?.waiting.flat() ?? []), []))
  }
}

function tell(run: Run, error: GraphQLError, { routes, keys }: Lookup, wanted: ReadonlySet<Joined>, rest: readonly (string | number)[]): void {
  for (const path of pathsOf(run.data, routes, wanted)) {
    if (rest.length > 0) run.errors.push(moved(error, [...path, ...rest]))
    else for (const key of keys) run.errors.push(moved(error, [...path, key]))
  }
}

function pathsOf(data: Joined, routes: readonly Route[], wanted: ReadonlySet<Joined>): (readonly (string | number)[])[] {
  return routes.flatMap((route) => {
    const objects: Joined[] = []
    objectsAt(data, route, (object) => objects.push(object))
    return pathsAt(data, route).filter((_, index) => wanted.has(objects[index] as Joined))
  })
}
