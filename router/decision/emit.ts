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
  return visit({ kind: Kind.DOCUMENT, definitions: [definition] } as DocumentNode, {
    Variable: (node) => ({ ...node, name: { ...node.name, value: innerVariable(node.name.value) } }),
  })
}

function selectionsOf(uses: readonly Use[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: uses.map(fieldOf) }
}

// No field of a contract begins like this, so names that callers choose and names of fields never meet.
const CHOSEN = 'a_'

/**
 * The response key under which the executor answers a field. A name that the caller chose is prefixed: bare, `__proto__`
 * would reach the prototype of every object when results are merged, and `key` or `__typename` would pass for a key.
 */
export function innerKey({ key, name }: Pick<Use, 'key' | 'name'>): string {
  return key === name ? name : `${CHOSEN}${key}`
}

// A variable called `__proto__` would set the prototype of the executor's variables, whose members would then pass for
// variables that the decision has not seen.
function innerVariable(name: string): string {
  return `${CHOSEN}${name}`
}

/** The variables of an operation under the names by which {@link documentOf} asks for them. */
export function innerVariables(variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [innerVariable(name), value]))
}

/** The caller's own name for a response key of the executor. */
export function outerKey<Key extends string | number>(inner: Key): Key | string {
  return typeof inner === 'string' && inner.startsWith(CHOSEN) ? inner.slice(CHOSEN.length) : inner
}

function fieldOf(use: Use): FieldNode {
  const { key, name, node, children } = use
  const args: readonly ArgumentNode[] = node.arguments ?? []
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    arguments: args,
    ...(key === name ? {} : { alias: { kind: Kind.NAME, value: innerKey(use) } }),
    ...(children.length === 0 ? {} : { selectionSet: selectionsOf(children) }),
  }
}

function variablesOf(selectionSet: SelectionSetNode): Set<string> {
  const found = new Set<string>()
  visit(selectionSet, { Variable: ({ name }) => void found.add(name.value) })
  return found
}
