import { type SQL, sql } from 'drizzle-orm'
import type { Database, Orm } from '../db.ts'
import { StartFault } from '../errors.ts'
import { rowsOf } from './rows-of.ts'
import { sqlState } from './sql-state.ts'

/** What a library may do to its own tables while it runs, besides reading them. */
export type RuntimeWrites = readonly ('insert' | 'update')[]

/** Roles after {@link grantRoles}: those that may read now, and those that are not there and may not be made. */
export interface RolesGranted {
  readonly ready: readonly string[]
  readonly missing: readonly string[]
}

/** The group role of a library. It cannot log in; a login that serves the library is a member of it. */
export function roleOf(library: string): string {
  return `govshare_${schemaOf(library)}`
}

function schemaOf(library: string): string {
  return library.replaceAll('-', '_')
}

/**
 * Makes a role for each library that reaches its own schema and nothing else, or brings it up to date. Roles belong to the
 * whole server, so another database may make the same at the same time; privileges belong to this database.
 *
 * @param libraries with what each writes while it runs; loads are written by whoever owns the schemas
 */
export async function grantRoles(db: Database, libraries: ReadonlyMap<string, RuntimeWrites>): Promise<RolesGranted> {
  return db.exclusively('govshare.migrate', async (orm) => {
    const ready: string[] = []
    const missing: string[] = []
    for (const [library, writes] of libraries) {
      const role = roleOf(library)
      if (await exists(orm, role) || await made(orm, role)) {
        await grant(orm, library, writes)
        ready.push(role)
      } else missing.push(role)
    }
    return { ready, missing }
  })
}

async function exists(orm: Orm, role: string): Promise<boolean> {
  return (await rowsOf(orm, sql`select 1 from pg_catalog.pg_roles where rolname = ${role}`)).length > 0
}

async function made(orm: Orm, role: string): Promise<boolean> {
  try {
    await orm.transaction((transaction) => transaction.execute(sql`create role ${sql.identifier(role)} nologin`))
    return true
  } catch (error) {
    const state = sqlState(error)
    // duplicate_object or unique_violation: another database of the server has just made it.
    if (state === '42710' || state === '23505') return true
    if (state === '42501') return false
    throw new StartFault(`the role ${role} cannot be made: SQLSTATE ${state}`)
  }
}

async function grant(orm: Orm, library: string, writes: RuntimeWrites): Promise<void> {
  const role = sql.identifier(roleOf(library))
  const schema = sql.identifier(schemaOf(library))
  const privileges = sql.join(['select', ...writes].map(wordOf), sql`, `)
  const statements = [
    sql`revoke all on all tables in schema ${schema} from ${role}`,
    sql`grant usage on schema ${schema} to ${role}`,
    sql`grant ${privileges} on all tables in schema ${schema} to ${role}`,
    // Tables of later migrations, which the same owner makes.
    sql`alter default privileges in schema ${schema} grant ${privileges} on tables to ${role}`,
  ]
  try {
    await orm.transaction(async (transaction) => {
      for (const statement of statements) await transaction.execute(statement)
      for (const { schema: other } of await rowsOf<{ schema: string }>(transaction as unknown as Orm, extensionSchemasClosedTo(roleOf(library)))) {
        await transaction.execute(sql`grant usage on schema ${sql.identifier(other)} to ${role}`)
      }
    })
  } catch (error) {
    throw new StartFault(`${roleOf(library)} cannot be given its privileges: SQLSTATE ${sqlState(error)}; migrate as the owner of the schemas`)
  }
}

function wordOf(privilege: string): SQL {
  return privilege === 'insert' ? sql`insert` : privilege === 'update' ? sql`update` : sql`select`
}

// Functions of PostGIS are everybody's, but their schema may have been closed to everybody.
function extensionSchemasClosedTo(role: string): SQL {
  return sql`select distinct namespace.nspname as schema
    from pg_catalog.pg_extension extension join pg_catalog.pg_namespace namespace on namespace.oid = extension.extnamespace
    where not has_schema_privilege(${role}, namespace.oid, 'usage')`
}

/**
 * Holds a connection of a library against what it should be: the library's role, which reads its schema and reaches no
 * table of any other.
 *
 * @param login whether whoever logged in must be confined too: behind one login for several libraries, only the role is
 * @throws StartFault saying what is wrong and what to do
 */
