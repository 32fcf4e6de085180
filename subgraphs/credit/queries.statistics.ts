import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import { recordKinds } from './domain/codes.ts'
import { commitment, evaluation, listing, penalty, permit, repair } from './tables.ts'

/** Every record, of persons and of organisations, with the day from which it counts. */
const from = sql`(
  select 'LISTING' as kind, ${listing.includedOn} as day from ${listing}
  union all select 'PENALTY', ${penalty.decidedOn} from ${penalty}
  union all select 'PERMIT', ${permit.decidedOn} from ${permit}
  union all select 'COMMITMENT', ${commitment.committedOn} from ${commitment}
  union all select 'EVALUATION', ${evaluation.evaluatedOn} from ${evaluation}
  union all select 'REPAIR', ${repair.acceptedOn} from ${repair}
) as record`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'CREDIT_RECORDS KIND': { from, key: sql`record.kind`, names: recordKinds },
  'CREDIT_RECORDS YEAR': { from, key: sql`to_char(record.day, 'YYYY')` },
}

/** What the credit library counts. */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'credit', COUNTINGS) })
