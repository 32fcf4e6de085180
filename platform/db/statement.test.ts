import { getTableColumns, sql } from 'drizzle-orm'
import { boolean, date, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { parse } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { emptyImage } from '../../tests/harness/image.ts'
import { planOf } from '../../tests/harness/library.ts'
import { Access, type Disclosure } from '../access.ts'
import { ContractItems } from '../contract.ts'
import { type Database, openDatabase, planned, read, whole } from '../db.ts'
import { AskerLeft } from '../errors.ts'

const boat = pgTable('boat', {
  subject: text('subject_key').primaryKey(),
  name: text('boat_name').notNull(),
  builtOn: date('built_on').notNull(),
  crew: integer('crew'),
  rigged: boolean('rigged').notNull(),
  inspector: text('inspector'),
})

const item = (title: string) => `@item(resource: "900001/000001", title: "${title}", share: CONDITIONAL, class: INTERNAL)`
const contract = new ContractItems(parse(`type Boat {
  name: String ${item('name')} crew: Int ${item('crew')} isOld: Boolean ${item('isOld')} builtOn: Date ${item('builtOn')} rigged: Boolean ${item('rigged')}
}`))
const accessTo = (...items: string[]) =>
  new Access(planOf({ common: Object.fromEntries(items.map((name): [string, Disclosure] => [`Boat.${name}`, 'CLEAR'])) }), contract)

let db: Database
let boats: ReturnType<typeof statement>

const statement = () => planned(db, 'boats', {
  type: 'Boat',
  columns: { ...getTableColumns(boat), shout: sql<string>`upper(${boat.name})` },
  always: ['subject'],
  needs: { isOld: ['builtOn'], loud: ['shout'] },
  select: (columns) => db.orm.select(columns).from(boat).where(sql`${boat.subject} = any(${sql.placeholder('keys')}::text[])`),
})

beforeAll(async () => {
  db = await openDatabase({ postgis: false, image: await emptyImage(false) })
  await db.orm.execute(sql`create table boat (subject_key text primary key, boat_name text not null, built_on date not null, crew int, rigged bool not null, inspector text)`)
  await db.orm.insert(boat).values({ subject: 'b1', name: 'Swan', builtOn: '1990-05-01', crew: 3, rigged: true, inspector: 'nobody asks' })
})

beforeEach(() => {
  boats = statement()
  db.statements.texts = []
})

afterAll(() => db.close())

const rowOf = async (access: Access) => (await read(boats(access), { keys: ['b1'] }))[0]
const selected = () => db.statements.texts?.map((each) => each.slice('select '.length, each.indexOf(' from ')).replaceAll('"', ''))

describe('a planned statement does not select', () => {
  it('an item that is not granted, nor what nobody can ask, and its row says null', async () => {
    expect(await rowOf(accessTo('crew'))).toEqual({ subject: 'b1', crew: 3, name: null, builtOn: null, rigged: null, inspector: null, shout: null })
    expect(selected()).toEqual(['subject_key, crew'])
  })

  it('anything but plumbing where nothing is granted', async () => {
    await rowOf(accessTo())
    expect(selected()).toEqual(['subject_key'])
  })

  it('an item of the same name of another type', async () => {
    await rowOf(new Access(planOf({ common: { 'Ship.name': 'CLEAR' } }), contract))
    expect(selected()).toEqual(['subject_key'])
  })

  it('what another plan made it select before', async () => {
    await rowOf(accessTo('name', 'crew'))
    await rowOf(accessTo('name'))
    await rowOf(accessTo('name', 'crew'))
    expect(selected()).toEqual(['subject_key, boat_name, crew', 'subject_key, boat_name', 'subject_key, boat_name, crew'])
  })
})

describe('a statement is refused', () => {
  it('when it is made, where it selects a row within its row', () => {
    expect(() => whole(db, 'nested', db.orm.select({ boat: { name: boat.name } }).from(boat))).toThrow('nested selects a nested boat.name')
  })

  it('where whoever asked has left', async () => {
    const left = new Access(planOf({ common: { 'Boat.name': 'CLEAR' } }), contract, AbortSignal.abort())
    await expect(rowOf(left)).rejects.toBeInstanceOf(AskerLeft)
    await expect(read(whole(db, 'all', db.orm.select().from(boat))(AbortSignal.abort()))).rejects.toBeInstanceOf(AskerLeft)
  })

  it('where a parameter is missing', async () => {
    await expect(read(boats(accessTo('name')))).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
  })
})

describe('a planned statement selects', () => {
  it('what a granted item is drawn from', async () => {
    expect(await rowOf(accessTo('isOld'))).toMatchObject({ builtOn: '1990-05-01' })
    expect(selected()).toEqual(['subject_key, built_on'])
  })

  it('an item that is granted to compare, or to some alone', async () => {
    const some = planOf({ classes: [{ 'Boat.name': 'VERIFY' }], subjects: { b1: 0 } })
    expect(await rowOf(new Access(some, contract))).toMatchObject({ name: 'Swan' })
  })

  it('expressions like columns', async () => {
    expect(await rowOf(accessTo('loud'))).toMatchObject({ shout: 'SWAN', name: null })
  })

  it('for another type the items of that', async () => {
    const ships = new Access(planOf({ common: { 'Ship.name': 'CLEAR', 'Boat.crew': 'CLEAR' } }), contract)
    expect((await read(boats(ships, 'Ship'), { keys: ['b1'] }))[0]).toMatchObject({ name: 'Swan', crew: null })
  })

  it('the same however many variants were made since', async () => {
    const items = ['name', 'crew', 'rigged', 'builtOn', 'loud', 'inspector']
    for (let set = 0; set < 64; set += 1) {
      const row = await rowOf(accessTo(...items.filter((_each, at) => (set >> at) % 2 === 1)))
      expect([row?.name, row?.crew]).toEqual([set % 2 === 1 ? 'Swan' : null, (set >> 1) % 2 === 1 ? 3 : null])
    }
  })
})
