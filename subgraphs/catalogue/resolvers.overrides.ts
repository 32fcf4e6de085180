import { instant } from '#platform/clock'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { OverrideInput } from './domain/override-input.ts'
import type { Loaders } from './loaders.ts'

type Context = LibraryContext<Loaders>

/** Row → type, of leave to go beyond regions. */
export const overrideResolvers = {
  Mutation: {
    overrideRegion: (_root, { input }: { input: OverrideInput }, { loaders }: Context) => loaders.overrideRegion(input),
  },
  RegionOverride: {
    consumer: ({ consumerAgency }: { consumerAgency: string | null }) => legalPersonReference(consumerAgency),
    validFrom: ({ validFrom }: { validFrom: Date | null }) => instant(validFrom),
    validUntil: ({ validUntil }: { validUntil: Date | null }) => instant(validUntil),
  },
} satisfies Resolvers
