import { type FieldNode, type GraphQLFieldResolver, type GraphQLSchema, isAbstractType, isObjectType, Kind, parse, type SelectionSetNode } from 'graphql'
import { contractSchema } from '#platform/subgraph'
import type { Contract } from './contracts.ts'
import type { Resolve, Resolvers, Row, Store } from './world.ts'

/** What the router said of an entity when it asked for it; required fields are read from here alone. */
const SAID = Symbol('said')

const FEDERATION = new Set(['_entities', '_service'])

type Representation = Readonly<Record<string, unknown>>

/** All types that a row of a type may go by: its own and the interfaces that any contract gives it. */
export type TypesOf = (type: string) => readonly string[]

/** The schema of one invented library, answering from the rows in the context of a hop. */
export function librarySchema(contract: Contract, resolvers: Resolvers, typesOf: TypesOf): GraphQLSchema {
  const schema = contractSchema(contract.document)
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (row: Row) => nameHere(schema, typesOf, row)
    if (contract.keys.has(type.name)) type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference: referenceOf(contract, type.name, typesOf) } } }
    if (!isObjectType(type) || type.name.startsWith('_')) continue
    for (const field of Object.values(type.getFields())) {
      if (!FEDERATION.has(field.name)) field.resolve = fieldOf(contract, resolvers, type.name, field.name)
    }
  }
  return schema
}

function nameHere(schema: GraphQLSchema, typesOf: TypesOf, row: Row): string {
  return typesOf(row.__typename).find((name) => isObjectType(schema.getType(name))) ?? row.__typename
}

/** The resolver of a field; a field may be named like what every object inherits. */
export function ownOf(resolvers: Resolvers | undefined, type: string, field: string): Resolve | undefined {
  const fields = resolvers?.[type]
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined
}

function fieldOf(contract: Contract, resolvers: Resolvers, type: string, field: string): GraphQLFieldResolver<unknown, Store> {
  const own = ownOf(resolvers, type, field)
  if (own === undefined) return (source) => (source as Row | undefined)?.[field]
  const required = contract.fields.get(type)?.get(field)?.requires ?? null
  if (required === null) return (source, args, store) => own(source, args, store)
  return (source, args, store) => own(withRequired(contract, type, source as Row), args, store)
}

/** The row as a derived field may see it: without what other libraries hold, but for what the router said. */
function withRequired(contract: Contract, type: string, row: Row & { [SAID]?: Representation }): Row {
  const { __typename: _, ...said } = row[SAID] ?? {}
  return { ...withoutExternal(contract, type, row), ...said, __typename: row.__typename }
}

/** The row without the fields that this contract calls external. */
export function withoutExternal(contract: Contract, type: string, row: Row): Row {
  const external = contract.fields.get(type)
  return Object.fromEntries(Object.entries(row).filter(([name]) => external?.get(name)?.external !== true)) as unknown as Row
}

/** Finds the row that a representation names. One without a whole key is a fault of whoever asked. */
function referenceOf(contract: Contract, type: string, typesOf: TypesOf): (said: Representation, store: Store) => unknown {
  const keys = (contract.keys.get(type) ?? []).map((key) => selectionOf(key))
  return (said, store) => {
    const whole = keys.filter((key) => names(said, key))
    if (whole.length === 0) return new Error(`${contract.library}: a ${type} was asked for without a key`)
    const row = store.rows.find((each) => typesOf(each.__typename).includes(type) && whole.every((key) => fits(each, said, key)))
    if (row === undefined || row.unknownTo?.includes(contract.library) === true) return null
    const failure = row.failsIn?.[contract.library]
    return failure === undefined ? { ...row, [SAID]: said } : new Error(failure)
  }
}

/** Parses a selection as federation's directives write it. */
export function selectionOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no selection: ${fields}`)
  return definition.selectionSet
}

function fieldsOf(key: SelectionSetNode): readonly FieldNode[] {
  return key.selections.filter((each) => each.kind === Kind.FIELD)
}

/** Whether a representation holds a whole key, be its members `null`. */
function names(said: unknown, key: SelectionSetNode): boolean {
  if (typeof said !== 'object' || said === null) return false
  if (Array.isArray(said)) return said.every((each) => names(each, key))
  return fieldsOf(key).every(({ name, selectionSet }) => {
    const value = (said as Representation)[name.value]
    if (value === undefined) return false
    return selectionSet === undefined || value === null || names(value, selectionSet)
  })
}

function fits(row: unknown, said: unknown, key: SelectionSetNode): boolean {
  if (Array.isArray(row) && Array.isArray(said)) return row.length === said.length && row.every((each, index) => fits(each, said[index], key))
  if (typeof row !== 'object' || row === null) return false
  return fieldsOf(key).every(({ name, selectionSet }) => {
    const [here, there] = [(row as Representation)[name.value], (said as Representation)[name.value]]
    // `null` names nobody.
    if (here === null || here === undefined || there === null) return false
    return selectionSet === undefined ? String(here) === String(there) : fits(here, there, selectionSet)
  })
}

