import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite'
import { drizzle as drizzleServer } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Database, Orm } from '../db.ts'
import { StartFault } from '../errors.ts'
import { counting } from './counting.ts'
import type { GateOptions } from './gate.ts'
import { listenEmbedded, listenOnServer } from './listen.ts'
import { holdDirectory } from './lock.ts'
import { postgis } from './postgis.ts'
import { promptSockets } from './prompt-socket.ts'
import { embeddedReads, serverReads } from './readers.ts'
import { sqlState } from './sql-state.ts'

export interface DatabaseOptions {
  /** `postgres://…`; absent means embedded. */
  readonly url?: string | undefined
  /** Folder of the embedded database; absent means in memory, for tests. */
  readonly directory?: string | undefined
  /** Whether the embedded database carries PostGIS; only libraries without geometry can do without. */
  readonly postgis?: boolean | undefined
  /** Data directory (tar) that an embedded database in memory starts from; making a new one takes seconds. */
  readonly image?: Blob | undefined
  /** Connections to a server; few, since statements are short and prepared. Half of them read, the others write. */
  readonly connections?: number | undefined
  /** Reading statements under way on one connection at once; the server runs them one after another. */
  readonly pipeline?: number | undefined
  /** Reading statements that may wait for their turn. */
  readonly queue?: number | undefined
  /** How long one waits for its turn, in milliseconds. */
  readonly patienceMs?: number | undefined
  /** Role that every connection to a server takes at its start; its login must be a member of it. */
  readonly role?: string | undefined
  /** Off for a pooler in transaction mode that cannot keep prepared statements. */
  readonly prepare?: boolean | undefined
}

/**
 * Opens the database that the configuration names.
 *
 * @throws StartFault when the directory is held by a live process, or the server does not answer or refuses the role, or its driver is as
 *   published: losing a connection could end the process, or let one transaction write into another
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url === undefined ? openEmbedded(options) : openServer(options.url, options)
}

const PIPELINE = 16
const QUEUE = 5_000
const PATIENCE_MS = 5_000

function gateOf(connections: number, { pipeline = PIPELINE, queue = QUEUE, patienceMs = PATIENCE_MS }: DatabaseOptions): GateOptions {
  return { slots: connections * pipeline, queue, patienceMs }
}

// Dates, times and lists of them stay texts, which drizzle's columns read.
const AS_TEXT = [types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE, 1231, 1115, 1185, 1187, 1182]
const AS_DRIZZLE = { rowMode: 'array', parsers: Object.fromEntries(AS_TEXT.map((type) => [type, (value: string) => value])) } as const

// What is in memory needs no second place there, and 128 MB that are made ready take a third of the time of opening.
const IN_MEMORY = { startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'] }

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const { directory, image, postgis: withPostgis = true } = options
  const folder = directory === undefined ? undefined : resolve(directory)
  const release = folder === undefined ? () => {} : holdDirectory(folder)
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  try {
    const client = await PGlite.create({
      ...(folder === undefined ? IN_MEMORY : { dataDir: `${folder}/pg` }),
      ...(image === undefined ? {} : { loadDataDir: image }),
      extensions: withPostgis ? { postgis } : {},
    })
    const { statements, logger } = counting()
    const orm = drizzleEmbedded(client, { logger }) as unknown as Orm
    const reads = embeddedReads(async (text, parameters) => (await client.query<unknown[]>(text, parameters, AS_DRIZZLE)).rows, gateOf(1, options))
    let turn: Promise<unknown> = Promise.resolve()
    return {
      orm,
      kind: 'embedded',
      label: directory === undefined ? 'embedded, in memory' : `embedded in ${directory}`,
      statements,
      rows(text, parameters, signal) {
        logger.logQuery(text)
        return reads(text, parameters, signal)
      },
      listen: (channel, hear) => listenEmbedded(client, channel, hear),
      exclusively(_name, task) {
        const mine = turn.then(() => task(orm))
        turn = mine.catch(() => {})
        return mine
      },
      async close() {
        await client.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Between two attempts to reach a server that is gone, in seconds: the driver's own twenty would outlast it by so much. */
const RESTS = { first: 0.05, most: 0.5 }

function restBefore(attempt: number): number {
  return Math.min(RESTS.most, RESTS.first * 2 ** attempt)
}

async function openServer(url: string, options: DatabaseOptions): Promise<Database> {
  if ((postgres as { mended?: boolean }).mended !== true) throw new StartFault('the driver of the database is not mended (docs/decisions/0051): run npm run build')
  const prompt = { socket: promptSockets() } as object
  const settings = { ...prompt, prepare: options.prepare ?? true, connect_timeout: 5, backoff: restBefore, onnotice: () => {}, ...(options.role === undefined ? {} : { connection: { role: options.role } }) }
  const connections = Math.max(1, Math.floor((options.connections ?? 8) / 2))
  const connect = (extra: object = {}) => postgres(url, { ...settings, max: connections, ...extra })
  const client = connect()
  const { statements, logger } = counting()
  const orm = drizzleServer(client, { logger }) as unknown as Orm
  const reads = serverReads(() => {
    const reading = connect({ max_pipeline: options.pipeline ?? PIPELINE })
    // It sets how the driver reads dates and times.
    drizzleServer(reading)
    return reading
  }, gateOf(connections, options))
  try {
    await orm.execute(sql`select 1`)
  } catch (error) {
    await client.end({ timeout: 1 })
    throw new StartFault(openFault(sqlState(error), withoutCredentials(url), options.role))
  }
  return {
    orm,
    kind: 'server',
    label: `PostgreSQL at ${withoutCredentials(url)}`,
    statements,
    rows(text, parameters, signal) {
      logger.logQuery(text)
      return reads.read(text, parameters, signal)
    },
    listen: (channel, hear) => listenOnServer((events) => postgres(url, { ...settings, ...events, max: 1, idle_timeout: 0, max_lifetime: null, fetch_types: false } as postgres.Options<Record<string, never>>), channel, hear),
    async exclusively(name, task) {
      // A lock belongs to a session, so it is taken on a connection of its own and never through the pool.
      const session = postgres(url, { ...settings, max: 1 })
      try {
        await session`select pg_advisory_lock(hashtextextended(${name}, 0))`
        return await task(orm)
      } finally {
        await session.end({ timeout: 1 })
      }
    },
    async close() {
      await Promise.all([client.end({ timeout: 5 }), reads.close()])
    },
  }
}

function openFault(state: string, address: string, role: string | undefined): string {
  // invalid_parameter_value and insufficient_privilege, which only the role can have caused this early.
  if (role !== undefined && state === '22023') return `the role ${role} is not there: run hub migrate on ${address} as its owner`
  if (role !== undefined && state === '42501') return `the login of ${address} is no member of the role ${role}`
  return `the database at ${address} does not answer`
}

function withoutCredentials(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}:${port === '' ? '5432' : port}${pathname}`
  } catch {
    return 'the configured address'
  }
}
