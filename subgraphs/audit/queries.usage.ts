import { type SQL, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, read, whole } from '#platform/db'
import { actError } from '#platform/errors'
import { carefully, exactly, isCountedBy, type UsageCell, type UsageDimension, type UsageGroup, type UsageSide } from './domain/usage.ts'
import { inDays, isPeriod, isWholeMonths, type Period, piecesOf } from './domain/usage-period.ts'
import { usageCount, usageState } from './tables.usage.ts'

/** What counts of use are asked for. */
export interface UsageListing extends Period {
  readonly by: UsageDimension
  readonly side?: UsageSide | null
  readonly first?: number | null
  readonly after?: string | null
}

const { placeholder } = sql

/** Who is told of every agency: counts, and to the auditor, who may read all entries, each of them as it is. */
const SEE_ALL = ['auditor', 'assessor', 'sharing-authority'] as const

/** Whether a system is told of every agency. */
export const seesAll = ({ plan }: Access): boolean => SEE_ALL.some((persona) => plan.personas.includes(persona))
/** Whether it is told small counts too. */
export const seesExactly = ({ plan }: Access): boolean => plan.personas.includes('auditor')

// One stretch after the other by the index. Joined as a whole, days would be read for what is counted by months.
/** Counts of one breakdown, out of the stretches of time that were asked for. */
const counted = sql`(
  select case ${placeholder('by')}::text when 'DAY' then at::text when 'MONTH' then left(at::text, 7) else key end as key, date_trunc('month', at::timestamp)::date as month,
    sign, entries, refused, failed, released, withheld, rows, subjects
  from unnest(${placeholder('spans')}::text[], ${placeholder('signs')}::integer[], ${placeholder('begins')}::text[]::date[], ${placeholder('ends')}::text[]::date[]) as piece(of, sign, begins, ends)
  cross join lateral (
    select * from ${usageCount} as known where known.side = ${placeholder('side')} and known.agency_credit_code = ${placeholder('agency')} and known.dimension = ${placeholder('dimension')}
      and known.span = piece.of and known.at between piece.begins and piece.ends offset 0
  ) as known)`

// Sums of doubles are several times cheaper than of what a server makes of bigint, and exact up to 2^53.
const summed = sql`(
  select key, sum(sign * entries::double precision) as entries, sum(sign * refused::double precision) as refused, sum(sign * failed::double precision) as failed,
    sum(sign * released::double precision) as released, sum(sign * withheld::double precision) as withheld, sum(sign * rows::double precision) as rows, sum(sign * subjects::double precision) as subjects
  from ${counted} as counted group by key having sum(sign * entries) > 0)`

const numbers = (column: SQL) => sql<readonly number[]>`string_agg(${column}::bigint::text, ',')`.mapWith((list: string) => JSON.parse(`[${list}]`) as number[])

// One row with thousands of numbers is read several times faster than thousands of rows.
const columns = {
  keys: sql<readonly string[]>`json_agg(key)`,
  entries: numbers(sql`entries`), refused: numbers(sql`refused`), failed: numbers(sql`failed`), released: numbers(sql`released`), withheld: numbers(sql`withheld`),
  rows: numbers(sql`rows`), subjectsRead: numbers(sql`subjects`),
}

/** Counts by key, of all the time together. */
const sumsOf = (db: Database) => whole(db, 'audit_usage', db.orm.select({ month: sql<string>`''`, ...columns }).from(sql`${summed} as summed`).having(sql`count(*) > 0`))

/** Counts by key and month, for each month to be told by itself. */
const monthsOf = (db: Database) => whole(db, 'audit_usage_months', db.orm.select({ month: sql<string>`month::text`, ...columns }).from(sql`${counted} as counted`).groupBy(sql`month`))

type Columns = Readonly<Record<Exclude<keyof UsageCell, 'key' | 'month'>, readonly number[]>> & { readonly month: string; readonly keys: readonly string[] }

