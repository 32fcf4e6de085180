import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import { addressTypes } from './domain/codes.ts'
import { address, division } from './tables.ts'

const county = sql`left(${address.division}, 6) || '000000'`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'ADDRESSES DIVISION': {
    from: sql`${address} left join ${division} on ${division.code} = ${county}`,
    key: county,
    names: sql`${division.fullName}`,
  },
  'ADDRESSES KIND': { from: sql`${address}`, key: sql`${address.addressType}`, names: addressTypes },
}

/** What the geo library counts: every standard address that it knows. */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'geo', COUNTINGS) })
