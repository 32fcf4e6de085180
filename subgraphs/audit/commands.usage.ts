import { type SQL, sql } from 'drizzle-orm'
import { type Database, type Orm, write } from '#platform/db'
import { stream } from './tables.ts'
import { grantFirstUse, usageCount, usageItem, usagePosition, usageState } from './tables.usage.ts'

/** So many entries are counted in one transaction, which is short enough to be waited for. */
const TOGETHER = 5_000

/** An item of a contract, as far as use is counted by it. */
export interface UsageItem {
  readonly coordinate: string
  /** Code of its resource; of items that fall into slices the code of all of them, `105001/*`. */
  readonly resource: string
  /** Credit code of its provider; `null` where slices have providers of their own. */
  readonly provider: string | null
}

/** The next entries of every stream, in their order, so that what is left over always comes after what was taken. */
const taken = (limit: number): SQL => sql`
  select next.*, row_number() over () as n, (next.at at time zone 'Asia/Shanghai')::date as day
  from ${stream} as opened
  left join ${usagePosition} as reached on reached.stream = opened.id
  cross join lateral (
    select * from audit.access_entry as entry
    where entry.stream = opened.id and entry.seq > coalesce(reached.seq, 0) order by entry.seq limit ${limit}::integer
  ) as next
  order by next.stream, next.seq limit ${limit}::integer`

/** What a request is counted under, besides the items that it asked for. A division is that of the agency, in its credit code (GB 32100). */
const said = sql`(values ('TOTAL', ''), ('AGENCY', taken.agency), ('MATTER', coalesce(taken.matter, '')), ('CHANNEL', taken.channel),
  ('OUTCOME', taken.outcome), ('REGION', substr(taken.agency, 3, 6)), ('PROVINCE', substr(taken.agency, 3, 2))) as said(dimension, key)`

// Of one agency's own requests it is the same for all who asked, and of a provider's who asked is enough.
const isTold = sql`(side = 'ALL' or (said.dimension not in ('REGION', 'PROVINCE') and (side = 'PROVIDER' or said.dimension <> 'AGENCY')))`

// Days of every agency by everything would be more rows than the record has.
const isCountedByDay = sql`(side = 'ALL' or dimension = 'TOTAL')`

