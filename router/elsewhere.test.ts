import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Settings } from '#platform/config'
import { silentLog } from '#platform/log'
import { publicKeySet } from './embedded-issuer.ts'
import { closeHosts, hostOf } from '../tests/harness/hosts.ts'
import { planOf, testClock } from '../tests/harness/library.ts'
import { askElsewhere, elsewhereFrom, urlSettingOf } from './elsewhere.ts'
import { readLibraryConfig } from './library-config.ts'
import { openMetrics } from './metrics.ts'
import type { RemoteLibrary } from './remote.ts'
import { newRouterKey } from './router-key.ts'
import { deriveSecrets, EMBEDDED_MASTER } from './secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'govshare-elsewhere-'))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

let privateKey: string
let publicKeys: string
const secret = () => file('secret', Buffer.alloc(32, 9).toString('base64'))

beforeAll(async () => {
  const key = await newRouterKey()
  privateKey = file('router-key.json', JSON.stringify(key))
  publicKeys = file('router-keys.json', JSON.stringify(publicKeySet(key)))
})

afterAll(() => rmSync(folder, { recursive: true }))

function elsewhere(environment: Record<string, string>, mode: 'embedded' | 'server' = 'server') {
  const settings = new Settings(environment)
  const read = elsewhereFrom(settings, mode)
  settings.check()
  return read
}

const SERVER = { DATABASE_URL: 'postgres://127.0.0.1/govshare' }

describe('a router is refused', () => {
  it.each([
    ['a library that there is not', { SUBGRAPH_URL_SOCIAL: 'https://x.example/graphql' }, 'SUBGRAPH_URL_SOCIAL'],
    ['the catalogue elsewhere', { SUBGRAPH_URL_CATALOGUE: 'https://x.example/graphql' }, 'SUBGRAPH_URL_CATALOGUE'],
    ['the record elsewhere', { SUBGRAPH_URL_AUDIT: 'https://x.example/graphql' }, 'SUBGRAPH_URL_AUDIT'],
    ['an address that is none', { SUBGRAPH_URL_CREDIT: 'credit:4001' }, 'SUBGRAPH_URL_CREDIT'],
    ['an address in the clear', { SUBGRAPH_URL_CREDIT: 'http://credit.example/graphql' }, 'SUBGRAPH_URL_CREDIT'],
    ['an address that only looks like this machine', { SUBGRAPH_URL_CREDIT: 'http://127.0.0.1.example.org/graphql' }, 'SUBGRAPH_URL_CREDIT'],
    ['libraries elsewhere without a key', { SUBGRAPH_URL_CREDIT: 'https://credit.example/graphql' }, 'ROUTER_KEY_FILE'],
    ['no connection at all', { HOP_CONNECTIONS: '0' }, 'HOP_CONNECTIONS'],
    ['a breaker that opens without a failure', { BREAKER_FAILURES: '0' }, 'BREAKER_FAILURES'],
    ['a bound of a hop below a tenth of a second', { HOP_TIMEOUT_MS: '50' }, 'HOP_TIMEOUT_MS'],
  ])('%s', (_what, environment, setting) => {
    expect(() => elsewhere(environment)).toThrow(`- ${setting} must be`)
  })

  it('a public key, or no key, in the place of its private one', () => {
    for (const wrong of [publicKeys, file('nothing', '{}'), file('text', 'nonsense')]) {
      expect(() => elsewhere({ ROUTER_KEY_FILE: wrong })).toThrow('- ROUTER_KEY_FILE must be')
    }
  })
})

describe('a router', () => {
  it('finds libraries by their settings', () => {
    const { urls, key, ...bounds } = elsewhere({
      SUBGRAPH_URL_LEGAL_PERSONS: 'https://legal-persons.example/graphql', SUBGRAPH_URL_GEO: 'http://127.0.0.1:4003/graphql', SUBGRAPH_URL_CREDIT: '',
      ROUTER_KEY_FILE: privateKey,
    })
    expect(elsewhere({ HOP_CONNECTIONS: '8', BREAKER_FAILURES: '3' })).toMatchObject({ connections: 8, breakerFailures: 3 })
    expect([...urls]).toEqual([['legal-persons', 'https://legal-persons.example/graphql'], ['geo', 'http://127.0.0.1:4003/graphql']])
    expect(key?.d).toBeDefined()
    expect(bounds).toEqual({ timeoutMs: 5_000, connections: 32, breakerFailures: 5 })
    expect(urlSettingOf('legal-persons')).toBe('SUBGRAPH_URL_LEGAL_PERSONS')
  })

  it('makes a key of its own in embedded mode, so none need be given', () => {
    expect(elsewhere({ SUBGRAPH_URL_GEO: 'http://localhost:4003/graphql' }, 'embedded')).toMatchObject({ key: null })
  })
})

