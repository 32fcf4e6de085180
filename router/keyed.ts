import {
  type DocumentNode, getNamedType, getNullableType, type GraphQLInputType, type GraphQLSchema, isInputObjectType, isInputType, isListType,
  Kind, parseType, typeFromAST, TypeInfo, type VariableDefinitionNode, visit, visitWithTypeInfo,
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
  if (!takesKeys(contract)) return hop
  const { document, literals, types } = namingOf(hop.document, schema)
  if (literals.length === 0 && types.length === 0) return hop
  const variables: Record<string, unknown> = { ...hop.variables }
  for (const [name, type] of types) if (Object.hasOwn(variables, name)) variables[name] = keyed(type, variables[name], keyOf)
  for (const [name, number] of literals) variables[name] = keyOf(number)
  return { document, variables }
}

const SCALAR = 'CitizenId'

/** No name that a caller chose reaches a library without a prefix of its own, so these are free. */
const LITERAL = 'l_'

/** How a document names persons: a form of it that holds no number, the numbers by variable, and the variables that hold some. */
interface Naming {
  readonly document: DocumentNode
  readonly literals: readonly (readonly [name: string, number: string])[]
  readonly types: readonly (readonly [name: string, type: GraphQLInputType])[]
}

/** Documents are kept by their plans, so each is looked through once, and what a library compiled from it serves every caller. */
const known = new WeakMap<DocumentNode, Naming>()

function namingOf(document: DocumentNode, schema: GraphQLSchema): Naming {
  let naming = known.get(document)
  if (naming === undefined) {
    naming = { ...withoutNumbers(document, schema), types: variableTypes(document, schema).filter(([, type]) => holds(type, new Set())) }
    known.set(document, naming)
  }
  return naming
}

function withoutNumbers(document: DocumentNode, schema: GraphQLSchema): Pick<Naming, 'document' | 'literals'> {
  const literals: [string, string][] = []
  const types = new TypeInfo(schema)
  const free = visit(document, visitWithTypeInfo(types, {
    StringValue: (node) => {
      const type = types.getInputType()
      if (!type || getNamedType(type).name !== SCALAR) return undefined
      const name = `${LITERAL}${literals.length}`
      literals.push([name, node.value])
      return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }
    },
  }))
  if (literals.length === 0) return { document, literals }
  const declared = literals.map(([name]): VariableDefinitionNode => ({
    kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }, type: parseType(`${SCALAR}!`, { noLocation: true }),
  }))
  return {
    literals,
    document: visit(free, { OperationDefinition: (node) => ({ ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...declared] }) }),
  }
}

function variableTypes(document: DocumentNode, schema: GraphQLSchema): (readonly [string, GraphQLInputType])[] {
  return document.definitions.flatMap((definition) => (definition.kind !== Kind.OPERATION_DEFINITION ? [] : (definition.variableDefinitions ?? []))).flatMap(
    ({ variable, type: node }) => {
      const type = typeFromAST(schema, node)
      return isInputType(type) ? [[variable.name.value, type] as const] : []
    },
  )
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
