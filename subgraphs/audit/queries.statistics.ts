import { sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read, whole } from '#platform/db'
import { hubError } from '#platform/errors'
import { type IndicatorDimension, type IndicatorSum, indicatorsOf, yearBetween } from './domain/indicators.ts'
import { DECIDED, isCounted, LIMITS, type StatisticsDimension, type StatisticsSubject, SUBJECTS } from './domain/statistics.ts'
import { suppress, suppressWithin } from './domain/suppression.ts'
import { libraryCount, libraryStatistic } from './tables.statistics.ts'

/** What counts are asked for. */
export interface StatisticsAsk {
  readonly of: StatisticsSubject
  readonly by: StatisticsDimension
}

/** What indicators are asked for. */
export interface IndicatorsAsk {
  readonly by: IndicatorDimension
  readonly from: string
  readonly to: string
}

const { placeholder } = sql

/** Counts of one library, with when they were counted: a row without a key where there are none. */
const countsOf = (db: Database) => whole(db, 'audit_statistics', db.orm
  .select({
    asOf: libraryCount.asOf,
    key: sql<string | null>`${libraryStatistic.key}`,
    name: sql<string | null>`${libraryStatistic.name}`,
    count: sql<number>`${libraryStatistic.value}`.mapWith(Number),
  })
  .from(libraryCount)
  .leftJoin(libraryStatistic, sql`${libraryStatistic.library} = ${libraryCount.library} and ${libraryStatistic.of} = ${placeholder('of')}
    and ${libraryStatistic.by} = ${placeholder('by')} and ${libraryStatistic.measure} = 'count'`)
  .where(sql`${libraryCount.library} = ${placeholder('library')}`)
  .orderBy(sql`${libraryStatistic.key} collate "C"`))

/** Sums of one year by matter, agency or month. Each decided case weighs the compression of its matter by one. */
const sumsOf = (db: Database) => whole(db, 'audit_case_indicators', db.orm
  .select({
    asOf: libraryCount.asOf,
    code: sql<string | null>`summed.code`,
    measure: sql<string>`summed.measure`,
    value: sql<number>`summed.value`.mapWith(Number),
  })
  .from(libraryCount)
  .leftJoin(sql`(
    with cell as materialized (
      select split_part(key, ' ', 1) as matter, measure, value, case cast(${placeholder('by')} as text)
        when 'MATTER' then split_part(key, ' ', 1) when 'AGENCY' then left(key, 18) else split_part(key, ' ', 2) end as code
      from ${libraryStatistic}
      where library = ${DECIDED.library} and counted_of = ${DECIDED.of} and counted_by = ${DECIDED.by}
        and split_part(key, ' ', 2) like ${placeholder('year')} || '-%'
    ), stated as materialized (
      select key as matter, 1 - max(value) filter (where measure = 'promised') / max(value) filter (where measure = 'statutory') as compression
      from ${libraryStatistic}
      where library = ${LIMITS.library} and counted_of = ${LIMITS.of} and counted_by = ${LIMITS.by} group by key
    )
    select code, measure, sum(value) as value from cell group by code, measure
    union all
    select cell.code, each.measure, sum(each.value) from cell join stated on stated.matter = cell.matter
      cross join lateral (values ('limited', cell.value), ('compressed', cell.value * stated.compression)) as each(measure, value)
    where cell.measure = 'decided' group by cell.code, each.measure
  ) as summed`, sql`true`)
  .where(sql`${libraryCount.library} = ${DECIDED.library}`)
  .orderBy(sql`summed.code collate "C"`))

/** What libraries counted, as far as it may be told: counts that are kept back do not leave here. */
export function statisticsQueries(db: Database) {
  const counts = countsOf(db)
  const sums = sumsOf(db)
  return {
    /** Counts of the records of one library; `null` where they were not counted yet. */
    async statistics(access: Access, { of, by }: StatisticsAsk) {
      if (!isCounted(of, by)) throw notCounted(of)
      const { library } = SUBJECTS[of]
      const rows = await read(counts(access.signal), { library, of, by })
      const [first] = rows
      if (first === undefined) return null
      const groups = rows.flatMap(({ key, name, count }) => (key === null ? [] : [{ code: key, name: name ?? key, count }]))
      const { shown, suppressed, total } = by === 'DAY' ? suppressWithin(groups, ({ code }) => monthOf(code)) : suppress(groups)
      return { asOf: first.asOf, total, suppressed, groups: shown.map((group) => ({ ...group, by })) }
    },

    /** The indicators of the cases decided in one year; `null` where they were not counted yet. */
    async caseIndicators(access: Access, { by, from, to }: IndicatorsAsk) {
      const year = yearBetween(from, to)
      if (year === null) throw hubError('BAD_USER_INPUT', 'from, to: must be the first and the last day of one calendar year')
      const rows = await read(sums(access.signal), { by, year })
      const [first] = rows
      if (first === undefined) return null
      const known = rows.filter((row): row is typeof row & IndicatorSum => row.code !== null)
      const { shown, suppressed } = indicatorsOf(known, by)
      return { asOf: first.asOf, suppressed, groups: shown.map((group) => ({ ...group, by })) }
    },
  }
}

function notCounted(of: StatisticsSubject) {
  return hubError('BAD_USER_INPUT', `by: ${of} is counted by ${SUBJECTS[of].by.join(', ')}`)
}

/** The month of a day, `YYYY-MM`. */
const monthOf = (day: string) => day.slice(0, 7)
