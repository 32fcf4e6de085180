import type { JWK } from 'jose'
import type { Clock } from '#platform/clock'
import type { Settings } from '#platform/config'
import type { Log } from '#platform/log'
import { planSigner } from '#platform/plan/token'
import type { LibraryName } from '../schema/libraries.ts'
import { MOVABLE_LIBRARIES } from './libraries.ts'
import type { Metrics } from './metrics.ts'
import { HOP_BOUNDS, type HopBounds, type RemoteLibrary, remoteLibrary } from './remote.ts'
import { isRouterKey } from './router-key.ts'

/** Which libraries run on hosts of their own, and how they are asked. */
export interface Elsewhere extends HopBounds {
  readonly urls: ReadonlyMap<LibraryName, string>
  /** Signs access plans; `null` where none is given. */
  readonly key: JWK | null
}

const PREFIX = 'SUBGRAPH_URL_'

/** The setting that names a library's address: `SUBGRAPH_URL_LEGAL_PERSONS`. */
export function urlSettingOf(name: LibraryName): string {
  return `${PREFIX}${name.toUpperCase().replaceAll('-', '_')}`
}

/** Reads the addresses of libraries, the router's key, and the bounds of a hop. */
export function elsewhereFrom(settings: Settings, mode: 'embedded' | 'server'): Elsewhere {
  const urls = new Map<LibraryName, string>()
  const named = new Map(MOVABLE_LIBRARIES.map((name) => [urlSettingOf(name), name]))
  for (const setting of settings.named(PREFIX)) {
    const name = named.get(setting)
    const url = settings.text(setting) ?? ''
    if (name === undefined) settings.fault(setting, `the setting of a library that can move: ${[...named.keys()].join(', ')}`)
    else if (!isAddress(url) || isInTheClear(url)) settings.fault(setting, 'an address https://…, or http://… on this machine')
    else urls.set(name, url)
  }
  const key = keyFrom(settings)
  if (urls.size > 0 && key === null && mode === 'server') settings.fault('ROUTER_KEY_FILE', 'a file with the private key of the router, since libraries run elsewhere')
  return {
    urls,
    key,
    timeoutMs: settings.integer('HOP_TIMEOUT_MS', HOP_BOUNDS.timeoutMs, 100, 10_000),
    connections: settings.integer('HOP_CONNECTIONS', HOP_BOUNDS.connections, 1, 256),
    breakerFailures: settings.integer('BREAKER_FAILURES', HOP_BOUNDS.breakerFailures, 1, 1_000),
  }
}

function keyFrom(settings: Settings): JWK | null {
  const text = settings.file('ROUTER_KEY_FILE')
  if (text === undefined) return null
  const key = parsed(text)
  if (isRouterKey(key)) return key
  settings.fault('ROUTER_KEY_FILE', 'a file with a private Ed25519 key as a JWK with kid; hub keys writes one')
  return null
}

function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}

/** Whether what is sent to an address could be read and changed on its way; to this machine itself nobody can. */
export function isInTheClear(address: string): boolean {
  return address.startsWith('http://') && !/^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?\//.test(address)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The libraries elsewhere as the router asks them. Whoever opens them stops them. */
export async function askElsewhere(
  { urls, key: _key, ...bounds }: Elsewhere,
  key: JWK,
  { clock, log, metrics }: { readonly clock: Clock; readonly log: Log; readonly metrics: Metrics },
): Promise<ReadonlyMap<string, RemoteLibrary>> {
  const signer = await planSigner(key, clock)
  const failed = metrics.hopFailed.bind(metrics)
  const libraries = [...urls].map(([name, url]) => remoteLibrary({ name, url, signer, clock, log, failed, ...bounds }))
  for (const { name, breaker } of libraries) metrics.breaker(name, () => breaker.state)
  return new Map(libraries.map((library) => [library.name, library]))
}
