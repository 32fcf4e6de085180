import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { Explained } from './domain/explanation.ts'
import type { Loaders } from './loaders.ts'
import { applicationResolvers } from './resolvers.applications.ts'
import { assessmentResolvers } from './resolvers.assessment.ts'
import { consumerResolvers } from './resolvers.consumers.ts'
import { grantResolvers } from './resolvers.grants.ts'
import { overrideResolvers } from './resolvers.overrides.ts'
import { resourceResolvers } from './resolvers.resources.ts'

type Context = LibraryContext<Loaders>

/** Row → type. */
export const resolvers: Resolvers = {
  ...applicationResolvers,
  ...resourceResolvers,
  Query: {
    ...applicationResolvers.Query,
    ...resourceResolvers.Query,
    ...grantResolvers.Query,
    ...consumerResolvers.Query,
    ...assessmentResolvers.Query,
    explainAccess: (_root, explained: Explained, { loaders }: Context) => loaders.explain(explained),
  },
  Mutation: {
    ...applicationResolvers.Mutation, ...grantResolvers.Mutation, ...consumerResolvers.Mutation, ...resourceResolvers.Mutation, ...overrideResolvers.Mutation,
  },
  Grant: grantResolvers.Grant,
  GrantEvent: grantResolvers.GrantEvent,
  UnusedItem: grantResolvers.UnusedItem,
  Consumer: consumerResolvers.Consumer,
  Registration: consumerResolvers.Registration,
  ConsumerEvent: consumerResolvers.ConsumerEvent,
  RegionOverride: overrideResolvers.RegionOverride,
  Assessment: assessmentResolvers.Assessment,
  ConnectedProvince: assessmentResolvers.ConnectedProvince,
}
