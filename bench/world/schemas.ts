import type { Data, Person } from './data.ts'

type Resolvers = Readonly<Record<string, Readonly<Record<string, (parent: never, args: never) => unknown>>>>

/** A library as every contender gets it: text and functions, so that each builds it with the graphql of its own. */
export interface Library { readonly name: string; readonly typeDefs: string; readonly resolvers: Resolvers }

interface Key { readonly id: string }

const ADDRESS = 'type Address { code: ID! fullText: String! division: String! lon: Float! lat: Float! }'
const CREDIT = 'type Credit { score: Int! level: String! dishonest: Boolean! penalties: Int! updatedOn: String! }'
const CASE = 'type Case { caseNo: ID! matter: String! state: Int! openedOn: String! closed: Boolean! }'
const PERSON = 'id: ID! name: String! sex: String! birthDate: String! nation: String! mobile: String!'
const QUERY = 'type Query { person(id: ID!): Person people(ids: [ID!]!): [Person]! }'

const link = (...names: string[]) => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${names.map((name) => `"${name}"`).join(', ')}])`

function roots({ people }: Data) {
  return {
    person: (_parent: never, { id }: Key) => people.get(id) ?? null,
    people: (_parent: never, { ids }: { ids: readonly string[] }) => ids.map((id) => people.get(id) ?? null),
  }
}

/** Four libraries: people, and three that each know something more of them. */
export function federated(data: Data): Library[] {
  const more = (name: string, field: string, type: string, of: (key: Key) => unknown): Library => ({
    name,
    typeDefs: `${link('@key')} type Person @key(fields: "id") { id: ID! ${field} } ${type}`,
    resolvers: { Person: { __resolveReference: ({ id }: Key) => (data.people.has(id) ? { id } : null), [field.split(':')[0] ?? '']: of } },
  })
  return [
    {
      name: 'people',
      typeDefs: `${link('@key')} ${QUERY} type Person @key(fields: "id") { ${PERSON} }`,
      resolvers: { Query: roots(data), Person: { __resolveReference: ({ id }: Key) => data.people.get(id) ?? null } },
    },
    more('addresses', 'address: Address', ADDRESS, ({ id }) => data.addresses.get(id)),
    more('credit', 'credit: Credit', CREDIT, ({ id }) => data.credits.get(id)),
    more('cases', 'cases: [Case!]!', CASE, ({ id }) => data.cases.get(id)),
  ]
}

/** The same data behind one schema, for servers that join nothing. */
export function unfederated(data: Data): Library {
  return {
    name: 'all',
    typeDefs: `${QUERY} type Person { ${PERSON} address: Address credit: Credit cases: [Case!]! } ${ADDRESS} ${CREDIT} ${CASE}`,
    resolvers: {
      Query: roots(data),
      Person: {
        address: ({ id }: Person) => data.addresses.get(id),
        credit: ({ id }: Person) => data.credits.get(id),
        cases: ({ id }: Person) => data.cases.get(id),
      },
    },
  }
}