// One statement, so that the counts and the positions are never apart. Of an agency that provides, only its own items are counted.
const folded = (limit: number): SQL => sql`
  with taken as materialized (${taken(limit)}),
  viewed as (
    select n, 'ALL' as side, '' as viewer from taken
    union all select n, 'CONSUMER', agency from taken where agency <> ''
    union all select distinct n, 'PROVIDER', provider from taken cross join unnest(providers) as provider
  ), item as (
    select n, split_part(said, '=', 1) as coordinate, nullif(split_part(said, '=', 2), '') as became from taken cross join unnest(asked) as said
  ), seen as materialized (
    select viewed.*, coalesce(known.resource, '') as resource, became,
      case when became in ('CLEAR', 'MASKED', 'VERIFY') then 1 else 0 end as released,
      case when became not in ('CLEAR', 'MASKED', 'VERIFY') then 1 else 0 end as withheld
    from viewed join item using (n) left join ${usageItem} as known using (coordinate)
    where side <> 'PROVIDER' or known.provider_credit_code is null or known.provider_credit_code = viewer
  ), each as (
    select n, side, viewer, said.dimension, said.key, coalesce(sums.released, 0) as released, coalesce(sums.withheld, 0) as withheld
    from viewed join taken using (n) cross join lateral ${said}
    left join (select n, side, viewer, sum(released) as released, sum(withheld) as withheld from seen group by n, side, viewer) as sums using (n, side, viewer)
    where ${isTold}
    union all
    select n, side, viewer, 'RESOURCE', resource, sum(released), sum(withheld) from seen group by n, side, viewer, resource
    union all
    select n, side, viewer, 'REASON', became, 0, sum(withheld) from seen where withheld = 1 group by n, side, viewer, became
  ), added as materialized (
    select side, viewer, dimension, day, key, count(*) as entries,
      count(*) filter (where outcome = 'REFUSED') as refused,
      count(*) filter (where outcome = 'FAILED' or (outcome = 'PARTIAL' and cardinality(taken.refused) = 0)) as failed,
      sum(each.released) as released, sum(each.withheld) as withheld, sum(rows) as rows, sum(cardinality(subjects)) as subjects
    from each join taken using (n) group by side, viewer, dimension, day, key
  ), counted as (
    insert into ${usageCount} as known (side, agency_credit_code, dimension, span, at, key, entries, refused, failed, released, withheld, rows, subjects)
    select side, viewer, dimension, 'DAY', day, key, entries, refused, failed, released, withheld, rows, subjects from added where ${isCountedByDay}
    union all
    select side, viewer, dimension, 'MONTH', date_trunc('month', day::timestamp)::date, key, sum(entries), sum(refused), sum(failed), sum(released), sum(withheld), sum(rows), sum(subjects)
    from added group by side, viewer, dimension, date_trunc('month', day::timestamp), key
    on conflict on constraint usage_count_pk do update set entries = known.entries + excluded.entries, refused = known.refused + excluded.refused,
      failed = known.failed + excluded.failed, released = known.released + excluded.released, withheld = known.withheld + excluded.withheld,
      rows = known.rows + excluded.rows, subjects = known.subjects + excluded.subjects
  ), used as (
    insert into ${grantFirstUse} as known (grant_id, at)
    select split_part(granted, '@', 1), min(at) from taken cross join unnest(grants) as granted where granted not like 'region-override:%' group by 1
    on conflict (grant_id) do update set at = excluded.at where known.at > excluded.at
  ), advanced as (
    insert into ${usagePosition} (stream, seq) select stream, max(seq) from taken group by stream
    on conflict (stream) do update set seq = excluded.seq
  )
  select count(*)::integer as count from taken`

/** Whatever is behind the record is counted from it: once, whoever counts and whenever counting is cut off. */
export function usageCommands(db: Database) {
  return {
    /**
     * Counts entries that are not counted yet, as many as go into one transaction. Of several routers one counts at a time.
     *
     * @returns whether some may be left
     */
    rollUp: (now: Date, together: number = TOGETHER): Promise<boolean> => write(db.orm.transaction(async (orm) => {
      // A server that guesses too many rows would compile the statement for seconds, to run it for milliseconds.
      await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended('govshare.usage', 0)), set_config('jit', 'off', true)`)
      const left = (await countOf(orm, folded(together))) === together
      if (!left) await noteCounted(orm, now)
      return left
    })),

    /** Puts what is known of the items of contracts in place of what was known before. */
    knowItems: (items: readonly UsageItem[]): Promise<void> => write(db.orm.transaction(async (orm) => {
      await orm.execute(sql`insert into ${usageItem} as known (coordinate, resource, provider_credit_code)
        select "coordinate", "resource", "provider" from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as each("coordinate" text, "resource" text, "provider" text)
        order by "coordinate"
        on conflict (coordinate) do update set resource = excluded.resource, provider_credit_code = excluded.provider_credit_code
        where (known.resource, known.provider_credit_code) is distinct from (excluded.resource, excluded.provider_credit_code)`)
    })),
  }
}

async function noteCounted(orm: Orm, now: Date): Promise<void> {
  await orm.insert(usageState).values({ countedAt: now })
    .onConflictDoUpdate({ target: usageState.only, set: { countedAt: sql`greatest(${usageState.countedAt}, excluded.counted_at)` } })
}

// The two drivers give rows as a list, or as a member of their result.
async function countOf(orm: Orm, statement: SQL): Promise<number> {
  const result: unknown = await orm.execute(statement)
  const [row] = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as readonly { count: number }[]
  return row?.count ?? 0
}
