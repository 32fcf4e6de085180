import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { integer, pgSchema, text } from 'drizzle-orm/pg-core'
import type { Database, Orm } from '../db.ts'

/** What a long load took away to be fast, as the statements that bring it back. */
const deferred = pgSchema('loading').table('deferred', {
  name: text('name').primaryKey(),
  /** Later stages need what the earlier ones bring back. */
  stage: integer('stage').notNull(),
  statement: text('statement').notNull(),
})

type Deferred = typeof deferred.$inferSelect

/** One index may use so much memory of the server while it is made. */
const BUILD_MEMORY = '256MB'
const AT_ONCE = 2

/** Makes the table that remembers what was taken away. */
export async function createDeferred(orm: Orm): Promise<void> {
  await orm.execute(sql`create table loading.deferred (name text primary key, stage integer not null, statement text not null)`)
}

/**
 * Takes away what makes every written row dearer and is cheaper for all rows at once: indexes that hold no constraint,
 * foreign keys, and vacuuming of half-filled tables. Run it in one transaction with what else begins a load.
 */
export async function defer(orm: Orm, schemas: readonly string[]): Promise<void> {
  const found = await orm
    .select({ name: sql<string>`name`, stage: sql<number>`stage`, statement: sql<string>`statement`, away: sql<string>`away` })
    .from(sql`(${indexesOf(schemas)} union all ${foreignKeysOf(schemas)} union all ${vacuumingOf(schemas)}) as found(name, stage, statement, away)`)
  for (const { away, ...remembered } of found) {
    await orm.insert(deferred).values(remembered)
    await run(orm, away)
  }
}

/**
 * Brings back everything that is still away, each in a transaction of its own, so that a second run does the rest.
 *
 * @param told gets the name of what is begun
 */
export async function restore(db: Database, told: (name: string, done: number, of: number) => void): Promise<void> {
  const all = await db.orm.select().from(deferred).orderBy(asc(deferred.stage), asc(deferred.name))
  let done = 0
  for (const stage of new Set(all.map((each) => each.stage))) {
    const waiting = all.filter((each) => each.stage === stage)
    const lane = async () => {
      for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
        told(each.name, done, all.length)
        await restoreOne(db, each)
        done += 1
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
  }
}

async function restoreOne(db: Database, { name, statement }: Deferred): Promise<void> {
  await db.orm.transaction(async (orm) => {
    // Two indexes at once keep two cores busy; workers within one would only compete with them.
    await orm.execute(sql`select set_config('maintenance_work_mem', ${BUILD_MEMORY}, true), set_config('max_parallel_maintenance_workers', '0', true)`)
    await run(orm, statement)
    await orm.delete(deferred).where(eq(deferred.name, name))
  })
}

// The statement comes from the database's own description of itself.
// eslint-disable-next-line no-restricted-syntax
const run = (orm: Orm, statement: string) => orm.execute(sql.raw(statement))

function indexesOf(schemas: readonly string[]): SQL {
  return sql`select format('index %I', named.relname), 1, pg_get_indexdef(indexrelid), format('drop index %s', indexrelid::regclass)
    from pg_index join pg_class as named on named.oid = indexrelid
    where not indisunique and named.relnamespace in (${spaces(schemas)})`
}

function foreignKeysOf(schemas: readonly string[]): SQL {
  return sql`select format('foreign key %I', conname), 2,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
      format('alter table %s drop constraint %I', conrelid::regclass, conname)
    from pg_constraint where contype = 'f' and connamespace in (${spaces(schemas)})`
}

function vacuumingOf(schemas: readonly string[]): SQL {
  return sql`select format('vacuuming of %s', oid::regclass), 3,
      format('alter table %s reset (autovacuum_enabled)', oid::regclass),
      format('alter table %s set (autovacuum_enabled = off)', oid::regclass)
    from pg_class where relkind = 'r' and relnamespace in (${spaces(schemas)})`
}

const spaces = (schemas: readonly string[]) => sql`select oid from pg_namespace where nspname in ${schemas}`
