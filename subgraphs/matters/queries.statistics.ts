import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import * as codes from './domain/codes.ts'
import { matter } from './tables.ts'

/** Matters in use. */
const from = sql`${matter} where ${matter.state} = '1'`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'MATTERS KIND': { from, key: sql`${matter.kind}`, names: codes.kinds },
  'MATTERS AGENCY': { from, key: sql`${matter.agency}` },
  // In use or not, since cases of a matter may be older than its end. Days of two kinds make no rate.
  'MATTERS LIMIT': {
    from: sql`${matter} where ${matter.statutoryDays} > 0 and ${matter.promisedDays} is not null and ${matter.statutoryUnit} = ${matter.promisedUnit}`,
    key: sql`${matter.code}`,
    measures: { promised: sql`min(${matter.promisedDays})`, statutory: sql`min(${matter.statutoryDays})` },
  },
}

/** What the matters library counts, and the time limits that each matter states (法定办结时限, 承诺办结时限). */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'matters', COUNTINGS) })
