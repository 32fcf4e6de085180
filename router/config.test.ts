import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StartFault } from '#platform/errors'
import { readConfig } from './config.ts'
import { EMBEDDED_ISSUER } from './embedded-issuer.ts'
import { EMBEDDED_MASTER } from './secrets.ts'

const DATABASE_URL = 'postgres://hub:hunter2@db.example/govshare'
const SECRET = Buffer.alloc(32, 9).toString('base64')
const ISSUER = { issuer: 'https://provider.example', audience: 'govshare', jwks: 'https://provider.example/jwks.json' }

let folder: string
let files = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'govshare-config-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** The name of a file with a text. */
function fileWith(text: string): string {
  const file = join(folder, String(files++))
  writeFileSync(file, text)
  return file
}

const issuersFile = (...issuers: unknown[]) => fileWith(JSON.stringify(issuers))
const SERVER = () => ({ DATABASE_URL, PUBLIC_URL: 'https://hub.example', MASTER_SECRET_FILE: fileWith(SECRET), TRUSTED_ISSUERS: issuersFile(ISSUER) })

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (!(error instanceof StartFault)) throw error
    expect(error.exitCode).toBe(78)
    return error.message.split('\n').slice(1)
  }
  throw new Error('it was not refused')
}

describe('the hub refuses to start', () => {
  it('of limits of answers, all of their lines at once and without what stands there', () => {
    const faults = faultsOf({ SLA_FILE: fileWith('request.conditional = 5 days\nrequest.nothing = 5wd') })
    expect(faults).toHaveLength(2)
    expect(faults[0]).toContain('SLA_FILE must be a file of lines `name = <days>wd`: line 1')
    expect(faults.join()).not.toMatch(/5 days|nothing/)
  })

  it('with every fault at once', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://x', PORT: 'x', LOG_LEVEL: 'loud', SEED_PERSONS: '1', DATABASE_CONNECTIONS: '0', DATABASE_PREPARE: 'maybe' }))
      .toEqual(['DATABASE_URL', 'DATABASE_CONNECTIONS', 'DATABASE_PREPARE', 'TRUSTED_ISSUERS', 'PORT', 'MASTER_SECRET_FILE', 'LOG_LEVEL', 'PUBLIC_URL', 'SEED_PERSONS']
        .map((name) => expect.stringContaining(`- ${name} must be `) as string))
  })

  it('on a server without secrets and issuers of its own', () => {
    const faults = faultsOf({ DATABASE_URL })
    expect(faults).toHaveLength(3)
    expect(faults.join()).toMatch(/TRUSTED_ISSUERS.*MASTER_SECRET_FILE.*PUBLIC_URL/)
    expect(faults.join()).not.toContain('hunter2')
  })

  it('on a server with the secret that is published for embedded mode', () => {
    const MASTER_SECRET_FILE = fileWith(EMBEDDED_MASTER.toString('base64'))
    expect(faultsOf({ ...SERVER(), MASTER_SECRET_FILE })).toEqual(['- MASTER_SECRET_FILE must be another secret than the published one'])
  })

  it('with a secret that is short, or a file of it that is missing', () => {
    expect(faultsOf({ ...SERVER(), MASTER_SECRET_FILE: fileWith(Buffer.alloc(31).toString('base64')) })[0]).toContain('32 bytes')
    expect(faultsOf({ ...SERVER(), MASTER_SECRET_FILE: join(folder, 'missing') })).toEqual(['- MASTER_SECRET_FILE must be a file that can be read'])
  })

  it('for anybody but this machine while its issuer is the embedded one', () => {
    expect(faultsOf({ HOST: '0.0.0.0' })[0]).toContain('HOST must be 127.0.0.1')
    // Whoever issues the tokens, the secret behind keys and faces is still the published one.
    expect(faultsOf({ HOST: '0.0.0.0', TRUSTED_ISSUERS: issuersFile(ISSUER) })[0]).toContain('HOST must be 127.0.0.1')
  })

  it.each([
    ['no JSON', 'nonsense'],
    ['an object', '{}'],
    ['an empty list', '[]'],
    ['a list of nothing', '[null]'],
    ['a list of texts', '["https://provider.example"]'],
  ])('with issuers that are %s', (_case, text) => {
    expect(faultsOf({ TRUSTED_ISSUERS: fileWith(text) })[0]).toContain('TRUSTED_ISSUERS')
  })

  it('with every fault of every issuer, naming its place in the list', () => {
    const TRUSTED_ISSUERS = issuersFile(ISSUER, { ...ISSUER, audience: '', algorithms: ['none'], leewaySeconds: 61 }, { leewaySeconds: -1, algorithms: [] })
    expect(faultsOf({ TRUSTED_ISSUERS }).map((line) => /^- TRUSTED_ISSUERS\[(.*?) must be/.exec(line)?.[1])).toEqual([
      '1].audience', '1].algorithms', '1].leewaySeconds', '2].issuer', '2].audience', '2].jwks', '2].algorithms', '2].leewaySeconds',
    ])
  })

  it('with keys fetched in the clear from another machine', () => {
    const jwks = 'http://provider.example/jwks.json'
    expect(faultsOf({ TRUSTED_ISSUERS: issuersFile({ ...ISSUER, jwks }) })[0]).toContain('TRUSTED_ISSUERS[0].jwks must be')
  })
})

