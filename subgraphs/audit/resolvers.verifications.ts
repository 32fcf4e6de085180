import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { verificationStates } from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { Listing } from './queries.records.ts'

type Context = LibraryContext<Loaders>

/** Row → type, of verifications of the record. */
export const verificationResolvers = {
  Query: {
    recordVerifications: (_root, listing: Listing, { loaders }: Context) => loaders.verifications(listing),
  },
  Mutation: {
    verifyRecord: (_root, { input }: { input: { clientMutationId?: string | null } }, { loaders }: Context) => loaders.verifyRecord(input),
  },
  RecordVerification: {
    askedAt: ({ askedAt }: { askedAt: Date | null }) => instant(askedAt),
    state: ({ state }: { state: string | null }) => named(verificationStates, state),
    endedAt: ({ endedAt }: { endedAt: Date | null }) => instant(endedAt),
  },
} satisfies Resolvers
