import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode, visit } from 'graphql'
import { innerDocument } from '../names.ts'
import type { Use } from './uses.ts'

/** The operation that is left after a decision: no fragments but on types, no conditions, only what may be asked. */
export function documentOf(kept: readonly Use[], operation: OperationDefinitionNode): DocumentNode {
  const selectionSet = setOf(kept.map(fieldOf))
  const used = variablesOf(selectionSet)
  const definition: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    ...(operation.name === undefined ? {} : { name: operation.name }),
    variableDefinitions: (operation.variableDefinitions ?? []).filter((each) => used.has(each.variable.name.value)),
    selectionSet,
  }
  return innerDocument({ kind: Kind.DOCUMENT, definitions: [definition] })
}

function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections }
}

function fieldOf(use: Use): SelectionNode {
  const { key, name, node, children } = use
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    arguments: node.arguments ?? [],
    ...(key === name ? {} : { alias: { kind: Kind.NAME, value: key } }),
    ...(children.length === 0 ? {} : { selectionSet: setOf(use.abstract ? byType(children) : children.map(fieldOf)) }),
  }
}

// What is shown of an interface or a union is decided for each of its types, and its value has to say which it is.
function byType(uses: readonly Use[]): SelectionNode[] {
  const types = new Set(uses.map(({ type }) => type))
  return [
    { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } },
    ...[...types].map((type): SelectionNode => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
      selectionSet: setOf(uses.filter((use) => use.type === type).map(fieldOf)),
    })),
  ]
}

function variablesOf(selectionSet: SelectionSetNode): Set<string> {
  const found = new Set<string>()
  visit(selectionSet, { Variable: ({ name }) => void found.add(name.value) })
  return found
}
