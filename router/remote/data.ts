import {
  getNullableType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql'
import { type Asked, type AskedField, below, entityTypesOf, fieldsOf, objectTypesOf } from './fields.ts'

/** An answer that is not one to the question that was asked. */
export class WrongAnswer extends Error {
  override name = 'WrongAnswer'
}

/** No list of any contract is longer. */
export const LIST_MAX = 10_000

/**
 * The data of an answer, made anew from what was asked: every field is there, of its type, and nothing else.
 *
 * @throws WrongAnswer without a word about what was wrong, since that would quote it
 */
export function readData(asked: Asked, given: unknown): Record<string, unknown> {
  return readObject(asked, asked.root, asked.selections, given)
}

/** @throws WrongAnswer where it is no JSON object */
export function membersOf(given: unknown): Readonly<Record<string, unknown>> {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw new WrongAnswer()
  return given as Readonly<Record<string, unknown>>
}

function readObject(asked: Asked, type: GraphQLObjectType, selections: readonly SelectionSetNode[], given: unknown): Record<string, unknown> {
  const members = membersOf(given)
  const fields = fieldsOf(asked, type, selections)
  if (Object.keys(members).length !== fields.size) throw new WrongAnswer()
  const read = Object.create(null) as Record<string, unknown>
  for (const [key, field] of fields) {
    if (!Object.hasOwn(members, key)) throw new WrongAnswer()
    read[key] = readField(asked, type, field, members[key])
  }
  return read
}

function readField(asked: Asked, parent: GraphQLObjectType, field: AskedField, given: unknown): unknown {
  if (field.name === '__typename') {
    if (given !== parent.name) throw new WrongAnswer()
    return given
  }
  const entities = entityTypesOf(asked, field)
  return entities === null ? readValue(asked, field.type, field, given) : readEntities(asked, entities, field, given)
}

// Each is of the type that was asked for, so an answer cannot put another in its place.
function readEntities(asked: Asked, types: readonly (GraphQLObjectType | null)[], field: AskedField, given: unknown): unknown {
  if (!Array.isArray(given) || given.length !== types.length) throw new WrongAnswer()
  return given.map((each: unknown, index) => {
    const type = types[index] ?? null
    if (each === null) return null
    if (type === null) throw new WrongAnswer()
    return readObject(asked, type, below(field), each)
  })
}

function readValue(asked: Asked, type: GraphQLOutputType, field: AskedField, given: unknown): unknown {
  if (given === null || given === undefined) {
    if (isNonNullType(type) || given === undefined) throw new WrongAnswer()
    return null
  }
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    if (!Array.isArray(given) || given.length > LIST_MAX) throw new WrongAnswer()
    return given.map((each) => readValue(asked, nullable.ofType, field, each))
  }
  if (isLeafType(nullable)) return readLeaf(nullable, given)
  const own = objectTypesOf(asked, nullable)
  const found = own.length === 1 ? own[0] : own.find(({ name }) => name === membersOf(given)['__typename'])
  if (found === undefined) throw new WrongAnswer()
  return readObject(asked, found, below(field), given)
}

/** Scalars that are no text: numbers and truth as GraphQL has them, and the one of this house that is a tree. */
const OTHER_LEAVES: Readonly<Record<string, (given: unknown) => boolean>> = {
  Int: (given) => Number.isInteger(given),
  Float: (given) => Number.isFinite(given),
  Boolean: (given) => typeof given === 'boolean',
  GeoJSON: (given) => isHarmless(given, TREE_DEPTH_MAX),
}

function readLeaf(type: GraphQLLeafType, given: unknown): unknown {
  const fits = isEnumType(type)
    ? typeof given === 'string' && type.getValue(given) !== undefined
    : (OTHER_LEAVES[type.name] ?? isText)(given)
  if (!fits) throw new WrongAnswer()
  return given
}

const isText = (given: unknown) => typeof given === 'string'

const TREE_DEPTH_MAX = 12
const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype'])

// What is merged member by member later must have no member that reaches the prototype of every object.
function isHarmless(given: unknown, depth: number): boolean {
  if (depth === 0) return false
  if (Array.isArray(given)) return given.every((each) => isHarmless(each, depth - 1))
  if (given === null || typeof given !== 'object') return true
  return Object.entries(given).every(([name, each]) => !DANGEROUS.has(name) && isHarmless(each, depth - 1))
}
