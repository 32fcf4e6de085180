import { type DocumentNode, Kind, type SelectionNode } from 'graphql'

/** The response keys of an operation's root, `__typename` included. */
export function rootKeys(document: DocumentNode): readonly string[] {
  return keysOf(rootSelections(document), document)
}

/** The response keys that an `_entities` field asks of its entities, of whatever type. */
export function entityKeys(document: DocumentNode, alias: string): readonly string[] {
  const field = rootSelections(document).find((each) => each.kind === Kind.FIELD && (each.alias ?? each.name).value === alias)
  return field?.kind === Kind.FIELD ? keysOf(field.selectionSet?.selections ?? [], document) : []
}

function rootSelections({ definitions }: DocumentNode): readonly SelectionNode[] {
  return definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? each.selectionSet.selections : []))
}

function keysOf(selections: readonly SelectionNode[], document: DocumentNode): string[] {
  const found = selections.flatMap((each): string[] => {
    if (each.kind === Kind.FIELD) return [(each.alias ?? each.name).value]
    return keysOf(each.kind === Kind.INLINE_FRAGMENT ? each.selectionSet.selections : fragmentSelections(each.name.value, document), document)
  })
  return [...new Set(found)]
}

// The planner writes what an operation asks several times as a fragment.
function fragmentSelections(name: string, { definitions }: DocumentNode): readonly SelectionNode[] {
  return definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name ? each.selectionSet.selections : []))
}
