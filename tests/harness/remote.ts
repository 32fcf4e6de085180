import type { Clock } from '#platform/clock'
import { type Database, openDatabase } from '#platform/db'
import { assertConfined, grantRoles, roleOf } from '#platform/db/roles'
import { type RunningLibrary, serveLibrary } from '#platform/host'
import type { Log } from '#platform/log'
import { planSigner, planVerifier } from '#platform/plan/token'
import { publicKeySet } from '../../router/embedded-issuer.ts'
import { MOVABLE_LIBRARIES, openLibraries, RUNTIME_WRITES, type Sealing, secretsOf } from '../../router/libraries.ts'
import { type RemoteLibrary, remoteLibrary } from '../../router/remote.ts'
import { newRouterKey } from '../../router/router-key.ts'
import type { Secrets } from '../../router/secrets.ts'
import type { Printer } from '../../subgraphs/licences/index.ts'
import type { LibraryName } from '../../schema/libraries.ts'
import type { TestDatabase } from './database.ts'
import { PUBLIC_URL } from './printer.ts'

export interface RemoteOptions {
  /** Who prints copies; threads of its own where it is left out. */
  readonly printer?: Printer
  readonly db: TestDatabase
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  readonly names?: readonly LibraryName[]
  readonly sealing?: Sealing
}

/** Libraries on sockets of their own, each with its own secrets and, on a server, its own role. */
export interface RemoteLibraries {
  /** How the router asks them. */
  readonly elsewhere: ReadonlyMap<string, RemoteLibrary>
  /** The database as the hub has it, counting what the libraries send too. */
  readonly db: TestDatabase
  stop(): Promise<void>
}

/** Serves libraries over HTTP, with real sockets and signatures, in the process of the test. */
export async function serveRemotely({ db, clock, log, secrets, names = MOVABLE_LIBRARIES, sealing, printer }: RemoteOptions): Promise<RemoteLibraries> {
  const key = await newRouterKey()
  const signer = await planSigner(key, clock)
  if (db.url !== undefined) await grantRoles(db, new Map(names.map((name) => [name, RUNTIME_WRITES.get(name) ?? []])))
  const elsewhere = new Map<string, RemoteLibrary>()
  const databases: Database[] = []
  const hosts: RunningLibrary[] = []
  for (const name of names) {
    const own = db.url === undefined ? db : await openDatabase({ url: db.url, role: roleOf(name), connections: 1 })
    if (own !== db) {
      await assertConfined(own, name, 'shared')
      databases.push(own)
    }
    const library = openLibraries(own, clock, pick(secrets, secretsOf(name)), [name], { ...(sealing && { sealing }), publicUrl: PUBLIC_URL, printer }).get(name)
    if (library === undefined) throw new Error(`${name} was not opened`)
    const verifier = planVerifier(name, publicKeySet(key), clock)
    const host = await serveLibrary({ library, verifier, log, host: '127.0.0.1', port: 0, ready: async () => true })
    hosts.push(host)
    elsewhere.set(name, remoteLibrary({ name, url: host.url, signer, clock, log, timeoutMs: 20_000 }))
  }
  return {
    elsewhere,
    db: { ...db, statements: summed([db, ...databases]) },
    async stop() {
      for (const library of elsewhere.values()) await library.stop()
      for (const host of hosts) await host.stop()
      for (const database of databases) await database.close()
    },
  }
}

function pick(secrets: Secrets, names: readonly (keyof Secrets)[]): Partial<Secrets> {
  return Object.fromEntries(names.map((name) => [name, secrets[name]]))
}

function summed(databases: readonly Database[]): Database['statements'] {
  return {
    get count() {
      return databases.reduce((sum, { statements }) => sum + statements.count, 0)
    },
    get texts() {
      return databases[0]?.statements.texts ?? null
    },
    set texts(texts) {
      for (const { statements } of databases) statements.texts = texts
    },
  }
}
