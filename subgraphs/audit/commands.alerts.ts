import { type SQL, sql } from 'drizzle-orm'
import type { Clock } from '#platform/clock'
import { type Database, type Orm, rowsOf, write } from '#platform/db'
import { HOURS, type NamedDay } from './domain/alert-rules.ts'
import { accessRecord, stream } from './tables.ts'
import { alert, alertDivision, alertPosition, alertRule, alertTrace, useReport } from './tables.alerts.ts'

/** So many entries are looked at in one transaction. */
const TOGETHER = 2_000

/** So many reports are compared in one transaction, and so many alerts are passed on at once. */
const SOME = 100

/** A request of the last second of a day may be recorded a little later. */
const SETTLED = sql`interval '1 minute'`

/** The next entries of every stream, in their order. An unattended system is told apart by its id. */
const taken = (limit: number): SQL => sql`
  select next.*, case when operator = 'UNATTENDED' then 'UNATTENDED ' || consumer else operator end as actor, at at time zone 'Asia/Shanghai' as local
  from ${stream} as opened
  left join ${alertPosition} as reached on reached.stream = opened.id
  cross join lateral (
    select stream, seq, id, at, agency, operator, consumer, represented, channel, matter, verdicts, subjects from audit.access_entry as entry
    where entry.stream = opened.id and entry.seq > coalesce(reached.seq, 0) order by entry.seq limit ${limit}::integer
  ) as next
  order by next.stream, next.seq limit ${limit}::integer`

/** What two rules count: subjects that were read in a clock hour, and wrong claims on a day. Who reads through a portal reads of itself. */
const traces = sql`
  select 'MANY_SUBJECTS' as rule, agency, actor, date_trunc('hour', at) as span, subject as key, id as entry, at, 1 as weight
  from taken cross join unnest(subjects) as subject where agency <> '' and represented is null
  union all
  select 'REPEATED_MISMATCH', agency, actor, date_trunc('day', local) at time zone 'Asia/Shanghai', id, id, at, wrong.count
  from taken cross join lateral (select count(*)::integer as kinds from unnest(verdicts) as verdict where verdict ~ '=(MISMATCH|UNKNOWN)$') as told
  cross join lateral (
    select case when kinds = 0 then 0 else greatest(kinds, (
      select (record.body::jsonb ->> 'misses')::integer from ${accessRecord} as record where record.stream = taken.stream and record.seq = taken.seq and record.at = taken.at)) end as count
  ) as wrong
  where agency <> '' and wrong.count > 0`

/** Reads of an operator in the cases of a division; a matter begins with the credit code of its agency, and that names the division (GB 32100). */
const visits = sql`
  select agency, operator, substr(matter, 3, 6) as division, min(at) as first_at, max(at) as last_at, array_agg(id order by at) as entries
  from taken where agency <> '' and matter is not null and operator <> 'UNATTENDED' and cardinality(subjects) > 0 group by 1, 2, 3`

/** The kind of each entry's day, by the calendar or else by its place in the week, and the hours of that kind; without any where the rule tells none. */
const hoursOf = (days: readonly NamedDay[]): SQL => sql`
  left join unnest(${sql.param(days.map(({ day }) => day))}::text[], ${sql.param(days.map(({ kind }) => kind))}::text[]) as named(day, kind) on named.day = local::date::text
  cross join lateral (
    select ${JSON.stringify(HOURS)}::jsonb -> coalesce(named.kind, case when extract(isodow from local) > 5 then 'WEEKEND' else 'WORKDAY' end) as names
  ) as told
  cross join lateral (
    select coalesce((parameters ->> (names ->> 0))::integer, 0) as opens, coalesce((parameters ->> (names ->> 1))::integer, 0) as closes
  ) as hours`

/** One row for each alert that is due, whoever raised it before. */
const due = (days: readonly NamedDay[]): SQL => sql`
  select max(at) as at, rule, array_agg(distinct entry) as evidence, agency, actor, sum(weight)::integer as counted, min(most) as expected,
    rule || ' ' || agency || ' ' || actor || ' ' || extract(epoch from span)::bigint as cause
  from together join (
    select code as rule, (parameters ->> 'operator')::integer as attended, (parameters ->> 'unattended')::integer as unattended from ${alertRule} where enabled
  ) as enabled using (rule) cross join lateral (select case when actor like 'UNATTENDED %' then unattended else attended end as most) as limits
  group by rule, agency, actor, span having sum(weight) > min(most)
  union all
  select min(at), 'AFTER_HOURS', array_agg(id order by at), agency, actor, null, null, 'AFTER_HOURS ' || agency || ' ' || actor || ' ' || local::date
  from taken join ${alertRule} as rule on rule.code = 'AFTER_HOURS' and rule.enabled ${hoursOf(days)}
  where agency <> '' and channel = 'WINDOW' and cardinality(subjects) > 0 and (extract(hour from local) < opens or extract(hour from local) >= closes)
  group by agency, actor, local::date
  union all
  select visit.first_at, 'OFF_REGION', entries, visit.agency, visit.operator, null, null,
    'OFF_REGION ' || visit.agency || ' ' || visit.operator || ' ' || visit.division || ' ' || (visit.first_at at time zone 'Asia/Shanghai')::date
  from visit join ${alertRule} as rule on rule.code = 'OFF_REGION' and rule.enabled
  cross join lateral (select visit.first_at - (parameters ->> 'days')::integer * interval '1 day' as since) as lately
  cross join lateral (
    select min(known.first_at) as first_at, max(known.last_at) as last_at, coalesce(bool_or(known.division = visit.division and known.last_at >= since), false) as usual
    from ${alertDivision} as known where known.agency_credit_code = visit.agency and known.operator = visit.operator
  ) as before
  where before.first_at <= since and before.last_at >= since and not before.usual`

