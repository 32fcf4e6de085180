import { asc, desc, type SQL, sql, type SQLWrapper } from 'drizzle-orm'

const { placeholder } = sql

/** Beyond every id: ids are digits, letters and punctuation. */
const LAST_ID = 'zzzz'
const LAST_TEXT = '\u{10FFFF}'

type Way = 'forwards' | 'backwards'

/** An order of a list. A place in it is compared as an index holds it, so that a page is entered by that index wherever it starts. */
export interface Order {
  readonly by: readonly SQL[]
  /** Whether a row comes after the place `afterKey`, `afterId`. */
  readonly after: SQL
  /** What a row is sorted by, to be kept in its cursor beside the id; empty where that is the id alone. */
  readonly key: SQL<string>
  /** The place before every row. */
  readonly start: readonly [key: string, id: string]
}

const turned = (way: Way) => (way === 'forwards' ? { turn: asc, than: sql`>` } : { turn: desc, than: sql`<` })

/** By id alone. */
export function byId(id: SQLWrapper, way: Way = 'forwards'): Order {
  const { turn, than } = turned(way)
  return { by: [turn(id)], after: sql`${id} ${than} ${placeholder('afterId')}::text`, key: sql<string>`''::text`, start: ['', way === 'forwards' ? '' : LAST_ID] }
}

/** By a text, as its characters are numbered, which is the same on every server; rows that are alike in it by id. */
export function byText(text: SQLWrapper, id: SQLWrapper, way: Way = 'forwards'): Order {
  return byKey(sql`${text} collate "C"`, 'text', id, way, ['', LAST_TEXT])
}

/** By a day, which every row has; rows that are alike in it by id. */
export function byDay(day: SQLWrapper, id: SQLWrapper, way: Way = 'forwards'): Order {
  return byKey(day, 'date', id, way, ['-infinity', 'infinity'])
}

function byKey(key: SQLWrapper, type: 'text' | 'date', id: SQLWrapper, way: Way, [first, last]: readonly [string, string]): Order {
  const { turn, than } = turned(way)
  const place = type === 'date' ? sql`${placeholder('afterKey')}::date` : sql`${placeholder('afterKey')}::text`
  return {
    by: [turn(key), turn(id)], after: sql`(${key}, ${id}) ${than} (${place}, ${placeholder('afterId')}::text)`, key: sql<string>`(${key})::text`,
    start: way === 'forwards' ? [first, ''] : [last, LAST_ID],
  }
}

/** The place after which a page starts. */
export const placeIn = ({ start }: Order, position: readonly string[] | null) => {
  const [afterKey = start[0], afterId = start[1]] = position ?? []
  return { afterKey, afterId }
}

/** A statement for each order: an index is chosen by what a statement says and not by what it is given. */
export const eachOrder = <Name extends string, Made>(orders: Readonly<Record<Name, Order>>, make: (order: Order, name: string) => Made) =>
  Object.fromEntries(Object.entries<Order>(orders).map(([name, order]) => [name, make(order, name.toLowerCase())])) as Readonly<Record<Name, Made>>
