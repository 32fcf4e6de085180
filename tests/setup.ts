import postgres from 'postgres'
import { beginRun, databasesOfRun, hasBegun, RUNS } from './harness/run.ts'
import { SERVER } from './harness/server.ts'

/** Around a whole run of tests: what their databases are copied from is made when it is needed and taken away at the end. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (hasBegun()) return undefined
  const endRun = beginRun()
  const leaveServer = SERVER === undefined ? () => Promise.resolve() : await enterServer(SERVER)
  return async () => {
    await leaveServer()
    endRun()
  }
}

/**
 * Keeps a connection that says that the run is there, and drops the databases of runs that are not: those that were killed.
 *
 * @returns drops those of this run
 */
async function enterServer(server: string): Promise<() => Promise<void>> {
  const own = databasesOfRun()
  const admin = postgres(server, { max: 1, max_lifetime: null, onnotice: () => {}, connection: { application_name: own } })
  const drop = async (names: readonly { name: string }[]) => {
    for (const { name } of names) await admin`drop database if exists ${admin(name)} with (force)`
  }
  await drop(await admin<{ name: string }[]>`select datname as name from pg_database where starts_with(datname, ${RUNS})
    and not exists (select from pg_stat_activity where starts_with(application_name, ${RUNS}) and starts_with(pg_database.datname, application_name))`)
  return async () => {
    await drop(await admin<{ name: string }[]>`select datname as name from pg_database where starts_with(datname, ${own})`)
    await admin.end()
  }
}
