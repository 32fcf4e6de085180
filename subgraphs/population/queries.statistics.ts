import { sql } from 'drizzle-orm'
import type { CodeList } from '#platform/codes'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import * as codes from './domain/codes.ts'
import { person } from './tables.ts'

const DECADES: CodeList = Object.fromEntries(Array.from({ length: 13 }, (_, decade) => [String(decade * 10), `${decade * 10}—${decade * 10 + 9}岁`]))

/** People whose registration was not cancelled. */
const from = sql`${person} where ${person.status} not in ('3', '4')`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'PERSONS DIVISION': { from, key: sql`left(${person.division}, 6) || '000000'` },
  'PERSONS SEX': { from, key: sql`${person.sex}`, names: codes.sexes },
  'PERSONS AGE': {
    from,
    key: sql`(date_part('year', age(cast(${sql.placeholder('today')} as date), ${person.birthDate}))::integer / 10 * 10)::text`,
    names: DECADES,
    parameters: ({ plan }) => ({ today: plan.today }),
  },
}

/** What the population library counts: nothing that is told apart by anything but place, sex and age. */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'population', COUNTINGS) })
