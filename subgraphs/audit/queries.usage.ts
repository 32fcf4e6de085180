import { sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, read, whole } from '#platform/db'
import { actError } from '#platform/errors'
import { carefully, exactly, isCountedBy, type UsageDimension, type UsageGroup, type UsageSide } from './domain/usage.ts'
import { isPeriod, isWholeMonths, type Period, split } from './domain/usage-period.ts'
import { usageCount, usageState } from './tables.usage.ts'

const LIST = 'Query.usage'

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

// Sums of doubles are several times cheaper than of what a server makes of bigint, and exact up to 2^53.
const total = (column: keyof typeof usageCount.$inferSelect) => sql<number>`sum(${usageCount[column]}::double precision)`.mapWith(Number)

/** Counts by key and month: whole months as they were summed before, days where a month is cut. */
const cellsOf = (db: Database) => whole(db, 'audit_usage', db.orm
  .select({
    key: sql<string>`case ${placeholder('by')}::text when 'DAY' then ${usageCount.at}::text when 'MONTH' then left(${usageCount.at}::text, 7) else ${usageCount.key} end`.as('counted_key'),
    // Months are told apart where each is told by itself.
    month: sql<string>`case when ${placeholder('exact')}::boolean then '' else date_trunc('month', ${usageCount.at}::timestamp)::date::text end`.as('month'),
    entries: total('entries'), refused: total('refused'), failed: total('failed'), released: total('released'), withheld: total('withheld'),
    rows: total('rows'), subjectsRead: total('subjects'),
  })
  .from(usageCount)
  .where(sql`${usageCount.side} = ${placeholder('side')} and ${usageCount.agency} = ${placeholder('agency')} and ${usageCount.dimension} = ${placeholder('dimension')}
    and ((${usageCount.span} = 'MONTH' and ${usageCount.at} >= ${placeholder('monthsFrom')}::date and ${usageCount.at} < ${placeholder('monthsTo')}::date)
      or (${usageCount.span} = 'DAY' and ${usageCount.at} >= ${placeholder('from')}::date and ${usageCount.at} <= ${placeholder('to')}::date
        and (${usageCount.at} < ${placeholder('monthsFrom')}::date or ${usageCount.at} >= ${placeholder('monthsTo')}::date)))`)
  .groupBy(sql`counted_key`, sql`month`))

const stateOf = (db: Database) => whole(db, 'audit_usage_state', db.orm.select({ countedAt: usageState.countedAt }).from(usageState))

/** Numbers of use, as far as they may be told: what is kept back does not leave here. */
export function usageQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const cells = cellsOf(db)
  const state = stateOf(db)
  return {
    /** Requests counted by one thing, the largest group first, or by time; `null` where nothing was counted yet, or to whoever acts for nobody. */
    async usage(access: Access, { by, from, to, side: asked, first, after }: UsageListing) {
      const all = seesAll(access)
      const side = asked ?? (all ? 'ALL' : 'CONSUMER')
      const exact = side === 'CONSUMER' || seesExactly(access)
      refuse(all, side, by, { from, to }, exact)
      const [last = null] = positionAfter(cursors, LIST, after) ?? []
      const size = pageSize(first)
      const agency = side === 'ALL' ? '' : access.plan.agency
      if (side !== 'ALL' && agency === '') return null
      const dimension = by === 'DAY' || by === 'MONTH' ? 'TOTAL' : by
      const period = by === 'DAY' ? { from, to, monthsFrom: from, monthsTo: from } : split({ from, to })
      const [counted, [known]] = await Promise.all([read(cells(access.signal), { by, side, agency, dimension, exact, ...period }), read(state(access.signal))])
      if (known === undefined) return null
      const { total: sum, suppressed, groups } = exact ? exactly(counted) : carefully(counted, by)
      const ordered = [...groups].sort(by === 'DAY' || by === 'MONTH' ? byKey : bySize)
      const begin = last === null ? 0 : ordered.findIndex(({ key }) => key === last) + 1
      const shown = ordered.slice(begin, begin + size + 1).map((group) => access.disclose('UsageGroup', { ...group, by, agencies: [access.plan.agency] }))
      const row = { asOf: known.countedAt, total: sum, suppressed, groups: page(shown, size, ({ key }) => cursors.encode(LIST, [key])), agencies: [access.plan.agency] }
      return access.disclose('Usage', row)
    },
  }
}

function refuse(all: boolean, side: UsageSide, by: UsageDimension, period: Period, exact: boolean): void {
  if (side === 'ALL' && !all) throw actError('FORBIDDEN', 'side: ALL is for assessors, auditors and the sharing authority', '全部机构的使用统计仅供考核、审计和数据主管部门查询')
  if (!isCountedBy(side, by)) throw actError('BAD_USER_INPUT', `by: requests of side ${side} are not counted by ${by}`, '该类请求不按此维度统计')
  if (!isPeriod(period)) throw actError('BAD_USER_INPUT', 'from, to: must go on and be at most ten years apart', '起止日期须先后有序，且不超过十年')
  const inDays = exact && (side === 'ALL' || by === 'DAY')
  if (!inDays && !isWholeMonths(period)) throw actError('BAD_USER_INPUT', 'from, to: must be the first and the last day of calendar months here', '此类统计须按整月查询')
}

const byKey = (a: UsageGroup, b: UsageGroup) => (a.key < b.key ? -1 : 1)
const bySize = (a: UsageGroup, b: UsageGroup) => b.entries - a.entries || byKey(a, b)

export type UsageQueries = ReturnType<typeof usageQueries>
