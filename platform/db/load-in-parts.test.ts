import { sql } from 'drizzle-orm'
import { integer, pgSchema, text } from 'drizzle-orm/pg-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { type Database, insertAll } from '../db.ts'
import { StartFault } from '../errors.ts'
import { loadInParts, type LoadWatcher, type PartedLoad } from './load-in-parts.ts'

const shop = pgSchema('shop')
const box = shop.table('box', { id: integer('id').primaryKey(), label: text('label') })
const thing = shop.table('thing', { id: integer('id').primaryKey(), box: integer('box').notNull(), name: text('name') })
const sign = shop.table('sign', { text: text('text').primaryKey() })

let db: Database

beforeEach(async () => {
  db = await openTestDatabase([])
  for (const statement of [
    sql`create schema shop`,
    sql`create table shop.box (id integer primary key, label text)`,
    sql`create table shop.thing (id integer primary key, box integer not null references shop.box, name text)`,
    sql`create index thing_box_idx on shop.thing (box)`,
    sql`create index "thing Name" on shop.thing (upper(name)) where name is not null`,
    sql`create unique index thing_once_idx on shop.thing (box, name)`,
    sql`create table shop.sign (text text primary key)`,
  ]) await db.orm.execute(statement)
})
afterEach(() => db.close())

const silent: LoadWatcher = { part: () => {}, step: () => {} }
const PARTS = 5

/** Five parts of a box with ten things, and a sign at the end. `fails` are parts that break once their rows are written. */
function load(parameters = 'boxes 5', fails: readonly number[] = []): PartedLoad & { readonly written: number[] } {
  const written: number[] = []
  return {
    schemas: ['shop'], parameters, parts: PARTS, written,
    async writePart(database, part) {
      await insertAll(database, [
        [box, [{ id: part, label: `box ${part}` }]],
        [thing, Array.from({ length: 10 }, (_each, at) => ({ id: part * 10 + at, box: part, name: `thing ${at}` }))],
      ])
      if (fails.includes(part)) throw new RangeError('cut off')
      written.push(part)
    },
    writeEnd: (database) => insertAll(database, [[sign, [{ text: 'open' }]]]),
  }
}

/** Everything that makes writing dearer, by name. */
async function extras(): Promise<string[]> {
  const rows = await db.orm
    .select({ name: sql<string>`name` })
    .from(sql`(select indexname::text as name from pg_indexes where schemaname = 'shop'
      union all select conname from pg_constraint where contype = 'f' and conrelid = 'shop.thing'::regclass
      union all select 'not vacuumed: ' || relname from pg_class where reloptions::text like '%autovacuum%') as found`)
    .orderBy(sql`name`)
  return rows.map(({ name }) => name)
}

const count = async (table: typeof box | typeof thing | typeof sign) => (await db.orm.select().from(table as typeof box)).length
const ALL = ['box_pkey', 'sign_pkey', 'thing Name', 'thing_box_fkey', 'thing_box_idx', 'thing_once_idx', 'thing_pkey']

describe('a load in parts refuses, and changes nothing', () => {
  const refusal = async (given: PartedLoad) => {
    const before = [await extras(), await count(box), await count(thing), await count(sign)]
    const error: unknown = await loadInParts(db, given, silent).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StartFault)
    expect([await extras(), await count(box), await count(thing), await count(sign)]).toEqual(before)
    return (error as StartFault).message
  }

  it('where somebody else wrote rows before it', async () => {
    await db.orm.insert(sign).values({ text: 'closed' })
    expect(await refusal(load())).toBe('the database holds rows that are not of this load (shop.sign); it must be empty')
    const [journal] = await db.orm.select({ there: sql<boolean>`to_regnamespace('loading') is not null` }).from(sql`(select 1) as one`)
    expect(journal?.there).toBe(false)
  })

  it('where somebody wrote rows, or took some away, since it was cut off', async () => {
    await loadInParts(db, load('boxes 5', [3]), silent).catch(() => {})
    await db.orm.insert(box).values({ id: 99 })
    expect(await refusal(load())).toContain('(shop.box)')
    await db.orm.execute(sql`delete from shop.box where id in (99, 0)`)
    expect(await refusal(load())).toContain('(shop.box)')
  })

  it('where another load was begun, naming it', async () => {
    await loadInParts(db, load('boxes 5', [3]), silent).catch(() => {})
    expect(await refusal(load('boxes 6'))).toContain('another load (boxes 5)')
  })

  it('where it is there already', async () => {
    await loadInParts(db, load(), silent)
    expect(await refusal(load())).toBe('the database holds a whole load already (boxes 5)')
    expect(await refusal(load('boxes 6'))).toContain('already (boxes 5)')
  })
})

describe('a load in parts', () => {
  it('writes every part and the end, and brings back whatever it took away', async () => {
    expect(await extras()).toEqual(ALL)
    const told: string[] = []
    const given = load()
    await loadInParts(db, given, { part: (done, of) => told.push(`${done}/${of}`), step: (name) => told.push(name) })
    expect(given.written.toSorted()).toEqual([0, 1, 2, 3, 4])
    expect([await count(box), await count(thing), await count(sign)]).toEqual([5, 50, 1])
    expect(await extras()).toEqual(ALL)
    expect(told.slice(0, PARTS)).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5'])
    expect(told).toContain('index thing_box_idx')
    expect(told.at(-1)).toBe('statistics')
  })

  it('is away from its indexes and foreign keys while rows are written, never from what keeps them right', async () => {
    let during: string[] = []
    const given = load()
    await loadInParts(db, { ...given, parts: 1, writePart: async (database, part) => {
      during = (await database.orm.select({ name: sql<string>`indexname::text` }).from(sql`pg_indexes`).where(sql`schemaname = 'shop'`)).map(({ name }) => name)
      await given.writePart(database, part)
    } }, silent)
    expect(during.toSorted()).toEqual(['box_pkey', 'sign_pkey', 'thing_once_idx', 'thing_pkey'])
  })

  it('goes on after an interruption with the parts that are not there, and leaves no half part', async () => {
    const first = load('boxes 5', [3])
    await expect(loadInParts(db, first, silent)).rejects.toThrow('cut off')
    expect(await count(thing)).toBe(first.written.length * 10)
    const second = load()
    await loadInParts(db, second, silent)
    expect([...first.written, ...second.written].toSorted()).toEqual([0, 1, 2, 3, 4])
    expect([await count(box), await count(thing), await count(sign), await extras()]).toEqual([5, 50, 1, ALL])
  })

  it('goes on after an interruption among the indexes, or at the very end', async () => {
    const brokenAt = async (name: string) => loadInParts(db, load(), { ...silent, step: (step) => { if (step === name) throw new RangeError('cut off') } })
    await expect(brokenAt('index thing_box_idx')).rejects.toThrow('cut off')
    await expect(brokenAt('foreign key thing_box_fkey')).rejects.toThrow('cut off')
    await expect(brokenAt('statistics')).rejects.toThrow('cut off')
    expect(await count(sign)).toBe(0)
    const last = load()
    await loadInParts(db, last, silent)
    expect([last.written, await count(sign), await extras()]).toEqual([[], 1, ALL])
  })

  it('tells the SQLSTATE and nothing else where the database refuses a part, which can be mended', async () => {
    const twice: PartedLoad = { ...load(), writePart: (database) => insertAll(database, [[box, [{ id: 7, label: 'secret' }]]]) }
    await expect(loadInParts(db, twice, silent)).rejects.toThrow('the load stopped with SQLSTATE 23505; the same command goes on from there')
  })
})
