import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { pgTable, text } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { SERVER } from '../../tests/harness/server.ts'
import { openWire, type Wire } from '../../tests/harness/wire.ts'
import { type Database, openDatabase, type Orm } from '../db.ts'

const ROUNDS = 30

const word = pgTable('word', { word: text('word').notNull() })

// The driver is mended for these (docs/decisions/0051): as published, most of them end the process or hang for ever.
describe.skipIf(SERVER === undefined)('a connection to a server that is lost', () => {
  let own: TestDatabase
  let wire: Wire
  /** One connection writes and one reads, so that whoever comes next comes upon the one that was lost. */
  let db: Database

  beforeAll(async () => {
    own = await openTestDatabase([])
    await own.orm.execute(sql`create table word (word text not null)`)
    wire = await openWire(own.url ?? '')
    db = await openDatabase({ url: wire.url, connections: 2 })
  })
  beforeEach(() => own.orm.delete(word))
  afterAll(async () => {
    await db.close()
    await wire.close()
    await own.close()
  })

  const words = async (of: Pick<Orm, 'select'> = own.orm) => (await of.select().from(word)).map((row) => row.word).sort()
  const say = (of: Pick<Orm, 'insert'>, text: string) => of.insert(word).values({ word: text })
  /** The ways in which a connection ends: by the server, which says so, and by the network, which does not. */
  const WAYS = {
    'whose backend is ended': async (of: Pick<Orm, 'execute'>) => {
      const [row] = await of.execute(sql`select pg_backend_pid() as pid`) as unknown as { pid: number }[]
      await own.orm.execute(sql`select pg_terminate_backend(${row?.pid})`)
      await expect.poll(async () => ((await own.orm.execute(sql`select 1 from pg_stat_activity where pid = ${row?.pid}`)) as unknown as unknown[]).length).toBe(0)
      // What the server told last has been heard by then.
      await db.rows('select 1', []).catch(() => {})
    },
    'that the network ends': async () => {
      wire.cut()
      wire.mend()
    },
    'that is reset': async () => wire.reset(),
  }

  for (const [way, lose] of Object.entries(WAYS)) {
    it(`${way} fails its transaction, writes nothing of it, and the next is written`, async () => {
      await expect(db.orm.transaction(async (tx) => {
        await say(tx, 'before')
        await lose(tx)
        await say(tx, 'after')
      })).rejects.toThrow()
      await say(db.orm, 'next')
      expect(await words()).toEqual(['next'])
    })

    it(`${way} takes nothing of its transaction into another, whatever goes on there`, async () => {
      let goOn = () => {}
      const held = new Promise<void>((resolve) => (goOn = resolve))
      let ended: Promise<unknown> = Promise.resolve()
      const lost = db.orm.transaction((tx) => {
        const work = (async () => {
          await say(tx, 'before')
          await lose(tx)
          await held
          await say(tx, 'after')
        })()
        ended = work.catch(() => {})
        return work
      })
      await expect(lost).rejects.toThrow()
      await expect(db.orm.transaction(async (tx) => {
        await say(tx, 'other')
        goOn()
        await ended
        // Its end, which it would send to whoever holds the connection now, comes behind this.
        await rest(50)
        await words(tx)
        throw new Error('taken back')
      })).rejects.toThrow('taken back')
      expect(await words()).toEqual([])
    })
  }

  it('in the midst of many statements of each kind is made anew, again and again, and each statement ends', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const statements = Array.from({ length: 20 }, (_each, at) => [
        db.rows('select $1::text', [String(at)]).catch(() => {}),
        say(db.orm, 'pooled').catch(() => {}),
        db.orm.transaction(async (tx) => { await say(tx, 'one'); await say(tx, 'two') }).catch(() => {}),
      ]).flat()
      await rest(round % 7)
      if (round % 2 === 0) wire.cut()
      else wire.reset()
      statements.push(db.rows('select $1::text', ['cut']).catch(() => {}) as Promise<never>)
      wire.mend()
      await Promise.all(statements)
    }
    await say(db.orm, 'last')
    expect(await words()).toContain('last')
    expect(await db.rows('select $1::text', ['last'])).toEqual([['last']])
  })
})
