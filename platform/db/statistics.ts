import { type SQL, sql } from 'drizzle-orm'
import type { Access } from '../access.ts'
import { type CodeList, named, UNKNOWN } from '../codes.ts'
import { type Database, read, whole } from '../db.ts'
import { hubError } from '../errors.ts'

/** A number about the records of a library that share a key: never a subject, never a value of somebody. */
export interface StatisticRow {
  readonly key: string
  /** Name of the key in Chinese; `null` where the library does not know one. */
  readonly name: string | null
  /** What the number is, as `count`. */
  readonly measure: string
  readonly value: number
}

/** What the router asks for: what is counted, by what, and after which key; empty for the first. */
export interface StatisticsAsked {
  readonly of: string
  readonly by: string
  readonly after: string
}

/** How the records of a library are counted one way: one statement. */
export interface Counting {
  /** What they are told apart by, a text; records without it count under {@link UNKNOWN}. */
  readonly key: SQL
  /** Names of the keys: a code list, or an expression over the records. */
  readonly names?: CodeList | SQL
  /** What is counted, behind `from`. */
  readonly from: SQL
  /** Aggregates by name; how many there are, under `count`, where it is left out. */
  readonly measures?: Readonly<Record<string, SQL>>
  /** What the statement needs besides, anew each time. */
  readonly parameters?: (access: Access) => Record<string, unknown>
}

/** Keys of one answer at most; whoever asks goes on after the last. */
const KEYS_MOST = 1_000

const COUNT = { count: sql`count(*)` }

/**
 * What a library answers to the router's question for counts.
 *
 * @param countings by what is counted and by what, `PERSONS SEX`
 */
export function statisticsOf(db: Database, library: string, countings: Readonly<Record<string, Counting>>) {
  const statements = new Map(Object.entries(countings).map(([name, counting]) => [name, { counting, statement: statementOf(db, library, name, counting) }]))
  return async (access: Access, { of, by, after }: StatisticsAsked): Promise<StatisticRow[]> => {
    const found = statements.get(`${of} ${by}`)
    if (found === undefined) throw hubError('BAD_USER_INPUT', 'the library does not count this')
    const { counting: { names, parameters }, statement } = found
    const rows = await read(statement(access.signal), { after, ...parameters?.(access) })
    return rows.map((row) => ({ ...row, name: nameOf(row, names) }))
  }
}

function nameOf({ key, name }: { readonly key: string; readonly name: string | null }, names: Counting['names']): string | null {
  if (key === UNKNOWN) return '未知'
  return names === undefined || isExpression(names) ? name : (named(names, key)?.name ?? null)
}

function isExpression(names: CodeList | SQL): names is SQL {
  return 'queryChunks' in names
}

// The limit is on keys, so that no page ends between two numbers of one key. Bytes are compared, or the order would be the server's own.
function statementOf(db: Database, library: string, name: string, { key, names, from, measures = COUNT }: Counting) {
  const each = Object.entries(measures)
  const columns = each.map(([, aggregate], at) => sql`, coalesce((${aggregate})::double precision, 0) as ${sql.identifier(`m${at}`)}`)
  const values = each.map(([measure], at) => sql`(${measure}::text, page.${sql.identifier(`m${at}`)})`)
  const label = names !== undefined && isExpression(names) ? names : sql`null::text`
  const query = db.orm
    .select({
      key: sql<string>`page.key`,
      name: sql<string | null>`page.name`,
      measure: sql<string>`each.measure`,
      value: sql<number>`each.value`.mapWith(Number),
    })
    .from(sql`(
      select * from (
        select coalesce(${key}, ${UNKNOWN}) collate "C" as key, min(${label}) as name${sql.join(columns)} from ${from} group by 1
      ) as counted
      where key > ${sql.placeholder('after')} order by key limit ${KEYS_MOST}
    ) as page cross join lateral (values ${sql.join(values, sql`, `)}) as each(measure, value)`)
    .orderBy(sql`page.key, each.measure`)
  return whole(db, `${library}_statistics_${name.toLowerCase().replaceAll(' ', '_')}`, query)
}
