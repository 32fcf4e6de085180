import { composeServices } from '@theguild/federation-composition'
import { parse } from 'graphql'
import { makeData } from './data.ts'
import { federated, type Library, unfederated } from './schemas.ts'

/** What every contender serves, each in the form that it wants. */
export interface World {
  readonly libraries: readonly Library[]
  /** The libraries composed; their addresses lead nowhere, since they are asked in process. */
  readonly supergraph: string
  /** The same as one schema. */
  readonly whole: Library
}

export function makeBenchWorld(): World {
  const data = makeData()
  const libraries = federated(data)
  const composed = composeServices(libraries.map(({ name, typeDefs }) => ({ name, typeDefs: parse(typeDefs), url: `http://${name}.invalid/graphql` })))
  if ('errors' in composed && composed.errors !== undefined) throw new Error(composed.errors.map(({ message }) => message).join('\n'))
  return { libraries, supergraph: composed.supergraphSdl ?? '', whole: unfederated(data) }
}
