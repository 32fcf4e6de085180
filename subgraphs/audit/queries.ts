import type { Clock } from '#platform/clock'
import type { Cursors } from '#platform/connection'
import type { ContractItem } from '#platform/contract'
import type { Database } from '#platform/db'
import { alertQueries } from './queries.alerts.ts'
import { assessmentQueries } from './queries.assessment.ts'
import { exportQueries } from './queries.exports.ts'
import { receiptQueries } from './queries.receipts.ts'
import { recordQueries } from './queries.records.ts'
import { statisticsQueries } from './queries.statistics.ts'
import { usageQueries } from './queries.usage.ts'
import { myDataQueries } from './queries.uses.ts'
import { verificationQueries } from './queries.verifications.ts'

interface Services {
  readonly db: Database
  readonly cursors: Cursors
  readonly clock: Clock
  readonly items: () => readonly ContractItem[]
}

/** The reading SQL of the record: one prepared statement per access path. */
export function queries(services: Services) {
  const records = recordQueries(services)
  return {
    ...records,
    ...exportQueries(services, records),
    ...receiptQueries(services),
    ...verificationQueries(services),
    ...myDataQueries(services),
    ...alertQueries(services),
    ...statisticsQueries(services.db),
    ...usageQueries(services),
    ...assessmentQueries(services),
  }
}

export type Queries = ReturnType<typeof queries>
