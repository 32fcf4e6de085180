import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { SERVER } from '../../tests/harness/server.ts'
import { type Database, type Orm, openDatabase } from '../db.ts'
import { assertConfined, canRead, grantRoles, roleOf } from './roles.ts'
import { sqlState } from './sql-state.ts'

// Names of this file's own, since roles belong to the whole server.
const TAG = randomUUID().slice(0, 8).replaceAll('-', '')
const [ONE, OTHER] = [`test-one-${TAG}`, `test-other-${TAG}`]
const [ROLE, OTHER_ROLE] = [roleOf(ONE), roleOf(OTHER)]
const LOGIN = `govshare_login_${TAG}`
const schemaOf = (library: string) => library.replaceAll('-', '_')

let db: TestDatabase
const opened: Database[] = []

beforeAll(async () => {
  db = await openTestDatabase([])
  for (const schema of [ONE, OTHER].map(schemaOf)) {
    await db.orm.execute(sql`create schema ${sql.identifier(schema)}`)
    await db.orm.execute(sql`create table ${sql.identifier(schema)}.held (key text)`)
    await db.orm.execute(sql`insert into ${sql.identifier(schema)}.held values ('row')`)
  }
  await grantRoles(db, new Map([[ONE, []], [OTHER, ['insert']]]))
})

afterAll(async () => {
  for (const each of opened) await each.close()
  for (const role of [ROLE, OTHER_ROLE, LOGIN]) {
    await db.orm.execute(sql`drop owned by ${sql.identifier(role)}`).catch(() => {})
    await db.orm.execute(sql`drop role if exists ${sql.identifier(role)}`)
  }
  await db.close()
})

/** Runs a task as a role, on the one connection that an embedded database has or on one of the server's. */
function as<T>(role: string, task: (orm: Orm) => Promise<T>): Promise<T> {
  return db.orm.transaction(async (orm) => {
    await orm.execute(sql`set local role ${sql.identifier(role)}`)
    return task(orm as unknown as Orm)
  })
}

const stateOf = (role: string, statement: ReturnType<typeof sql>) => as(role, (orm) => orm.execute(statement)).then(() => 'done', sqlState)
const held = (library: string) => sql`${sql.identifier(schemaOf(library))}.held`

async function openAs(role: string, login?: string): Promise<Database> {
  const url = new URL(db.url ?? '')
  if (login !== undefined) url.username = login
  const own = await openDatabase({ url: url.href, role, connections: 1 })
  opened.push(own)
  return own
}

describe("a library's role is refused", () => {
  it('the rows of another library', async () => {
    expect(await stateOf(ROLE, sql`select * from ${held(OTHER)}`)).toBe('42501')
    expect(await stateOf(OTHER_ROLE, sql`select * from ${held(ONE)}`)).toBe('42501')
  })

  it('writing, unless the library writes while it runs', async () => {
    expect(await stateOf(ROLE, sql`insert into ${held(ONE)} values ('x')`)).toBe('42501')
    expect(await stateOf(ROLE, sql`delete from ${held(ONE)}`)).toBe('42501')
    expect(await stateOf(OTHER_ROLE, sql`update ${held(OTHER)} set key = 'x'`)).toBe('42501')
    expect(await stateOf(OTHER_ROLE, sql`insert into ${held(OTHER)} values ('x')`)).toBe('done')
  })

  it('the journal of migrations, and making anything', async () => {
    await db.orm.execute(sql`create schema if not exists migrations`)
    await db.orm.execute(sql`create table if not exists migrations.${sql.identifier(schemaOf(ONE))} (id int)`)
    expect(await stateOf(ROLE, sql`select * from migrations.${sql.identifier(schemaOf(ONE))}`)).toBe('42501')
    expect(await stateOf(ROLE, sql`create table ${sql.identifier(schemaOf(ONE))}.more (key text)`)).toBe('42501')
    expect(await stateOf(ROLE, sql`create role ${sql.identifier(`${ROLE}_more`)}`)).toBe('42501')
  })
})