const cellsIn = ({ month, keys, ...of }: Columns): UsageCell[] => keys.map((key, at) => ({
  key, month, entries: of.entries[at] ?? 0, refused: of.refused[at] ?? 0, failed: of.failed[at] ?? 0, released: of.released[at] ?? 0,
  withheld: of.withheld[at] ?? 0, rows: of.rows[at] ?? 0, subjectsRead: of.subjectsRead[at] ?? 0,
}))

const stateOf = (db: Database) => whole(db, 'audit_usage_state', db.orm.select({ countedAt: usageState.countedAt }).from(usageState))

/** Numbers of use, as far as they may be told: what is kept back does not leave here. */
export function usageQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const sums = sumsOf(db)
  const months = monthsOf(db)
  const state = stateOf(db)
  return {
    /** Requests counted by one thing, the largest group first, or by time; `null` where nothing was counted yet, or to whoever acts for nobody. */
    async usage(access: Access, { by, from, to, side: asked, first, after }: UsageListing) {
      const all = seesAll(access)
      const side = asked ?? (all ? 'ALL' : 'CONSUMER')
      const exact = side === 'CONSUMER' || seesExactly(access)
      refuse(all, side, by, { from, to }, exact)
      // Groups have keys of their own by each dimension, so a cursor leads on in none but its own list.
      const list = `Query.usage ${side} ${by} ${from} ${to}`
      const [count, last] = positionAfter(cursors, list, after) ?? []
      const size = pageSize(first)
      const agency = side === 'ALL' ? '' : access.plan.agency
      if (side !== 'ALL' && agency === '') return null
      const dimension = by === 'DAY' || by === 'MONTH' ? 'TOTAL' : by
      const pieces = by === 'DAY' ? inDays({ from, to }) : piecesOf({ from, to })
      const stretches = { spans: pieces.map(({ span }) => span), signs: pieces.map(({ sign }) => sign), begins: pieces.map((piece) => piece.from), ends: pieces.map((piece) => piece.to) }
      const [found, [known]] = await Promise.all([read((exact ? sums : months)(access.signal), { by, side, agency, dimension, ...stretches }), read(state(access.signal))])
      if (known === undefined) return null
      const cells = found.flatMap(cellsIn)
      const { total: sum, suppressed, groups } = exact ? exactly(cells) : carefully(cells, by)
      const order = by === 'DAY' || by === 'MONTH' ? byKey : bySize
      // Counts grow from page to page, so a page begins after a place and not after a group.
      const following = last === undefined ? groups : groups.filter((group) => order(group, { entries: Number(count), key: last }) > 0)
      const shown = following.toSorted(order).slice(0, size + 1).map((group) => access.disclose('UsageGroup', { ...group, by, agencies: [access.plan.agency] }))
      const row = { asOf: known.countedAt, total: sum, suppressed, groups: page(shown, size, ({ entries, key }) => cursors.encode(list, [String(entries), key])), agencies: [access.plan.agency] }
      return access.disclose('Usage', row)
    },
  }
}

function refuse(all: boolean, side: UsageSide, by: UsageDimension, period: Period, exact: boolean): void {
  if (side === 'ALL' && !all) throw actError('FORBIDDEN', 'side: ALL is for assessors, auditors and the sharing authority', '全部机构的使用统计仅供考核、审计和数据主管部门查询')
  if (!isCountedBy(side, by)) throw actError('BAD_USER_INPUT', `by: requests of side ${side} are not counted by ${by}`, '该类请求不按此维度统计')
  if (!isPeriod(period)) throw actError('BAD_USER_INPUT', 'from, to: must go on, be at most ten years apart and end before the year 9999', '起止日期须先后有序，不超过十年，且早于9999年')
  const inDays = exact && (side === 'ALL' || by === 'DAY')
  if (!inDays && !isWholeMonths(period)) throw actError('BAD_USER_INPUT', 'from, to: must be the first and the last day of calendar months here', '此类统计须按整月查询')
}

type Ordered = Pick<UsageGroup, 'entries' | 'key'>

const byKey = (a: Ordered, b: Ordered) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
const bySize = (a: Ordered, b: Ordered) => b.entries - a.entries || byKey(a, b)

export type UsageQueries = ReturnType<typeof usageQueries>
