import {
  buildASTSchema, type DocumentNode, execute, type ExecutionResult, getNullableType, GraphQLError, GraphQLObjectType, type GraphQLOutputType, GraphQLSchema,
  isAbstractType, isListType, isNonNullType, isObjectType, Kind, parse, visit,
} from 'graphql'
import type { Contract } from './contracts.ts'
import { ownOf, selectionOf, type TypesOf, withoutExternal } from './library.ts'
import type { Resolve, Resolvers, Row, Store } from './world.ts'

/** A library that gives a field, and the name of the type there: an interface where the library knows it as an object. */
interface Giver {
  readonly contract: Contract
  readonly type: string
}

/** The unfederated schema of a world, for graphql-js alone to answer. */
export interface Whole {
  readonly schema: GraphQLSchema
  /**
   * The same with every type nullable: its answer has all errors that could be told, where graphql-js stops at the first
   * of those that null one place.
   */
  readonly lax: GraphQLSchema
}

/**
 * One schema over the rows and resolvers of all libraries.
 *
 * @param api the schema that clients see
 * @param supergraph the same with what clients do not see, which derived fields may need
 */
export function wholeSchema(api: string, supergraph: string, contracts: readonly Contract[], resolvers: Readonly<Record<string, Resolvers>>, typesOf: TypesOf): Whole {
  const inner = buildASTSchema(parse(supergraph), { assumeValid: true, assumeValidSDL: true })
  const attach = (schema: GraphQLSchema) => resolving(schema, (type, field) => resolveOf(type, field, contracts, resolvers, typesOf, inner))
  attach(inner)
  const document = parse(api, { noLocation: true })
  return { schema: attach(buildASTSchema(document)), lax: laxSchema(document, attach) }
}

function resolving(schema: GraphQLSchema, resolve: (type: string, field: string) => Resolve): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isAbstractType(type)) type.resolveType = (row: Row) => row.__typename
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) field.resolve = resolve(type.name, field.name)
  }
  return schema
}

function resolveOf(
  type: string, field: string, contracts: readonly Contract[], resolvers: Readonly<Record<string, Resolvers>>, typesOf: TypesOf, inner: GraphQLSchema,
): Resolve {
  const givers = giversOf(type, field, contracts, typesOf)
  const isKey = givers.some(({ contract, type: at }) => contract.keys.get(at)?.some((key) => keyHas(key, field)) === true)
  const giver = givers.find(({ contract, type: at }) => ownOf(resolvers[contract.library], at, field) !== undefined)
  const own = giver === undefined ? undefined : ownOf(resolvers[giver.contract.library], giver.type, field)
  const required = giver?.contract.fields.get(giver.type)?.get(field)?.requires ?? null
  const resolve: Resolve = (source: Row | undefined, args, store) => {
    if (giver === undefined || own === undefined) return source?.[field]
    return own(required === null ? source : withRequired(giver, required, inner, source as Row, store), args, store)
  }
  if (isKey || givers.length !== 1) return resolve
  const library = givers[0]?.contract.library ?? ''
  return (source: Row | undefined, args, store) => {
    const failure = source?.failsIn?.[library]
    if (failure !== undefined) throw new Error(failure)
    return source?.unknownTo?.includes(library) === true ? null : resolve(source, args, store)
  }
}

function keyHas(key: string, field: string): boolean {
  return selectionOf(key).selections.some((each) => each.kind === Kind.FIELD && each.name.value === field)
}

function giversOf(type: string, field: string, contracts: readonly Contract[], typesOf: TypesOf): Giver[] {
  const overridden = new Set<string | null>()
  const found: Giver[] = []
  for (const contract of contracts) {
    for (const at of typesOf(type)) {
      const known = contract.fields.get(at)?.get(field)
      if (known === undefined || (at !== type && !contract.interfaceObjects.has(at))) continue
      overridden.add(known.overrides)
      if (!known.external) found.push({ contract, type: at })
    }
  }
  return found.filter(({ contract }) => !overridden.has(contract.library))
}

/** The row with what a derived field requires, asked of the whole schema as a question of its own. */
function withRequired({ contract, type }: Giver, required: string, inner: GraphQLSchema, row: Row, store: Store): Row {
  const query = inner.getType(row.__typename)
  if (!(query instanceof GraphQLObjectType)) throw new Error(`${row.__typename} is no object type`)
  const schema = new GraphQLSchema({ ...inner.toConfig(), query, mutation: null, assumeValid: true })
  const document = parse(`{ ${required} }`)
  const { data } = execute({ schema, document, rootValue: row, contextValue: store }) as ExecutionResult
  return { ...withoutExternal(contract, type, row), ...data, __typename: row.__typename }
}

function laxSchema(document: DocumentNode, attach: (schema: GraphQLSchema) => GraphQLSchema): GraphQLSchema {
  const strict = buildASTSchema(document)
  const lax = attach(buildASTSchema(visit(document, {
    FieldDefinition: (field) => ({ ...field, type: visit(field.type, { NonNullType: { leave: (node) => node.type } }) }),
  })))
  for (const type of Object.values(strict.getTypeMap())) {
    const other = lax.getType(type.name)
    if (!isObjectType(type) || !isObjectType(other) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const into = other.getFields()[field.name]
      if (into?.resolve === undefined) continue
      const resolve = into.resolve
      into.resolve = (...given) => checked(resolve(...given), field.type, `${type.name}.${field.name}`)
    }
  }
  return lax
}

/** The value with an error in every place where `null` may not stand. */
function checked(value: unknown, type: GraphQLOutputType, coordinate: string): unknown {
  if (value === null || value === undefined) {
    return isNonNullType(type) ? new GraphQLError(`Cannot return null for non-nullable field ${coordinate}.`) : null
  }
  const nullable = getNullableType(type)
  if (!isListType(nullable) || !Array.isArray(value)) return value
  return value.map((each) => checked(each, nullable.ofType as GraphQLOutputType, coordinate))
}
