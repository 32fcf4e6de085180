import {
  type DocumentNode, getNamedType, getNullableType, type GraphQLInputType, type GraphQLSchema, isInputObjectType, isInputType, isListType,
  Kind, typeFromAST, TypeInfo, visit, visitWithTypeInfo,
} from 'graphql'
import { takesKeys } from '#platform/contract'
import type { Hop, Subgraph } from '#platform/subgraph'

type KeyOf = (citizenId: string) => string

/**
 * The hop as a library may see it: where it shows no citizen numbers itself, every number that the caller sent goes as the
 * key of its person. So a number never reaches a library that does not hold it, and none but router and population can
 * turn one into the other.
 *
 * @param schema the hub's own, which knows every input type
 * @param keyOf key of a citizen number that has passed its checks
 */
export function keyedFor({ contract }: Pick<Subgraph, 'contract'>, hop: Hop, schema: GraphQLSchema, keyOf: KeyOf): Hop {
  if (!takesKeys(contract) || !namesPersons(hop.document, schema)) return hop
  const variables: Record<string, unknown> = { ...hop.variables }
  for (const [name, type] of variableTypes(hop.document, schema)) {
    if (Object.hasOwn(variables, name)) variables[name] = keyed(type, variables[name], keyOf)
  }
  return { document: literalsKeyed(hop.document, schema, keyOf), variables }
}

const SCALAR = 'CitizenId'

/** Documents are kept by their plans, so each is looked through once. */
const known = new WeakMap<DocumentNode, boolean>()

function namesPersons(document: DocumentNode, schema: GraphQLSchema): boolean {
  let named = known.get(document)
  if (named === undefined) {
    named = literalsKeyed(document, schema, () => '') !== document
      || [...variableTypes(document, schema).values()].some((type) => holds(type, new Set()))
    known.set(document, named)
  }
  return named
}

function literalsKeyed(document: DocumentNode, schema: GraphQLSchema, keyOf: KeyOf): DocumentNode {
  const types = new TypeInfo(schema)
  return visit(document, visitWithTypeInfo(types, {
    StringValue: (node) => {
      const type = types.getInputType()
      return type && getNamedType(type).name === SCALAR ? { ...node, value: keyOf(node.value) } : undefined
    },
  }))
}

function variableTypes(document: DocumentNode, schema: GraphQLSchema): Map<string, GraphQLInputType> {
  const found = new Map<string, GraphQLInputType>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    for (const { variable, type: node } of definition.variableDefinitions ?? []) {
      const type = typeFromAST(schema, node)
      if (isInputType(type)) found.set(variable.name.value, type)
    }
  }
  return found
}

function holds(type: GraphQLInputType, seen: Set<string>): boolean {
  const named = getNamedType(type)
  if (!isInputObjectType(named) || seen.has(named.name)) return named.name === SCALAR
  seen.add(named.name)
  return Object.values(named.getFields()).some((field) => holds(field.type, seen))
}

function keyed(given: GraphQLInputType, value: unknown, keyOf: KeyOf): unknown {
  if (value === null || value === undefined) return value
  const type = getNullableType(given)
  if (isListType(type)) {
    const inner = type.ofType as GraphQLInputType
    return Array.isArray(value) ? value.map((each) => keyed(inner, each, keyOf)) : keyed(inner, value, keyOf)
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    return Object.fromEntries(Object.entries(value).map(([name, each]) => {
      const field = fields[name]
      return [name, field === undefined ? each : keyed(field.type, each, keyOf)]
    }))
  }
  return type.name === SCALAR && typeof value === 'string' ? keyOf(value) : value
}
