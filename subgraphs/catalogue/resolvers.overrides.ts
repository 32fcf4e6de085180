import { instant } from '#platform/clock'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import type { OverrideInput } from './domain/override-input.ts'
import type { Loaders } from './loaders.ts'

type Context = LibraryContext<Loaders>

const instantOf = (at: Date | null) => (at === null ? null : instant({ now: () => at.getTime() }))

/** Row → type, of leave to go beyond regions. */
export const overrideResolvers = {
  Mutation: {
    overrideRegion: (_root, { input }: { input: OverrideInput }, { loaders }: Context) => loaders.overrideRegion(input),
  },
  RegionOverride: {
    consumer: ({ consumerAgency }: { consumerAgency: string | null }) => (consumerAgency === null ? null : subjectReference('creditCode', consumerAgency)),
    validFrom: ({ validFrom }: { validFrom: Date | null }) => instantOf(validFrom),
    validUntil: ({ validUntil }: { validUntil: Date | null }) => instantOf(validUntil),
  },
} satisfies Resolvers
