import Fastify from 'fastify'
import mercurius from 'mercurius'

async function open({ whole: { typeDefs, resolvers } }, settings) {
  const app = Fastify()
  await app.register(mercurius, { schema: typeDefs, resolvers, ...settings })
  await app.ready()
  return { ask: async ({ query, variables, operationName }) => JSON.stringify(await app.graphql(query, null, variables, operationName)), listen: () => app.server }
}

export const plain = (world) => open(world, {})
export const jit = (world) => open(world, { jit: 1 })
