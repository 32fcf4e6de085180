import { buildSubgraphSchema } from '@apollo/subgraph'
import {
  type DocumentNode,
  type ExecutionResult,
  getNamedType,
  getNullableType,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { deny, shield as shieldMiddleware } from 'graphql-shield'
import { Access, type AccessPlan, type Subjected } from './access.ts'
import type { Clock } from './clock.ts'
import { compiledSchema } from './compiled.ts'
import { ContractItems, takesKeys } from './contract.ts'
import type { Database } from './db.ts'
import { actError, hubError } from './errors.ts'
import { isPromise, type MaybePromise } from './promise.ts'
import { type ItemRule, type RowRule, type Shield, shieldRule } from './rules.ts'
import { scalars } from './scalars.ts'

/** What every resolver of a library gets as its third argument. */
export interface LibraryContext<Loaders> {
  readonly access: Access
  readonly loaders: Loaders
}

// Resolver maps are heterogeneous by nature: each field has a source and arguments of its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Resolvers = Record<string, Record<string, (source: any, args: any, context: any) => unknown>>

/** What a library is given by whoever starts it. */
export interface LibraryServices {
  readonly db: Database
  readonly clock: Clock
}

export interface Library<Loaders> {
  readonly name: string
  readonly contract: DocumentNode
  readonly resolvers: Resolvers
  readonly shield: Shield
  /** Loaders of one request: a cache shared across requests would leak across callers. */
  readonly loaders: (access: Access) => Loaders
}

/** One hop: an operation over this library alone. */
export interface Hop {
  readonly document: DocumentNode
  readonly variables?: Readonly<Record<string, unknown>>
}

export interface Subgraph {
  readonly name: string
  readonly contract: DocumentNode
  readonly items: ContractItems
  readonly shield: Shield
  readonly schema: GraphQLSchema
  /**
   * Opens the library for one request. Every hop of the request shares its loaders.
   *
   * @param signal aborted when whoever asked has left
   */
  open(plan: AccessPlan, signal?: AbortSignal): (hop: Hop) => MaybePromise<ExecutionResult>
}

/** A library as the router asks it, in this process or on another host. */
export type AskedLibrary = Pick<Subgraph, 'name' | 'contract' | 'items' | 'open'>

/** The schema of a contract alone, to check what a library on another host answers. It resolves nothing. */
export function contractSchema(contract: DocumentNode): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: contract }])
}

const REPRESENTATIONS_MAX = 1_000

/** Wires a library: contract, resolvers and rules become a schema that answers nothing without an access plan. */
export function subgraph<Loaders>(library: Library<Loaders>, clock: Clock): Subgraph {
  const items = new ContractItems(library.contract)
  const resolvers = guardReferences(library)
  const schema = buildSubgraphSchema([{ typeDefs: library.contract, resolvers: { ...scalars(clock, takesKeys(library.contract)), ...resolvers } }])
  assertEveryFieldHasARule(schema, library.shield)
  assertEveryRowIsGuarded(schema, items, library)
  guardRoots(schema, library.shield)
  guardEnteringRows(schema, library.shield.rows)
  const run = compiledSchema(schema)
  const used = new WeakMap<DocumentNode, readonly RuledCoordinate[]>()
  return {
    name: library.name,
    contract: library.contract,
    items,
    shield: library.shield,
    schema,
    open(plan, signal) {
      const access = new Access(plan, items, signal)
      const context: LibraryContext<Loaders> = { access, loaders: library.loaders(access) }
      return (hop) => {
        const refused = refusal(access, library, schema, used, hop)
        return refused === null ? run(hop, context) : { errors: [refused] }
      }
    },
  }
}

// Item rules are the same for every row, so they are checked once per operation instead of once per leaf.
function refusal(
  access: Access,
  library: Library<unknown>,
  schema: GraphQLSchema,
  used: WeakMap<DocumentNode, readonly RuledCoordinate[]>,
  { document, variables }: Hop,
): GraphQLError | null {
  for (const value of Object.values(variables ?? {})) {
    if (Array.isArray(value) && value.length > REPRESENTATIONS_MAX) {
      return hubError('OPERATION_TOO_COMPLEX', `a list of more than ${REPRESENTATIONS_MAX} keys`)
    }
  }
  let coordinates = used.get(document)
  if (coordinates === undefined) {
    coordinates = coordinatesOf(schema, document).map((coordinate) => ({ coordinate, rule: ruleOf(library.shield, coordinate) }))
    used.set(document, coordinates)
  }
  const refused = coordinates.find(({ coordinate, rule }) => rule?.allows(access, coordinate) !== true)
  return refused === undefined ? null : refusalOf(refused)
}

function refusalOf({ coordinate, rule }: RuledCoordinate): GraphQLError {
  if (rule?.words !== undefined) return actError('FORBIDDEN', `${coordinate}: ${rule.words.en}`, `${coordinate}：${rule.words.zh}`)
  return hubError('FORBIDDEN', `${coordinate}: not granted`, { coordinate })
}

/** A field that an operation asks, and its rule; without one it is refused. */
interface RuledCoordinate {
  readonly coordinate: string
  readonly rule: ItemRule | undefined
}

function ruleOf(shield: Shield, coordinate: string): ItemRule | undefined {
  const [type = '', field = ''] = coordinate.split('.')
  return shield.fields[type]?.[field]
}

const OPENED = new Set(['_entities', '_service', '_Service'])

function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const found = new Set<string>()
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType()?.name ?? ''
        const name = node.name.value
        if (!name.startsWith('__') && !OPENED.has(name) && !OPENED.has(parent)) found.add(`${parent}.${name}`)
      },
    }),
  )
  return [...found]
}

