import { instant } from '#platform/clock'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import type { ExportRecordsInput } from './commands.exports.ts'
import type { RecordFilter } from './domain/listing.ts'
import type { Loaders } from './loaders.ts'
import type { Listing } from './queries.records.ts'

type Context = LibraryContext<Loaders>

const instantOf = (at: Date | null) => (at === null ? null : instant({ now: () => at.getTime() }))
const statedInstant = (at: string | null | undefined) => (at === null || at === undefined ? null : instantOf(new Date(at)))

/** Row → type, of exports. */
export const exportResolvers = {
  Query: {
    recordExports: (_root, listing: Listing, { loaders }: Context) => loaders.exports(listing),
    exportedRecords: (_root, listing: Listing & { export: string }, { loaders }: Context) => loaders.exported(listing),
  },
  Mutation: {
    exportRecords: (_root, { input }: { input: ExportRecordsInput }, { loaders }: Context) => loaders.exportRecords(input),
  },
  RecordExport: {
    openedAt: ({ openedAt }: { openedAt: Date | null }) => instantOf(openedAt),
    expiresAt: ({ expiresAt }: { expiresAt: Date | null }) => instantOf(expiresAt),
    agency: ({ agency }: { agency: string | null }) => (agency === null ? null : subjectReference('creditCode', agency)),
  },
  RecordExportFilter: {
    from: ({ from }: RecordFilter) => statedInstant(from),
    to: ({ to }: RecordFilter) => statedInstant(to),
  },
} satisfies Resolvers
