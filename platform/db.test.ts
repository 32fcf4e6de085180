import { sql } from 'drizzle-orm'
import { pgTable, text } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyImage } from '../tests/harness/image.ts'
import { SERVER } from '../tests/harness/server.ts'
import { type Database, insertAll, migrate, openDatabase, read, whole, write } from './db.ts'
import { AskerLeft, hubError, StartFault } from './errors.ts'

const NUMBER = '990101194001010016'

const holder = pgTable('holder', { number: text('number').primaryKey() })

let db: Database

beforeAll(async () => {
  db = await openDatabase({ postgis: false, image: await emptyImage(false) })
  await db.orm.execute(sql`create table holder (number text primary key)`)
})

beforeEach(() => db.orm.execute(sql`delete from holder`))

afterAll(() => db.close())

const asIntegerQuery = () => db.orm.select({ one: sql<number>`${sql.placeholder('number')}::text::int` }).from(sql`(select 1) as t`)
const asInteger = () => whole(db, 'as_integer', asIntegerQuery())()

async function errorOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

/** Everything that printing or sending an error could tell. */
function everythingIn(error: unknown): string {
  if (error === null || typeof error !== 'object') return String(error)
  const own = Object.getOwnPropertyNames(error).map((name) => (error as Record<string, unknown>)[name])
  return [String(error), JSON.stringify(error), ...own.map((each) => (each instanceof Error ? everythingIn(each) : JSON.stringify(each)))].join('\n')
}

describe('a database error never tells', () => {
  it('what the driver would: the parameters of the statement, in message, stack and cause', async () => {
    const raw = await errorOf(asIntegerQuery().prepare('as_integer').execute({ number: NUMBER }))
    expect(everythingIn(raw)).toContain(NUMBER)
    const error = await errorOf(read(asInteger(), { number: NUMBER }))
    expect(everythingIn(error)).not.toContain(NUMBER)
    expect(error).toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE', sqlState: '22003' } })
  })

  it('the key of a row that is there already', async () => {
    const insert = () => db.orm.insert(holder).values({ number: NUMBER })
    await write(insert())
    const error = await errorOf(write(insert()))
    expect(everythingIn(error)).not.toContain(NUMBER)
    expect(error).toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE', sqlState: '23505' } })
  })

  it('a row of a load that failed, and nothing of that load stays', async () => {
    const rows = [...Array.from({ length: 300 }, (_each, at) => ({ number: `n${at}` })), { number: NUMBER }, { number: NUMBER }]
    const error = await errorOf(insertAll(db, [[holder, rows]]))
    expect(everythingIn(error)).not.toContain(NUMBER)
    expect(await db.orm.select().from(holder)).toEqual([])
  })

  it('a parameter that was refused before the statement was sent', async () => {
    const refusing = { run: (): Promise<never[]> => { throw new TypeError(`cannot send ${NUMBER}`) } }
    const error = await errorOf(read(refusing))
    expect(everythingIn(error)).not.toContain(NUMBER)
    expect(error).toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
  })

  it('the credentials of a server that does not answer', async () => {
    const error = await errorOf(openDatabase({ url: 'postgres://hub:hunter2@127.0.0.1:1/govshare' }))
    expect(error).toBeInstanceOf(StartFault)
    expect(error.message).toBe('the database at 127.0.0.1:1/govshare does not answer')
  })
})

describe('a database refuses', () => {
  it('to be waited for longer than ten seconds', async () => {
    vi.useFakeTimers()
    try {
      const failing = errorOf(write(new Promise<never[]>(() => {})))
      await vi.advanceTimersByTimeAsync(10_000)
      expect(await failing).toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    } finally {
      vi.useRealTimers()
    }
  })

  it('to read for somebody who has left, and says so and no more', async () => {
    const asking = whole(db, 'as_integer', asIntegerQuery())(AbortSignal.abort())
    const error = await errorOf(read(asking, { number: NUMBER }))
    expect(error).toBeInstanceOf(AskerLeft)
    expect(everythingIn(error)).not.toContain(NUMBER)
  })

  it('to start on a migration that fails, naming the library and not the statement', async () => {
    const error = await errorOf(migrate(db, ['no-such-library']))
    expect(error).toBeInstanceOf(StartFault)
    expect(error.message).toMatch(/^the migration of no-such-library failed with SQLSTATE \w+$/)
  })

  it('to let two tasks of one name run at once, and goes on after one that failed', async () => {
    const told: string[] = []
    const task = (name: string) => db.exclusively('turn', async () => {
      told.push(`${name} begins`)
      await db.orm.execute(sql`select 1`)
      told.push(`${name} ends`)
      if (name === 'first') throw new Error('first failed')
    })
    const [first, second] = await Promise.allSettled([task('first'), task('second')])
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
    expect(told).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })
})

describe('a database', () => {
  it('lets an error of the hub pass as it is', async () => {
    const own = hubError('CONFLICT', 'taken')
    expect(await errorOf(write(Promise.reject(own)))).toBe(own)
  })

  it('answers a prepared statement, and counts what it sent', async () => {
    const before = db.statements.count
    db.statements.texts = []
    expect(await read(asInteger(), { number: '7' })).toEqual([{ one: 7 }])
    expect(db.statements.count - before).toBe(1)
    expect(db.statements.texts).toEqual([expect.stringContaining('::text::int')])
    db.statements.texts = null
  })

  it('loads several tables whole, however many rows there are', async () => {
    await insertAll(db, [[holder, Array.from({ length: 501 }, (_each, at) => ({ number: `n${at}` }))]])
    expect(await db.orm.select().from(holder)).toHaveLength(501)
  })

  it('says of itself that it is embedded and lives in memory', () => {
    expect([db.kind, db.label]).toEqual(['embedded', 'embedded, in memory'])
  })
})

const url = SERVER ?? ''

describe.skipIf(url === '')('a database on a server whose reading connections are all taken', () => {
  it('writes at once, and refuses to read when too many wait or none is free in time', async () => {
    const server = await openDatabase({ url, connections: 2, pipeline: 1, queue: 1, patienceMs: 50 })
    const leaving = new AbortController()
    const asleep = errorOf(server.rows('select pg_sleep($1::float8)', ['30'], leaving.signal))
    const waiting = errorOf(server.rows('select 1', []))
    expect(await errorOf(server.rows('select 1', []))).toMatchObject({ message: 'too many statements wait for the database' })
    expect(await write(server.orm.execute(sql`select 1 as one`))).toEqual([{ one: 1 }])
    expect(await waiting).toMatchObject({ message: 'no connection to the database became free in time' })
    leaving.abort()
    expect(await asleep).toBeInstanceOf(AskerLeft)
    await server.close()
  })

  it('reads without preparing where it is told to', async () => {
    const server = await openDatabase({ url, connections: 2, prepare: false })
    const one = whole(server, 'one', server.orm.select({ one: sql<number>`1 + ${sql.placeholder('more')}::int` }).from(sql`(select 1) as t`))
    expect(await Promise.all([read(one(), { more: 1 }), read(one(), { more: 2 })])).toEqual([[{ one: 2 }], [{ one: 3 }]])
    expect(await server.rows("select count(*)::int from pg_prepared_statements where statement like '%1 + $1%'", [])).toEqual([[0]])
    await server.close()
  })
})
