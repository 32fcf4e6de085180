import { readFileSync } from 'node:fs'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ask, askEntities, planOf, testClock } from '../tests/harness/library.ts'
import type { Access } from './access.ts'
import { hubError } from './errors.ts'
import { projectFile } from './files.ts'
import { personReference } from './references.ts'
import { anyRow, granted, plumbing, type Shield, subjectCovered, valueTypes } from './rules.ts'
import { type Library, type LibraryContext, subgraph } from './subgraph.ts'

const ITEM = '@item(resource: "101001/000001", title: "t", share: CONDITIONAL, class: PERSONAL'
const CONTRACT = parse(`${readFileSync(projectFile('schema/sharing.graphql'), 'utf8')}
  type Query {
    person(key: ID! @plumbing): Person @plumbing
    places(keys: [ID!]! @plumbing): [Person] @plumbing
    rows(keys: [ID!]! @plumbing): [Person!] @plumbing
    search(claim: Claim! @plumbing): Person @plumbing
  }
  type Person @key(fields: "key") { key: ID! @plumbing name: String ${ITEM}) mobile: String ${ITEM}) spouse: Person ${ITEM}) friends: [Person!]! ${ITEM}) }
  type Firm @key(fields: "key") { key: ID! @plumbing name: String ${ITEM}) }
  input Claim { name: String @plumbing }`)

const row = (key: string) => ({ key, subject: key, name: `name of ${key}`, mobile: `mobile of ${key}` })

const SHIELD: Shield = {
  rows: { Person: subjectCovered, Firm: subjectCovered },
  fields: {
    Query: { person: granted, places: plumbing, rows: plumbing, search: plumbing },
    Person: { key: plumbing, name: granted, mobile: granted, spouse: granted, friends: granted },
    Firm: { key: plumbing, name: granted },
    ...valueTypes,
  },
}

interface Seen {
  readonly keys: string[]
}

const seen: string[] = []

function find(key: string) {
  seen.push(key)
  return key === 'broken' ? hubError('LIBRARY_UNAVAILABLE', 'down') : key === 'unknown' ? null : row(key)
}

const RESOLVERS = {
  Query: {
    person: (_root: unknown, { key }: { key: string }) => find(key),
    places: (_root: unknown, { keys }: { keys: string[] }) => keys.map(find),
    rows: (_root: unknown, { keys }: { keys: string[] }) => keys.map(find),
    search: () => null,
  },
  Person: {
    __resolveReference: async ({ key }: { key: string }) => find(key),
    spouse: ({ key }: { key: string }) => row(`spouse of ${key}`),
    friends: ({ key }: { key: string }) => [row('one'), row(`friend of ${key}`)],
  },
  Firm: { __resolveReference: ({ key }: { key: string }) => personReference(key) },
}

/** A library over made-up rows; `seen` are the keys that its resolvers were asked for. */
function libraryOf(given: Partial<Library<Seen>> = {}) {
  seen.length = 0
  const library: Library<Seen> = {
    name: 'test', contract: CONTRACT, shield: SHIELD, loaders: () => ({ keys: [] }), resolvers: RESOLVERS, ...given,
  }
  return { seen, library: subgraph(library, testClock) }
}

const withFields = (type: string, fields: Shield['fields'][string]): Shield => ({ ...SHIELD, fields: { ...SHIELD.fields, [type]: fields } })

const EVERYTHING = { 'Person.name': 'CLEAR', 'Person.mobile': 'CLEAR', 'Person.spouse': 'CLEAR', 'Person.friends': 'CLEAR' } as const
const ONE = planOf({ classes: [{ ...EVERYTHING, 'Query.person': 'CLEAR' }], subjects: { one: 0, broken: 0, unknown: 0 } })

describe('a library refuses to start', () => {
  const started = (shield: Shield) => () => libraryOf({ shield })

  it('with a field that has no rule', () => {
    expect(started(withFields('Firm', { key: plumbing }))).toThrow('Firm.name has no rule')
  })

  it('with a rule for an input type, which would be ignored in silence', () => {
    expect(started(withFields('Claim', { name: granted }))).toThrow('Claim, which is no object type')
  })

  it('with a rule for a type or a field that does not exist', () => {
    expect(started(withFields('Persn', { name: granted }))).toThrow('Persn, which is no object type')
    expect(started(withFields('Firm', { key: plumbing, name: granted, nmae: granted }))).toThrow('Firm.nmae, which does not exist')
  })

  it('with a row rule for what is no object type', () => {
    expect(started({ ...SHIELD, rows: { ...SHIELD.rows, Claim: anyRow } })).toThrow('Claim, which is no object type')
  })

  it('with an entity that has no row rule, since it would enter unseen through _entities', () => {
    expect(started({ ...SHIELD, rows: { Person: subjectCovered } })).toThrow('Firm has no row rule')
  })

  it('with an entity that resolves no reference, since it would be whatever its representation says', () => {
    const { Query, Person } = RESOLVERS
    expect(() => libraryOf({ resolvers: { Query, Person } })).toThrow('Firm resolves no reference')
  })

  it('with a root that nothing resolves', () => {
    expect(() => libraryOf({ resolvers: { ...RESOLVERS, Query: { person: () => null } } })).toThrow('Query.places has no resolver')
  })
})

