import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#platform/clock'
import { type Database, openDatabase } from '#platform/db'
import { embeddedKey, EMBEDDED_ISSUER, publicKeySet } from '../router/embedded-issuer.ts'
import { runnableExamples } from '../router/examples.ts'
import { personaToken } from '../router/tokens.ts'
import { emptyFolder, hub as command, type Running } from './harness/process.ts'
import { databasesOfRun } from './harness/run.ts'
import { SERVER } from './harness/server.ts'

const TAG = randomUUID().slice(0, 8)
const DATABASE = `${databasesOfRun()}hosts`
const [CREDIT, ALL] = [`govshare_credit_login_${TAG}`, `govshare_all_login_${TAG}`]

/** Eight libraries, each by a role of its own, and a router that holds none of them: as an administrator sets them up. */
describe.skipIf(SERVER === undefined)('Hosts of their own on a server', () => {
  const folder = emptyFolder()
  const running: Running[] = []
  let admin: Database
  let settings: Record<string, string>
  let found: Record<string, string>
  let url = ''

  const addressOf = (login?: string) => {
    const address = new URL(SERVER ?? 'postgres://none')
    address.pathname = `/${DATABASE}`
    if (login !== undefined) address.username = login
    return address.href
  }
  const hub = (args: readonly string[], environment: Record<string, string>) => {
    const own = command(args, { LOG_LEVEL: 'error', ...environment })
    running.push(own)
    return own
  }
  async function done(args: readonly string[], environment: Record<string, string>): Promise<string> {
    const own = hub(args, environment)
    expect(await own.exited(), own.output().err).toBe(0)
    return own.output().out
  }
  const execute = (database: Database, statement: ReturnType<typeof sql>) => database.orm.execute(statement)

  beforeAll(async () => {
    admin = await openDatabase({ url: SERVER, connections: 1 })
    await execute(admin, sql`create database ${sql.identifier(DATABASE)}`)
    const key = await embeddedKey(join(folder, 'issuer-key.json'))
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify(publicKeySet(key)))
    writeFileSync(join(folder, 'issuers.json'), JSON.stringify([{ ...EMBEDDED_ISSUER, jwks: join(folder, 'jwks.json') }]))
    writeFileSync(join(folder, 'master'), Buffer.alloc(32, TAG).toString('base64'))
    settings = { DATABASE_URL: addressOf(), PUBLIC_URL: 'https://hub.example', TRUSTED_ISSUERS: join(folder, 'issuers.json'), MASTER_SECRET_FILE: join(folder, 'master') }
    expect(await done(['migrate'], settings)).toContain('roles ready: govshare_population')
    await done(['seed', '--persons', '100'], settings)
    await done(['keys', 'router', join(folder, 'keys')], {})
    await done(['keys', 'secrets', join(folder, 'secrets')], settings)
    await execute(admin, sql`create role ${sql.identifier(CREDIT)} login in role govshare_credit`)
    await execute(admin, sql`create role ${sql.identifier(ALL)} login noinherit in role govshare_population, govshare_legal_persons,
      govshare_geo, govshare_licences, govshare_credit, govshare_cases, govshare_matters, govshare_supervision`)
  })

  afterAll(async () => {
    for (const each of running) {
      each.child.kill('SIGKILL')
      await each.exited()
    }
    await execute(admin, sql`drop database ${sql.identifier(DATABASE)} with (force)`)
    for (const login of [CREDIT, ALL]) await execute(admin, sql`drop role if exists ${sql.identifier(login)}`)
    await admin.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const secrets = () => ({
    PUBLIC_URL: 'https://hub.example',
    ROUTER_KEYS: join(folder, 'keys', 'router-keys.json'),
    SUBJECTS_SECRET_FILE: join(folder, 'secrets', 'subjects.secret'),
    LICENCE_FACES_SECRET_FILE: join(folder, 'secrets', 'licence-faces.secret'),
    CURSORS_SECRET_FILE: join(folder, 'secrets', 'cursors.secret'),
  })

  it('are refused a login that reaches more than the library, a login that is no member, and the master secret', async () => {
    const refusals: [Record<string, string>, number, string][] = [
      [{ DATABASE_URL: addressOf() }, 1, 'the login reaches'],
      [{ DATABASE_URL: addressOf(ALL) }, 1, 'the login reaches the role govshare_'],
      [{ DATABASE_URL: addressOf(CREDIT), MASTER_SECRET_FILE: join(folder, 'master') }, 78, 'MASTER_SECRET_FILE must be absent'],
    ]
    for (const [environment, code, sentence] of refusals) {
      const bad = hub(['subgraph', 'credit', '--port', '0'], { ...secrets(), ...environment })
      expect(await bad.exited(), sentence).toBe(code)
      expect(bad.output().err).toContain(sentence)
    }
    const other = hub(['subgraph', 'cases', '--port', '0'], { ...secrets(), DATABASE_URL: addressOf(CREDIT) })
    expect(await other.exited()).toBe(1)
    expect(other.output().err).toContain('no member of the role govshare_cases')
  })

  it('are given secrets and keys in files that nobody else reads', () => {
    for (const file of ['keys/router-key.json', 'secrets/subjects.secret', 'secrets/licence-faces.secret', 'secrets/cursors.secret']) {
      expect(statSync(join(folder, file)).mode & 0o077, file).toBe(0)
    }
  })

  it('answer the first example through a router that holds no library, until they are stopped', async () => {
    const libraries = hub(['subgraph', '--all', '--port', '0'], { ...secrets(), DATABASE_URL: addressOf(ALL), DATABASE_CONNECTIONS: '1' })
    await libraries.printed('SUBGRAPH_URL_SUPERVISION=')
    found = Object.fromEntries(libraries.output().out.trim().split('\n').map((line) => line.split('=') as [string, string]))
    expect(Object.keys(found)).toHaveLength(8)

    mkdirSync(join(folder, 'router'))
    const router = hub(['router'], { ...settings, ...found, ROUTER_KEY_FILE: join(folder, 'keys', 'router-key.json'), PORT: '0', DATABASE_CONNECTIONS: '2' })
    await router.printed('8 elsewhere')
    url = /govshare listens on (\S+)/.exec(router.output().out)?.[1] ?? ''
    const [example] = runnableExamples()
    const authorization = `Bearer ${await personaToken(await embeddedKey(join(folder, 'issuer-key.json')), example?.persona ?? '', undefined, systemClock)}`
    const asked = { method: 'POST', headers: { ...example?.headers, authorization }, body: JSON.stringify({ query: example?.query, variables: example?.variables }) }
    const ask = async () => (await (await fetch(`${url}/graphql`, asked)).json()) as { data: Record<string, unknown> | null; errors?: { extensions: { code: string } }[]; extensions: { hops: string[] } }
    const answer = await ask()
    expect(answer.errors).toBeUndefined()
    expect(new Set(answer.extensions.hops).size).toBe(8)

    libraries.child.kill('SIGTERM')
    expect(await libraries.exited()).toBe(0)
    const after = await ask()
    expect(new Set(after.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['LIBRARY_UNAVAILABLE']))
    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).toMatch(/govshare_hop_failures_total\{library="[a-z-]+",failure="unreachable"\} [1-9]/)
    router.child.kill('SIGTERM')
    expect(await router.exited()).toBe(0)
  })
})