// One statement, so that what is known and the positions are never apart. What is added in it is not seen in it, hence `together`.
const folded = (days: readonly NamedDay[], limit: number): SQL => sql`
  with taken as materialized (${taken(limit)}),
  trace as materialized (select distinct on (rule, agency, actor, span, key) * from (${traces}) as each order by rule, agency, actor, span, key, at),
  noted as (
    insert into ${alertTrace} (rule, agency_credit_code, actor, span, key, entry, at, weight)
    select rule, agency, actor, span, key, entry, at, weight from trace on conflict do nothing
  ), together as materialized (
    select rule, agency, actor, span, key, entry, at, weight from trace
    union all
    select known.rule, known.agency_credit_code, known.actor, known.span, known.key, known.entry, known.at, known.weight
    from ${alertTrace} as known join (select distinct rule, agency, actor, span from trace) as touched
      on known.agency_credit_code = touched.agency and known.actor = touched.actor and known.rule = touched.rule and known.span = touched.span
    where not exists (select from trace where (trace.rule, trace.agency, trace.actor, trace.span, trace.key) = (known.rule, known.agency_credit_code, known.actor, known.span, known.key))
  ), visit as materialized (${visits}),
  visited as (
    insert into ${alertDivision} as known (agency_credit_code, operator, division, first_at, last_at) select agency, operator, division, first_at, last_at from visit
    on conflict on constraint alert_division_pk do update set first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)
  ), raised as (
    insert into ${alert} (at, kind, evidence, agency_credit_code, operator, counted, expected, cause)
    select at, rule, evidence[1:100], agency, split_part(actor, ' ', 1), counted, expected, cause from (${due(days)}) as due on conflict (cause) do nothing
  ), advanced as (
    insert into ${alertPosition} (stream, seq) select stream, max(seq) from taken group by stream
    on conflict (stream) do update set seq = excluded.seq
  )
  select count(*)::integer as count from taken`

/** Holds reports of days that are over against the record, once each. */
const compared = (now: string): SQL => sql`
  with waiting as materialized (
    select * from ${useReport} where compared_at is null and ((day + 1)::timestamp at time zone 'Asia/Shanghai') + ${SETTLED} <= ${now}::timestamptz limit ${SOME}::integer
  ), found as materialized (
    select waiting.*, day::timestamp at time zone 'Asia/Shanghai' as at, (
      select count(*)::integer from audit.access_record as record join audit.decision as decision on decision.id = record.decision
      where record.agency_credit_code = waiting.agency_credit_code and decision.providers @> array[waiting.provider_credit_code]
        and record.at >= day::timestamp at time zone 'Asia/Shanghai' and record.at < (day + 1)::timestamp at time zone 'Asia/Shanghai'
    ) as counted from waiting
  ), raised as (
    insert into ${alert} (at, kind, agency_credit_code, operator, counted, expected, provider_credit_code, cause)
    select at, 'COUNTS_DIFFER', agency_credit_code, found.operator, counted, entries, provider_credit_code, 'COUNTS_DIFFER ' || found.id
    from found join ${alertRule} as rule on rule.code = 'COUNTS_DIFFER' and rule.enabled
    where abs(counted - entries) > (parameters ->> 'difference')::integer on conflict (cause) do nothing
  ), noted as (
    update ${useReport} as report set compared_at = ${now}::timestamptz from found where report.id = found.id
  )
  select count(*)::integer as count from found`

/** What an alert is passed on by. */
export interface UntoldAlert {
  readonly id: string
  readonly agency: string
}

/** Alerts out of what is on record: once, whoever raises them and whenever raising is cut off. */
export function alertStore(db: Database, clock: Clock) {
  return {
    /**
     * Looks at entries that no rule has seen, as many as go into one transaction; of several routers one does so at a time.
     *
     * @param days which days are no days of their week, by the calendar that the caller knows
     * @returns whether some may be left
     */
    raise: (days: readonly NamedDay[], together: number = TOGETHER): Promise<boolean> => write(db.orm.transaction(async (orm) => {
      // A server that guesses too many rows would compile the statement for seconds, to run it for milliseconds.
      await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended('govshare.alerts', 0)), set_config('jit', 'off', true)`)
      const now = new Date(clock.now()).toISOString()
      const entries = await counted(orm, folded(days, together))
      const reports = entries === together ? 0 : await counted(orm, compared(now))
      await orm.execute(sql`delete from ${alertTrace} where span < ${now}::timestamptz - interval '3 days'`)
      return entries === together || reports === SOME
    })),

    /** Alerts that were not passed on yet, the oldest first. */
    untold: (): Promise<UntoldAlert[]> => write(db.orm.select({ id: sql<string>`${alert.id}::text`, agency: alert.agency }).from(alert)
      .where(sql`${alert.toldAt} is null`).orderBy(alert.id).limit(SOME)),

    /** Notes that alerts were passed on. */
    noteTold: async (ids: readonly string[]): Promise<void> => {
      await write(db.orm.update(alert).set({ toldAt: new Date(clock.now()) }).where(sql`${alert.id} = any(${`{${ids.join()}}`}::bigint[])`))
    },
  }
}

async function counted(orm: Orm, statement: SQL): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(orm, statement)
  return row?.count ?? 0
}
