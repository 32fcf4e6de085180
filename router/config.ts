import { Settings } from '#platform/config'
import type { Limits } from '../subgraphs/catalogue/index.ts'
import { type Proxies, proxiesFrom } from './client.ts'
import { consoleFrom } from './console/config.ts'
import type { ConsoleSettings } from './console/index.ts'
import { type ReadSettings, readSettingsFrom } from './database-config.ts'
import { EMBEDDED_ISSUER } from './embedded-issuer.ts'
import { ALGORITHMS, type IssuerSettings } from './issuers.ts'
import { type Elsewhere, elsewhereFrom, isInTheClear } from './elsewhere.ts'
import { EMBEDDED_MASTER, MASTER_MIN_BYTES } from './secrets.ts'
import { publicUrlFrom } from './public-url.ts'
import { type SealingConfig, sealingFrom } from './sealing.ts'
import { limitsFrom } from './sla.ts'
import { uploadsPerDayFrom } from './uploads.ts'
import { type WebhookHosts, webhookHosts } from './webhooks/hosts.ts'

/** Which database there is, and how to connect to it. */
export interface DatabaseConfig {
  readonly mode: 'embedded' | 'server'
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly databaseConnections: number
  readonly databasePrepare: boolean
  readonly databaseReads: ReadSettings
}

export interface HubConfig extends DatabaseConfig {
  readonly port: number
  readonly host: string
  /** Login of the record's writer; the hub's own, in the writer's role, where it is left out. */
  readonly auditDatabaseUrl: string | undefined
  readonly master: Buffer
  /** Private key that signs checkpoints of the record, PEM; made of the master secret where it is left out. */
  readonly auditSigningKey: string | undefined
  /** Public keys that signed checkpoints before it, PEM; none where it is left out. */
  readonly auditFormerKeys: string | undefined
  /** Months that the record is kept before it may be taken out. */
  readonly auditRetentionMonths: number
  readonly elsewhere: Elsewhere
  readonly issuers: readonly IssuerSettings[]
  readonly limits: Limits
  readonly sealing: SealingConfig
  readonly logLevel: string
  /** Requests without a valid token that a client may send in a minute. */
  readonly attemptsPerMinute: number
  /** Where anybody reaches the hub, without a slash at the end: the address on copies, and of their files. */
  readonly publicUrl: string
  /** Folder of the hub's own templates of licences; those that come with it where it is left out. */
  readonly licenceTemplates: string | undefined
  /** Licences that one holder may upload on a day. */
  readonly licenceUploadsPerDay: number
  /** Copies and files that a client may check in a minute. */
  readonly copyChecksPerMinute: number
  /** Proxies whose `X-Forwarded-For` is believed; `null` where there are none. */
  readonly trustedProxies: Proxies | null
  /** Hosts to which notices are sent; `null` where none are. */
  readonly webhookHosts: WebhookHosts | null
  /** Days that notices, and the log of what was sent of them, are kept. */
  readonly noticeRetentionDays: number
  /** How old the counts of libraries may grow before they are made anew, in minutes. */
  readonly statisticsEveryMinutes: number
  /** How people sign in to the console; `null` where no provider is named. */
  readonly console: ConsoleSettings | null
  /** How many synthetic people an empty database is seeded with. */
  readonly seedPersons: number
}

const LOOPBACK = '127.0.0.1'
const EMBEDDED_PERSONS_MAX = 100_000
const SERVER_PERSONS_MAX = 3_000_000

