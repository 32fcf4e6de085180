import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { beginRun, removeRunFolder, templatesOf } from './harness/run.ts'
import { SERVER } from './harness/server.ts'

/** Around a whole run of tests: what their databases are copied from is made when it is needed and taken away at the end. */
export default function setup(): () => Promise<void> {
  const run = randomUUID().slice(0, 8)
  beginRun(run)
  return async () => {
    removeRunFolder(run)
    if (SERVER !== undefined) await dropTemplates(SERVER, run)
  }
}

async function dropTemplates(server: string, run: string): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  const made = await admin<{ name: string }[]>`select datname as name from pg_database where starts_with(datname, ${templatesOf(run)})`
  for (const { name } of made) await admin`drop database if exists ${admin(name)} with (force)`
  await admin.end()
}
