import { type FieldNode, getNamedType, isCompositeType, isObjectType, type OperationDefinitionNode, SchemaMetaFieldDef, type SelectionSetNode, TypeMetaFieldDef, TypeNameMetaFieldDef } from 'graphql'
import { innerKey } from '../names.ts'
import { fieldsOf, type Scope } from '../selection.ts'
import type { Below, Shown } from './shape.ts'

/** The shape of the answer to an operation of which nothing is refused, for one value of its conditions. */
export function shapeOf({ selectionSet }: OperationDefinitionNode, scope: Scope): Below {
  return belowOf([selectionSet], scope)
}

function belowOf(sets: readonly SelectionSetNode[], scope: Scope): Below {
  const byType = new Map<string, readonly Shown[]>()
  return (name) => {
    const known = byType.get(name)
    if (known !== undefined) return known
    const type = scope.schema.getType(name)
    const shown = isObjectType(type) ? [...fieldsOf(sets, type, scope)].flatMap(([key, nodes]) => shownOf(key, nodes, name, scope)) : []
    byType.set(name, shown)
    return shown
  }
}

const META = new Map([SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field]))

function shownOf(key: string, nodes: readonly FieldNode[], parent: string, scope: Scope): Shown[] {
  const name = nodes[0]?.name.value ?? ''
  const type = scope.schema.getType(parent)
  const field = META.get(name) ?? (isObjectType(type) ? type.getFields()[name] : undefined)
  if (field === undefined) return []
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  const below = isCompositeType(getNamedType(field.type)) ? belowOf(sets, scope) : null
  return [{ key, from: innerKey({ key, name }), parent, name, type: field.type, refused: false, below }]
}
