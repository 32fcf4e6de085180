import { sql } from 'drizzle-orm'
import { boolean, customType, date, integer, jsonb, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { type Database, insertAll } from '../db.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const shouted = customType<{ data: string }>({ dataType: () => 'text', toDriver: (value) => sql`upper(${value})` })

const copied = pgTable('copied', {
  id: integer('id').primaryKey(),
  word: text('word'),
  words: text('words').array(),
  at: timestamp('at', { withTimezone: true, precision: 3 }),
  day: date('day'),
  amount: numeric('amount'),
  yes: boolean('yes'),
  about: jsonb('about'),
  bytes: bytes('bytes'),
  greeting: text('greeting').notNull().default('hello'),
  flags: text('flags').array().notNull().default(sql`'{new}'`),
  length: integer('length').generatedAlwaysAs(sql`length(word)`),
})
const loud = pgTable('copied', { id: integer('id').primaryKey(), word: shouted('word') })

let db: Database

beforeAll(async () => {
  db = await openTestDatabase([])
  await db.orm.execute(sql`create table copied (
    id integer primary key, word text check (word <> 'forbidden'), words text[], at timestamptz(3), day date, amount numeric,
    yes boolean, about jsonb, bytes bytea, greeting text not null default 'hello', flags text[] not null default '{new}',
    length integer generated always as (length(word)) stored)`)
})
beforeEach(() => db.orm.execute(sql`delete from copied`))
afterAll(() => db.close())

const write = (rows: readonly (typeof copied.$inferInsert)[]) => insertAll(db, [[copied, rows]])
const stored = () => db.orm.select().from(copied).orderBy(copied.id)
const refusedWith = (sqlState: string) => ({ extensions: { code: 'LIBRARY_UNAVAILABLE', sqlState } })

describe('copying refuses', () => {
  it('a key twice, where the server tells of it only after the last row', async () => {
    await expect(write([{ id: 1 }, { id: 1 }])).rejects.toMatchObject(refusedWith('23505'))
    expect(await stored()).toEqual([])
  })

  it('a key twice among very many rows, of which the first are on their way', async () => {
    const rows = Array.from({ length: 60_000 }, (_each, at) => ({ id: at % 30_000, word: 'x'.repeat(100) }))
    await expect(write(rows)).rejects.toMatchObject(refusedWith('23505'))
    expect(await stored()).toEqual([])
  })

  it('what a check forbids, a default that is null, and a table that is not there', async () => {
    await expect(write([{ id: 1, word: 'forbidden' }])).rejects.toMatchObject(refusedWith('23514'))
    await expect(write([{ id: 1, greeting: null as unknown as string }])).rejects.toMatchObject(refusedWith('23502'))
    await expect(insertAll(db, [[pgTable('nowhere', { id: integer('id') }), [{ id: 1 }]]])).rejects.toMatchObject(refusedWith('42P01'))
    expect(await stored()).toEqual([])
  })

  it('a value that is an expression, since COPY takes values alone', async () => {
    await expect(insertAll(db, [[loud, [{ id: 1, word: 'quiet' }]]])).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    expect(await stored()).toEqual([])
  })

  it('and leaves the connection fit for the next load', async () => {
    for (let round = 0; round < 12; round += 1) await expect(write([{ id: 1 }, { id: 1 }])).rejects.toMatchObject(refusedWith('23505'))
    await write([{ id: 1 }])
    expect(await stored()).toHaveLength(1)
  })
})

describe('copying writes', () => {
  it('values of every type as INSERT would', async () => {
    const row = {
      id: 1, word: 'a', words: ['a,b', '"q"', '\\', 'NULL', '', '{}', 'tab\t'], at: new Date('2026-03-02T01:30:00.250Z'), day: '1944-02-29',
      amount: '1.50', yes: false, about: { a: ['é\n"\\N', null], b: 1.5 }, bytes: Buffer.from([0, 1, 92, 255]), greeting: '', flags: [],
    }
    await write([row])
    const [copiedRow] = await stored()
    await db.orm.delete(copied)
    await db.orm.insert(copied).values(row)
    const [insertedRow] = await stored()
    // PGlite gives bytes as an array of them, postgres.js as a buffer.
    expect(Buffer.from(copiedRow?.bytes ?? [])).toEqual(row.bytes)
    expect({ ...copiedRow, bytes: null }).toEqual({ ...row, bytes: null, length: 1 })
    expect(copiedRow).toEqual(insertedRow)
  })

  it('null where nothing is given, and the default where the column has one', async () => {
    await write([{ id: 1 }, { id: 2, greeting: 'hi' }, { id: 3, flags: ['old'] }, { id: 4, greeting: 'hi', flags: [] }, { id: 5 }])
    const nothing = { word: null, words: null, at: null, day: null, amount: null, yes: null, about: null, bytes: null, length: null }
    expect(await stored()).toEqual([
      { ...nothing, id: 1, greeting: 'hello', flags: ['new'] }, { ...nothing, id: 2, greeting: 'hi', flags: ['new'] },
      { ...nothing, id: 3, greeting: 'hello', flags: ['old'] }, { ...nothing, id: 4, greeting: 'hi', flags: [] },
      { ...nothing, id: 5, greeting: 'hello', flags: ['new'] },
    ])
  })

  it('any text that a database can hold, alone, in lists and in JSON', async () => {
    const character = fc.oneof(fc.constantFrom('\\', '\t', '\n', '\r', '\b', '\v', '"', "'", '{', '}', ',', 'N', '.', ' ', '\u{20000}', '龘', '\u202E'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
    // No text holds U+0000; and PGlite drops U+FEFF at the start of a text when it reads, however it was written.
    const texts = fc.array(character, { maxLength: 12 }).map((parts) => parts.join('').replace(/[\u0000\uFEFF\uD800-\uDFFF]/gu, ''))
    const row = fc.record({ word: fc.option(texts), words: fc.option(fc.array(texts, { maxLength: 4 })), about: fc.dictionary(texts, texts, { maxKeys: 3, noNullPrototype: true }) })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        await db.orm.execute(sql`delete from copied`)
        await write(rows.map((each, id) => ({ id, ...each })))
        expect((await stored()).map(({ word, words, about }) => ({ word, words, about }))).toEqual(rows)
      }),
      { numRuns: 40 },
    )
  })

  it('nothing at all for no rows', async () => {
    await write([])
    expect(await stored()).toEqual([])
  })
})
