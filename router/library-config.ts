import type { JSONWebKeySet } from 'jose'
import { Settings } from '#platform/config'
import type { LibraryName } from '../schema/libraries.ts'
import { type ReadSettings, readSettingsFrom } from './database-config.ts'
import { secretsOf } from './libraries.ts'
import { publicUrlFrom } from './public-url.ts'
import { isRouterKeySet } from './router-key.ts'
import { type SealingConfig, sealingFrom } from './sealing.ts'
import { deriveSecrets, EMBEDDED_MASTER, type Secrets } from './secrets.ts'
import { uploadsPerDayFrom } from './uploads.ts'

/** How libraries are served on a host of their own. */
export interface LibraryConfig {
  readonly mode: 'embedded' | 'server'
  readonly databaseUrl: string | undefined
  readonly databaseConnections: number
  readonly databasePrepare: boolean
  readonly databaseReads: ReadSettings
  readonly dataDir: string
  /** Where anybody reaches the hub; `undefined` where none of these libraries prints it. */
  readonly publicUrl: string | undefined
  /** Folder of the hub's own templates of licences. */
  readonly licenceTemplates: string | undefined
  /** Licences that one holder may upload on a day. */
  readonly licenceUploadsPerDay: number
  /** Public keys of the routers that may ask. */
  readonly routers: JSONWebKeySet
  /** What these libraries need and nothing else. */
  readonly secrets: Partial<Secrets>
  readonly sealing: SealingConfig
  readonly logLevel: string
  readonly seedPersons: number
}

const SECRET_BYTES = 32

/** Secrets of libraries that may run on a host of their own. */
type Given = Exclude<keyof Secrets, 'webhooks' | 'consoleSessions' | 'copySessions'>

/**
 * Reads the configuration of a host that serves libraries. It is given the secrets of those libraries, never the master.
 *
 * @throws StartFault with exit code 78 naming every fault
 */
export function readLibraryConfig(environment: Readonly<Record<string, string | undefined>>, names: readonly LibraryName[]): LibraryConfig {
  const settings = new Settings(environment)
  const databaseUrl = settings.text('DATABASE_URL')
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) settings.fault('DATABASE_URL', 'an address postgres://…')
  const mode = databaseUrl === undefined ? 'embedded' : 'server'
  if (settings.text('MASTER_SECRET_FILE') !== undefined) settings.fault('MASTER_SECRET_FILE', 'absent where libraries are served: each gets its own secrets')
  const config: LibraryConfig = {
    mode,
    databaseUrl,
    databaseConnections: settings.integer('DATABASE_CONNECTIONS', 8, 1, 100),
    databasePrepare: settings.choice('DATABASE_PREPARE', 'yes', ['yes', 'no']) === 'yes',
    databaseReads: readSettingsFrom(settings),
    dataDir: settings.text('DATA_DIR') ?? '.data',
    licenceTemplates: settings.text('LICENCE_TEMPLATES_DIR'),
    licenceUploadsPerDay: uploadsPerDayFrom(settings),
    publicUrl: names.includes('licences') ? publicUrlFrom(settings, mode) : undefined,
    routers: routersFrom(settings),
    secrets: secretsFrom(settings, mode, names),
    sealing: sealingFrom(settings, mode, settings.text('DATA_DIR') ?? '.data'),
    logLevel: settings.choice('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    seedPersons: settings.integer('SEED_PERSONS', 1_000, 100, 100_000),
  }
  settings.check()
  return config
}

function routersFrom(settings: Settings): JSONWebKeySet {
  const text = settings.file('ROUTER_KEYS')
  try {
    const keys: unknown = JSON.parse(text ?? 'null')
    if (isRouterKeySet(keys)) return keys
  } catch {
    // Told below like any other file that holds no keys.
  }
  settings.fault('ROUTER_KEYS', 'a file with the public keys of the routers as a JWK set: Ed25519, each with kid and none private')
  return { keys: [] }
}

function secretsFrom(settings: Settings, mode: LibraryConfig['mode'], names: readonly LibraryName[]): Partial<Secrets> {
  const files = {
    subjects: ['SUBJECTS_SECRET_FILE', () => settings.file('SUBJECTS_SECRET_FILE')],
    licenceFaces: ['LICENCE_FACES_SECRET_FILE', () => settings.file('LICENCE_FACES_SECRET_FILE')],
    cursors: ['CURSORS_SECRET_FILE', () => settings.file('CURSORS_SECRET_FILE')],
  } as const satisfies Record<Given, readonly [string, () => string | undefined]>
  const published = deriveSecrets(EMBEDDED_MASTER)
  const needed = [...new Set(names.flatMap(secretsOf))].filter((name): name is Given => name !== 'webhooks' && name !== 'consoleSessions' && name !== 'copySessions')
  return Object.fromEntries(needed.map((name) => {
    const [setting, read] = files[name]
    const text = read()
    if (text === undefined) {
      if (mode === 'server' && settings.text(setting) === undefined) settings.fault(setting, `a file with a base64 secret of ${SECRET_BYTES} bytes, which hub keys writes`)
      return [name, published[name]]
    }
    const secret = Buffer.from(text.trim(), 'base64')
    if (secret.length !== SECRET_BYTES) settings.fault(setting, `a file with a base64 secret of ${SECRET_BYTES} bytes`)
    if (mode === 'server' && secret.equals(published[name])) settings.fault(setting, 'another secret than the published one')
    return [name, secret]
  }))
}
