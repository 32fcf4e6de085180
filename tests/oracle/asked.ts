import {
  getNamedType, getNullableType, type GraphQLInputType, type GraphQLObjectType, isInputObjectType, isListType, isNonNullType, isObjectType,
} from 'graphql'
import { api, comparedAt, type Item, itemAt, searchedAt } from './contract.ts'

/** A field as it is made up and shrunk. */
export interface Draft {
  readonly name: string
  readonly alias: string | null
  readonly args: Readonly<Record<string, unknown>>
  readonly children: readonly Draft[]
}

/** A field of a question, with what the contract says about it. */
export interface Asked {
  readonly key: string
  readonly name: string
  /** Type that it is a field of. */
  readonly type: string
  readonly coordinate: string
  readonly args: Readonly<Record<string, unknown>>
  readonly item: Item | undefined
  /** The item on which it tells a verdict. */
  readonly compares: Item | undefined
  /** Items by which it looks something up. */
  readonly searches: readonly Item[]
  readonly returns: string
  readonly list: boolean
  /** Whether a list of it has places for what is not there. */
  readonly keepsPlaces: boolean
  readonly children: readonly Asked[]
}

/** What a draft asks, type by type. */
export function askedOf(draft: Draft, type: GraphQLObjectType): Asked {
  const field = type.getFields()[draft.name]
  if (field === undefined) throw new Error(`no field ${type.name}.${draft.name}`)
  const coordinate = `${type.name}.${draft.name}`
  const named = getNamedType(field.type)
  const nullable = getNullableType(field.type)
  return {
    key: draft.alias ?? draft.name,
    name: draft.name,
    type: type.name,
    coordinate,
    args: draft.args,
    item: itemAt(coordinate),
    compares: comparedAt(coordinate),
    searches: field.args.flatMap(({ name, type: of }) => searchesIn(`${coordinate}(${name}:)`, of, draft.args[name])),
    returns: named.name,
    list: isListType(nullable),
    keepsPlaces: isListType(nullable) && !isNonNullType(nullable.ofType),
    children: isObjectType(named) ? draft.children.map((child) => askedOf(child, named)) : [],
  }
}

function searchesIn(name: string, of: GraphQLInputType, value: unknown): Item[] {
  if (value === undefined || value === null) return []
  const named = getNamedType(of)
  if (!isInputObjectType(named)) return [searchedAt(name)].filter((item) => item !== undefined)
  const given = value as Readonly<Record<string, unknown>>
  return Object.values(named.getFields()).flatMap((field) => searchesIn(`${named.name}.${field.name}`, field.type, given[field.name]))
}

/** Every field of a question. */
export const everyField = (asked: readonly Asked[]): Asked[] => asked.flatMap((each) => [each, ...everyField(each.children)])

/** Every item that a question shows, compares or searches by. */
export function itemsOf(asked: readonly Asked[]): Item[] {
  const found = everyField(asked).flatMap(({ item, compares, searches }) => [item ?? compares, ...searches])
  return [...new Set(found)].filter((item) => item !== undefined)
}

/** Whom a root names in its arguments: citizen numbers and credit codes, in the order of the contract. */
export function namedBy(asked: Asked): { readonly number: string; readonly person: boolean }[] {
  const field = api.getQueryType()?.getFields()[asked.name]
  return (field?.args ?? []).flatMap(({ name, type }) => namesIn(type, asked.args[name]))
}

function namesIn(of: GraphQLInputType, value: unknown): { number: string; person: boolean }[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((each) => namesIn(getNamedType(of), each))
  const named = getNamedType(of)
  if (named.name === 'CitizenId') return [{ number: String(value), person: true }]
  if (named.name === 'CreditCode') return [{ number: String(value), person: false }]
  if (!isInputObjectType(named)) return []
  return Object.values(named.getFields()).flatMap((field) => namesIn(field.type, (value as Record<string, unknown>)[field.name]))
}

/** A question as a client writes it. */
export const written = (drafts: readonly Draft[]): string => `{ ${drafts.map(fieldText).join(' ')} }`

function fieldText({ name, alias, args, children }: Draft): string {
  const given = Object.entries(args).map(([argument, value]) => `${argument}: ${literal(value)}`)
  return [
    alias === null ? '' : `${alias}: `, name, given.length === 0 ? '' : `(${given.join(', ')})`,
    children.length === 0 ? '' : ` { ${children.map(fieldText).join(' ')} }`,
  ].join('')
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{ ${Object.entries(value).map(([name, each]) => `${name}: ${literal(each)}`).join(', ')} }`
}