function assertEveryFieldHasARule(schema: GraphQLSchema, shield: Shield): void {
  for (const type of ruledTypes(schema)) {
    for (const field of Object.keys(type.getFields())) {
      if (OPENED.has(field)) continue
      if (shield.fields[type.name]?.[field] === undefined) throw new Error(`${type.name}.${field} has no rule`)
    }
  }
  for (const [name, fields] of Object.entries(shield.fields)) {
    const type = schema.getType(name)
    if (!isObjectType(type)) throw new Error(`the shield names ${name}, which is no object type`)
    for (const field of Object.keys(fields)) {
      if (type.getFields()[field] === undefined) throw new Error(`the shield names ${name}.${field}, which does not exist`)
    }
  }
  for (const name of Object.keys(shield.rows)) {
    if (!isObjectType(schema.getType(name))) throw new Error(`a row rule names ${name}, which is no object type`)
  }
}

// Without a row rule a row would enter unseen, and without a resolver an entity would be whatever its representation says.
function assertEveryRowIsGuarded(schema: GraphQLSchema, items: ContractItems, { shield, resolvers }: Pick<Library<unknown>, 'shield' | 'resolvers'>): void {
  const entities = schema.getType('_Entity')
  for (const type of ruledTypes(schema)) {
    if (items.ofType(type.name).length === 0) continue
    if (shield.rows[type.name] === undefined) throw new Error(`${type.name} has no row rule`)
    const enters = isUnionType(entities) && entities.getTypes().includes(type)
    if (enters && resolvers[type.name]?.['__resolveReference'] === undefined) throw new Error(`${type.name} resolves no reference`)
  }
}

/** Object types of the library's own contract, without those of the federation machinery. */
function ruledTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('_'),
  )
}

type Guard = (resolve: unknown, ...rest: unknown[]) => unknown

function guardRoots(schema: GraphQLSchema, shield: Shield): void {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    if (root === null || root === undefined) continue
    const rules = Object.fromEntries(
      Object.entries(shield.fields[root.name] ?? {}).map(([field, itemRule]) => {
        const coordinate = `${root.name}.${field}`
        return [field, shieldRule(itemRule, coordinate, refusalOf({ coordinate, rule: itemRule }))]
      }),
    )
    const middleware = shieldMiddleware({ [root.name]: rules }, { fallbackRule: deny, allowExternalErrors: true }).generate(schema)
    const guards = (middleware as Record<string, unknown>)[root.name] as Record<string, Guard>
    for (const [name, field] of Object.entries(root.getFields())) {
      if (OPENED.has(name)) continue
      const resolve = field.resolve
      const guard = guards[name]
      if (resolve === undefined || guard === undefined) throw new Error(`${root.name}.${name} has no resolver or no guard`)
      field.resolve = (...input) => guard(resolve, ...input)
    }
  }
}

function guardEnteringRows(schema: GraphQLSchema, rows: Shield['rows']): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type)
      const rowRule = rows[named.name]
      if (rowRule === undefined) continue
      const resolve: GraphQLFieldResolver<unknown, LibraryContext<unknown>> = field.resolve ?? defaultResolver(field.name)
      const sifted = sifter(field.type, named.name, rowRule)
      field.resolve = (source, args, context: LibraryContext<unknown>, info) => {
        const value = resolve(source, args, context, info)
        return isPromise(value) ? value.then((rows) => sifted(rows, context.access)) : sifted(value, context.access)
      }
    }
  }
}

function defaultResolver(name: string): GraphQLFieldResolver<unknown, LibraryContext<unknown>> {
  return (source, args, context, info) => {
    const value = (source as Record<string, unknown>)[name]
    return typeof value === 'function' ? (value as (...input: unknown[]) => unknown)(args, context, info) : value
  }
}

// A list of nullable rows keeps its places, as `persons` does; a list of rows that must not be null leaves them out.
function sifter(type: GraphQLOutputType, name: string, rowRule: RowRule): (value: unknown, access: Access) => unknown {
  const nullable = getNullableType(type)
  if (!isListType(nullable)) {
    return (value, access) => (isRow(value) && !rowRule.covers(access, name, value) ? null : value)
  }
  // A row that could not be read stays an error; as null it would read like one that nobody knows.
  const passes = (row: unknown, access: Access) => row instanceof Error || (row !== null && rowRule.covers(access, name, row as Subjected))
  const keepsPlaces = !isNonNullType((nullable as GraphQLList<GraphQLOutputType>).ofType)
  return (value, access) => {
    if (!isRow(value)) return value
    const rows = value as unknown as unknown[]
    return keepsPlaces ? rows.map((row) => (passes(row, access) ? row : null)) : rows.filter((row) => passes(row, access))
  }
}

function isRow(value: unknown): value is Subjected {
  return value !== null && value !== undefined && !(value instanceof Error)
}

function guardReferences(library: Library<unknown>): Resolvers {
  const resolvers: Resolvers = { ...library.resolvers }
  for (const [type, rowRule] of Object.entries(library.shield.rows)) {
    const resolve = library.resolvers[type]?.['__resolveReference']
    if (resolve === undefined) continue
    resolvers[type] = {
      ...library.resolvers[type],
      __resolveReference: (reference: object, ...[context]: unknown[]) => {
        const { access } = context as LibraryContext<unknown>
        const guarded = (row: unknown) => (row instanceof Error || (isRow(row) && rowRule.covers(access, type, row)) ? row : null)
        const row = resolve(reference, {}, context)
        return isPromise(row) ? row.then(guarded) : guarded(row)
      },
    }
  }
  return resolvers
}
