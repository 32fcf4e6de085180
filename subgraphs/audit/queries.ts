import type { ContractItem } from '#platform/contract'
import type { Clock } from '#platform/clock'
import type { Cursors } from '#platform/connection'
import { assessmentQueries } from './queries.assessment.ts'
import { usageQueries } from './queries.usage.ts'
import type { Database } from '#platform/db'
import { alertQueries } from './queries.alerts.ts'
import { statisticsQueries } from './queries.statistics.ts'
import { myDataQueries } from './queries.uses.ts'
import { exportQueries } from './queries.exports.ts'
import { recordQueries } from './queries.records.ts'
import { verificationQueries } from './queries.verifications.ts'

interface Services {
  readonly db: Database
  readonly cursors: Cursors
  readonly clock: Clock
  readonly items: () => readonly ContractItem[]
}

/** The reading SQL of the record: one prepared statement per access path. */
export function queries(services: Services) {
  const { db, cursors } = services
  const records = recordQueries(services)
  return {
    ...statisticsQueries(db),
    ...alertQueries(services),

    ...records,
    ...exportQueries(services, records),
    ...verificationQueries(services),
    ...myDataQueries(services),
    ...usageQueries({ db, cursors }),
    ...assessmentQueries({ db, cursors }),
  }
}

export type Queries = ReturnType<typeof queries>
