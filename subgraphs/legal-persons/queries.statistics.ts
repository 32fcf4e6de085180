import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import * as codes from './domain/codes.ts'
import { legalPerson } from './tables.ts'

const from = sql`${legalPerson}`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'LEGAL_PERSONS KIND': { from, key: sql`left(${legalPerson.subject}, 2)`, names: codes.entityKinds },
  'LEGAL_PERSONS INDUSTRY': { from, key: sql`${legalPerson.industry}`, names: codes.industries },
  'LEGAL_PERSONS DIVISION': { from, key: sql`left(${legalPerson.division}, 6) || '000000'` },
  'LEGAL_PERSONS YEAR': { from, key: sql`to_char(${legalPerson.establishedOn}, 'YYYY')` },
  'LEGAL_PERSONS STATE': { from, key: sql`${legalPerson.status}`, names: codes.registrationStates },
}

/** What the legal-persons library counts: every organisation that it knows, in whatever state. */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'legal_persons', COUNTINGS) })
