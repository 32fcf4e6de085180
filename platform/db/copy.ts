import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { getTableColumns, is, SQL } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { Database, Orm } from '../db.ts'
import { geometryEncoder } from './ewkt.ts'

/** A row by property names of its table; what is missing gets the column's default. */
type Row = Readonly<Record<string, unknown>>

const CHUNK_CHARACTERS = 128 * 1024
/** PGlite takes a whole COPY at once, so that a larger one would be held in memory twice. */
const EMBEDDED_CHARACTERS = 8 * 1024 * 1024

/**
 * Writes rows of one table with `COPY … FROM STDIN`, which takes a fraction of the time of `INSERT`. Rows stand in the
 * order given, except that rows that leave other columns to their defaults go together.
 *
 * @throws the driver's error, which names rows: never show it
 */
export async function copyRows({ orm, kind, told }: Database, table: PgTable, rows: readonly object[]): Promise<void> {
  for (const { statement, columns, group } of groupsOf(table, rows as readonly Row[])) {
    if (kind === 'server') await toServer(orm, statement, lines(columns, group, CHUNK_CHARACTERS))
    else await toEmbedded(orm, statement, lines(columns, group, EMBEDDED_CHARACTERS))
  }
  const { schema = 'public', name } = getTableConfig(table)
  if (rows.length > 0) told?.(`${schema}.${name}`, rows.length)
}

interface Target {
  readonly property: string
  readonly name: string
  readonly hasDefault: boolean
  readonly encode: (value: unknown) => string
}

const targets = new WeakMap<PgTable, readonly Target[]>()

function targetsOf(table: PgTable): readonly Target[] {
  const known = targets.get(table)
  if (known !== undefined) return known
  const made = Object.entries(getTableColumns(table) as Record<string, PgColumn>)
    .filter(([, column]) => column.generated === undefined)
    .map(([property, column]) => ({ property, name: column.name, hasDefault: column.hasDefault, encode: encoderOf(column) }))
  targets.set(table, made)
  return made
}

interface Group {
  readonly statement: string
  readonly columns: readonly Target[]
  readonly group: readonly Row[]
}

/** COPY fills a column that it names, so that rows which want a default are told apart by the columns they name. */
function groupsOf(table: PgTable, rows: readonly Row[]): Group[] {
  const all = targetsOf(table)
  const withDefault = all.filter(({ hasDefault }) => hasDefault)
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    let left = ''
    for (const { property } of withDefault) left += row[property] === undefined ? '0' : '1'
    const group = groups.get(left)
    if (group === undefined) groups.set(left, [row])
    else group.push(row)
  }
  const { schema = 'public', name } = getTableConfig(table)
  return [...groups].map(([left, group]) => {
    const columns = all.filter((target) => !target.hasDefault || left[withDefault.indexOf(target)] === '1')
    const names = columns.map((column) => quoted(column.name)).join(', ')
    return { columns, group, statement: `copy ${quoted(schema)}.${quoted(name)} (${names}) from` }
  })
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Text of a COPY in chunks of about so many characters. */
function* lines(columns: readonly Target[], rows: readonly Row[], characters: number): Generator<string> {
  let chunk = ''
  for (const row of rows) {
    let first = true
    for (const { property, encode } of columns) {
      if (!first) chunk += '\t'
      first = false
      const value = row[property]
      chunk += value === null || value === undefined ? String.raw`\N` : encode(value)
    }
    chunk += '\n'
    if (chunk.length < characters) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function encoderOf(column: PgColumn): Target['encode'] {
  const geometry = geometryEncoder(column.getSQLType())
  if (geometry !== null) return geometry
  return (value) => (value instanceof Date ? instantOf(value) : textOf(column.mapToDriverValue(value), column))
}

const INSTANTS_MAX = 10_000
const instants = new Map<number, string>()

// Most rows were recorded on one of a few thousand days, and writing an instant takes longer than the rest of its row.
function instantOf(date: Date): string {
  const time = date.getTime()
  const known = instants.get(time)
  if (known !== undefined) return known
  if (instants.size >= INSTANTS_MAX) instants.clear()
  const text = date.toISOString()
  instants.set(time, text)
  return text
}

function textOf(value: unknown, column: PgColumn): string {
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Uint8Array) return String.raw`\\x` + Buffer.from(value).toString('hex')
  const why = is(value, SQL) ? 'is an expression' : 'has no text form'
  throw new TypeError(`a value of column ${column.name} ${why} and cannot be copied`)
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found) : text
}

/** What postgres.js gives, as far as COPY needs it. */
interface ServerClient {
  unsafe(statement: string): { reject: (error: Error) => void; writable(): Promise<Writable> }
}

interface EmbeddedClient {
  query(statement: string, parameters: unknown[], options: { blob: Blob }): Promise<unknown>
}

// Drizzle has no COPY, so its driver is asked; within a transaction that is the transaction's own.
const clientOf = <Client>(orm: Orm) => (orm as unknown as { readonly session: { readonly client: Client } }).session.client

async function toServer(orm: Orm, statement: string, chunks: Iterable<string>): Promise<void> {
  const query = clientOf<ServerClient>(orm).unsafe(`${statement} stdin`)
  // An error that comes after the last row reaches neither the stream nor the awaited query, only this function.
  const refuse = query.reject
  let fail: (error: Error) => void = () => {}
  const failed = new Promise<never>((_resolve, reject) => (fail = reject))
  failed.catch(() => {})
  query.reject = (error) => (fail(error), refuse(error))
  const stream = await query.writable()
  stream.on('error', fail)
  const written = (async () => {
    for (const chunk of chunks) if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed])
    stream.end()
    await once(stream, 'finish')
  })()
  written.catch(() => {})
  await Promise.race([written, failed])
}

async function toEmbedded(orm: Orm, statement: string, chunks: Iterable<string>): Promise<void> {
  const client = clientOf<EmbeddedClient>(orm)
  for (const chunk of chunks) await client.query(`${statement} '/dev/blob'`, [], { blob: new Blob([chunk]) })
}