/**
 * Reads the hub's configuration. Without `DATABASE_URL` the hub is embedded: it has an issuer and a secret of its own,
 * both published, and so listens on the loopback address alone. With it every secret must be given.
 *
 * @throws StartFault with exit code 78 naming every fault
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): HubConfig {
  const settings = new Settings(environment)
  const database = databaseFrom(settings)
  const { mode } = database
  const host = settings.text('HOST') ?? LOOPBACK
  const issuers = issuersFrom(settings)
  if (mode === 'embedded' && host !== LOOPBACK) settings.fault('HOST', `${LOOPBACK} without DATABASE_URL, since the embedded secret is published`)
  if (mode === 'server' && issuers.length === 0) settings.fault('TRUSTED_ISSUERS', 'a file that lists trusted issuers, since DATABASE_URL is set')
  const config: HubConfig = {
    ...database,
    port: settings.integer('PORT', 4000, 0, 65_535),
    host,
    auditDatabaseUrl: auditDatabaseFrom(settings, mode),
    master: masterFrom(settings, mode),
    auditSigningKey: settings.file('AUDIT_SIGNING_KEY_FILE'),
    auditFormerKeys: settings.file('AUDIT_FORMER_KEYS_FILE'),
    auditRetentionMonths: retentionFrom(settings),
    elsewhere: elsewhereFrom(settings, mode),
    issuers: issuers.length === 0 && mode === 'embedded' ? [EMBEDDED_ISSUER] : issuers,
    limits: limitsFrom(settings),
    sealing: sealingFrom(settings, mode, database.dataDir),
    logLevel: settings.choice('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    publicUrl: publicUrlFrom(settings, mode) ?? '',
    licenceTemplates: settings.text('LICENCE_TEMPLATES_DIR'),
    licenceUploadsPerDay: uploadsPerDayFrom(settings),
    copyChecksPerMinute: settings.integer('COPY_CHECKS_PER_MINUTE', 60, 1, 1_000_000),
    attemptsPerMinute: settings.integer('ATTEMPTS_PER_MINUTE', 60, 1, 1_000_000),
    trustedProxies: proxiesOf(settings),
    webhookHosts: webhookHostsOf(settings, mode),
    noticeRetentionDays: noticeRetentionFrom(settings),
    statisticsEveryMinutes: settings.integer('STATISTICS_EVERY_MINUTES', 1_440, 1, 44_640),
    console: consoleFrom(settings, issuers),
    seedPersons: settings.integer('SEED_PERSONS', 1_000, 100, mode === 'server' ? SERVER_PERSONS_MAX : EMBEDDED_PERSONS_MAX),
  }
  settings.check()
  return config
}

/**
 * Reads which database there is, for whoever needs nothing else of a hub.
 *
 * @throws StartFault with exit code 78 naming every fault
 */
export function readDatabaseConfig(environment: Readonly<Record<string, string | undefined>>): DatabaseConfig {
  const settings = new Settings(environment)
  const database = databaseFrom(settings)
  settings.check()
  return database
}

function databaseFrom(settings: Settings): DatabaseConfig {
  const databaseUrl = settings.text('DATABASE_URL')
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) settings.fault('DATABASE_URL', 'an address postgres://…')
  return {
    mode: databaseUrl === undefined ? 'embedded' : 'server',
    dataDir: settings.text('DATA_DIR') ?? '.data',
    databaseUrl,
    databaseConnections: settings.integer('DATABASE_CONNECTIONS', 8, 1, 100),
    databasePrepare: settings.choice('DATABASE_PREPARE', 'yes', ['yes', 'no']) === 'yes',
    databaseReads: readSettingsFrom(settings),
  }
}

