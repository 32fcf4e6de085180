import { type SQL, sql } from 'drizzle-orm'
import { type Database, type Orm, rowsOf, write } from '#platform/db'
import type { SaidOfDecision } from './domain/entry.ts'
import { FirstUses } from './domain/first-uses.ts'
import { type TakenEntry, Tally, type TallyRow, type UsageSum } from './domain/tally.ts'
import type { UsageItem } from './domain/usage-item.ts'
import { accessRecord, decision, stream } from './tables.ts'
import { grantFirstUse, usageCount, usageItem, usagePosition, usageState } from './tables.usage.ts'

/** So many entries are counted in one transaction: the more there are, the more of them raise the same counts. */
const TOGETHER = 100_000

/** Nobody waits for it. */
const DEADLINE_MS = 120_000

/** So many entries are read at once, and so many counts written: each takes this process some milliseconds. */
const AT_ONCE = 10_000

interface TakenRow extends TakenEntry {
  readonly stream: number
  readonly seq: number
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number
}

/** Whatever is behind the record is counted from it: once, whoever counts and whenever counting is cut off. */
export function usageCommands(db: Database) {
  return {
    /**
     * Counts entries that are not counted yet, as many as go into one transaction: counts and positions are never apart. Of several
     * routers one counts at a time.
     *
     * @returns whether some may be left
     */
    rollUp: (now: Date, together: number = TOGETHER): Promise<boolean> => write(db.orm.transaction(async (orm) => {
      await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended('govshare.usage', 0))`)
      const left = (await countNext(orm, together)) === together
      if (!left) await noteCounted(orm, now)
      return left
    }), DEADLINE_MS),

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

/** Counts up to so many entries, and says how many there were. */
async function countNext(orm: Orm, together: number): Promise<number> {
  const reached = new Map((await rowsOf<Pick<TakenRow, 'stream' | 'seq'>>(orm, positions)).map(({ stream: of, seq }) => [of, seq]))
  const tally = new Tally(new Map((await orm.select().from(usageItem)).map((item) => [item.coordinate, item])))
  const uses = new FirstUses()
  let counted = 0
  for (let limit = 1, some = limit; some === limit && counted < together; counted += some) {
    limit = Math.min(AT_ONCE, together - counted)
    const rows = await rowsOf<TakenRow>(orm, taken(reached, limit))
    await learnDecisions(orm, rows, tally, uses)
    for (const row of rows) {
      tally.add(row)
      uses.add(row)
      reached.set(row.stream, row.seq)
    }
    some = rows.length
  }
  if (counted > 0) {
    await addCounts(orm, tally.rows())
    await noteFirstUses(orm, uses.grants())
    await moveTo(orm, reached)
  }
  return counted
}

/** How far each stream is counted. */
const positions = sql`select opened.id as stream, coalesce(reached.seq, 0)::double precision as seq
  from ${stream} as opened left join ${usagePosition} as reached on reached.stream = opened.id`

/** The next entries of every stream, in their order, so that what is left over always comes after what was taken. */
const taken = (reached: ReadonlyMap<number, number>, limit: number): SQL => sql`
  select stream, seq::double precision as seq, extract(epoch from at)::double precision * 1000 as at, decision, agency_credit_code as agency,
    (at at time zone 'Asia/Shanghai')::date::text as day, coalesce(own ->> 'matter', split_part(own ->> 'caseNo', '-', 1), '') as matter,
    coalesce(own ->> 'outcome', 'ANSWERED') as outcome, coalesce((own ->> 'rows')::integer, 0) as rows, coalesce(jsonb_array_length(own -> 'subjects'), 0) as subjects
  from (
    select next.*, next.body::jsonb as own
    from unnest(${sql.param([...reached.keys()])}::integer[], ${sql.param([...reached.values()])}::bigint[]) as reached(stream, seq)
    cross join lateral (
      select entry.stream, entry.seq, entry.at, entry.decision, entry.agency_credit_code, entry.body from ${accessRecord} as entry
      where entry.stream = reached.stream and entry.seq > reached.seq order by entry.seq limit ${limit}::integer
    ) as next
    order by next.stream, next.seq limit ${limit}::integer
  ) as next order by stream, seq`

/** Reads the decisions of entries that are not known yet. */
async function learnDecisions(orm: Orm, rows: readonly TakenRow[], tally: Tally, uses: FirstUses): Promise<void> {
  const ids = [...new Set(rows.map((row) => row.decision))].filter((id) => !tally.knows(id))
  if (ids.length === 0) return
  const found = await orm.select({ id: decision.id, said: decision.said, providers: decision.providers }).from(decision).where(sql`${decision.id} = any(${sql.param(ids)}::integer[])`)
  for (const { id, said, providers } of found) {
    const { channel, released = [], refused = [], asked = [], grants = [] } = JSON.parse(said) as Partial<SaidOfDecision>
    tally.learn(id, { channel: channel ?? '', asked: [...released, ...refused, ...asked], refuses: refused.length > 0, providers })
    uses.learn(id, grants)
  }
}

/** Adds to the counts, in the order of their key, so that those of one breakdown lie together. */
async function addCounts(orm: Orm, rows: readonly TallyRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    const texts = (of: (row: TallyRow) => string) => sql`${`{${some.map((row) => quoted(of(row))).join()}}`}::text[]`
    const numbers = (of: (sum: UsageSum) => number) => sql`${`{${some.map(({ sum }) => of(sum)).join()}}`}::bigint[]`
    await orm.execute(sql`insert into ${usageCount} as known (side, agency_credit_code, dimension, span, at, key, entries, refused, failed, released, withheld, rows, subjects)
      select side, viewer, dimension, span, at::date, key, entries, refused, failed, released, withheld, rows, subjects
      from unnest(${texts(({ side }) => side)}, ${texts(({ viewer }) => viewer)}, ${texts(({ dimension }) => dimension)}, ${texts(({ span }) => span)}, ${texts(({ at }) => at)}, ${texts(({ key }) => key)},
        ${numbers(({ entries }) => entries)}, ${numbers(({ refused }) => refused)}, ${numbers(({ failed }) => failed)}, ${numbers(({ released }) => released)},
        ${numbers(({ withheld }) => withheld)}, ${numbers((sum) => sum.rows)}, ${numbers(({ subjects }) => subjects)})
        as each(side, viewer, dimension, span, at, key, entries, refused, failed, released, withheld, rows, subjects)
      order by side, viewer, dimension, span, at, key
      on conflict (side, agency_credit_code, dimension, span, at, key) do update set entries = known.entries + excluded.entries, refused = known.refused + excluded.refused,
        failed = known.failed + excluded.failed, released = known.released + excluded.released, withheld = known.withheld + excluded.withheld,
        rows = known.rows + excluded.rows, subjects = known.subjects + excluded.subjects`)
  }
}

// The drivers write lists of texts as well, and take several times as long.
const quoted = (text: string): string => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`

async function noteFirstUses(orm: Orm, grants: ReadonlyMap<string, number>): Promise<void> {
  await orm.execute(sql`insert into ${grantFirstUse} as known (grant_id, at)
    select grant_id, to_timestamp(ms / 1000) from unnest(${sql.param([...grants.keys()])}::text[], ${sql.param([...grants.values()])}::double precision[]) as used(grant_id, ms) order by grant_id
    on conflict (grant_id) do update set at = excluded.at where known.at > excluded.at`)
}

async function moveTo(orm: Orm, reached: ReadonlyMap<number, number>): Promise<void> {
  await orm.execute(sql`insert into ${usagePosition} as known (stream, seq)
    select stream, seq from unnest(${sql.param([...reached.keys()])}::integer[], ${sql.param([...reached.values()])}::bigint[]) as reached(stream, seq) where seq > 0 order by stream
    on conflict (stream) do update set seq = excluded.seq where known.seq < excluded.seq`)
}

async function noteCounted(orm: Orm, now: Date): Promise<void> {
  await orm.insert(usageState).values({ countedAt: now })
    .onConflictDoUpdate({ target: usageState.only, set: { countedAt: sql`greatest(${usageState.countedAt}, excluded.counted_at)` } })
}
