import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { ApolloServer, HeaderMap } from '@apollo/server'
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, parse, validate } from 'graphql'

// As LocalGraphQLDataSource of @apollo/gateway, but its documents are parsed and validated once, not at every hop.
class KeptDocuments {
  documents = new Map()

  constructor(schema) {
    this.schema = schema
  }

  process({ request }) {
    return execute({ schema: this.schema, document: this.document(request.query), variableValues: request.variables, operationName: request.operationName })
  }

  document(query) {
    const known = this.documents.get(query)
    if (known !== undefined) return known
    const document = parse(query)
    const errors = validate(this.schema, document)
    if (errors.length > 0) throw errors[0]
    this.documents.set(query, document)
    return document
  }
}

const logger = { debug() {}, info() {}, warn() {}, error: console.error }

/** With the source in process that it comes with. */
export const shipped = (world) => open(world, (schema) => new LocalGraphQLDataSource(schema))

/** With a better one. */
export const kept = (world) => open(world, (schema) => new KeptDocuments(schema))

async function open({ libraries, supergraph }, sourceOf) {
  const sources = new Map(libraries.map(({ name, typeDefs, resolvers }) => [name, sourceOf(buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }))]))
  const made = () => new ApolloGateway({ supergraphSdl: supergraph, buildService: ({ name }) => sources.get(name), logger })
  const { executor } = await made().load()
  const documents = new Map()
  // What Apollo Server hands its gateway: the document out of its store, and the hash that plans are kept by.
  const ask = async ({ query, variables, operationName }) => {
    const queryHash = createHash('sha256').update(query).digest('hex')
    const document = documents.get(queryHash) ?? parse(query)
    documents.set(queryHash, document)
    const request = { query, variables, operationName }
    return JSON.stringify(await executor({ request, document, queryHash, context: {}, logger, metrics: {}, overallCachePolicy: undefined, cache: new Map() }))
  }
  return { ask, listen: () => overHttp(made()) }
}

// Apollo Server on node:http, with nothing between.
async function overHttp(gateway) {
  const server = new ApolloServer({ gateway, logger, csrfPrevention: true })
  await server.start()
  return createServer(async (request, response) => {
    const parts = []
    for await (const part of request) parts.push(part)
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method, headers: new HeaderMap(Object.entries(request.headers)), search: '', body: JSON.parse(Buffer.concat(parts).toString('utf8')) },
      context: async () => ({}),
    })
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers))
    response.end(answer.body.string)
  })
}