export async function assertConfined(db: Database, library: string, login: 'confined' | 'shared'): Promise<void> {
  const [who] = await rowsOf<{ role: string; login: string }>(db.orm, sql`select current_user::text as role, session_user::text as login`)
  if (who?.role !== roleOf(library)) throw new StartFault(`the database role is not ${roleOf(library)}`)
  if (!(await readsItsOwn(db.orm, library))) throw new StartFault(`${who.role} cannot read the schema ${schemaOf(library)}: run hub migrate on this database as its owner`)
  for (const name of login === 'confined' ? [who.role, who.login] : [who.role]) {
    const reached = (await rowsOf<{ place: string }>(db.orm, reachedBy(name, library)))[0]?.place
    if (reached === undefined) continue
    throw new StartFault(`${name === who.role ? `the role ${name}` : 'the login'} reaches ${reached} too: a library on its own connects with a login that is a member of ${who.role} and of nothing else`)
  }
}

async function readsItsOwn(orm: Orm, library: string): Promise<boolean> {
  const [found] = await rowsOf<{ reads: boolean | null }>(orm, sql`
    select bool_and(has_schema_privilege(namespace.oid, 'usage') and has_table_privilege(class.oid, 'select')) as reads
    from pg_catalog.pg_namespace namespace join pg_catalog.pg_class class on class.relnamespace = namespace.oid and class.relkind in ('r', 'p')
    where namespace.nspname = ${schemaOf(library)}`)
  return found?.reads === true
}

// A table of an extension, such as the one of coordinate systems, is nobody's data.
function reachedBy(name: string, library: string): SQL {
  return sql`select 'the schema ' || namespace.nspname as place
    from pg_catalog.pg_class class join pg_catalog.pg_namespace namespace on namespace.oid = class.relnamespace
    where class.relkind in ('r', 'p', 'v', 'm', 'f')
      and namespace.nspname not in ('pg_catalog', 'information_schema', ${schemaOf(library)}) and namespace.nspname !~ '^pg_(toast|temp)'
      and not exists (select 1 from pg_catalog.pg_depend depend
        where depend.classid = 'pg_catalog.pg_class'::regclass and depend.objid = class.oid and depend.deptype = 'e')
      and has_schema_privilege(${name}, namespace.oid, 'usage')
      and (has_any_column_privilege(${name}, class.oid, 'select, insert, update, references') or has_table_privilege(${name}, class.oid, 'delete, truncate, trigger'))
    union all
    select 'the role ' || rolname from pg_catalog.pg_roles
    where rolname <> ${roleOf(library)} and rolname <> ${name} and pg_has_role(${name}, oid, 'member')
    limit 1`
}

/**
 * Holds a connection to what may only be added to: whoever logged in may neither change, take away nor empty these tables of a
 * library.
 *
 * @throws StartFault saying what to do
 */
export async function assertAppendsOnly(db: Database, library: string, tables: readonly string[]): Promise<void> {
  const [found] = await rowsOf<{ who: string; changes: string | null; adds: boolean | null }>(db.orm, sql`
    select current_user::text as who, bool_and(has_table_privilege(class.oid, 'insert')) as adds,
      min(class.relname) filter (where has_any_column_privilege(class.oid, 'update') or has_table_privilege(class.oid, 'update, delete, truncate')) as changes
    from pg_catalog.pg_class class join pg_catalog.pg_namespace namespace on namespace.oid = class.relnamespace
    where namespace.nspname = ${schemaOf(library)} and class.relkind in ('r', 'p')
      and regexp_replace(class.relname, '_(other|\\d{4}_\\d{2})$', '') in (${sql.join(tables.map((name) => sql`${name}`), sql`, `)})`)
  const may = `a login that is a member of ${roleOf(library)} and of nothing else`
  if (found?.adds !== true) throw new StartFault(`${found?.who ?? 'the login'} cannot add to ${schemaOf(library)}: use ${may}`)
  if (found.changes !== null) throw new StartFault(`${found.who} may change or take away ${schemaOf(library)}.${found.changes}: use ${may}`)
}

/** Whether the library's tables can be read now. */
export async function canRead(db: Database, library: string): Promise<boolean> {
  try {
    return await readsItsOwn(db.orm, library)
  } catch {
    return false
  }
}
