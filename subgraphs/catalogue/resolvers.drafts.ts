import { instant } from '#platform/clock'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { Loaders } from './loaders.ts'
import type { DraftListing } from './queries.drafts.ts'

type Context = LibraryContext<Loaders>

/** Row → type, of drafts. */
export const draftResolvers = {
  Query: {
    applicationDrafts: (_root, listing: DraftListing, { loaders }: Context) => loaders.drafts(listing),
  },
  Mutation: {
    keepDraft: (_root, { input }: { input: Parameters<Loaders['keepDraft']>[0] }, { loaders }: Context) => loaders.keepDraft(input),
    discardDraft: (_root, { input }: { input: Parameters<Loaders['discardDraft']>[0] }, { loaders }: Context) => loaders.discardDraft(input),
  },
  KeptDraft: {
    keptAt: ({ keptAt }: { keptAt: Date | null }) => instant(keptAt),
  },
} satisfies Resolvers
