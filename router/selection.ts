import {
  type FieldNode, type FragmentDefinitionNode, getDirectiveValues, GraphQLIncludeDirective, type GraphQLObjectType, type GraphQLSchema, GraphQLSkipDirective,
  isAbstractType, Kind, type NamedTypeNode, type SelectionNode, type SelectionSetNode, typeFromAST,
} from 'graphql'

/** What selections are read with. */
export interface Scope {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * The fields that some selections ask of an object of one type, by response key and in the order of the answer: fragments
 * spread, conditions applied, what stands in several places together (GraphQL, 6.3.2).
 */
export function fieldsOf(sets: readonly SelectionSetNode[], type: GraphQLObjectType, scope: Scope): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  for (const set of sets) collect(set, type, scope, fields, new Set())
  return fields
}

function collect(set: SelectionSetNode, type: GraphQLObjectType, scope: Scope, fields: Map<string, FieldNode[]>, spread: Set<string>): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, scope.variables)) continue
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      const nodes = fields.get(key)
      if (nodes === undefined) fields.set(key, [selection])
      else nodes.push(selection)
      continue
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value, scope, spread)
    if (fragment !== undefined && applies(fragment, type, scope.schema)) collect(fragment.selectionSet, type, scope, fields, spread)
  }
}

function fragmentOf(name: string, { fragments }: Scope, spread: Set<string>): FragmentDefinitionNode | undefined {
  if (spread.has(name)) return undefined
  spread.add(name)
  return fragments.get(name)
}

/** Whether the conditions of a selection let it through. */
export function isIncluded(selection: SelectionNode, variables: Scope['variables']): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false
}

function applies({ typeCondition }: { readonly typeCondition?: NamedTypeNode }, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  if (typeCondition === undefined) return true
  const condition = typeFromAST(schema, typeCondition)
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type))
}
