import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { emptyFolder, hub, type Running } from './process.ts'

/** What a hub needs to use a server: a secret, and an issuer of which nobody has the key. */
export function serverEnvironment(url: string): Record<string, string> {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'secret'), Buffer.alloc(32, 5).toString('base64'))
  writeFileSync(join(folder, 'keys.json'), '{"keys":[]}')
  writeFileSync(join(folder, 'issuers.json'), JSON.stringify([{ issuer: 'https://issuer.example', audience: 'govshare', jwks: join(folder, 'keys.json') }]))
  return { DATABASE_URL: url, PUBLIC_URL: 'https://hub.example', MASTER_SECRET_FILE: join(folder, 'secret'), TRUSTED_ISSUERS: join(folder, 'issuers.json') }
}

/** `hub seed` in a process of its own. */
export function seeding(persons: number, environment: Record<string, string>): Running {
  return hub(['seed', '--persons', String(persons)], environment)
}

/** Waits until a text has been told on standard error; fails when the process ends before. */
export async function toldUntil({ child, output }: Running, text: string | RegExp): Promise<void> {
  while (output().err.search(text) === -1) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended before: ${output().err}`)
    await after(20)
  }
}

/** The most memory that a process ever held, in MB; asked while it runs. */
export async function peakMemory({ child, exited }: Running): Promise<number> {
  let peak = 0
  let running = true
  void exited().then(() => (running = false))
  while (running) {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak * 1_024) / 1_024
    } catch {
      break
    }
    await after(50)
  }
  return peak
}

/** Rows and their content by table, but for what is drawn anew whenever a licence is sealed or signed. */
export async function contentOf({ orm }: Database): Promise<Record<string, string>> {
  const tables = await orm
    .select({ schema: sql<string>`nspname`, table: sql<string>`relname` })
    .from(sql`pg_class join pg_namespace as space on space.oid = relnamespace`)
    .where(sql`relkind = 'r' and nspname not in ('public', 'information_schema', 'loading', 'migrations', 'audit') and nspname not like 'pg\\_%'`)
  const found: Record<string, string> = {}
  for (const { schema, table } of tables) {
    const [held] = await orm
      .select({ rows: sql<string>`count(*)`, sum: sql<string>`coalesce(sum(hashtextextended((to_jsonb(each) - 'sealed_face' - 'signature')::text, 0)), 0)` })
      .from(sql`${sql.identifier(schema)}.${sql.identifier(table)} as each`)
    found[`${schema}.${table}`] = `${held?.rows} rows, ${held?.sum}`
  }
  return found
}

/** Every index and foreign key, and every table that is not vacuumed. */
export async function extrasOf({ orm }: Database): Promise<string[]> {
  const rows = await orm
    .select({ text: sql<string>`text` })
    .from(sql`(select indexdef as text from pg_indexes where schemaname not like 'pg\\_%' and schemaname <> 'loading'
      union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where contype = 'f'
      union all select oid::regclass::text from pg_class where reloptions::text like '%autovacuum%') as found`)
  return rows.map(({ text }) => text).toSorted()
}
