import { composeServices } from '@theguild/federation-composition'
import { buildSchema, type GraphQLSchema } from 'graphql'
import { type Contract, readContractOf } from './contracts.ts'
import { librarySchema } from './library.ts'
import { type Whole, wholeSchema } from './whole.ts'
import { contractsOf, type World } from './world.ts'

/** A world that is ready to be asked: federated, and as one schema. */
export interface Opened {
  readonly world: World
  readonly supergraph: string
  /** The schema that clients see, to make and validate operations by. */
  readonly api: GraphQLSchema
  readonly libraries: ReadonlyMap<string, GraphQLSchema>
  readonly whole: Whole
}

/** Composes the contracts of a world. */
export function openWorld(world: World): Opened {
  const contracts = [...(world.contracts?.() ?? contractsOf(world.name))].map(([library, sdl]) => readContractOf(library, sdl))
  const { supergraph, api } = compose(contracts)
  const typesOf = typesIn(contracts)
  const libraries = new Map(contracts.map((each) => [each.library, librarySchema(each, world.resolvers[each.library] ?? {}, typesOf)]))
  return { world, supergraph, api: buildSchema(api), libraries, whole: wholeSchema(api, supergraph, contracts, world.resolvers, typesOf) }
}

function compose(contracts: readonly Contract[]): { supergraph: string; api: string } {
  const result = composeServices(contracts.map(({ library, document }) => ({ name: library, typeDefs: document, url: `http://${library}.invalid/graphql` })))
  if ('errors' in result && result.errors !== undefined) throw new Error(result.errors.map((error) => error.message).join('\n'))
  return { supergraph: result.supergraphSdl ?? '', api: result.publicSdl ?? '' }
}

function typesIn(contracts: readonly Contract[]): (type: string) => readonly string[] {
  const known = new Map<string, Set<string>>()
  for (const { implementers } of contracts) {
    for (const [name, types] of implementers) {
      for (const type of types) known.set(type, (known.get(type) ?? new Set([type])).add(name))
    }
  }
  return (type) => [...(known.get(type) ?? [type])]
}
