import type { Server } from 'node:http'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { type Clock, systemClock } from '#platform/clock'
import { type Database, openDatabase } from '#platform/db'
import { subjectKey } from '#platform/keys'
import { openLog } from '#platform/log'
import { examples } from '../seeds/examples.ts'
import { isSeeded, loadWorld } from '../seeds/load.ts'
import { makeWorld } from '../seeds/world.ts'
import type { HubConfig } from './config.ts'
import { EMBEDDED_ISSUER, embeddedKey, publicKeySet } from './embedded-issuer.ts'
import { runnable } from './examples.ts'
import { type Hub, openHub } from './hub.ts'
import { listen } from './http.ts'
import { type Issuer, openIssuer } from './issuers.ts'
import { openMetrics } from './metrics.ts'
import { deriveSecrets } from './secrets.ts'

/** A hub that is listening. */
export interface RunningHub {
  readonly hub: Hub
  readonly db: Database
  readonly url: string
  readonly key: JWK | null
  stop(): Promise<void>
}

/** The file beside the data in which the embedded issuer keeps its key. */
export function keyFileOf({ dataDir }: Pick<HubConfig, 'dataDir'>): string {
  return join(dataDir, 'issuer-key.json')
}

/** Starts everything in this process: database, libraries, router, HTTP. `say` gets progress for a person to read. */
export async function startHub(config: HubConfig, say: (line: string) => void, clock: Clock = systemClock): Promise<RunningHub> {
  const log = openLog({ level: config.logLevel })
  const db = await openDatabaseOf(config)
  try {
    const embedded = config.issuers.includes(EMBEDDED_ISSUER)
    const key = embedded ? await embeddedKey(keyFileOf(config)) : null
    const secrets = deriveSecrets(config.master)
    const hub = await openHub({ db, clock, log, secrets, issuers: issuersOf(config, key) })
    if (config.mode === 'embedded') await seedWhenEmpty(db, config, say)
    let accepting = true
    const metrics = openMetrics()
    const offered = embedded ? { examples: async () => JSON.stringify(examples().map(runnable)) } : {}
    const { server, port } = await listen({ hub, metrics, clock, log, host: config.host, port: config.port, accepting: () => accepting, ...offered })
    log.hub('started', { port, database: db.kind })
    return {
      hub,
      db,
      key,
      url: `http://${config.host}:${port}`,
      async stop() {
        accepting = false
        log.hub('stopping')
        await closed(server)
        await hub.stop()
        await db.close()
        log.hub('stopped')
      },
    }
  } catch (error) {
    await db.close().catch(() => {})
    throw error
  }
}

/** Opens the database that a configuration names. */
export function openDatabaseOf(config: HubConfig): Promise<Database> {
  return openDatabase(
    config.databaseUrl === undefined
      ? { directory: join(config.dataDir, 'database') }
      : { url: config.databaseUrl, connections: config.databaseConnections, prepare: config.databasePrepare },
  )
}

function issuersOf(config: HubConfig, key: JWK | null): Issuer[] {
  return config.issuers.map((settings) => openIssuer(settings, key === null ? undefined : publicKeySet(key)))
}

/** Fills an empty database with the synthetic world; whole, or not at all. */
export async function seedWhenEmpty(db: Database, config: HubConfig, say: (line: string) => void): Promise<boolean> {
  if (await isSeeded(db)) return false
  const secrets = deriveSecrets(config.master)
  const keyOf = (type: string, number: string) => subjectKey(secrets.subjects, type, number)
  const world = makeWorld({ persons: config.seedPersons, keyOf })
  await loadWorld(db, world, {
    faceKey: secrets.licenceFaces,
    onProgress: (library, rows, total) => say(`seeding ${library}: ${rows} of ${total} rows`),
  })
  return true
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  await done
}
