import { seal, unseal } from './envelope.ts'
import { hubError } from './errors.ts'

/** A page holds at most this many rows. */
const FIRST_MAX = 100

const FIRST_DEFAULT = 20

/** One page of a list that can grow, in the shape of the Relay cursor connections specification. */
export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly endCursor: string | null
  }
}

/** Turns the sort key of a row into a text that tells a caller nothing, and back. */
export interface Cursors {
  /** `list` names the list that the cursor is good for, as `Person.cases`. */
  encode(list: string, sortKey: readonly string[]): string
  /** The sort key, or `null` for a text that this hub did not make for this list. */
  decode(list: string, cursor: string): readonly string[] | null
}

/**
 * Cursors in sealed envelopes, since a sort key may be a name or a date of somebody.
 *
 * @param key 32 bytes, the same for every process of the hub
 */
export function sealedCursors(key: Buffer): Cursors {
  return {
    encode: (list, sortKey) => seal(key, JSON.stringify(sortKey), `cursor ${list}`).toString('base64url'),
    decode: (list, cursor) => {
      try {
        return JSON.parse(unseal(key, Buffer.from(cursor, 'base64url'), `cursor ${list}`)) as string[]
      } catch {
        return null
      }
    },
  }
}

/**
 * How many rows a page may hold. Read one row more than that, so that {@link page} knows whether another page follows.
 *
 * @param first as the caller gave it; absent means 20
 * @throws BAD_USER_INPUT naming the argument when it is below 1 or above 100
 */
export function pageSize(first: number | null | undefined, argument = 'first'): number {
  const size = first ?? FIRST_DEFAULT
  if (Number.isInteger(size) && size >= 1 && size <= FIRST_MAX) return size
  throw hubError('BAD_USER_INPUT', `${argument} must be from 1 to ${FIRST_MAX}`, { argument })
}

/**
 * The sort key after which a page starts; `null` where the caller asks for the first page.
 *
 * @throws BAD_USER_INPUT naming the argument when the cursor is not one of this hub's for this list
 */
export function positionAfter(
  cursors: Cursors,
  list: string,
  cursor: string | null | undefined,
  argument = 'after',
): readonly string[] | null {
  if (cursor === null || cursor === undefined) return null
  const sortKey = cursors.decode(list, cursor)
  if (sortKey === null) throw hubError('BAD_USER_INPUT', `${argument} is no cursor of this list`, { argument })
  return sortKey
}

/**
 * A page from the rows that one statement gave, in its order.
 *
 * @param rows up to `first + 1` of them
 * @param first size of the page, from 1 to 100
 * @param cursorOf the cursor of a row
 * @throws BAD_USER_INPUT when `first` is out of bounds
 */
export function page<Row>(rows: readonly Row[], first: number, cursorOf: (row: Row) => string): Connection<Row> {
  const edges = rows.slice(0, pageSize(first)).map((node) => ({ cursor: cursorOf(node), node }))
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
}
