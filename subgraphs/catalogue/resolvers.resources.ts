import { allNamed, named } from '#platform/codes'
import { codeReferences, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { ImportCatalogue } from './commands.import.ts'
import type { AssignResource, EditResource, RegisterResource, ReviewResource, VersionInput } from './commands.resources.ts'
import * as codes from './domain/codes.ts'
import { freshnesses } from './domain/assessment.ts'
import { driftKinds } from './domain/drift.ts'
import { resourceActions, versionStates } from './domain/resource-states.ts'
import type { Loaders } from './loaders.ts'
import type { ResourceListing } from './queries.resources.ts'

type Context = LibraryContext<Loaders>
type Input<Given> = { readonly input: Given }
type Row = { readonly code: string }

/** Row → type, for what concerns resources. */
export const resourceResolvers = {
  Query: {
    resource: (_root, { code }: Row, { loaders }: Context) => loaders.resource.load(code),
    resources: (_root, listing: ResourceListing, { loaders }: Context) => loaders.resourceList(listing),
    catalogueExport: (_root, { filter }: { filter?: { provider?: string | null } | null }, { loaders }: Context) => loaders.sheet(filter?.provider ?? null),
    catalogueDrift: (_root, _args, { loaders }: Context) => loaders.drift(),
  },
  Mutation: {
    editResource: (_root, { input }: Input<EditResource>, { loaders }: Context) => loaders.editResource(input),
    registerResource: (_root, { input }: Input<RegisterResource>, { loaders }: Context) => loaders.registerResource(input),
    submitResource: (_root, { input }: Input<VersionInput>, { loaders }: Context) => loaders.submitResource(input),
    withdrawChange: (_root, { input }: Input<VersionInput>, { loaders }: Context) => loaders.withdrawChange(input),
    reviewResource: (_root, { input }: Input<ReviewResource>, { loaders }: Context) => loaders.reviewResource(input),
    withdrawResource: (_root, { input }: Input<VersionInput>, { loaders }: Context) => loaders.withdrawResource(input),
    importCatalogue: (_root, { input }: Input<ImportCatalogue>, { loaders }: Context) => loaders.importCatalogue(input),
    assignResource: (_root, { input }: Input<AssignResource>, { loaders }: Context) => loaders.assignResource(input),
  },
  Resource: {
    __resolveReference: ({ code }: Row, _args, { loaders }: Context) => loaders.resource.load(code),
    // A draft that was compiled from a contract is nobody's.
    provider: ({ provider }: { provider: string | null }) => (provider === '' ? null : legalPersonReference(provider)),
    kind: ({ kind }: { kind: string | null }) => named(codes.resourceKinds, kind),
    format: ({ format }: { format: string | null }) => named(codes.formats, format),
    updateCycle: ({ updateCycle }: { updateCycle: string | null }) => named(codes.updateCycles, updateCycle),
    state: ({ state }: { state: string | null }) => named(codes.resourceStates, state),
    shareMethods: ({ shareMethods }: { shareMethods: readonly string[] | null }) => allNamed(codes.shareMethods, shareMethods),
    related: async ({ related }: { related: readonly string[] | null }, _args, { loaders }: Context) =>
      related === null ? null : (await loaders.resource.loadMany(related)).filter((each) => each !== null),
    secrecy: ({ secrecy }: { secrecy: string | null }) => named(codes.secrecies, secrecy),
    grade: ({ grade }: { grade: string | null }) => named(codes.grades, grade),
    matters: ({ matters }: { matters: readonly string[] | null }) => codeReferences(matters),
    freshness: ({ freshness }: { freshness: string | null }) => named(freshnesses, freshness),
    items: ({ code }: Row, _args, { loaders }: Context) => loaders.resourceItems.load(code),
    versions: ({ code }: Row, _args, { loaders }: Context) => loaders.resourceVersions.load(code),
    events: ({ code }: Row, _args, { loaders }: Context) => loaders.resourceEvents.load(code),
  },
  ResourceVersion: {
    state: ({ state }: { state: string }) => named(versionStates, state),
  },
  ResourceEvent: {
    action: ({ action }: { action: string }) => named(resourceActions, action),
    fromState: ({ fromState }: { fromState: string | null }) => named(codes.resourceStates, fromState),
    toState: ({ toState }: { toState: string }) => named(codes.resourceStates, toState),
    agency: ({ agency }: { agency: string }) => legalPersonReference(agency),
  },
  CatalogueImport: {
    resources: async ({ codes: changed }: { codes: readonly string[] }, _args, { loaders }: Context) =>
      (await loaders.resource.loadMany(changed)).filter((each) => each !== null),
  },
  CatalogueDrift: {
    resource: ({ of }: { of: string }, _args, { loaders }: Context) => loaders.resource.load(of),
    kind: ({ kind }: { kind: string | null }) => named(driftKinds, kind),
  },
} satisfies Resolvers