describe('the edge is set', () => {
  it('by a number of attempts and a list of proxies, which are refused where they are none', () => {
    expect(faultsOf({ ATTEMPTS_PER_MINUTE: '0', TRUSTED_PROXIES: 'proxy.example' })).toEqual([
      '- ATTEMPTS_PER_MINUTE must be a whole number from 1 to 1000000', '- TRUSTED_PROXIES must be a list of addresses and networks, as 127.0.0.1, 10.0.0.0/8',
    ])
    expect(readConfig({})).toMatchObject({ attemptsPerMinute: 60, trustedProxies: null })
    const { attemptsPerMinute, trustedProxies } = readConfig({ ATTEMPTS_PER_MINUTE: '5', TRUSTED_PROXIES: '10.0.0.0/8' })
    expect([attemptsPerMinute, trustedProxies?.check('10.1.2.3', 'ipv4'), trustedProxies?.check('11.1.2.3', 'ipv4')]).toEqual([5, true, false])
  })
})

describe('notices are kept', () => {
  it.each(['183', '0', '-1', '200.5', 'for ever', '36526'])('not for %s days: less than six months is unlawful', (days) => {
    expect(faultsOf({ NOTICE_RETENTION_DAYS: days })).toEqual(['- NOTICE_RETENTION_DAYS must be a whole number of days from 184 on: 网络安全法第二十三条 wants logs kept six months at least'])
  })

  it('for a year where nothing else is said, and no less than six months', () => {
    expect([readConfig({}).noticeRetentionDays, readConfig({ NOTICE_RETENTION_DAYS: '184' }).noticeRetentionDays]).toEqual([366, 184])
  })
})

describe('hosts that notices are sent to', () => {
  const mayTell = (environment: Record<string, string>, url: string) => readConfig(environment).webhookHosts?.mayTell(new URL(url))

  it('are refused where they are none', () => {
    expect(faultsOf({ WEBHOOK_HOSTS: 'https://hooks.example' })).toEqual([
      '- WEBHOOK_HOSTS must be a list of host names, addresses and networks, as hooks.example.gov.cn, 10.20.0.0/16',
    ])
  })

  it('are none on a server that names none, and never the server itself', () => {
    expect(readConfig(SERVER()).webhookHosts).toBeNull()
    const listed = { ...SERVER(), WEBHOOK_HOSTS: 'hooks.example' }
    expect([mayTell(listed, 'https://hooks.example/'), mayTell(listed, 'http://127.0.0.1:1/')]).toEqual([true, false])
  })

  it('are this machine where the hub is embedded', () => {
    expect([mayTell({}, 'http://127.0.0.1:1/'), mayTell({}, 'https://hooks.example/')]).toEqual([true, false])
  })
})

describe('the waiting for the database', () => {
  it('is refused where it is out of bounds, and taken where it is within', () => {
    expect(faultsOf({ DATABASE_PIPELINE: '0', DATABASE_QUEUE: '0', DATABASE_WAIT_MS: '10001' })).toEqual([
      '- DATABASE_PIPELINE must be a whole number from 1 to 100', '- DATABASE_QUEUE must be a whole number from 1 to 1000000',
      '- DATABASE_WAIT_MS must be a whole number from 1 to 10000',
    ])
    const { databaseReads } = readConfig({ DATABASE_PIPELINE: '1', DATABASE_QUEUE: '2', DATABASE_WAIT_MS: '3' })
    expect(databaseReads).toEqual({ pipeline: 1, queue: 2, patienceMs: 3 })
  })
})

describe('the hub starts', () => {
  it('embedded where nothing is set: for this machine, with its own issuer and the published secret', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'embedded', host: '127.0.0.1', port: 4000, dataDir: '.data', master: EMBEDDED_MASTER, issuers: [EMBEDDED_ISSUER], logLevel: 'info', seedPersons: 1_000,
    })
  })

  it('on a server with what is given, and never with the embedded issuer', () => {
    const config = readConfig({ ...SERVER(), HOST: '0.0.0.0', PORT: '0', DATABASE_PREPARE: 'no' })
    expect(config).toMatchObject({ mode: 'server', host: '0.0.0.0', port: 0, databasePrepare: false, databaseUrl: DATABASE_URL, databaseConnections: 8, databaseReads: { pipeline: 16, queue: 5_000, patienceMs: 5_000 } })
    expect(config.master).toEqual(Buffer.alloc(32, 9))
    expect(config.issuers).toEqual([{ ...ISSUER, algorithms: ['EdDSA', 'ES256'], identityProvider: false, leewaySeconds: 30 }])
  })

  it('embedded with issuers that are not the embedded one, their keys on this machine', () => {
    const issuer = { ...ISSUER, jwks: 'http://127.0.0.1:8080/jwks.json', algorithms: ['ES256'], identityProvider: true, leewaySeconds: 0 }
    const config = readConfig({ TRUSTED_ISSUERS: issuersFile(issuer) })
    expect([config.mode, config.issuers]).toEqual(['embedded', [issuer]])
  })

  it.each(['true', 1, 'yes'])('with an issuer that is no identity provider where it says %o instead of true', (identityProvider) => {
    expect(readConfig({ TRUSTED_ISSUERS: issuersFile({ ...ISSUER, identityProvider }) }).issuers[0]?.identityProvider).toBe(false)
  })
})
