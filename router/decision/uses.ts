import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql'
import type { ContractItem, ContractItems } from '#platform/contract'

/** One field of an operation with fragments, aliases and conditions worked out: what is really asked. */
export interface Use {
  readonly key: string
  readonly name: string
  readonly type: string
  readonly coordinate: string
  readonly node: FieldNode
  /** The catalogue entry where the field is an item. */
  readonly item: ContractItem | undefined
  /** The item whose verdict the field tells. */
  readonly verdictOf: ContractItem | undefined
  readonly args: Readonly<Record<string, unknown>>
  /** Name of the type of its value, lists and non-null taken off. */
  readonly returns: string
  readonly list: boolean
  /** Whether somewhere below stand items of their own, so that the field alone shows nothing. */
  readonly holdsItems: boolean
  readonly children: readonly Use[]
}

interface Scope {
  readonly schema: GraphQLSchema
  readonly items: ContractItems
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** The tree of fields that an operation asks, in the order of its answer. */
export function usesOf(operation: OperationDefinitionNode, root: GraphQLObjectType, scope: Scope): Use[] {
  return collect([operation.selectionSet], root, scope)
}

function collect(selectionSets: readonly SelectionSetNode[], type: GraphQLObjectType, scope: Scope): Use[] {
  const grouped = new Map<string, FieldNode[]>()
  for (const selectionSet of selectionSets) group(selectionSet, type, scope, grouped)
  return [...grouped].map(([key, nodes]) => useOf(key, nodes, type, scope))
}

function group(set: SelectionSetNode, type: GraphQLObjectType, scope: Scope, grouped: Map<string, FieldNode[]>): void {
  for (const selection of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, scope.variables)?.['if'] === true) continue
    if (getDirectiveValues(GraphQLIncludeDirective, selection, scope.variables)?.['if'] === false) continue
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      const nodes = grouped.get(key)
      if (nodes === undefined) grouped.set(key, [selection])
      else nodes.push(selection)
      continue
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : scope.fragments.get(selection.name.value)
    if (fragment === undefined) continue
    const condition = fragment.typeCondition
    if (condition !== undefined && typeFromAST(scope.schema, condition) !== type) continue
    group(fragment.selectionSet, type, scope, grouped)
  }
}

function useOf(key: string, nodes: readonly FieldNode[], parent: GraphQLObjectType, scope: Scope): Use {
  const node = nodes[0] as FieldNode
  const name = node.name.value
  const coordinate = `${parent.name}.${name}`
  const field = parent.getFields()[name]
  const base = { key, name, type: parent.name, coordinate, node }
  if (field === undefined) {
    return { ...base, item: undefined, verdictOf: undefined, args: {}, returns: 'String', list: false, holdsItems: false, children: [] }
  }
  const named = getNamedType(field.type)
  const sets = nodes.flatMap((each) => (each.selectionSet === undefined ? [] : [each.selectionSet]))
  const verdict = scope.items.verdictOf(coordinate)
  return {
    ...base,
    item: scope.items.get(coordinate),
    verdictOf: verdict === undefined ? undefined : scope.items.get(verdict),
    args: getArgumentValues(field, node, scope.variables),
    returns: named.name,
    list: isList(field.type),
    holdsItems: isObjectType(named) && holdsItems(named, scope.items, new Set()),
    children: isObjectType(named) ? collect(sets, named, scope) : [],
  }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type))
}

// A connection is plumbing all the way to its nodes, so what counts is whether items stand anywhere below.
function holdsItems(type: GraphQLObjectType, items: ContractItems, seen: Set<string>): boolean {
  if (seen.has(type.name)) return false
  seen.add(type.name)
  return Object.values(type.getFields()).some((field) => {
    const coordinate = `${type.name}.${field.name}`
    if (items.get(coordinate) !== undefined || items.verdictOf(coordinate) !== undefined) return true
    const named = getNamedType(field.type)
    return isObjectType(named) && holdsItems(named, items, seen)
  })
}

/** Every use of a tree, each before those below it. */
export function* everyUse(uses: readonly Use[]): Generator<Use> {
  for (const use of uses) {
    yield use
    yield* everyUse(use.children)
  }
}
