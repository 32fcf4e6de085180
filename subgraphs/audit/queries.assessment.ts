import { sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, read, whole } from '#platform/db'
import { actError } from '#platform/errors'
import { grouped } from '#platform/grouped'
import { figuresOf, reasonsOf, textOf } from './domain/bulletin.ts'
import { FORMULA, pointsOf, scoreOf } from './domain/score.ts'
import { seesAll, seesExactly } from './queries.usage.ts'
import { dayFigure, indicatorValue, scoreRule, usageCount, usageState } from './tables.usage.ts'

const SCORES = 'Query.scores'

/** An entry is on record a few seconds after its time at most; a day whose last minute is this old has all of its entries. */
const SETTLED_MS = 60_000

/** What scores are asked for. */
export interface ScoreListing {
  readonly month: string
  readonly first?: number | null
  readonly after?: string | null
}

const { placeholder } = sql
const number = (column: keyof typeof usageCount.$inferSelect) => sql<number>`${usageCount[column]}`.mapWith(Number).as(column)

const countsOf = (db: Database) => whole(db, 'audit_bulletin_counts', db.orm
  .select({
    dimension: usageCount.dimension, key: usageCount.key, entries: number('entries'), refused: number('refused'), failed: number('failed'),
    released: number('released'), withheld: number('withheld'), subjects: number('subjects'),
  })
  .from(usageCount)
  .where(sql`${usageCount.side} = 'ALL' and ${usageCount.agency} = '' and ${usageCount.dimension} in ('TOTAL', 'AGENCY', 'REASON')
    and ${usageCount.span} = 'DAY' and ${usageCount.at} = ${placeholder('day')}::date`))

/** What the catalogue said of a day, with until when the record is counted. */
const actsOf = (db: Database) => whole(db, 'audit_bulletin_acts', db.orm
  .select({ code: dayFigure.code, value: dayFigure.value, countedAt: usageState.countedAt })
  .from(dayFigure)
  .innerJoin(usageState, sql`true`)
  .where(sql`${dayFigure.day} = ${placeholder('day')}::date`))

const partsOf = (db: Database) => whole(db, 'audit_scores', db.orm
  .select({
    agency: indicatorValue.agency, code: indicatorValue.code, value: indicatorValue.value, basis: indicatorValue.basis,
    title: scoreRule.title, weight: scoreRule.weight, target: scoreRule.target, worst: scoreRule.worst, unit: scoreRule.unit,
  })
  .from(indicatorValue)
  .innerJoin(scoreRule, sql`${scoreRule.code} = ${indicatorValue.code}`)
  .where(sql`${indicatorValue.month} = ${placeholder('month')}::date and ${indicatorValue.agency} in (
    select distinct listed.agency_credit_code from ${indicatorValue} as listed join ${scoreRule} as ruled on ruled.code = listed.code
    where listed.month = ${placeholder('month')}::date and (${placeholder('all')}::boolean or listed.agency_credit_code = ${placeholder('own')})
      and listed.agency_credit_code > ${placeholder('after')} order by 1 limit ${placeholder('limit')})`)
  .orderBy(indicatorValue.agency, scoreRule.ordinal, indicatorValue.code))

/** What is told of a day and of an agency's month. */
export function assessmentQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const counts = countsOf(db)
  const acts = actsOf(db)
  const parts = partsOf(db)
  return {
    /** The bulletin of a day that is over and counted to its end; `null` of any other, and to whoever is told of one agency alone. */
    async bulletin(access: Access, day: string) {
      if (!seesAll(access)) return null
      const acted = await read(acts(access.signal), { day })
      const countedAt = acted[0]?.countedAt.getTime() ?? 0
      if (countedAt < Date.parse(`${day}T24:00:00+08:00`) + SETTLED_MS) return null
      const counted = await read(counts(access.signal), { day })
      const exact = seesExactly(access)
      const figures = figuresOf(counted, new Map(acted.map(({ code, value }) => [code, value])), exact)
      const refusals = reasonsOf(counted, exact)
      return access.disclose('Bulletin', { day, figures, refusals, text: textOf(day, figures, refusals) })
    },

    /** A page of scores of one month, by agency: all of them, or the calling agency's own. */
    async scores(access: Access, { month, first, after }: ScoreListing) {
      if (!month.endsWith('-01')) throw actError('BAD_USER_INPUT', 'month: must be the first day of a month', '考核周期须为某月第一日')
      const [last = ''] = positionAfter(cursors, SCORES, after) ?? []
      const size = pageSize(first)
      const given = { month, all: seesAll(access), own: access.plan.agency, after: last, limit: size + 1 }
      const rows = given.all || given.own !== '' ? await read(parts(access.signal), given) : []
      const shown = [...grouped(rows, ({ agency }) => agency)].map(([agency, of]) => {
        const scored = of.map((part) => ({ ...part, points: pointsOf(part, part.value) }))
        return access.disclose('AgencyScore', { agency, month, score: scoreOf(scored), parts: scored, formula: FORMULA, agencies: [agency], code: agency })
      })
      return page(shown, size, ({ code }) => cursors.encode(SCORES, [code]))
    },
  }
}

export type AssessmentQueries = ReturnType<typeof assessmentQueries>
