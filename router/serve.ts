import { join } from 'node:path'
import { type Clock, systemClock } from '#platform/clock'
import { type Database, migrate, openDatabase } from '#platform/db'
import { assertConfined, canRead, roleOf } from '#platform/db/roles'
import { type RunningLibrary, serveLibrary } from '#platform/host'
import { type Log, openLog } from '#platform/log'
import { planVerifier } from '#platform/plan/token'
import { LIBRARY_NAMES, type LibraryName } from '../schema/libraries.ts'
import type { LibraryConfig } from './library-config.ts'
import { openLibraries } from './libraries.ts'
import { isSeeded } from '../seeds/load.ts'
import { progressLines } from './progress.ts'
import { openSealing, type OpenSealing, registerSealing } from './sealing.ts'
import { EMBEDDED_MASTER } from './secrets.ts'
import { seedDatabase } from './start.ts'

/** Libraries that are listening. */
export interface RunningLibraries {
  readonly hosts: readonly RunningLibrary[]
  stop(): Promise<void>
}

/** Where libraries listen: the first at `port`, the others at the ports after it; 0 takes free ones. */
export interface Place {
  readonly host: string
  readonly port: number
}

/**
 * Serves libraries, each on a port of its own and, on a server, each by its own database role.
 *
 * @throws StartFault where a role is missing or reaches too far, or a port is taken
 */
export async function startLibraries(
  config: LibraryConfig,
  names: readonly LibraryName[],
  place: Place,
  say: (line: string) => void,
  clock: Clock = systemClock,
): Promise<RunningLibraries> {
  const log = openLog({ level: config.logLevel })
  const databases = new Map<LibraryName, Database>()
  const hosts: RunningLibrary[] = []
  let sealing: OpenSealing | undefined
  const stop = async () => {
    await Promise.all(hosts.map((each) => each.stop()))
    await sealing?.issuerKeys?.close()
    for (const db of new Set(databases.values())) await db.close().catch(() => {})
  }
  try {
    if (config.mode === 'embedded') {
      const db = await openDatabase({ directory: join(config.dataDir, 'database'), ...config.databaseReads })
      for (const name of names) databases.set(name, db)
      await migrate(db, LIBRARY_NAMES)
      const { seedPersons } = config
      if (!(await isSeeded(db))) await seedDatabase(db, { master: EMBEDDED_MASTER, seedPersons }, progressLines(seedPersons, clock, say))
    } else {
      for (const name of names) databases.set(name, await openOwn(config, name, names.length > 1))
    }
    const licences = databases.get('licences')
    if (licences !== undefined) {
      sealing = await openSealing(config.sealing)
      await registerSealing(licences, sealing)
    }
    for (const [index, name] of names.entries()) {
      const port = place.port === 0 ? 0 : place.port + index
      hosts.push(await serve(name, databases.get(name) as Database, config, { host: place.host, port }, { clock, log, sealing }))
    }
  } catch (error) {
    await stop()
    throw error
  }
  log.hub('started', { libraries: names.join(' '), database: config.mode })
  return {
    hosts,
    async stop() {
      log.hub('stopping')
      await stop()
      log.hub('stopped')
    },
  }
}

async function openOwn(config: LibraryConfig, name: LibraryName, shared: boolean): Promise<Database> {
  const { databaseUrl: url, databaseConnections: connections, databasePrepare: prepare } = config
  const db = await openDatabase({ url, connections, prepare, role: roleOf(name), ...config.databaseReads })
  try {
    await assertConfined(db, name, shared ? 'shared' : 'confined')
    return db
  } catch (error) {
    await db.close().catch(() => {})
    throw error
  }
}

function serve(name: LibraryName, db: Database, config: LibraryConfig, place: Place, { clock, log, sealing }: { clock: Clock; log: Log; sealing: OpenSealing | undefined }): Promise<RunningLibrary> {
  const library = openLibraries(db, clock, config.secrets, [name], { ...(sealing && { sealing }), publicUrl: config.publicUrl, templates: config.licenceTemplates, uploadsPerDay: config.licenceUploadsPerDay }).get(name)
  if (library === undefined) throw new TypeError('a library was not opened')
  return serveLibrary({ library, verifier: planVerifier(name, config.routers, clock), log, ...place, ready: () => canRead(db, name) })
}
