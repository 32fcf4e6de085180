import {
  type DocumentNode, getNamedType, getNullableType, type GraphQLInputType, type GraphQLSchema, isInputObjectType, isInputType, isListType,
  Kind, parseType, typeFromAST, TypeInfo, type ValueNode, valueFromAST, type VariableDefinitionNode, visit, visitWithTypeInfo,
} from 'graphql'
import { takesKeys } from '#platform/contract'
import { type KeyOf, RESIDENT_IDENTITY_CARD } from '#platform/keys'
import { isFaulty } from '#platform/scalars'
import type { Hop, Subgraph } from '#platform/subgraph'

/**
 * The hop as a library may see it: where it shows no citizen numbers itself, every number that the caller sent, of a citizen, of
 * another document or of a line of a list, goes as the key of its person. So a number never reaches a library that does not hold it,
 * and none but router and population can turn one into the other.
 *
 * @param schema the hub's own, which knows every input type
 * @param keyOf key of a document whose number has passed its checks
 */
export function keyedFor({ contract }: Pick<Subgraph, 'contract'>, hop: Hop, schema: GraphQLSchema, keyOf: KeyOf): Hop {
  if (!takesKeys(contract)) return hop
  const { document, literals, types, unused } = namingOf(hop.document, schema)
  if (literals.length === 0 && types.length === 0) return hop
  const variables: Record<string, unknown> = { ...hop.variables }
  for (const [name, { node, type }] of literals) variables[name] = keyed(type, valueFromAST(node, type, variables), keyOf)
  for (const [name, type] of types) if (Object.hasOwn(variables, name)) variables[name] = keyed(type, variables[name], keyOf)
  for (const name of unused) delete variables[name]
  return { document, variables }
}

/** Types that name a person by a number. */
const NUMBER = 'CitizenId'
const ROSTER_NUMBER = 'RosterNumber'
const DOCUMENT = 'DocumentInput'
const NAMING: ReadonlySet<string> = new Set([NUMBER, ROSTER_NUMBER, DOCUMENT])

/** No name that a caller chose reaches a library without a prefix of its own, so these are free. */
const LITERAL = 'l_'

/** A value that stands in a document and names somebody. */
interface Literal {
  readonly node: ValueNode
  readonly type: GraphQLInputType
}

/** How a document names persons: a form of it that holds no number, the numbers by variable, and the variables that hold some. */
interface Naming {
  readonly document: DocumentNode
  readonly literals: readonly (readonly [name: string, literal: Literal])[]
  readonly types: readonly (readonly [name: string, type: GraphQLInputType])[]
  /** Variables that stood inside such values and nowhere else, so that nothing of them is sent. */
  readonly unused: readonly string[]
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

function withoutNumbers(document: DocumentNode, schema: GraphQLSchema): Omit<Naming, 'types'> {
  const literals: [string, Literal][] = []
  const types = new TypeInfo(schema)
  const replaced = (node: ValueNode) => {
    const type = types.getInputType()
    if (!type || !NAMING.has(getNamedType(type).name)) return undefined
    const name = `${LITERAL}${literals.length}`
    literals.push([name, { node, type }])
    return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const
  }
  const free = visit(document, visitWithTypeInfo(types, { StringValue: replaced, ObjectValue: replaced }))
  if (literals.length === 0) return { document, literals, unused: [] }
  const declared = literals.map(([name, { type }]): VariableDefinitionNode => ({
    kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: parseType(`${String(getNullableType(type))}!`, { noLocation: true }),
  }))
  const used = usedIn(free)
  const kept = (definitions: readonly VariableDefinitionNode[]) => definitions.filter(({ variable }) => used.has(variable.name.value))
  const before = usedIn(document)
  return {
    literals,
    unused: [...before].filter((name) => !used.has(name)),
    document: visit(free, { OperationDefinition: (node) => ({ ...node, variableDefinitions: [...kept(node.variableDefinitions ?? []), ...declared] }) }),
  }
}

/** Names of the variables that a document uses, besides declaring them. */
function usedIn(document: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>()
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void found.add(name.value) })
  return found
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
  if (NAMING.has(named.name)) return true
  if (!isInputObjectType(named) || seen.has(named.name)) return false
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
  if (type.name === DOCUMENT) {
    const document = value as { readonly type: string; readonly number: string }
    return { ...document, number: keyOf(document.type, document.number) }
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    return Object.fromEntries(Object.entries(value).map(([name, each]) => {
      const field = fields[name]
      return [name, field === undefined ? each : keyed(field.type, each, keyOf)]
    }))
  }
  if (!NAMING.has(type.name) || typeof value !== 'string' || (type.name === ROSTER_NUMBER && isFaulty(value))) return value
  return keyOf(RESIDENT_IDENTITY_CARD, value)
}
