import type { Access } from '#platform/access'
import { usageLoaders } from './loaders.usage.ts'
import type { Queries } from './queries.ts'
import type { ReceiptQueries } from './queries.receipts.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries & ReceiptQueries) => (access: Access) => ({
  list: queries.list.bind(null, access),
  record: queries.record.bind(null, access),
  myUses: queries.myUses.bind(null, access),
  withheldCategories: queries.withheldCategories.bind(null, access),
  alerts: queries.alerts.bind(null, access),
  statistics: queries.statistics.bind(null, access),
  caseIndicators: queries.caseIndicators.bind(null, access),
  receipt: queries.receipt.bind(null, access),
  ...usageLoaders(queries, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