describe('the numbers of a router', () => {
  it('tell whether each library elsewhere is asked, and which hops were not sent', async () => {
    const metrics = openMetrics()
    const url = await hostOf((_request, response) => void response.writeHead(500).end())
    const asked = await askElsewhere({ urls: new Map([['credit', url]]), key: null, timeoutMs: 2_000, connections: 1, breakerFailures: 1 }, await newRouterKey(), { clock: testClock, log: silentLog, metrics })
    const credit = asked.get('credit') as RemoteLibrary
    const lines = async () => (await metrics.registry.metrics()).split('\n').filter((line) => /^govshare_(library|hop)_/.test(line))
    expect(await lines()).toEqual(['govshare_library_breaker{library="credit"} 0'])
    for (let times = 0; times < 3; times += 1) await credit.open(planOf({}))({ document: parse('{ __typename }') })
    await credit.stop()
    await closeHosts()
    expect(await lines()).toEqual([
      'govshare_hop_failures_total{library="credit",failure="status"} 1',
      'govshare_hop_failures_total{library="credit",failure="breaker open"} 2',
      'govshare_library_breaker{library="credit"} 2',
    ])
  })
})

describe('a host of libraries is refused', () => {
  it('everything that is missing at once', () => {
    const read = () => readLibraryConfig({ DATABASE_URL: 'mysql://x' }, ['population', 'licences', 'cases'])
    for (const setting of ['DATABASE_URL', 'ROUTER_KEYS', 'SUBJECTS_SECRET_FILE', 'LICENCE_FACES_SECRET_FILE', 'CURSORS_SECRET_FILE']) {
      expect(read).toThrow(`- ${setting} must be`)
    }
  })

  it('the master secret, from which it could make the secrets of others', () => {
    expect(() => readLibraryConfig({ ...SERVER, ROUTER_KEYS: publicKeys, MASTER_SECRET_FILE: secret() }, ['credit'])).toThrow('- MASTER_SECRET_FILE must be absent')
  })

  it('the private key of the router, even in a set', async () => {
    const key = await newRouterKey()
    for (const wrong of [privateKey, file('private', JSON.stringify({ keys: [key] })), file('none', '{"keys":[]}'), file('rsa', '{"keys":[{"kty":"RSA","kid":"x"}]}')]) {
      expect(() => readLibraryConfig({ ...SERVER, ROUTER_KEYS: wrong }, ['credit'])).toThrow('- ROUTER_KEYS must be')
    }
  })

  it('a secret that is published, or of another length', () => {
    const published = file('published', deriveSecrets(EMBEDDED_MASTER).subjects.toString('base64'))
    for (const wrong of [published, file('short', Buffer.alloc(31, 1).toString('base64')), file('empty', '')]) {
      expect(() => readLibraryConfig({ ...SERVER, ROUTER_KEYS: publicKeys, SUBJECTS_SECRET_FILE: wrong }, ['population'])).toThrow('- SUBJECTS_SECRET_FILE must be')
    }
  })
})

describe('a host of libraries', () => {
  it('holds the secrets of its own libraries and no other', () => {
    const environment = { ...SERVER, PUBLIC_URL: 'https://hub.example', ROUTER_KEYS: publicKeys, SUBJECTS_SECRET_FILE: secret(), CURSORS_SECRET_FILE: secret(), LICENCE_FACES_SECRET_FILE: secret() }
    expect(Object.keys(readLibraryConfig(environment, ['population']).secrets)).toEqual(['subjects'])
    expect(Object.keys(readLibraryConfig(environment, ['licences']).secrets)).toEqual(['cursors', 'licenceFaces'])
    expect(Object.keys(readLibraryConfig(environment, ['credit']).secrets)).toEqual([])
  })

  it('takes the published secrets where its database is embedded', () => {
    expect(readLibraryConfig({ ROUTER_KEYS: publicKeys }, ['cases'])).toMatchObject({ mode: 'embedded', secrets: { cursors: deriveSecrets(EMBEDDED_MASTER).cursors } })
  })
})
