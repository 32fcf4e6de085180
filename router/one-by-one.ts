import { type DocumentNode, type FieldNode, Kind, OperationTypeNode, type SelectionNode, separateOperations, visit } from 'graphql'

/**
 * Whether an operation changes something. Each of its root fields is over, with all that is looked up for it, before the next
 * begins (GraphQL, 6.2.2), while a plan would take neighbours of one library together.
 */
export function isMutation(document: DocumentNode): boolean {
  return partsOf(document).definition?.operation === OperationTypeNode.MUTATION
}

/** The root fields of an operation as documents of their own, each with what it needs of the others. */
export function oneByOne(document: DocumentNode): readonly DocumentNode[] {
  const { definition, others } = partsOf(document)
  if (definition === undefined) return [document]
  const byKey = new Map<string, FieldNode[]>()
  const collect = (selections: readonly SelectionNode[]) => {
    for (const each of selections) {
      if (each.kind === Kind.FIELD) {
        // Which type the root is, nobody has to be asked.
        if (each.name.value === '__typename') continue
        const key = (each.alias ?? each.name).value
        byKey.set(key, [...(byKey.get(key) ?? []), each])
      } else if (each.kind === Kind.INLINE_FRAGMENT) collect(each.selectionSet.selections)
      else collect(others.find(({ name }) => name.value === each.name.value)?.selectionSet.selections ?? [])
    }
  }
  collect(definition.selectionSet.selections)
  return [...byKey.values()].map((selections) => withUsedVariables({ ...document, definitions: [{ ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...others] }))
}

function partsOf({ definitions }: DocumentNode) {
  return {
    definition: definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION),
    others: definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION),
  }
}

function withUsedVariables(document: DocumentNode): DocumentNode {
  const own = Object.values(separateOperations(document))[0] ?? document
  const used = new Set<string>()
  visit(own, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) })
  return visit(own, { VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? false : null) })
}
