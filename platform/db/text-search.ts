import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { searchTokens } from '../text-search.ts'

/**
 * A table that is searched by a text. It has three indexes: one on the text; one on scatter, key, text and division, in
 * this order; and GIN on `tokens`, without fast update. See docs/decisions/0012-chinese-text-search.md.
 */
export interface Searched {
  readonly table: PgTable
  readonly key: PgColumn
  /** The text as `comparableText` makes it. */
  readonly text: PgColumn
  /** 12 digits. */
  readonly division: PgColumn
  /** Generated from the key as 8 hexadecimal digits, so that neighbours in its order have nothing in common. */
  readonly scatter: PgColumn
  /** What `searchTokens` asks for, as the index holds it: an expression over text and division. */
  readonly tokens: SQL
}

/** What a search is asked for. */
export interface SearchAsked {
  /** As `searchWords` makes them. */
  readonly words: readonly string[]
  /** 12 digits; `null` for everywhere. */
  readonly division: string | null
  readonly first: number
  /** Sort key of the last row of the page before: rank, scatter and key. */
  readonly after: readonly string[] | null
}

/** Rows that are tried in their own order before the tokens are looked up. Twice as many cost about 3 ms more. */
const WINDOW = 8_000

/**
 * The rows that a search finds, as `found(rank, scatter, key)` for the `from` of a prepared statement, already limited:
 * texts that are exactly what is asked first, then the others in the order of `scatter`.
 *
 * A term in many rows shows within the first thousands tried, a term in few is looked up by its tokens. The order scatters
 * every term evenly, so the number found among those tried tells which it is, and no estimate of the planner is needed.
 */
export function searchFound({ table, key, text, division, scatter, tokens }: Searched): SQL {
  const { placeholder } = sql
  const limit = sql`cast(${placeholder('limit')} as int)`
  // Behind a subselect an array is unknown to the planner, and in two halves it is believed to match next to nothing:
  // so the plan is the same for every term, and its estimated cost stays below what the server compiles (jit).
  const holds = (half: string) => sql`${tokens} @> (select ${placeholder(half)}::text[])`
  const matches = sql`tried.text like all(${placeholder('patterns')}::text[]) and tried.text <> ${placeholder('whole')}`
  return sql`(
    with exact as materialized (
      select 0 as rank, ${scatter} as scatter, ${key} as key from ${table}
      where ${text} = ${placeholder('whole')} and starts_with(${division}, ${placeholder('prefix')})
        and (${scatter}, ${key}) > (${placeholder('exactScatter')}, ${placeholder('exactKey')})
      order by ${scatter}, ${key} limit ${limit}
    ), common as materialized (
      select 1 as rank, tried.scatter, tried.key from (
        select ${scatter} as scatter, ${key} as key, ${text} as text, ${division} as division from ${table}
        where (${scatter}, ${key}) > (${placeholder('scatter')}, ${placeholder('key')})
        order by ${scatter}, ${key} limit cast(${WINDOW} as int)
      ) as tried
      where ${matches} and starts_with(tried.division, ${placeholder('prefix')})
      order by tried.scatter, tried.key limit ${limit}
    ), rare as materialized (
      select 1 as rank, tried.scatter, tried.key from (
        select ${scatter} as scatter, ${key} as key, ${text} as text from ${table}
        where (select count(*) from common) < ${limit} and ${holds('tokens')} and ${holds('otherTokens')}
      ) as tried
      where ${matches} and (tried.scatter, tried.key) > (${placeholder('scatter')}, ${placeholder('key')})
    )
    select rank, scatter, key from exact
    union all select rank, scatter, key from common where (select count(*) from common) >= ${limit}
    union all select rank, scatter, key from rare
    order by rank, scatter, key limit ${limit}
  ) as found(rank, scatter, key)`
}

/** Scatter is hexadecimal, so nothing is beyond this. */
const BEYOND_ALL = 'z'

/** Parameters of the statement that {@link searchFound} is part of; it reads one row more than the page holds. */
export function searchParameters({ words, division, first, after }: SearchAsked): Record<string, unknown> {
  const [rank = '0', scatter = '', key = ''] = after ?? []
  const tokens = searchTokens(words, division)
  const exact = rank === '0' ? { exactScatter: scatter, exactKey: key } : { exactScatter: BEYOND_ALL, exactKey: '' }
  return {
    ...exact,
    scatter: rank === '0' ? '' : scatter,
    key: rank === '0' ? '' : key,
    whole: words.join(''),
    patterns: words.map((word) => `%${word.replaceAll(/[\\%_]/gu, '\\$&')}%`),
    tokens: tokens.filter((_token, at) => at % 2 === 0),
    otherTokens: tokens.length === 1 ? tokens : tokens.filter((_token, at) => at % 2 === 1),
    prefix: tokens.at(-1)?.startsWith('#') === true ? tokens.at(-1)?.slice(1) : '',
    limit: first + 1,
  }
}
