import { type GraphQLArgument, type GraphQLField, type GraphQLInputType, getNamedType, isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql'
import type { ContractItem, ContractItems } from '#platform/contract'
import type { Use } from './uses.ts'

/** An argument of a use that says whom or what it is about. */
interface Leaf {
  readonly name: string
  readonly scalar: string
  readonly value: unknown
}

/** Items that a use looks records up by, so that they are authorised like the fields they are. */
export function searchedItems(use: Use, schema: GraphQLSchema, items: ContractItems): ContractItem[] {
  return leavesOf(use, schema).flatMap(({ name }) => {
    const coordinate = items.searchedBy(name)
    const item = coordinate === undefined ? undefined : items.get(coordinate)
    return item === undefined ? [] : [item]
  })
}

/** The people and organisations that a root field names in its arguments, in order. */
export function namedSubjects(use: Use, schema: GraphQLSchema, keyOf: (citizenId: string) => string) {
  const subjects: { subject: string; person: boolean }[] = []
  for (const { scalar, value } of leavesOf(use, schema)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (scalar === 'CitizenId') subjects.push({ subject: keyOf(String(each)), person: true })
      if (scalar === 'CreditCode') subjects.push({ subject: String(each), person: false })
    }
  }
  return subjects
}

function leavesOf(use: Use, schema: GraphQLSchema): Leaf[] {
  const type = schema.getType(use.type)
  const field = isObjectType(type) ? type.getFields()[use.name] : undefined
  return field === undefined ? [] : field.args.flatMap((argument) => leaves(argument, `${coordinateOf(use, field)}(${argument.name}:)`, use.args[argument.name]))
}

function coordinateOf(use: Use, field: GraphQLField<unknown, unknown>): string {
  return `${use.type}.${field.name}`
}

function leaves(argument: Pick<GraphQLArgument, 'type'>, name: string, value: unknown): Leaf[] {
  if (value === undefined || value === null) return []
  const type = getNamedType(argument.type as GraphQLInputType)
  if (!isInputObjectType(type)) return [{ name, scalar: type.name, value }]
  const given = Array.isArray(value) ? value : [value]
  return given.flatMap((each: Record<string, unknown>) =>
    Object.values(type.getFields()).flatMap((field) => leaves(field, `${type.name}.${field.name}`, each[field.name])),
  )
}
