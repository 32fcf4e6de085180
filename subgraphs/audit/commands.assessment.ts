import { getTableColumns, sql } from 'drizzle-orm'
import { type Database, write } from '#platform/db'
import { carefully } from './domain/usage.ts'
import { monthAfter } from './domain/usage-period.ts'
import { dayFigure, grantFirstUse, indicatorValue, usageCount } from './tables.usage.ts'

/** What an agency is assessed by in one month. */
export interface IndicatorValue {
  readonly agency: string
  readonly code: string
  readonly value: number
  /** How many cases it is the share or the mean of. */
  readonly basis: number
}

/** Days of one answer at most; the rest follows when those are noted. */
const DAYS_MOST = 100

/** Where the router puts what it gathers from the catalogue for bulletins and scores, and what of the record it needs for that. */
export function assessmentCommands(db: Database) {
  return {
    /** Days before a day of which no figures are noted, since the first that has requests. */
    async daysWithoutFigures(before: string): Promise<string[]> {
      const rows = await write(db.orm.select({ day: sql<string>`day::date::text` })
        .from(sql`generate_series((select min(at) from ${usageCount} where side = 'ALL' and agency_credit_code = '' and dimension = 'TOTAL' and span = 'DAY'),
          ${before}::date - 1, interval '1 day') as day`)
        .where(sql`not exists (select 1 from ${dayFigure} as noted where noted.day = day.day::date)`).orderBy(sql`1`).limit(DAYS_MOST))
      return rows.map(({ day }) => day)
    },

    /** Notes what the catalogue says of a day; what is noted already stays. */
    noteDay: async (day: string, figures: Readonly<Record<string, number>>): Promise<void> => {
      const rows = Object.entries(figures).map(([code, value]) => ({ day, code, value }))
      await write(db.orm.insert(dayFigure).values(rows).onConflictDoNothing())
    },

    /** Puts what agencies are assessed by in a month in place of what was known of it. */
    noteIndicators: (month: string, values: readonly IndicatorValue[]): Promise<void> => write(db.orm.transaction(async (orm) => {
      await orm.execute(sql`delete from ${indicatorValue} where month = ${month}::date`)
      await orm.execute(sql`insert into ${indicatorValue} (month, agency_credit_code, code, value, basis)
        select ${month}::date, "agency", "code", "value", "basis" from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
          as each("agency" text, "code" text, "value" double precision, "basis" integer)
        on conflict on constraint indicator_value_month_agency_credit_code_code_pk do update set value = excluded.value, basis = excluded.basis`)
    })),

    /** Grants on which an answer first rested in a month, each with that instant. */
    firstUses: (month: string): Promise<{ grantId: string; at: Date }[]> => write(db.orm.select().from(grantFirstUse)
      .where(sql`${grantFirstUse.at} >= (${month} || ' 00:00:00+08')::timestamptz and ${grantFirstUse.at} < (${monthAfter(month)} || ' 00:00:00+08')::timestamptz`)),

    /**
     * Requests of each agency in a month, and how many of them were refused. Left out where `usage` by agency does not tell both, since a
     * score would give away what is kept back there.
     */
    async requestsByAgency(month: string): Promise<{ agency: string; entries: number; refused: number }[]> {
      const cells = await write(db.orm.select({ ...getTableColumns(usageCount), month: sql<string>`at`, subjectsRead: usageCount.subjects }).from(usageCount)
        .where(sql`side = 'ALL' and agency_credit_code = '' and dimension = 'AGENCY' and span = 'MONTH' and at = ${month}::date`))
      return carefully(cells, 'AGENCY').groups.flatMap(({ key, entries, refused }) => (key === '' || refused === null ? [] : [{ agency: key, entries, refused }]))
    },
  }
}
