import { createHash } from 'node:crypto'
import { Column, fillPlaceholders, is, SQL, Subquery } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '../access.ts'
import type { Database } from '../db.ts'
import { RecentlyUsed } from '../lru.ts'
import { PROVENANCE_COLUMNS } from '../provenance.ts'
import type { RawRow } from './readers.ts'

/** A statement that is ready to run, its parameters named and its keys arrays. */
export interface Statement<Row> {
  run(parameters: Record<string, unknown>): Promise<Row[]>
}

/** What is selected, by the property that a row has it under. */
type Columns = Readonly<Record<string, PgColumn | SQL | SQL.Aliased>>

/** A query of drizzle's, not yet prepared. */
interface Query<Row> {
  readonly _: { readonly result: Row[] }
  prepare(name: string): unknown
}

/** A row of a planned statement: what the plan does not give was not selected and is `null`. */
export type PlannedRow<Row, Always extends keyof Row> = { [Name in keyof Row]: Name extends Always ? Row[Name] : Row[Name] | null }

/** Which columns of a statement a plan selects. */
interface Plan<Selected extends Columns, Name extends keyof Selected & string, Row> {
  /** Type of the contract whose items the rows hold; a call may name another with the same items. */
  readonly type: string
  /** Everything that may be selected. A column is the item of its own name, unless `needs` says otherwise. */
  readonly columns: Selected
  /** Plumbing: keys, order, what row rules, edges and the library's own logic want of every row. */
  readonly always: readonly Name[]
  /** Items that are drawn from columns of other names, and those columns. `provenance` is known. */
  readonly needs?: Readonly<Record<string, readonly (keyof Selected & string)[]>>
  /** The statement over those columns that are selected; what it selects besides is always selected. */
  readonly select: (columns: Selected) => Query<Row>
}

const VARIANTS_MOST = 64

/**
 * A statement that selects what an access plan gives and nothing else: a variant is prepared for every set of columns
 * that is asked for, under a name of its own, and the {@link VARIANTS_MOST} used last are kept.
 */
export function planned<Selected extends Columns, Name extends keyof Selected & string, Row extends object>(
  db: Database, name: string, plan: Plan<Selected, Name, Row>,
): (access: Access, type?: string) => Statement<PlannedRow<Row, keyof Row & (Name | Exclude<keyof Row, keyof Selected>)>> {
  const all = Object.keys(plan.columns)
  const items = columnsByItem(all, plan)
  const variants = new RecentlyUsed<Running>(VARIANTS_MOST)
  const variantOf = (columns: readonly string[], variantName: string) => {
    const selected = Object.fromEntries(columns.map((column) => [column, plan.columns[column]]))
    return runnable(plan.select(selected as Selected), variantName, all)
  }
  // The whole of it is prepared at once, so that a fault is found at the start.
  const whole = variantOf(all, name)
  return (access, type = plan.type) => {
    const given = new Set<string>(plan.always)
    for (const [item, columns] of items) if (access.granted(`${type}.${item}`)) for (const column of columns) given.add(column)
    const selected = all.filter((column) => given.has(column))
    if (selected.length === all.length) return bound(db, whole, access.signal)
    const key = selected.join()
    let variant = variants.get(key)
    if (variant === undefined) {
      variant = variantOf(selected, `${name}_${createHash('sha256').update(key).digest('hex').slice(0, 8)}`)
      variants.set(key, variant)
    }
    return bound(db, variant, access.signal)
  }
}

/** A statement that always selects the same: for the router's decision and for verdicts, which show no row. */
export function whole<Row extends object>(db: Database, name: string, query: Query<Row>): (signal?: AbortSignal) => Statement<Row> {
  const running = runnable(query, name, [])
  return (signal) => bound(db, running, signal)
}

function columnsByItem(
  all: readonly string[], { always, needs = {} }: { always: readonly string[]; needs?: Readonly<Record<string, readonly string[]>> },
): Map<string, readonly string[]> {
  const provenance = all.filter((column) => PROVENANCE_COLUMNS.has(column))
  const found = new Map<string, readonly string[]>([['provenance', provenance]])
  for (const column of all) if (!always.includes(column)) found.set(column, [column])
  for (const [item, columns] of Object.entries(needs)) found.set(item, columns)
  return found
}

interface Running {
  readonly text: string
  readonly parameters: unknown[]
  readonly rowOf: (raw: RawRow) => object
}

/** What drizzle makes of a query and keeps to itself. */
interface Prepared {
  readonly fields: readonly { readonly path: readonly string[]; readonly field: unknown }[]
  getQuery(): { readonly sql: string; readonly params: unknown[] }
}

// Drizzle writes the statement and says how values are read; it is sent without it, which costs a quarter less of this
// process and lets a statement be cancelled.
function runnable(query: Query<object>, name: string, all: readonly string[]): Running {
  const prepared = query.prepare(name) as Prepared
  const { sql: text, params } = prepared.getQuery()
  const names = prepared.fields.map(({ path: [property = '', inner] }) => {
    if (inner !== undefined) throw new Error(`${name} selects a nested ${property}.${inner}`)
    return property
  })
  const decoders = prepared.fields.map(({ field }) => decoderOf(field))
  const absent = all.filter((column) => !names.includes(column))
  return {
    text,
    parameters: params,
    rowOf(raw) {
      const row: Record<string, unknown> = {}
      for (const [at, property] of names.entries()) {
        const value = raw[at]
        row[property] = value === null ? null : decoders[at]?.mapFromDriverValue(value)
      }
      for (const property of absent) row[property] = null
      return row
    },
  }
}

interface Decoder {
  mapFromDriverValue(value: unknown): unknown
}

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field
  if (is(field, SQL)) return (field as unknown as { decoder: Decoder }).decoder
  const of = is(field, Subquery) ? field._.sql : (field as SQL.Aliased).sql
  return (of as unknown as { decoder: Decoder }).decoder
}

function bound<Row>(db: Database, { text, parameters, rowOf }: Running, signal: AbortSignal | undefined): Statement<Row> {
  return {
    async run(values) {
      const rows = await db.rows(text, fillPlaceholders(parameters, values), signal)
      return rows.map((raw) => rowOf(raw) as Row)
    },
  }
}
