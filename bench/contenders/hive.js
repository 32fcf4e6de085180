import { createServer } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { unifiedGraphHandler } from '@graphql-hive/router-runtime'
import { createDefaultExecutor } from '@graphql-mesh/transport-common'
import { parse } from 'graphql'
import { compileQuery } from 'graphql-jit'
import { answering } from './envelop.js'

// Libraries in the gateway's process, run by the executor that Hive itself gives for that unless another is told.
async function open({ libraries, supergraph }, settings, executorOf = createDefaultExecutor) {
  const executors = new Map(libraries.map(({ name, typeDefs, resolvers }) => [name, executorOf(buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }))]))
  const gateway = createGatewayRuntime({
    supergraph,
    transports: { http: { getSubgraphExecutor: ({ subgraphName }) => executors.get(subgraphName) } },
    logging: false,
    graphiql: false,
    landingPage: false,
    ...settings,
  })
  // The supergraph is read at the first request.
  await gateway.fetch('http://localhost/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' })
  return { ask: answering(gateway), listen: () => createServer(gateway) }
}

export const native = (world) => open(world, { unifiedGraphHandler })
export const js = (world) => open(world, {})

// No gateway comes like this: it shows how much of the difference is the libraries' execution and how much the router's.
export const compiled = (world) => open(world, { unifiedGraphHandler }, compiledExecutor)

function compiledExecutor(schema) {
  const known = new WeakMap()
  return ({ document, variables }) => {
    const query = known.get(document) ?? compileQuery(schema, document)
    known.set(document, query)
    return query.query(undefined, {}, variables)
  }
}
