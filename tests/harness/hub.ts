import type { JWK } from 'jose'
import type { Clock } from '#platform/clock'
import { openDatabase } from '#platform/db'
import { subjectKey } from '#platform/keys'
import { type Log, silentLog } from '#platform/log'
import type { AskedLibrary } from '#platform/subgraph'
import { Attempts } from '../../router/attempts.ts'
import { proxiesFrom } from '../../router/client.ts'
import { type ConsoleSettings, openConsole } from '../../router/console/index.ts'
import { offeredPersonas } from '../../router/console/personas.ts'
import { EMBEDDED_ISSUER, publicKeySet } from '../../router/embedded-issuer.ts'
import { listen } from '../../router/http.ts'
import type { WebhookSettings } from '../../router/background.ts'
import { type Hub, openHub } from '../../router/hub.ts'
import { type Issuer, openIssuer } from '../../router/issuers.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { openMetrics } from '../../router/metrics.ts'
import { formatPurpose } from '../../router/purpose.ts'
import { openRecordWriter } from '../../router/record-writer.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { personaToken } from '../../router/tokens.ts'
import { loadWorld } from '../../seeds/load.ts'
import { makeWorld, type World } from '../../seeds/world.ts'
import { openPrinter } from '../../subgraphs/licences/index.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { testClock } from './library.ts'
import { PUBLIC_URL } from './printer.ts'
import { serveRemotely } from './remote.ts'
import { publishedSealing } from './sealing.ts'

/** A question as a story tells it. */
export interface Question {
  readonly persona?: string
  /** Example whom a portal acts for. */
  readonly subject?: string
  readonly purpose?: { readonly matter: string; readonly case?: string; readonly reason?: string }
  readonly query: string
  readonly variables?: Record<string, unknown>
  readonly headers?: Record<string, string>
}

export interface Refused {
  readonly coordinate?: string
  readonly reason?: string
  readonly code: string
  readonly path?: readonly (string | number)[]
}

export interface Answer {
  readonly status: number
  // The shape of data is what each test asserts; typing it here would only repeat the question.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
  readonly refused: readonly Refused[]
  readonly extensions: Record<string, unknown>
  readonly text: string
}

export interface TestHub {
  readonly hub: Hub
  readonly db: TestDatabase
  readonly url: string
  readonly key: JWK
  /** The rows that the hub was seeded with. */
  readonly world: World
  ask(question: Question): Promise<Answer>
  token(persona: string, subject?: string): Promise<string>
  close(): Promise<void>
}

/** People of the world that every test hub is seeded with. */
export const PERSONS = 200

/** `GOVSHARE_LIBRARIES=remote` runs the same tests with the eight libraries behind HTTP. */
const LIBRARIES = process.env['GOVSHARE_LIBRARIES'] === 'remote' ? 'remote' : 'here'

export interface TestHubOptions {
  readonly clock?: Clock
  readonly log?: Log
  readonly attemptsPerMinute?: number
  readonly patienceMs?: number
  readonly checksPerMinute?: number
  /** Where notices are sent; nowhere where it is left out. */
  readonly webhooks?: WebhookSettings
  /** Whether the eight libraries run in this process' hub or behind HTTP; as the environment says where it is left out. */
  readonly libraries?: 'here' | 'remote'
  /** Libraries that are asked as given, whatever the mode. */
  readonly elsewhere?: ReadonlyMap<string, AskedLibrary>
  /** How one signs in to the console besides choosing a persona, and the provider, which is trusted beside the embedded issuer. */
  readonly signIn?: { readonly settings: ConsoleSettings; readonly issuer: Issuer }
  /** Where it listens; on any free port where it is left out. */
  readonly port?: number
  /** Puts something between the hub and its HTTP. */
  readonly behind?: (hub: Hub) => Hub
  /** A hub whose database this one shares, and which is closed after it. */
  readonly beside?: TestHub
  /** Whether it has connections of its own to that database, as a router in another process has; only on a server. */
  readonly apart?: boolean
}

/** A key for tests: the embedded issuer's, made the same way every time. */
const TEST_KEY: JWK = {
  kty: 'OKP', crv: 'Ed25519', kid: 'embedded', alg: 'EdDSA', use: 'sig',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}

let made: World | undefined

/** The rows that every test hub is seeded with; made when somebody asks for them. */
function seededWorld(): World {
  const { subjects } = deriveSecrets(EMBEDDED_MASTER)
  made ??= makeWorld({ persons: PERSONS, keyOf: (type, number) => subjectKey(subjects, type, number) })
  return made
}