describe("a library's role", () => {
  it('reads its own rows, those of later tables among them', async () => {
    expect(await stateOf(ROLE, sql`select * from ${held(ONE)}`)).toBe('done')
    await db.orm.execute(sql`create table ${sql.identifier(schemaOf(ONE))}.later (key text)`)
    expect(await stateOf(ROLE, sql`select * from ${sql.identifier(schemaOf(ONE))}.later`)).toBe('done')
  })

  it('is given the same again without harm, by several at once too, and loses what it should not have', async () => {
    await db.orm.execute(sql`grant delete on ${held(ONE)} to ${sql.identifier(ROLE)}`)
    expect(await stateOf(ROLE, sql`delete from ${held(ONE)} where false`)).toBe('done')
    const libraries = new Map([[ONE, []], [OTHER, ['insert' as const]]])
    const granted = await Promise.all([grantRoles(db, libraries), grantRoles(db, libraries), grantRoles(db, libraries)])
    expect(granted).toEqual(Array(3).fill({ ready: [ROLE, OTHER_ROLE], missing: [] }))
    expect(await stateOf(ROLE, sql`delete from ${held(ONE)} where false`)).toBe('42501')
  })

  it('is missing where the login may make none', async () => {
    await db.orm.execute(sql`create role ${sql.identifier(LOGIN)} login in role ${sql.identifier(ROLE)}`)
    const asLogin = { ...db, exclusively: <T>(_name: string, task: (orm: Orm) => Promise<T>) => as(LOGIN, task) }
    const nobodys = `test-nobodys-${TAG}`
    expect(await grantRoles(asLogin, new Map([[nobodys, []]]))).toEqual({ ready: [], missing: [roleOf(nobodys)] })
  })
})

describe.skipIf(SERVER === undefined)('a connection of a library on a server', () => {
  it('reads its own schema and is refused another with 42501, and goes on reading', async () => {
    const own = await openAs(ROLE)
    await assertConfined(own, ONE, 'shared')
    expect(await own.orm.execute(sql`select * from ${held(OTHER)}`).then(() => 'done', sqlState)).toBe('42501')
    expect(await canRead(own, ONE)).toBe(true)
    expect(await own.orm.execute(sql`reset role`).then(() => own.orm.execute(sql`select * from ${held(OTHER)}`)).then(() => 'done', sqlState)).toBe('42501')
  })

  it('is refused where its role is not there, or its login is no member of it', async () => {
    await expect(openAs(`${ROLE}_not`)).rejects.toThrow(`the role ${ROLE}_not is not there`)
    await expect(openAs(OTHER_ROLE, LOGIN)).rejects.toThrow(`no member of the role ${OTHER_ROLE}`)
    await expect(openAs(ROLE, LOGIN).then(({ kind }) => kind)).resolves.toBe('server')
  })

  it('is refused where its login reaches more, as one that owns everything does', async () => {
    await expect(assertConfined(await openAs(ROLE), ONE, 'confined')).rejects.toThrow('the login reaches')
    await assertConfined(await openAs(ROLE, LOGIN), ONE, 'confined')
  })

  it('is refused where the role was given another schema, or is another', async () => {
    const own = await openAs(ROLE, LOGIN)
    await db.orm.execute(sql`grant usage on schema ${sql.identifier(schemaOf(OTHER))} to ${sql.identifier(ROLE)}`)
    await assertConfined(own, ONE, 'confined')
    await db.orm.execute(sql`grant select (key) on ${held(OTHER)} to ${sql.identifier(ROLE)}`)
    await expect(assertConfined(own, ONE, 'confined')).rejects.toThrow(`the role ${ROLE} reaches the schema ${schemaOf(OTHER)} too`)
    await db.orm.execute(sql`revoke all on ${held(OTHER)} from ${sql.identifier(ROLE)}`)
    await expect(assertConfined(own, OTHER, 'confined')).rejects.toThrow(`the database role is not ${OTHER_ROLE}`)
  })

  it('is refused where its login could take the role of another library', async () => {
    await db.orm.execute(sql`grant ${sql.identifier(OTHER_ROLE)} to ${sql.identifier(LOGIN)}`)
    await db.orm.execute(sql`alter role ${sql.identifier(LOGIN)} noinherit`)
    await expect(assertConfined(await openAs(ROLE, LOGIN), ONE, 'confined')).rejects.toThrow(`the login reaches the role ${OTHER_ROLE} too`)
  })
})
