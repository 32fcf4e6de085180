import { join } from 'node:path'
import type { JWK } from 'jose'
import { type Clock, systemClock } from '#platform/clock'
import { type Database, loadInParts, type LoadWatcher, migrate, openDatabase } from '#platform/db'
import { subjectKey } from '#platform/keys'
import { openLog } from '#platform/log'
import { examples } from '../seeds/examples.ts'
import { seedingOf } from '../seeds/bulk/seeding.ts'
import { forgetCompiled } from '../subgraphs/catalogue/index.ts'
import { isSeeded } from '../seeds/load.ts'
import { LIBRARY_NAMES } from '../schema/libraries.ts'
import { Attempts } from './attempts.ts'
import type { DatabaseConfig, HubConfig } from './config.ts'
import { openConsole } from './console/index.ts'
import { offeredPersonas } from './console/personas.ts'
import { askElsewhere } from './elsewhere.ts'
import { EMBEDDED_ISSUER, embeddedKey, publicKeySet } from './embedded-issuer.ts'
import { runnable } from './examples.ts'
import { type Hub, openHub } from './hub.ts'
import { listen } from './http.ts'
import { type Issuer, openIssuer } from './issuers.ts'
import { openMetrics } from './metrics.ts'
import { progressLines } from './progress.ts'
import { openRecordWriter } from './record-writer.ts'
import { keptRouterKey } from './router-key.ts'
import { deriveSecrets } from './secrets.ts'
import { openSealing, type OpenSealing, registerSealing } from './sealing.ts'
import { formerKeys, signingKey } from './signing-key.ts'

/** A hub that is listening. */
export interface RunningHub {
  readonly hub: Hub
  readonly db: Database
  readonly url: string
  readonly key: JWK | null
  /** Names of the libraries that are asked elsewhere. */
  readonly elsewhere: readonly string[]
  stop(): Promise<void>
}

/** The file beside the data in which the embedded issuer keeps its key. */
export function keyFileOf({ dataDir }: Pick<HubConfig, 'dataDir'>): string {
  return join(dataDir, 'issuer-key.json')
}

/** The file beside the data in which a router of embedded mode keeps the key that it signs access plans with. */
function routerKeyFileOf({ dataDir }: Pick<HubConfig, 'dataDir'>): string {
  return join(dataDir, 'router-key.json')
}

/** Starts everything in this process, besides the libraries that run elsewhere: database, libraries, router, HTTP. `say` gets progress for a person to read. */
export async function startHub(config: HubConfig, say: (line: string) => void, clock: Clock = systemClock): Promise<RunningHub> {
  const log = openLog({ level: config.logLevel })
  const db = await openDatabaseOf(config)
  let sealing: OpenSealing | undefined
  try {
    const embedded = config.issuers.includes(EMBEDDED_ISSUER)
    const key = embedded ? await embeddedKey(keyFileOf(config)) : null
    const secrets = deriveSecrets(config.master)
    const signer = signingKey(config)
    const metrics = openMetrics()
    // An embedded database is seeded whole, so it has every schema, whoever is asked.
    await migrate(db, config.mode === 'embedded' ? LIBRARY_NAMES : ['audit'])
    const recordDb = await openRecordWriter(config, db)
    const elsewhere = await librariesElsewhere(config, { clock, log, metrics })
    // Where licences are served elsewhere, they are sealed there.
    sealing = elsewhere.has('licences') ? undefined : await openSealing(config.sealing)
    const webhooks = config.webhookHosts === null ? undefined : { hosts: config.webhookHosts }
    const hub = await openHub({
      db, recordDb, clock, log, secrets, signer, formerKeys: formerKeys(config), limits: config.limits, issuers: issuersOf(config, key), elsewhere, webhooks, publicUrl: config.publicUrl, templates: config.licenceTemplates,
      uploadsPerDay: config.licenceUploadsPerDay, statisticsEveryMinutes: config.statisticsEveryMinutes, noticeRetentionDays: config.noticeRetentionDays,
      ...(sealing && { sealing }),
    })
    for (const [what, use] of hub.kept) metrics.kept(what, use)
    metrics.catalogue(hub.catalogue)
    if (hub.background.checkpoints !== null) metrics.checkpoints(hub.background.checkpoints)
    if (hub.background.deliveries !== null) metrics.deliveries(hub.background.deliveries)
    if (config.mode === 'embedded' && !(await isSeeded(db))) await seedDatabase(db, config, progressLines(config.seedPersons, clock, say))
    if (sealing !== undefined) await registerSealing(db, sealing)
    const attempts = new Attempts(config.attemptsPerMinute, clock)
    const offered = embedded ? { examples: async () => JSON.stringify(examples().map(runnable)) } : {}
    const console = openConsole({
      settings: config.console, issuers: issuersOf(config, key), secret: secrets.consoleSessions, authenticate: (header) => hub.authenticate(header), clock, log,
      ...(key === null ? {} : { personas: offeredPersonas(key, clock) }),
    })
    const http = await listen({ hub, console, metrics, clock, log, host: config.host, port: config.port, attempts, checksPerMinute: config.copyChecksPerMinute, proxies: config.trustedProxies, ...offered })
    hub.background.statistics.start()
    hub.background.usage.start()
    hub.background.alerts.start()
    hub.background.notices?.start()
    hub.background.verifications.start()
    log.hub('started', { port: http.port, database: db.kind, elsewhere: elsewhere.size })
    return {
      hub,
      db,
      key,
      elsewhere: [...elsewhere.keys()],
      url: `http://${config.host}:${http.port}`,
      async stop() {
        log.hub('stopping')
        await http.stop()
        await hub.stop()
        await sealing?.issuerKeys?.close()
        await Promise.all([...elsewhere.values()].map((library) => library.stop()))
        if (recordDb !== db) await recordDb.close()
        await db.close()
        log.hub('stopped')
      },
    }
  } catch (error) {
    await sealing?.issuerKeys?.close()
    await db.close().catch(() => {})
    throw error
  }
}

async function librariesElsewhere(config: HubConfig, services: Parameters<typeof askElsewhere>[2]): ReturnType<typeof askElsewhere> {
  if (config.elsewhere.urls.size === 0) return new Map()
  return askElsewhere(config.elsewhere, config.elsewhere.key ?? (await keptRouterKey(routerKeyFileOf(config))), services)
}

/** Opens the database that a configuration names. */
export function openDatabaseOf(config: DatabaseConfig): Promise<Database> {
  return openDatabase(
    config.databaseUrl === undefined
      ? { directory: join(config.dataDir, 'database'), ...config.databaseReads }
      : { url: config.databaseUrl, connections: config.databaseConnections, prepare: config.databasePrepare, ...config.databaseReads },
  )
}

function issuersOf(config: HubConfig, key: JWK | null): Issuer[] {
  return config.issuers.map((settings) => openIssuer(settings, key === null ? undefined : publicKeySet(key)))
}

/**
 * Fills an empty database with the synthetic world, or goes on where that was cut off.
 *
 * @throws StartFault, and changes nothing, where the database holds other rows
 */
export async function seedDatabase(db: Database, config: Pick<HubConfig, 'master' | 'seedPersons'>, watcher: LoadWatcher): Promise<void> {
  const secrets = deriveSecrets(config.master)
  const keyOf = (type: string, number: string) => subjectKey(secrets.subjects, type, number)
  // What compiling has made of the contracts is nobody's yet, and the seeds bring entries of their own.
  await forgetCompiled(db)
  await loadInParts(db, seedingOf({ persons: config.seedPersons, keyOf, faceKey: secrets.licenceFaces }), watcher)
}
