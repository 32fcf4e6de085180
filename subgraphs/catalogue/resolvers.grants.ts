import { instant } from '#platform/clock'
import { allNamed, named } from '#platform/codes'
import { codeReferences, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { ChangeGrantInput, GrantActInput } from './commands.grants.ts'
import * as codes from './domain/codes.ts'
import { grantStates } from './domain/grant-state.ts'
import type { Loaders } from './loaders.ts'
import type { GrantListing } from './queries.granted.ts'
import type { UnusedListing } from './queries.unused.ts'

type Context = LibraryContext<Loaders>
type Input<Members> = { readonly input: Members }

const agencyOf = (creditCode: string | null) => (creditCode === '' ? null : legalPersonReference(creditCode))

/** Who did something when, as both a grant's and a system's events tell it. */
export const eventFields = {
  at: ({ at }: { at: Date }) => instant(at),
  agency: ({ agency }: { agency: string }) => agencyOf(agency),
  from: ({ fromState }: { fromState: string | null }) => fromState,
  to: ({ toState }: { toState: string }) => toState,
  reason: ({ note }: { note: string | null }) => note,
}

/** Grants: row → type. */
export const grantResolvers = {
  Query: {
    grants: (_root, { forMe }: { forMe?: boolean | null }, { loaders }: Context) => loaders.grants(forMe ?? true),
    grant: (_root, { id }: { id: string }, { loaders }: Context) => loaders.grant.load(id),
    grantList: (_root, listing: GrantListing, { loaders }: Context) => loaders.grantList(listing),
    unusedItems: (_root, listing: UnusedListing, { loaders }: Context) => loaders.unusedItems(listing),
  },
  Mutation: {
    revokeGrant: (_root, { input }: Input<GrantActInput>, { loaders }: Context) => loaders.revokeGrant(input),
    suspendGrant: (_root, { input }: Input<GrantActInput>, { loaders }: Context) => loaders.suspendGrant(input),
    resumeGrant: (_root, { input }: Input<GrantActInput>, { loaders }: Context) => loaders.resumeGrant(input),
    changeGrant: (_root, { input }: Input<ChangeGrantInput>, { loaders }: Context) => loaders.changeGrant(input),
  },
  Grant: {
    __resolveReference: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.grant.load(id),
    provider: ({ provider }: { provider: string | null }) => agencyOf(provider),
    consumer: ({ consumer }: { consumer: string | null }) => agencyOf(consumer),
    matters: ({ matters }: { matters: readonly string[] | null }) => codeReferences(matters),
    agencyRoles: ({ agencyRoles }: { agencyRoles: readonly string[] | null }) => allNamed(codes.agencyRoles, agencyRoles),
    regions: ({ regions }: { regions: readonly string[] | null }) => codeReferences(regions),
    state: ({ state }: { state: string | null }) => named(grantStates, state),
    quotaLeft: async ({ id, quotaLeft }: { id: string; quotaLeft: number | null }, _args, { loaders }: Context) =>
      quotaLeft === null ? null : Math.max(0, quotaLeft - ((await loaders.quotaUsed.load(id))?.used ?? 0)),
    application: ({ application }: { application: string | null }, _args, { loaders }: Context) => application && loaders.application.load(application),
    versions: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.grantVersions.load(id),
    events: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.grantEvents.load(id),
    usedOn: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.grantUse.load(id),
    unused: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.unusedOfGrant.load(id),
  },
  GrantEvent: eventFields,
  UnusedItem: { grant: ({ grantId }: { grantId: string }, _args, { loaders }: Context) => loaders.grant.load(grantId) },
} satisfies Resolvers
