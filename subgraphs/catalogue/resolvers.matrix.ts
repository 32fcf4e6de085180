import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { Simulated } from './domain/explanation.ts'
import type { Loaders } from './loaders.ts'
import type { MatrixListing } from './queries.matrix.ts'

type Context = LibraryContext<Loaders>

/** Row → type, of who may read which item, and what would be decided for somebody else. */
export const matrixResolvers = {
  Query: {
    accessMatrix: (_root, listing: MatrixListing, { loaders }: Context) => loaders.matrix(listing),
    simulateAccess: (_root, simulated: Simulated, { loaders }: Context) => loaders.simulate(simulated),
  },
  MatrixRow: { resource: ({ resource }: { resource: string }, _args, { loaders }: Context) => loaders.resource.load(resource) },
  MatrixCell: { grant: ({ grantId }: { grantId: string }, _args, { loaders }: Context) => loaders.grant.load(grantId) },
} satisfies Resolvers
