import { createServer } from 'node:http'
import { createSchema, createYoga } from 'graphql-yoga'
import { answering } from './envelop.js'

export function unfederated({ whole: { typeDefs, resolvers } }) {
  const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false, graphiql: false, landingPage: false })
  return { ask: answering(yoga), listen: () => createServer(yoga) }
}
