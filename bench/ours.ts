import { createServer } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { compiledSchema } from '#platform/compiled'
import { openPlain } from '../router/plain.ts'
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
  return { ask, listen: () => createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      void Promise.resolve(ask(JSON.parse(Buffer.concat(parts).toString('utf8')) as never)).then((text) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) })
        response.end(text)
      })
    })
  }) }
}