function auditDatabaseFrom(settings: Settings, mode: HubConfig['mode']): string | undefined {
  const url = settings.text('AUDIT_DATABASE_URL')
  if (url === undefined) return undefined
  if (mode === 'embedded') settings.fault('AUDIT_DATABASE_URL', 'absent without DATABASE_URL')
  if (!/^postgres(ql)?:\/\//.test(url)) settings.fault('AUDIT_DATABASE_URL', 'an address postgres://…')
  return url
}

const RETENTION_MONTHS = 60
const RETENTION_MONTHS_MIN = 36
const RETENTION_MONTHS_MAX = 1_200

function retentionFrom(settings: Settings): number {
  const months = Number(settings.text('AUDIT_RETENTION_MONTHS') ?? RETENTION_MONTHS)
  if (Number.isInteger(months) && months >= RETENTION_MONTHS_MIN && months <= RETENTION_MONTHS_MAX) return months
  settings.fault('AUDIT_RETENTION_MONTHS', `a whole number of months from ${RETENTION_MONTHS_MIN} on: 网络数据安全管理条例第十二条 and 个人信息保护法第五十六条 want records kept three years at least`)
  return RETENTION_MONTHS
}

const NOTICE_DAYS = 366
/** The longest that six months can be. */
const NOTICE_DAYS_MIN = 184
const NOTICE_DAYS_MAX = 36_525

function noticeRetentionFrom(settings: Settings): number {
  const days = Number(settings.text('NOTICE_RETENTION_DAYS') ?? NOTICE_DAYS)
  if (Number.isInteger(days) && days >= NOTICE_DAYS_MIN && days <= NOTICE_DAYS_MAX) return days
  settings.fault('NOTICE_RETENTION_DAYS', `a whole number of days from ${NOTICE_DAYS_MIN} on: 网络安全法第二十三条 wants logs kept six months at least`)
  return NOTICE_DAYS
}

function proxiesOf(settings: Settings): Proxies | null {
  const text = settings.text('TRUSTED_PROXIES')
  if (text === undefined) return null
  const proxies = proxiesFrom(text)
  if (proxies === null) settings.fault('TRUSTED_PROXIES', 'a list of addresses and networks, as 127.0.0.1, 10.0.0.0/8')
  return proxies
}

// An embedded hub may send to its own machine, so that one can try it.
function webhookHostsOf(settings: Settings, mode: HubConfig['mode']): WebhookHosts | null {
  const text = settings.text('WEBHOOK_HOSTS')
  if (text === undefined && mode === 'server') return null
  const hosts = webhookHosts(text ?? '', mode === 'embedded')
  if (hosts === null) settings.fault('WEBHOOK_HOSTS', 'a list of host names, addresses and networks, as hooks.example.gov.cn, 10.20.0.0/16')
  return hosts
}

function masterFrom(settings: Settings, mode: HubConfig['mode']): Buffer {
  const text = settings.file('MASTER_SECRET_FILE')?.trim()
  if (text === undefined) {
    if (mode === 'server' && settings.text('MASTER_SECRET_FILE') === undefined) {
      settings.fault('MASTER_SECRET_FILE', 'a file with a base64 secret of 32 bytes or more, since DATABASE_URL is set')
    }
    return EMBEDDED_MASTER
  }
  const master = Buffer.from(text, 'base64')
  if (master.length < MASTER_MIN_BYTES) settings.fault('MASTER_SECRET_FILE', 'a file with a base64 secret of 32 bytes or more')
  if (mode === 'server' && master.equals(EMBEDDED_MASTER)) settings.fault('MASTER_SECRET_FILE', 'another secret than the published one')
  return master
}

const LEEWAY_MAX_SECONDS = 60

function issuersFrom(settings: Settings): IssuerSettings[] {
  const text = settings.file('TRUSTED_ISSUERS')
  if (text === undefined) return []
  const listed = parsed(text)
  if (!Array.isArray(listed) || listed.length === 0) {
    settings.fault('TRUSTED_ISSUERS', 'a JSON list of issuers')
    return []
  }
  return listed.map((each: Record<string, unknown> | null, index) => issuerFrom(each ?? {}, `TRUSTED_ISSUERS[${index}]`, settings))
}

function issuerFrom(given: Record<string, unknown>, name: string, settings: Settings): IssuerSettings {
  for (const member of ['issuer', 'audience', 'jwks']) {
    if (typeof given[member] !== 'string' || given[member] === '') settings.fault(`${name}.${member}`, 'a text')
  }
  if (isInTheClear(String(given['jwks']))) settings.fault(`${name}.jwks`, 'a file or an address https://…')
  const algorithms = (given['algorithms'] ?? ALGORITHMS) as IssuerSettings['algorithms']
  if (!Array.isArray(algorithms) || algorithms.length === 0 || !algorithms.every((each: unknown) => (ALGORITHMS as readonly unknown[]).includes(each))) {
    settings.fault(`${name}.algorithms`, `a list out of ${ALGORITHMS.join(', ')}`)
  }
  const leewaySeconds = given['leewaySeconds'] ?? 30
  if (typeof leewaySeconds !== 'number' || !(leewaySeconds >= 0 && leewaySeconds <= LEEWAY_MAX_SECONDS)) {
    settings.fault(`${name}.leewaySeconds`, `a number from 0 to ${LEEWAY_MAX_SECONDS}`)
  }
  return {
    issuer: String(given['issuer']),
    audience: String(given['audience']),
    jwks: String(given['jwks']),
    algorithms,
    identityProvider: given['identityProvider'] === true,
    leewaySeconds: leewaySeconds as number,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
