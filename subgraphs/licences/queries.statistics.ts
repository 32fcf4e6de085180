import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import { licenceStates } from './domain/codes.ts'
import { licence, licenceType } from './tables.ts'

/** The newest version of each licence. */
const from = sql`${licence} where ${licence.current}`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'LICENCES LICENCE_TYPE': {
    from: sql`${licence} join ${licenceType} on ${licenceType.code} = ${licence.slice} where ${licence.current}`,
    key: sql`${licence.slice}`,
    names: sql`${licenceType.name}`,
  },
  'LICENCES YEAR': { from, key: sql`to_char(${licence.issuedOn}, 'YYYY')` },
  'LICENCES STATE': { from, key: sql`${licence.state}`, names: licenceStates },
}

/** What the licences library counts. */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'licences', COUNTINGS) })
