import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { codeReference, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { Receipt } from './queries.receipts.ts'
import type { Listing, RecordListing } from './queries.records.ts'
import type { MyUse } from './queries.uses.ts'
import { alertResolvers } from './resolvers.alerts.ts'
import { exportResolvers } from './resolvers.exports.ts'
import { statisticsQuery, statisticsTypes } from './resolvers.statistics.ts'
import { usageQuery, usageTypes } from './resolvers.usage.ts'
import { verificationResolvers } from './resolvers.verifications.ts'

type Context = LibraryContext<Loaders>

// An anonymous caller acts for nobody, which the record keeps as an empty code.
const agencyOf = (agency: string | null) => (agency === '' ? null : legalPersonReference(agency))

/** Row → type. */
export const resolvers: Resolvers = {
  Query: {
    myDataUsage: (_root, listing: Listing, { loaders }: Context) => loaders.myUses(listing),
    accessRecord: (_root, { id }: { id: string }, { loaders }: Context) => loaders.record(id),
    accessRecords: (_root, listing: RecordListing, { loaders }: Context) => loaders.list(listing),
    ...exportResolvers.Query,
    ...statisticsQuery,
    verifyReceipt: (_root, receipt: Receipt, { loaders }: Context) => loaders.receipt(receipt),
    ...verificationResolvers.Query,
    ...alertResolvers.Query,
    ...usageQuery,
  },
  ...usageTypes,
  RecordVerification: verificationResolvers.RecordVerification,
  ReceiptVerification: {
    verdict: ({ verdict }: { verdict: string | null }) => named(codes.receiptVerdicts, verdict),
  },
  ...statisticsTypes,
  AccessRecord: {
    at: ({ at }: { at: Date | null }) => instant(at),
    agency: ({ agency }: { agency: string | null }) => agencyOf(agency),
    // What was asked stands in three lists of an entry, each with what became of it.
    asked: ({ asked }: { asked: readonly string[] | null }) => asked && [...new Set(asked.map((each) => each.replace(/=\w+$/, '')))],
    matter: ({ matter }: { matter: string | null }) => codeReference(matter),
    channel: ({ channel }: { channel: string | null }) => named(codes.channels, channel),
    outcome: ({ outcome }: { outcome: string | null }) => named(codes.outcomes, outcome),
  },
  RecordExport: exportResolvers.RecordExport,
  RecordExportFilter: exportResolvers.RecordExportFilter,
  DataUseConnection: {
    withheldCategories: async (_page, _args, { loaders }: Context) =>
      (await loaders.withheldCategories()).map(({ category, months }) => ({ category: named(codes.instrumentCategories, category), months })),
  },
  DataUse: {
    at: ({ at }: MyUse) => instant(at),
    agency: ({ agency }: MyUse) => agencyOf(agency),
    channel: ({ channel }: MyUse) => named(codes.channels, channel),
    matter: ({ matter }: MyUse) => codeReference(matter),
  },
  DataUseItem: { disclosure: ({ disclosure }: { disclosure: string }) => named(codes.usedAs, disclosure) },
  Mutation: { ...exportResolvers.Mutation, ...verificationResolvers.Mutation, ...alertResolvers.Mutation },
  Alert: alertResolvers.Alert,
  AlertEvent: alertResolvers.AlertEvent,
  AlertRule: alertResolvers.AlertRule,
}
