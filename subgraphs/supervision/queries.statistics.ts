import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import * as codes from './domain/codes.ts'
import { inspection } from './tables.ts'

/** Inspections that took place. */
const from = sql`${inspection} where ${inspection.inspectedOn} is not null`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'INSPECTIONS KIND': { from, key: sql`${inspection.kind}`, names: codes.inspectionKinds },
  'INSPECTIONS RESULT': { from, key: sql`${inspection.result}`, names: codes.inspectionResults },
  'INSPECTIONS YEAR': { from, key: sql`to_char(${inspection.inspectedOn}, 'YYYY')` },
}

/** What the supervision library counts. */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'supervision', COUNTINGS) })