describe('a library refuses', () => {
  it('an item without a right, naming it, and asks nothing', async () => {
    const { library, seen } = libraryOf()
    const plan = planOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { one: 0 } })
    const { data, errors } = await ask(library, plan, '{ places(keys: ["one"]) { name ...F } } fragment F on Person { mobile }')
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Person.mobile' })
    expect(seen).toEqual([])
  })

  it('a root without a right, by the shield of its own as well', async () => {
    const { library, seen } = libraryOf()
    const { errors } = await ask(library, planOf({}), '{ person(key: "one") { key } }')
    expect(errors?.[0]?.extensions['coordinate']).toBe('Query.person')
    expect(seen).toEqual([])
  })

  it('an entity without a right, which a rule on a root would not guard', async () => {
    const { library, seen } = libraryOf()
    const { errors } = await askEntities(library, planOf({}), '... on Person { name }', [{ __typename: 'Person', key: 'one' }])
    expect(errors?.[0]?.extensions['coordinate']).toBe('Person.name')
    expect(seen).toEqual([])
  })

  it('an entity about a subject that the plan does not cover, keys and all', async () => {
    const { library } = libraryOf()
    const representations = [{ __typename: 'Person', key: 'stranger' }, { __typename: 'Person', key: 'one' }, { __typename: 'Firm', key: 'firm' }]
    expect(await askEntities(library, ONE, '__typename ... on Person { key name } ... on Firm { key }', representations))
      .toEqual({ data: { _entities: [null, { __typename: 'Person', key: 'one', name: 'name of one' }, null] } })
  })

  it('a row about a stranger in a nullable place, behind an edge, and in a list that keeps places', async () => {
    const { library } = libraryOf()
    const { data, errors } = await ask(library, ONE, '{ person(key: "one") { name spouse { name } } places(keys: ["stranger", "one"]) { key } }')
    expect(errors).toBeUndefined()
    expect(data).toEqual({ person: { name: 'name of one', spouse: null }, places: [null, { key: 'one' }] })
  })

  it('a row about a stranger in a list that must not be null by leaving it out, not by losing the answer', async () => {
    const { library } = libraryOf()
    const { data, errors } = await ask(library, ONE, '{ rows(keys: ["stranger", "one"]) { name friends { name } } }')
    expect(errors).toBeUndefined()
    expect(data).toEqual({ rows: [{ name: 'name of one', friends: [{ name: 'name of one' }] }] })
  })

  it('more than 1000 representations at once', async () => {
    const { library, seen } = libraryOf()
    const representations = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Person', key: 'one' }))
    const { errors } = await askEntities(library, ONE, '... on Person { name }', representations(1_001))
    expect(errors?.[0]?.extensions['code']).toBe('OPERATION_TOO_COMPLEX')
    expect(seen).toEqual([])
    expect((await askEntities(library, ONE, '... on Person { name }', representations(1_000))).errors).toBeUndefined()
  })

  it('a field that the contract does not know', async () => {
    const { library } = libraryOf()
    const { data, errors } = await ask(library, ONE, '{ person(key: "one") { salary } }')
    expect([data, errors?.[0]?.extensions['code']]).toEqual([undefined, 'FORBIDDEN'])
  })

  it('to take a failed reading for an unknown row, in any place where rows enter', async () => {
    const { library } = libraryOf()
    const failed = { extensions: { code: 'LIBRARY_UNAVAILABLE' } }
    const one = await ask(library, ONE, '{ person(key: "broken") { name } }')
    const places = await ask(library, ONE, '{ places(keys: ["broken", "one"]) { name } }')
    const entities = await askEntities(library, ONE, '... on Person { name }', [{ __typename: 'Person', key: 'broken' }])
    const rows = await ask(library, ONE, '{ rows(keys: ["broken"]) { name } }')
    for (const { errors } of [one, places, entities, rows]) expect(errors).toEqual([expect.objectContaining(failed)])
    expect(places.data).toEqual({ places: [null, { name: 'name of one' }] })
  })
})

describe('a library', () => {
  it('answers null for a row that it does not know', async () => {
    const { library } = libraryOf()
    expect(await ask(library, ONE, '{ person(key: "unknown") { name } places(keys: ["unknown"]) { name } rows(keys: ["unknown"]) { name } }'))
      .toEqual({ data: { person: null, places: [null], rows: [] } })
  })

  it('shares the loaders of a request among its hops, and with no other request', async () => {
    const opened: Access[] = []
    const seenBy: Seen[] = []
    const { library } = libraryOf({
      loaders: (access) => {
        opened.push(access)
        return { keys: [] }
      },
      resolvers: {
        ...RESOLVERS,
        Query: { ...RESOLVERS.Query, search: (_root, _args, { loaders }: LibraryContext<Seen>) => void seenBy.push(loaders) },
      },
    })
    const hop = { document: parse('{ search(claim: {}) { key } }') }
    const session = library.open(ONE)
    await session(hop)
    await session(hop)
    await library.open(ONE)(hop)
    expect(opened).toHaveLength(2)
    expect(seenBy[0]).toBe(seenBy[1])
    expect(seenBy[2]).not.toBe(seenBy[0])
  })

  it('decides each request by its own plan, though operations are remembered', async () => {
    const { library } = libraryOf()
    const document = parse('{ places(keys: ["one"]) { name } }')
    expect((await library.open(ONE)({ document })).errors).toBeUndefined()
    expect((await library.open(planOf({}))({ document })).errors?.[0]?.extensions['coordinate']).toBe('Person.name')
  })

  it('describes itself to the composition', async () => {
    const { library } = libraryOf()
    const { data } = await ask(library, planOf({}), '{ _service { sdl } }')
    expect((data?.['_service'] as { sdl: string }).sdl).toContain('type Person')
    expect(library.items.get('Person.name')).toMatchObject({ personal: true })
  })
})
