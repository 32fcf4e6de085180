import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import type { Use } from './uses.ts'

/** The operation that is left after a decision: no fragments, no conditions, only what may be asked. */
export function documentOf(kept: readonly Use[], operation: OperationDefinitionNode): DocumentNode {
  const selectionSet = selectionsOf(kept)
  const used = variablesOf(selectionSet)
  const definition: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation ?? OperationTypeNode.QUERY,
    ...(operation.name === undefined ? {} : { name: operation.name }),
    variableDefinitions: (operation.variableDefinitions ?? []).filter((each) => used.has(each.variable.name.value)),
    selectionSet,
  }
  return { kind: Kind.DOCUMENT, definitions: [definition] }
}

function selectionsOf(uses: readonly Use[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: uses.map(fieldOf) }
}

function fieldOf({ key, name, node, children }: Use): FieldNode {
  const args: readonly ArgumentNode[] = node.arguments ?? []
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    arguments: args,
    ...(key === name ? {} : { alias: { kind: Kind.NAME, value: key } }),
    ...(children.length === 0 ? {} : { selectionSet: selectionsOf(children) }),
  }
}

function variablesOf(selectionSet: SelectionSetNode): Set<string> {
  const found = new Set<string>()
  visit(selectionSet, { Variable: ({ name }) => void found.add(name.value) })
  return found
}
