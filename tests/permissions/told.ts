import { readFileSync } from 'node:fs'
import {
  buildSchema, type FieldNode, getNamedType, type GraphQLObjectType, isObjectType, Kind, type OperationDefinitionNode,
  parse, type SelectionSetNode,
} from 'graphql'
import { projectFile } from '#platform/files'

const schema = buildSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'), { assumeValidSDL: true })

type Values = Map<string, unknown[]>
type Row = Readonly<Record<string, unknown>>

/** Every value of an answer by its coordinate, in the order of the answer, `null` left out. Knows plain fields only. */
export function told(query: string, data: unknown): ReadonlyMap<string, readonly unknown[]> {
  const operation = parse(query).definitions[0] as OperationDefinitionNode
  const found: Values = new Map()
  collect(operation.selectionSet, rootOf(operation), data, found)
  return found
}

function rootOf({ operation }: OperationDefinitionNode): GraphQLObjectType {
  return schema.getRootType(operation) as GraphQLObjectType
}

function collect(selections: SelectionSetNode, type: GraphQLObjectType, value: unknown, found: Values): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    for (const each of value) collect(selections, type, each, found)
    return
  }
  for (const selection of selections.selections) {
    if (selection.kind !== Kind.FIELD) throw new Error('rows ask plain fields, not fragments')
    field(selection, type, value as Row, found)
  }
}

function field(node: FieldNode, type: GraphQLObjectType, parent: Row, found: Values): void {
  const value = parent[node.alias?.value ?? node.name.value]
  const definition = type.getFields()[node.name.value]
  if (definition === undefined || value === null || value === undefined) return
  const coordinate = `${type.name}.${node.name.value}`
  found.set(coordinate, [...(found.get(coordinate) ?? []), value])
  const named = getNamedType(definition.type)
  if (isObjectType(named) && node.selectionSet !== undefined) collect(node.selectionSet, named, value, found)
}

/** Whether a field is an item, or tells the verdict on one; anything else is plumbing. */
export function isItem(coordinate: string): boolean {
  const [type = '', name = ''] = coordinate.split('.')
  const definition = schema.getType(type)
  const node = isObjectType(definition) ? definition.getFields()[name]?.astNode : undefined
  return node?.directives?.some(({ name: { value } }) => value === 'item') ?? false
}

/** Items that a question asks of records which came, whether or not there is a value. */
export function unknownIn(query: string, data: unknown): readonly string[] {
  const operation = parse(query).definitions[0] as OperationDefinitionNode
  const found = new Set<string>()
  note(operation.selectionSet, rootOf(operation), data, found)
  return [...found].filter(isItem)
}

function note(selections: SelectionSetNode, type: GraphQLObjectType, value: unknown, found: Set<string>): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    for (const each of value) note(selections, type, each, found)
    return
  }
  for (const selection of selections.selections) {
    if (selection.kind !== Kind.FIELD) continue
    found.add(`${type.name}.${selection.name.value}`)
    const named = getNamedType(type.getFields()[selection.name.value]?.type)
    if (isObjectType(named) && selection.selectionSet !== undefined) note(selection.selectionSet, named, (value as Row)[selection.alias?.value ?? selection.name.value], found)
  }
}
