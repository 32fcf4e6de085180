import { instant } from '#platform/clock'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { ExportRecordsInput } from './commands.exports.ts'
import type { RecordFilter } from './domain/listing.ts'
import type { Loaders } from './loaders.ts'
import type { Listing } from './queries.records.ts'

type Context = LibraryContext<Loaders>

const statedInstant = (at: string | null | undefined) => (at === null || at === undefined ? null : instant(new Date(at)))

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
    openedAt: ({ openedAt }: { openedAt: Date | null }) => instant(openedAt),
    expiresAt: ({ expiresAt }: { expiresAt: Date | null }) => instant(expiresAt),
    agency: ({ agency }: { agency: string | null }) => legalPersonReference(agency),
  },
  RecordExportFilter: {
    from: ({ from }: RecordFilter) => statedInstant(from),
    to: ({ to }: RecordFilter) => statedInstant(to),
  },
} satisfies Resolvers