/** A database of a test file's own that holds the world of {@link PERSONS} people. */
function openSeededDatabase(): Promise<TestDatabase> {
  const { licenceFaces } = deriveSecrets(EMBEDDED_MASTER)
  return openTestDatabase(LIBRARY_NAMES, {
    postgis: true, filling: { name: 'seeded', fill: (db) => loadWorld(db, seededWorld(), { faceKey: licenceFaces }) },
  })
}

/** The whole hub on a socket of the loopback address, over the seeded world, on the tests' own day. */
export async function openTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { clock = testClock, log = silentLog, attemptsPerMinute = 1_000, beside, libraries = LIBRARIES, behind = (hub) => hub } = options
  const apart = options.apart === true && beside?.db.url !== undefined ? await openDatabase({ url: beside.db.url, connections: 4 }) : undefined
  const own = apart ?? beside?.db ?? (await openSeededDatabase())
  const secrets = deriveSecrets(EMBEDDED_MASTER)
  const recordUrl = beside?.db.url ?? (own as TestDatabase).url
  const recordDb = recordUrl === undefined ? undefined : await openRecordWriter({ databaseUrl: recordUrl, auditDatabaseUrl: undefined, databasePrepare: true }, own)
  const sealing = publishedSealing()
  // Its threads start with the first copy.
  const printer = openPrinter({ deadlineMs: 600_000 })
  const remote = libraries === 'remote' ? await serveRemotely({ db: own, clock, log, secrets, sealing, printer }) : null
  const db = remote?.db ?? own
  const elsewhere = new Map([...(remote?.elsewhere ?? []), ...(options.elsewhere ?? [])])
  const issuers = [openIssuer(EMBEDDED_ISSUER, publicKeySet(TEST_KEY)), ...(options.signIn === undefined ? [] : [options.signIn.issuer])]
  const patience = options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }
  const hub = await openHub({ db, recordDb, clock, log, secrets, issuers, elsewhere, webhooks: options.webhooks, sealing, publicUrl: PUBLIC_URL, printer, ...patience })
  // Every test comes from one address, so a test may say whom it calls for.
  const edge = { attempts: new Attempts(attemptsPerMinute, clock), checksPerMinute: options.checksPerMinute ?? 1_000, proxies: proxiesFrom('127.0.0.1') }
  const metrics = openMetrics()
  metrics.catalogue(hub.catalogue)
  if (hub.background.deliveries !== null) metrics.deliveries(hub.background.deliveries)
  const console = openConsole({
    settings: options.signIn?.settings ?? null, issuers, secret: secrets.consoleSessions, authenticate: (header) => hub.authenticate(header), clock, log,
    personas: offeredPersonas(TEST_KEY, clock),
  })
  const http = await listen({ hub: behind(hub), metrics, clock, log, host: '127.0.0.1', port: options.port ?? 0, console, ...edge })
  const url = `http://127.0.0.1:${http.port}`
  const token = (persona: string, subject?: string) => personaToken(TEST_KEY, persona, subject, clock)
  return {
    hub,
    db,
    url,
    key: TEST_KEY,
    get world() {
      return seededWorld()
    },
    token,
    ask: async (question) => {
      const authorization: Record<string, string> =
        question.persona === undefined ? {} : { authorization: `Bearer ${await token(question.persona, question.subject)}` }
      return post(url, { ...authorization, ...purposeHeader(question.purpose), ...question.headers }, question)
    },
    async close() {
      await http.stop(0)
      await hub.stop()
      await remote?.stop()
      await Promise.all([sealing.close(), printer.close()])
      await recordDb?.close()
      await (beside === undefined ? own : apart)?.close()
    },
  }
}

function purposeHeader(purpose: Question['purpose']): Record<string, string> {
  if (purpose === undefined) return {}
  return { 'sharing-purpose': formatPurpose({ matter: purpose.matter, caseNo: purpose.case ?? null, reason: purpose.reason ?? null }) }
}

async function post(url: string, headers: Record<string, string>, { query, variables }: Question): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables: variables ?? {} }),
  })
  const text = await response.text()
  const body = JSON.parse(text) as { data?: unknown; errors?: { path?: (string | number)[]; extensions?: Record<string, string> }[]; extensions?: Record<string, unknown> }
  const refused = (body.errors ?? []).map(({ path, extensions }): Refused => ({ ...(extensions as unknown as Refused), ...(path === undefined ? {} : { path }) }))
  return { status: response.status, data: body.data ?? null, refused, extensions: body.extensions ?? {}, text }
}
