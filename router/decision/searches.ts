import { type GraphQLArgument, type GraphQLField, type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isObjectType, type GraphQLSchema, Kind } from 'graphql'
import type { ContractItem, ContractItems } from '#platform/contract'
import { bearsCitizenNumber } from '#platform/identifiers'
import { type KeyOf, RESIDENT_IDENTITY_CARD } from '#platform/keys'
import { isFaulty } from '#platform/scalars'
import type { Use } from './uses.ts'

/** An argument of a use that says whom or what it is about. */
interface Leaf {
  readonly name: string
  readonly scalar: string
  readonly value: unknown
}

/** The input type that names somebody by type and number of a document. */
const DOCUMENT = 'DocumentInput'

/** A document as a question names it. */
interface NamedDocument {
  readonly type: string
  readonly number: string
}

/** Who searches by a document that bears a citizen number searches by the citizen number, whatever the root. */
const CITIZEN_ID = 'Person.citizenId'

/** Items that a use looks records up by, so that they are authorised like the fields they are. */
export function searchedItems(use: Use, schema: GraphQLSchema, items: ContractItems): readonly ContractItem[] {
  if (use.node.arguments === undefined || use.node.arguments.length === 0) return NONE
  return onceFor(searches, use, () => searchedBy(use, schema, items))
}

/** Items that name people, whom a mutation brings along instead of looking anybody up. */
const NAMING: ReadonlySet<string> = new Set([CITIZEN_ID, 'PersonOtherDocument.docNo'])

/** Items that a mutation acts on by what it names in its input, and that it needs a right to. */
export function actedItems(use: Use, schema: GraphQLSchema, items: ContractItems): readonly ContractItem[] {
  return searchedItems(use, schema, items).filter(({ coordinate }) => !NAMING.has(coordinate))
}

/** Whether a mutation may act on what is somebody's, whatever it names this time. */
export function actsOnPersons(use: Use, schema: GraphQLSchema, items: ContractItems): boolean {
  if (use.type !== 'Mutation') return false
  return (fieldOf(use, schema)?.args ?? []).some(({ type }) => {
    const input = getNamedType(type)
    if (!isInputObjectType(input)) return false
    return Object.keys(input.getFields()).some((field) => items.get(items.searchedBy(`${input.name}.${field}`) ?? '')?.personal === true)
  })
}

const NONE: readonly never[] = []

// The same use is looked at for its facts, for what is remembered of it, and for the decision.
const searches = new WeakMap<Use, readonly ContractItem[]>()
const names = new WeakMap<Use, readonly NamedSubject[]>()

function onceFor<Value>(known: WeakMap<Use, Value>, use: Use, work: () => Value): Value {
  let value = known.get(use)
  if (value === undefined) {
    value = work()
    known.set(use, value)
  }
  return value
}

/** Notes of a use that was kept without its arguments what they came to. */
export function rememberUse(use: Use, { searched, named }: { readonly searched: readonly ContractItem[]; readonly named: readonly NamedSubject[] }): void {
  searches.set(use, searched)
  names.set(use, named)
}

function searchedBy(use: Use, schema: GraphQLSchema, items: ContractItems): ContractItem[] {
  return leavesOf(use, schema).flatMap((leaf) => {
    const coordinate = namesCitizenNumber(leaf) ? CITIZEN_ID : items.searchedBy(leaf.name)
    const item = coordinate === undefined ? undefined : items.get(coordinate)
    return item === undefined ? [] : [item]
  })
}

/** Somebody whom an argument names. */
export interface NamedSubject {
  readonly subject: string
  readonly person: boolean
}

/** The people and organisations that a root field names in its arguments, in order. */
export function namedSubjects(use: Use, schema: GraphQLSchema, keyOf: KeyOf): readonly NamedSubject[] {
  return onceFor(names, use, () => namedIn(use, schema, keyOf))
}

function namedIn(use: Use, schema: GraphQLSchema, keyOf: KeyOf): NamedSubject[] {
  const subjects: NamedSubject[] = []
  for (const { scalar, value } of leavesOf(use, schema)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (scalar === 'CitizenId') subjects.push({ subject: keyOf(RESIDENT_IDENTITY_CARD, String(each)), person: true })
      if (scalar === 'RosterNumber' && !isFaulty(String(each))) subjects.push({ subject: keyOf(RESIDENT_IDENTITY_CARD, String(each)), person: true })
      if (scalar === DOCUMENT) subjects.push({ subject: keyOf(...documentIn(each)), person: true })
      if (scalar === 'CreditCode') subjects.push({ subject: String(each), person: false })
    }
  }
  return subjects
}

/** The documents by which a field names people, however deep in its arguments, each with its place as the question writes it. */
export function namedDocuments(use: Use, schema: GraphQLSchema): PlacedDocument[] {
  return (fieldOf(use, schema)?.args ?? []).flatMap(({ name, type }) => {
    const written = use.node.arguments?.find((each) => each.name.value === name)?.value
    return documentsIn(type, use.args[name], written?.kind === Kind.VARIABLE ? `$${written.name.value}` : name)
  })
}

interface PlacedDocument extends NamedDocument {
  readonly argument: string
}

function documentsIn(type: GraphQLInputType, value: unknown, argument: string): PlacedDocument[] {
  const named = getNamedType(type)
  if (!isInputObjectType(named) || value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((each, at) => documentsIn(named, each, `${argument}.${at}`))
  if (named.name === DOCUMENT) return [{ ...(value as NamedDocument), argument }]
  const given = value as Record<string, unknown>
  return Object.values(named.getFields()).flatMap((field) => documentsIn(field.type, given[field.name], `${argument}.${field.name}`))
}

const namesCitizenNumber = ({ scalar, value }: Leaf) => scalar === DOCUMENT && bearsCitizenNumber(...documentIn(value))

function documentIn(value: unknown): [type: string, number: string] {
  const { type, number } = value as NamedDocument
  return [type, number]
}

function fieldOf(use: Use, schema: GraphQLSchema): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(use.type)
  return isObjectType(type) ? type.getFields()[use.name] : undefined
}

function leavesOf(use: Use, schema: GraphQLSchema): Leaf[] {
  const field = fieldOf(use, schema)
  return field === undefined ? [] : field.args.flatMap((argument) => leaves(argument, `${coordinateOf(use, field)}(${argument.name}:)`, use.args[argument.name]))
}

function coordinateOf(use: Use, field: GraphQLField<unknown, unknown>): string {
  return `${use.type}.${field.name}`
}

function leaves(argument: Pick<GraphQLArgument, 'type'>, name: string, value: unknown): Leaf[] {
  if (value === undefined || value === null) return []
  const type = getNamedType(argument.type as GraphQLInputType)
  if (isEnumType(type)) return [value].flat().map((each) => ({ name: `${type.name}.${each as string}`, scalar: type.name, value: each }))
  if (!isInputObjectType(type)) return [{ name, scalar: type.name, value }]
  const given = (Array.isArray(value) ? value : [value]) as Record<string, unknown>[]
  if (type.name === DOCUMENT) return given.map((each) => ({ name: `${DOCUMENT}.number`, scalar: DOCUMENT, value: each }))
  return given.flatMap((each) =>
    Object.values(type.getFields()).flatMap((field) => leaves(field, `${type.name}.${field.name}`, each[field.name])),
  )
}
