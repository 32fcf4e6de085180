import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'

/** A table whose rows stand at points of EPSG:4490 and are looked for by distance. */
export interface Located {
  readonly table: PgTable
  readonly key: PgColumn
  /** Indexed by GiST over `location::geography`. */
  readonly location: PgColumn
  /** What a row is marked with, `text[]`, indexed by GIN; a question may want a mark. */
  readonly marks: PgColumn
  /** What a row must be to be found at all. */
  readonly shown: SQL
}

/** One question for the nearest rows. */
export interface NearestAsked {
  readonly lon: number
  readonly lat: number
  /** The mark that rows must have; `null` for any row. */
  readonly mark: string | null
  /** How many rows, from 1 to 100. */
  readonly first: number
}

/**
 * The rows nearest to each point asked, as `found(place, metres, key)` for the `from` of a prepared statement: by distance
 * on the ellipsoid of CGCS2000 to the millimetre, then by key.
 *
 * The nearest few dozen by the index mostly hold the answer. Where they do not, because few rows bear the mark, those are
 * looked up by it. Neither way depends on what the planner believes of a mark.
 *
 * The index orders by distance on a sphere, which differs from that on the ellipsoid by less than a fiftieth. So what lies
 * within the window by more than that has everything nearer in the window with it, and only that is certain.
 */
export function nearestFound({ table, key, location, marks, shown }: Located): SQL {
  const { placeholder } = sql
  // Not of the type geography: its distance is believed to cost so much that the server would compile the statement (jit).
  const metres = sql`round(ST_DistanceSpheroid(${location}, asked.at, 'SPHEROID["CGCS2000",6378137,298.257222101]')::numeric, 3)`
  const nearest = sql`order by metres, key limit asked.size`
  const window = sql`64 + 4 * asked.size`
  return sql`(
    select asked.place, nearest.metres, nearest.key from (
      select given.place, given.size, array_remove(array[given.mark], '') as marks, ST_SetSRID(ST_MakePoint(given.lon, given.lat), 4490) as at
      from unnest(
        ${placeholder('lon')}::float8[], ${placeholder('lat')}::float8[], ${placeholder('mark')}::text[], ${placeholder('size')}::int[]
      ) with ordinality as given(lon, lat, mark, size, place)
    ) as asked cross join lateral (
      with near as materialized (
        select around.* from (
          select ${key} as key, ${metres} as metres, asked.marks = '{}' or ${marks} @> asked.marks as fits
          from ${table} where ${shown}
          order by ${location}::geography <-> asked.at::geography limit 464
        ) as around limit ${window}
      ), certain as materialized (
        select key, metres from near where fits and metres < (
          select case when count(*) < ${window} then 'infinity' else max(metres) / 1.02 end from near
        ) ${nearest}
      ), looked_up as (
        select ${key} as key, ${metres} as metres from ${table}
        where (select count(*) from certain) < asked.size and ${marks} @> asked.marks and ${shown} ${nearest}
      )
      select metres, key from certain where (select count(*) from certain) >= asked.size
      union all select metres, key from looked_up
    ) as nearest
  ) as found`
}

/** Parameters of the statement that {@link nearestFound} is part of; `place`, from 1, tells which question a row answers. */
export function nearestParameters(asks: readonly NearestAsked[]): Record<string, unknown> {
  return {
    lon: asks.map(({ lon }) => lon),
    lat: asks.map(({ lat }) => lat),
    mark: asks.map(({ mark }) => mark ?? ''),
    size: asks.map(({ first }) => first),
  }
}
