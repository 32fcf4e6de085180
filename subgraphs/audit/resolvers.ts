import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import { alertResolvers } from './resolvers.alerts.ts'
import { exportResolvers } from './resolvers.exports.ts'
import { statisticsQuery, statisticsTypes } from './resolvers.statistics.ts'
import { usageQuery, usageTypes } from './resolvers.usage.ts'
import { verificationResolvers } from './resolvers.verifications.ts'
import type { Receipt } from './queries.receipts.ts'
import type { MyUse } from './queries.uses.ts'
import type { Listing, RecordListing } from './queries.records.ts'

type Context = LibraryContext<Loaders>

const instantOf = (at: Date | null) => (at === null ? null : instant({ now: () => at.getTime() }))

// An anonymous caller acts for nobody, which the record keeps as an empty code.
const agencyOf = (agency: string | null) => (agency === null || agency === '' ? null : subjectReference('creditCode', agency))

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
    at: ({ at }: { at: Date | null }) => instantOf(at),
    agency: ({ agency }: { agency: string | null }) => agencyOf(agency),
    // What was asked stands in three lists of an entry, each with what became of it.
    asked: ({ asked }: { asked: readonly string[] | null }) => asked && [...new Set(asked.map((each) => each.replace(/=\w+$/, '')))],
    matter: ({ matter }: { matter: string | null }) => (matter === null ? null : { code: matter }),
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
    at: ({ at }: MyUse) => instantOf(at),
    agency: ({ agency }: MyUse) => agencyOf(agency),
    channel: ({ channel }: MyUse) => named(codes.channels, channel),
    matter: ({ matter }: MyUse) => (matter === null ? null : { code: matter }),
  },
  DataUseItem: { disclosure: ({ disclosure }: { disclosure: string }) => named(codes.usedAs, disclosure) },
  Mutation: { ...exportResolvers.Mutation, ...verificationResolvers.Mutation, ...alertResolvers.Mutation },
  Alert: alertResolvers.Alert,
  AlertEvent: alertResolvers.AlertEvent,
  AlertRule: alertResolvers.AlertRule,
}
