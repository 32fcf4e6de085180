import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { RecordListing } from './queries.ts'
import { usageQuery, usageTypes } from './resolvers.usage.ts'

type Context = LibraryContext<Loaders>

const instantOf = (at: Date | null) => (at === null ? null : instant({ now: () => at.getTime() }))

// An anonymous caller acts for nobody, which the record keeps as an empty code.
const agencyOf = (agency: string | null) => (agency === null || agency === '' ? null : subjectReference('creditCode', agency))

/** Row → type. */
export const resolvers: Resolvers = {
  Query: {
    accessRecords: (_root, listing: RecordListing, { loaders }: Context) => loaders.list(listing),
    alerts: (_root, listing: RecordListing, { loaders }: Context) => loaders.alerts(listing),
    ...usageQuery,
  },
  ...usageTypes,
  AccessRecord: {
    at: ({ at }: { at: Date | null }) => instantOf(at),
    agency: ({ agency }: { agency: string | null }) => agencyOf(agency),
    // What was asked stands in three lists of an entry, each with what became of it.
    asked: ({ asked }: { asked: readonly string[] | null }) => asked && [...new Set(asked.map((each) => each.replace(/=\w+$/, '')))],
    matter: ({ matter }: { matter: string | null }) => (matter === null ? null : { code: matter }),
    channel: ({ channel }: { channel: string | null }) => named(codes.channels, channel),
    outcome: ({ outcome }: { outcome: string | null }) => named(codes.outcomes, outcome),
  },
  Alert: {
    at: ({ at }: { at: Date | null }) => instantOf(at),
    kind: ({ kind }: { kind: string | null }) => named(codes.alertKinds, kind),
    agency: ({ agency }: { agency: string | null }) => agencyOf(agency),
  },
}
