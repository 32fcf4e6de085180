import {
  type FieldNode, getArgumentValues, getNamedType, getNullableType, type GraphQLField, type GraphQLNamedType, type GraphQLObjectType, type GraphQLOutputType,
  type GraphQLSchema, isAbstractType, isLeafType, isListType, isObjectType, type OperationDefinitionNode, type SelectionSetNode, visit,
} from 'graphql'
import type { ContractItem, ContractItems } from '#platform/contract'
import { fieldsOf, type Scope } from '../selection.ts'

/** One field of an operation with fragments, aliases and conditions worked out: what is really asked. */
export interface Use {
  readonly key: string
  readonly name: string
  /** The object type that it is asked of. A field of an interface is a use of each object type of it. */
  readonly type: string
  readonly coordinate: string
  readonly node: FieldNode
  /** The catalogue entry where the field is an item. */
  readonly item: ContractItem | undefined
  /** The item whose verdict the field tells. */
  readonly verdictOf: ContractItem | undefined
  /** The edge right above, an item, where the field is the key of what it leads to: who may follow it is told by it which that is. */
  readonly keyOf: ContractItem | undefined
  /** Whether it is a value of a row that is no item, as an id is: it is told with the row. */
  readonly ofRow: boolean
  readonly args: Readonly<Record<string, unknown>>
  /** Name of the type of its value, lists and non-null taken off. */
  readonly returns: string
  /** Whether its value is of one of several object types, which only the value tells. */
  readonly abstract: boolean
  readonly list: boolean
  /** Whether somewhere below stand items of their own, so that the field alone shows nothing. */
  readonly holdsItems: boolean
  /** What is asked of its value; of an interface or union, of each object type in turn. */
  readonly children: readonly Use[]
}

interface UsesScope extends Scope {
  readonly items: ContractItems
}

/** The tree of fields that an operation asks, in the order of its answer. */
export function usesOf(operation: OperationDefinitionNode, root: GraphQLObjectType, scope: UsesScope): readonly Use[] {
  return bound(unboundUsesOf(operation, root, scope), scope)
}

/** The same without any argument that takes variables, so that it can be kept: nothing of a caller stands in it but conditions. */
export function unboundUsesOf(operation: OperationDefinitionNode, root: GraphQLObjectType, scope: UsesScope): readonly Use[] {
  return usesIn([operation.selectionSet], root, scope)
}

function usesIn(sets: readonly SelectionSetNode[], type: GraphQLObjectType, scope: UsesScope): Use[] {
  return [...fieldsOf(sets, type, scope)].map(([key, nodes]) => useOf(key, nodes, type, scope))
}

function useOf(key: string, nodes: readonly FieldNode[], parent: GraphQLObjectType, scope: UsesScope): Use {
  const node = nodes[0] as FieldNode
  const name = node.name.value
  const coordinate = `${parent.name}.${name}`
  const field = parent.getFields()[name]
  const base = { key, name, type: parent.name, coordinate, node }
  if (field === undefined) {
    return { ...base, item: undefined, verdictOf: undefined, keyOf: undefined, ofRow: false, args: {}, returns: 'String', abstract: false, list: false, holdsItems: false, children: [] }
  }
  const named = getNamedType(field.type)
  const sets = nodes.flatMap((each) => (each.selectionSet === undefined ? [] : [each.selectionSet]))
  const verdict = scope.items.verdictOf(coordinate)
  const types = objectTypes(named, scope.schema)
  const item = scope.items.get(coordinate)
  return {
    ...base,
    item,
    verdictOf: verdict === undefined ? undefined : scope.items.get(verdict),
    keyOf: undefined,
    ofRow: item === undefined && verdict === undefined && isLeafType(named),
    args: takesVariables(node) ? {} : getArgumentValues(field, node),
    returns: named.name,
    abstract: isAbstractType(named),
    list: isList(field.type),
    holdsItems: types.some((type) => holdsItems(type, scope)),
    children: types.flatMap((type) => usesIn(sets, type, scope)).map((child) => (scope.items.isKey(child.coordinate) ? { ...child, keyOf: item } : child)),
  }
}

function objectTypes(type: GraphQLNamedType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type]
  return isAbstractType(type) ? schema.getPossibleTypes(type) : []
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type))
}

const holders = new WeakMap<ContractItems, Map<string, boolean>>()

function holdsItems(type: GraphQLObjectType, { schema, items }: Pick<UsesScope, 'schema' | 'items'>): boolean {
  const known = holders.get(items) ?? new Map<string, boolean>()
  holders.set(items, known)
  let holds = known.get(type.name)
  if (holds === undefined) {
    holds = findsItems(type, schema, items, new Set())
    known.set(type.name, holds)
  }
  return holds
}

/** Whether an item leads to rows with items of their own, and is no value of the row that it stands in. */
export function leadsOn({ type, field }: ContractItem, scope: Pick<UsesScope, 'schema' | 'items'>): boolean {
  const parent = scope.schema.getType(type)
  const found = isObjectType(parent) ? parent.getFields()[field] : undefined
  return found !== undefined && objectTypes(getNamedType(found.type), scope.schema).some((each) => holdsItems(each, scope))
}

// A connection is plumbing all the way to its nodes, so what counts is whether items stand anywhere below.
function findsItems(type: GraphQLObjectType, schema: GraphQLSchema, items: ContractItems, seen: Set<string>): boolean {
  if (seen.has(type.name)) return false
  seen.add(type.name)
  return Object.values(type.getFields()).some((field) => {
    const coordinate = `${type.name}.${field.name}`
    if (items.get(coordinate) !== undefined || items.verdictOf(coordinate) !== undefined) return true
    return objectTypes(getNamedType(field.type), schema).some((each) => findsItems(each, schema, items, seen))
  })
}

/** Uses with the arguments that variables give them. What no variable reaches is not made anew. */
export function bound(uses: readonly Use[], scope: Pick<UsesScope, 'schema' | 'variables'>): readonly Use[] {
  let changed = false
  const made = uses.map((use) => {
    const children = bound(use.children, scope)
    const field = takesVariables(use.node) ? fieldOf(use, scope.schema) : undefined
    if (children === use.children && field === undefined) return use
    changed = true
    return { ...use, children, args: field === undefined ? use.args : getArgumentValues(field, use.node, scope.variables) }
  })
  return changed ? made : uses
}

function fieldOf({ type, name }: Use, schema: GraphQLSchema): GraphQLField<unknown, unknown> | undefined {
  const parent = schema.getType(type)
  return isObjectType(parent) ? parent.getFields()[name] : undefined
}

const takers = new WeakMap<FieldNode, boolean>()

function takesVariables(node: FieldNode): boolean {
  let takes = takers.get(node)
  if (takes === undefined) {
    takes = false
    for (const argument of node.arguments ?? []) visit(argument, { Variable: () => void (takes = true) })
    takers.set(node, takes)
  }
  return takes
}

/** Every use of a tree, each before those below it. */
export function* everyUse(uses: readonly Use[]): Generator<Use> {
  for (const use of uses) {
    yield use
    yield* everyUse(use.children)
  }
}
