import { readFileSync } from 'node:fs'
import { buildSchema, type ConstDirectiveNode, type GraphQLField, isObjectType, isInputObjectType, valueFromASTUntyped } from 'graphql'
import { projectFile } from '#platform/files'

/** What the contract says of one information item. */
export interface Item {
  readonly coordinate: string
  readonly share: 'UNCONDITIONAL' | 'CONDITIONAL' | 'WITHHELD'
  readonly personal: boolean
  readonly mask: string
  readonly open: boolean
  readonly restricted: boolean
  readonly sliced: boolean
  readonly derived: boolean
  readonly resource: string
}

/** The contract that clients see. */
export const api = buildSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'), { assumeValidSDL: true })

const items = new Map<string, Item>()
/** `PersonVerification.name` → `Person.name`. */
const verdicts = new Map<string, string>()
/** `Query.person(citizenId:)` or `PersonClaim.name` → the item that is searched by. */
const searches = new Map<string, string>()

type Directed = { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined

function saidOf(node: Directed): Record<string, unknown> | null {
  const directive = node?.directives?.find(({ name }) => name.value === 'item')
  if (directive === undefined) return null
  return Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
}

for (const type of Object.values(api.getTypeMap())) {
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) noteSearch(`${type.name}.${field.name}`, field.astNode)
  }
  if (!isObjectType(type)) continue
  for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field)
}

function note(coordinate: string, field: GraphQLField<unknown, unknown>): void {
  for (const argument of field.args) noteSearch(`${coordinate}(${argument.name}:)`, argument.astNode)
  const said = saidOf(field.astNode)
  if (said === null) return
  if (typeof said['of'] === 'string') verdicts.set(coordinate, said['of'])
  else items.set(coordinate, itemFrom(coordinate, said))
}

function noteSearch(name: string, node: Directed): void {
  const of = saidOf(node)?.['of']
  if (typeof of === 'string') searches.set(name, of)
}

function itemFrom(coordinate: string, said: Record<string, unknown>): Item {
  return {
    coordinate,
    share: said['share'] as Item['share'],
    personal: said['class'] === 'PERSONAL' || said['class'] === 'SENSITIVE',
    mask: String(said['mask'] ?? 'NONE'),
    open: said['open'] === true,
    restricted: said['restricted'] === true,
    sliced: said['sliced'] === true,
    derived: said['derived'] === true,
    resource: String(said['resource']),
  }
}

export const itemAt = (coordinate: string): Item | undefined => items.get(coordinate)

/** The item on which a field tells a verdict. */
export function comparedAt(coordinate: string): Item | undefined {
  const of = verdicts.get(coordinate)
  return of === undefined ? undefined : items.get(of)
}

/** The item that an argument or a member of an input searches by. */
export function searchedAt(name: string): Item | undefined {
  const of = searches.get(name)
  return of === undefined ? undefined : items.get(of)
}

/** By which field other records point to one. Of licences and cases it tells their type or matter, and so nobody is told it by an edge. */
const KEYS = new Set([
  'Address.code', 'BasicMatter.code', 'Division.code', 'Grant.id', 'Inspection.inspectionNo', 'InspectionPlan.planNo', 'LegalPerson.creditCode', 'LicenceType.code',
  'Matter.code', 'RealEstateUnit.unitCode', 'Resource.code',
])

export const isKey = (coordinate: string): boolean => KEYS.has(coordinate)

export const everyItem: readonly Item[] = [...items.values()]
