import { named } from '#platform/codes'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Explained } from './domain/explanation.ts'
import type { Loaders } from './loaders.ts'
import type { ResourceListing } from './queries.ts'
import { applicationResolvers } from './resolvers.applications.ts'
import { consumerResolvers } from './resolvers.consumers.ts'
import { grantResolvers } from './resolvers.grants.ts'
import { overrideResolvers } from './resolvers.overrides.ts'

type Context = LibraryContext<Loaders>

const legalPersonOf = (creditCode: string | null) => (creditCode === null ? null : subjectReference('creditCode', creditCode))
const codesOf = (values: readonly string[] | null) => values?.map((code) => ({ code })) ?? null

/** Row → type. */
export const resolvers: Resolvers = {
  ...applicationResolvers,
  Query: {
    ...applicationResolvers.Query,
    resource: (_root, { code }: { code: string }, { loaders }: Context) => loaders.resource.load(code),
    resources: (_root, listing: ResourceListing, { loaders }: Context) => loaders.list(listing),
    ...grantResolvers.Query,
    ...consumerResolvers.Query,
    explainAccess: (_root, explained: Explained, { loaders }: Context) => loaders.explain(explained),
  },
  Mutation: { ...applicationResolvers.Mutation, ...grantResolvers.Mutation, ...consumerResolvers.Mutation, ...overrideResolvers.Mutation },
  Resource: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.resource.load(code),
    provider: ({ provider }: { provider: string | null }) => legalPersonOf(provider),
    format: ({ format }: { format: string | null }) => named(codes.formats, format),
    updateCycle: ({ updateCycle }: { updateCycle: string | null }) => named(codes.updateCycles, updateCycle),
    state: ({ state }: { state: string | null }) => named(codes.resourceStates, state),
    shareMethods: ({ shareMethods }: { shareMethods: readonly string[] | null }) =>
      shareMethods?.map((method) => named(codes.shareMethods, method)) ?? null,
    related: async ({ related }: { related: readonly string[] | null }, _args, { loaders }: Context) =>
      related === null ? null : (await loaders.resource.loadMany(related)).filter((each) => each !== null),
    secrecy: ({ secrecy }: { secrecy: string | null }) => named(codes.secrecies, secrecy),
    grade: ({ grade }: { grade: string | null }) => named(codes.grades, grade),
    matters: ({ matters }: { matters: readonly string[] | null }) => codesOf(matters),
    items: ({ items }: { items: () => readonly object[] }) => items(),
  },
  Grant: grantResolvers.Grant,
  GrantEvent: grantResolvers.GrantEvent,
  UnusedItem: grantResolvers.UnusedItem,
  Consumer: consumerResolvers.Consumer,
  Registration: consumerResolvers.Registration,
  ConsumerEvent: consumerResolvers.ConsumerEvent,
  RegionOverride: overrideResolvers.RegionOverride,
}
