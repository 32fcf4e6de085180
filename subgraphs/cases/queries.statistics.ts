import { type SQL, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { Database } from '#platform/db'
import { type Counting, statisticsOf } from '#platform/db/statistics'
import { channels } from './domain/codes.ts'
import { CALENDAR_FROM, workingDaysThrough } from './domain/working-days.ts'
import { caseEvaluation, caseMaterial, caseRecord, caseSpecial } from './tables.ts'

/** Counted is what was filed or decided in this calendar year and in so many before it. */
const YEARS_BEFORE = 2

// Days, months and years are those at the hub's place.
const placed = (instant: SQL) => sql`(${instant} at time zone interval '8 hours')`
const since = sql`cast(${sql.placeholder('since')} as timestamptz)`
const sinceOf = ({ plan }: Access) => ({ since: `${Number(plan.today.slice(0, 4)) - YEARS_BEFORE}-01-01T00:00:00+08:00` })

/** Applications by when they were filed (申报). */
const filed = sql`${caseRecord} where ${caseRecord.kind} = 'APPLICATION' and ${caseRecord.appliedAt} >= ${since}`
const filedAt = placed(sql`${caseRecord.appliedAt}`)

// The last day is that of domain/clock.ts, asked the other way round: the time allowed is not used up before the day of the decision.
const worked = (day: SQL) => sql`calendar.worked[${day} - ${CALENDAR_FROM}::date + 1]`
const isWorked = (day: SQL) => sql`${worked(day)} > ${worked(sql`${day} - 1`)}`
const allowed = sql`case when unit = 'WORKING_DAY' then ${worked(sql`promised_on`)} - ${worked(sql`accepted_on`)} else promised_on - accepted_on end`
const used = sql`(
  select count(*) from generate_series(1, decided_on - accepted_on - 1) as nth
  where (unit <> 'WORKING_DAY' or ${isWorked(sql`accepted_on + nth`)}) and not exists (
    select from ${caseSpecial} as stop where stop.case_no = timed.case_no and stop.kind_code <> '1'
      and ${placed(sql`stop.started_at`)}::date < accepted_on + nth
      and accepted_on + nth <= coalesce(${placed(sql`stop.ended_at`)}::date, cast(${sql.placeholder('today')} as date))))`

/** Decided applications, each with what the indicators are made of. A material counts once, however many pieces it came in, and as exempt where none was uploaded. */
const decided = sql`(
  with calendar as materialized (select string_to_array(cast(${sql.placeholder('worked')} as text), ',')::integer[] as worked),
  timed as (
    select case_no, matter_code, promise_unit as unit, to_char(${placed(sql`decided_at`)}, 'YYYY-MM') as month,
      ${placed(sql`accepted_at`)}::date as accepted_on, ${placed(sql`promised_by`)}::date as promised_on, ${placed(sql`decided_at`)}::date as decided_on
    from ${caseRecord} where kind = 'APPLICATION' and decided_at >= ${since}
  )
  select timed.*,
    coalesce(rated, 0) as rated, coalesce(poor, 0) as poor, coalesce(rectified, 0) as rectified,
    coalesce(materials, 0) as materials, coalesce(exempt, 0) as exempt,
    greatest(0, ${worked(sql`decided_on`)} - ${worked(sql`accepted_on`)}) as days,
    decided_on <= promised_on or (special.case_no is not null and ${used} < greatest(0, ${allowed}) + special.added) as on_time
  from timed cross join calendar
  left join (
    select case_no, coalesce(sum(extends_days) filter (where kind_code = '1'), 0) as added from ${caseSpecial} group by case_no
  ) as special on special.case_no = timed.case_no
  left join (
    select case_no, count(*) as rated, count(*) filter (where satisfaction_code in ('4', '5')) as poor,
      count(*) filter (where satisfaction_code in ('4', '5') and rectified_at is not null) as rectified
    from ${caseEvaluation} group by case_no
  ) as rating on rating.case_no = timed.case_no
  left join (
    select case_no, count(*) as materials, count(*) filter (where free) as exempt from (
      select case_no, bool_and(source_kind <> 'UPLOAD') as free from ${caseMaterial} group by case_no, coalesce(material_code, '#' || ordinal)
    ) as each group by case_no
  ) as material on material.case_no = timed.case_no
) as decided`

const COUNTINGS: Readonly<Record<string, Counting>> = {
  'CASES MONTH': { from: filed, key: sql`to_char(${filedAt}, 'YYYY-MM')`, parameters: sinceOf },
  'CASES DAY': { from: filed, key: sql`to_char(${filedAt}, 'YYYY-MM-DD')`, parameters: sinceOf },
  'CASES CHANNEL': { from: filed, key: sql`${caseRecord.channel}`, names: channels, parameters: sinceOf },
  'DECIDED_CASES MATTER_MONTH': {
    from: decided,
    key: sql`decided.matter_code || ' ' || decided.month`,
    measures: {
      decided: sql`count(*)`,
      promised: sql`count(*) filter (where accepted_on is not null and promised_on is not null)`,
      onTime: sql`count(*) filter (where accepted_on is not null and promised_on is not null and on_time)`,
      timed: sql`count(days) filter (where accepted_on is not null)`,
      days: sql`sum(days) filter (where accepted_on is not null)`,
      rated: sql`sum(rated)`,
      poor: sql`sum(poor)`,
      rectified: sql`sum(rectified)`,
      // What an application that was never accepted would have needed, nobody knows.
      materials: sql`coalesce(sum(materials) filter (where accepted_on is not null), 0)`,
      exempt: sql`coalesce(sum(exempt) filter (where accepted_on is not null), 0)`,
    },
    parameters: (access) => ({ ...sinceOf(access), today: access.plan.today, worked: workingDaysThrough().join() }),
  },
}

/** What the cases library counts: applications filed, and what became of those that were decided, by matter and month. */
export const statisticsQueries = (db: Database) => ({ statistics: statisticsOf(db, 'cases', COUNTINGS) })
