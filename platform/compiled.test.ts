import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compiledSchema } from './compiled.ts'
import { hubError } from './errors.ts'

const CONTRACT = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { person(key: ID!): Person people: [Person!]! deep: JSON given(value: JSON): JSON filtered(by: Filter): JSON }
  type Person @key(fields: "key") { key: ID! name: String must: String! ageAtLeast(years: Int!): Boolean fails: String pet: Pet }
  interface Pet @key(fields: "key") { key: ID! name: String }
  type Cat implements Pet @key(fields: "key") { key: ID! name: String }
  type Firm @key(fields: "code") { code: ID! name: String }
  input Filter { name: String and: [Filter!] }
  scalar JSON`)

const person = (key: string) => ({ key, name: `name of ${key}`, must: key === 'b' ? null : 'm', ageAtLeast: ({ years }: { years: number }) => years < 80, pet: { __typename: 'Cat', key: 'c', name: 'cat' } })

const resolvers = {
  Query: { person: (_: unknown, { key }: { key: string }) => person(key), people: async () => [person('a'), person('b')], given: (_: unknown, { value }: { value: unknown }) => value, filtered: (_: unknown, { by }: { by: unknown }) => by },
  Person: {
    __resolveReference: ({ key }: { key: string }) => {
      if (key === 'x') throw hubError('LIBRARY_UNAVAILABLE', 'down')
      return key === 'none' ? null : key === 'later' ? Promise.resolve(person('later')) : person(key)
    },
    fails: () => { throw hubError('LIBRARY_UNAVAILABLE', 'down') },
  },
  Pet: { __resolveReference: ({ key }: { key: string }) => ({ __typename: 'Cat', key, name: 'cat' }) },
}

const schemaOf = (): GraphQLSchema => buildSubgraphSchema([{ typeDefs: CONTRACT, resolvers }])

/** What both say of an operation; they must say the same. */
async function both(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text)
  const compiled = await compiledSchema(schemaOf())({ document, variables })
  const told = ({ data, errors }: ExecutionResult) =>
    JSON.parse(JSON.stringify({ data, errors: errors?.map(({ message, path, extensions }) => ({ message, path, extensions })) })) as ExecutionResult
  return { compiled: told(compiled), interpreted: told(await execute({ schema: schemaOf(), document, variableValues: variables })), errors: compiled.errors }
}

type Case = [string, string, Record<string, unknown>?]

const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Person { name } ... on Firm { code } ... on Cat { name } } }'

describe('a compiled operation fails as an interpreted one does', () => {
  it.each([
    ['a resolver that throws', '{ person(key: "a") { name fails } }'],
    ['a value that must not be null', '{ person(key: "b") { name must } people { must } }'],
    ['a variable that is none of its type', 'query ($key: ID!) { person(key: $key) { name } }', { key: {} }],
    ['a variable that is missing', 'query ($key: ID!) { person(key: $key) { name } }'],
  ] as Case[])('at %s', async (_case, text, variables = {}) => {
    const { compiled, interpreted, errors } = await both(text, variables)
    expect(compiled).toEqual(interpreted)
    expect(errors?.every((error) => error instanceof GraphQLError && typeof error.extensions === 'object')).toBe(true)
  })

  it('and keeps the cause, by which the hub tells what may be told', async () => {
    const { errors } = await compiledSchema(schemaOf())({ document: parse('{ person(key: "a") { fails } }') })
    expect(errors?.[0]?.originalError).toBeInstanceOf(GraphQLError)
    expect(errors?.[0]?.extensions['code']).toBe('LIBRARY_UNAVAILABLE')
  })
})

describe('a compiled operation answers as an interpreted one does', () => {
  it.each([
    ['a variable whose type holds itself', 'query ($by: Filter) { filtered(by: $by) }', { by: { name: 'a', and: [{ name: 'b' }] } }],
    ['arguments of members that are functions', 'query ($years: Int!) { person(key: "a") { ageAtLeast(years: $years) old: ageAtLeast(years: 90) } }', { years: 8 }],
    ['conditions', 'query ($no: Boolean!) { person(key: "a") { name @include(if: $no) must @skip(if: $no) } }', { no: false }],
    ['interfaces', '{ person(key: "a") { pet { __typename name ... on Cat { key } } } }'],
    ['the name __proto__ as an alias', '{ __proto__: person(key: "a") { __proto__: name } }'],
    ['the name __proto__ in a value', '{ given(value: { __proto__: { polluted: true } }) }'],
    ['entities of objects and interfaces, there and not', ENTITIES, { r: [
      { __typename: 'Person', key: 'a' }, { __typename: 'Person', key: 'none' }, { __typename: 'Person', key: 'later' }, { __typename: 'Firm', code: 'F' }, { __typename: 'Pet', key: 'c' },
    ] }],
  ] as Case[])('with %s', async (_case, text, variables = {}) => {
    const { compiled, interpreted } = await both(text, variables)
    expect(compiled).toEqual(interpreted)
    expect(compiled.data).not.toBeNull()
  })

  it('at once where no resolver waits', () => {
    const result = compiledSchema(schemaOf())({ document: parse(ENTITIES), variables: { r: [{ __typename: 'Person', key: 'a' }] } })
    expect(result).toEqual({ data: { _entities: [{ __typename: 'Person', name: 'name of a' }] } })
  })

  it('in place of one reference that cannot be resolved with an error, and with the others', async () => {
    const { data, errors } = await compiledSchema(schemaOf())({ document: parse(ENTITIES), variables: { r: [{ __typename: 'Person', key: 'x' }, { __typename: 'Person', key: 'a' }] } })
    expect(data).toEqual({ _entities: [null, { __typename: 'Person', name: 'name of a' }] })
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['_entities', 0], 'LIBRARY_UNAVAILABLE']])
  })
})
