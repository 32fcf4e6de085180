import type { Resolvers } from '#platform/subgraph'
import { applicationResolvers } from './resolvers.applications.ts'
import { consumerResolvers } from './resolvers.consumers.ts'
import { grantResolvers } from './resolvers.grants.ts'
import { resourceResolvers } from './resolvers.resources.ts'

/** Row → type. */
export const resolvers: Resolvers = {
  ...applicationResolvers,
  ...resourceResolvers,
  Query: {
    ...applicationResolvers.Query,
    ...resourceResolvers.Query,
    ...grantResolvers.Query,
    ...consumerResolvers.Query,
  },
  Mutation: { ...applicationResolvers.Mutation, ...grantResolvers.Mutation, ...consumerResolvers.Mutation, ...resourceResolvers.Mutation },
  Grant: grantResolvers.Grant,
  GrantEvent: grantResolvers.GrantEvent,
  UnusedItem: grantResolvers.UnusedItem,
  Consumer: consumerResolvers.Consumer,
  Registration: consumerResolvers.Registration,
  ConsumerEvent: consumerResolvers.ConsumerEvent,
}
