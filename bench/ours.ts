import { createServer, type Server } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { systemClock } from '#platform/clock'
import { compiledSchema } from '#platform/compiled'
import type { Asked, Told } from '../router/ask.ts'
import { Attempts } from '../router/attempts.ts'
import { answerGraphql } from '../router/endpoint.ts'
import { openPlain, type PlainRouter } from '../router/plain.ts'
import type { World } from './world/world.ts'

/** The router of the hub without decisions, over the bench's libraries in its own process, compiled as the hub's are. */
export function ours({ libraries, supergraph }: World) {
  const compiled = new Map(
    libraries.map(({ name, typeDefs, resolvers }) => {
      return [name, compiledSchema(buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: resolvers as never }))]
    }),
  )
  const ask = openPlain(supergraph, (name, hop) => {
    const library = compiled.get(name)
    if (library === undefined) throw new RangeError(`there is no library ${name}`)
    return library(hop)
  })
  return { ask, listen: () => behindOurEdge(ask) }
}

/** The endpoint of the hub, which reads, counts and answers requests as it does for the hub itself. */
function behindOurEdge(ask: PlainRouter): Server {
  const told = async ({ query, variables, type }: Asked): Promise<Told> => ({ status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body: `${await ask({ query, variables })}\n` })
  const edge = {
    hub: { ask: told, handle: () => Promise.reject(new RangeError('the bench asks by POST alone')) },
    metrics: { request: () => {}, attempt: () => {} },
    clock: systemClock, attempts: new Attempts(1, systemClock), proxies: null,
  }
  return createServer((request, response) => void answerGraphql(request, response, '', edge))
}
