import { createServer, type Server } from 'node:http'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { emptyFolder, hub, type Running } from '../harness/process.ts'

const running: Running[] = []
const start = (...given: Parameters<typeof hub>) => {
  const process = hub(...given)
  running.push(process)
  return process
}

afterEach(async () => {
  for (const process of running.splice(0)) {
    process.child.kill('SIGKILL')
    await process.exited()
  }
})

/** One clear line for a person, and no stack trace. */
function expectClearLine(err: string): void {
  expect(err).toMatch(/^govshare: /m)
  expect(err).not.toMatch(/^\s+at .*\.js/m)
}

async function takenPort(): Promise<{ server: Server; port: number }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as { port: number }).port }
}

describe('a hub that cannot start says why in one line', () => {
  it('tells every fault of its configuration at once and exits with 78', async () => {
    const bad = start(['start'], { PORT: 'http', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://127.0.0.1/hub' })
    expect(await bad.exited()).toBe(78)
    const { err } = bad.output()
    expectClearLine(err)
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'TRUSTED_ISSUERS', 'MASTER_SECRET_FILE']) expect(err).toContain(`- ${name}`)
  })

  it('refuses the published secret on a server', async () => {
    const folder = emptyFolder()
    const secret = join(folder, 'secret')
    writeFileSync(secret, Buffer.from('govshare embedded mode only: this secret is published').toString('base64'))
    const bad = start(['start'], { DATABASE_URL: 'postgres://127.0.0.1:1/none', MASTER_SECRET_FILE: secret })
    expect(await bad.exited()).toBe(78)
    expect(bad.output().err).toContain('another secret than the published one')
  })

  it('refuses to listen to others while its issuer is the embedded one', async () => {
    const bad = start(['start'], { HOST: '0.0.0.0', DATA_DIR: emptyFolder() })
    expect(await bad.exited()).toBe(78)
    expect(bad.output().err).toContain('HOST')
  })

  it('refuses workers beside an embedded database, and a number of them that there cannot be', async () => {
    const beside = start(['start', '--workers', '2'], { DATA_DIR: emptyFolder() })
    expect(await beside.exited()).toBe(78)
    expectClearLine(beside.output().err)
    expect(beside.output().err).toContain('one process alone can hold an embedded database')
    for (const number of ['0', '65', 'all', '1.5', '']) {
      const bad = start(['start', '--workers', number], { DATA_DIR: emptyFolder() })
      expect(await bad.exited()).toBe(64)
      expect(bad.output().err).toContain('--workers must be a number from 1 to 64')
    }
  })

  it('refuses to serve without access decisions where that is not said, to others, and the hub itself', async () => {
    const supergraph = fileURLToPath(projectFile('schema/supergraph.graphql'))
    for (const [args, why] of [
      [['--no-access'], 'the hub itself is never served without access decisions'],
      [['--supergraph', supergraph], '--no-access must be said with it'],
      [['--supergraph', supergraph, '--no-access', '--host', '0.0.0.0'], 'listens on 127.0.0.1 alone'],
    ] as const) {
      const bad = start(['router', ...args], { PORT: '0' })
      expect(await bad.exited()).toBe(64)
      expectClearLine(bad.output().err)
      expect(bad.output().err).toContain(why)
    }
    const served = start(['router', '--supergraph', supergraph, '--no-access', '--port', '0'])
    await served.printed('/graphql')
    expect(served.output().out).toMatch(/^govshare listens on http:\/\/127\.0\.0\.1:\d+\/graphql$/m)
    served.child.kill('SIGTERM')
    expect(await served.exited()).toBe(0)
  })

  it('names a database server that does not answer, without its password', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'secret'), Buffer.alloc(32, 5).toString('base64'))
    writeFileSync(join(folder, 'keys.json'), '{"keys":[]}')
    const issuer = { issuer: 'https://issuer.example', audience: 'govshare', jwks: join(folder, 'keys.json') }
    writeFileSync(join(folder, 'issuers.json'), JSON.stringify([issuer]))
    const bad = start(['start'], {
      DATABASE_URL: 'postgres://hub:hunter2@127.0.0.1:1/govshare',
      MASTER_SECRET_FILE: join(folder, 'secret'),
      PUBLIC_URL: 'https://hub.example',
      TRUSTED_ISSUERS: join(folder, 'issuers.json'),
    })
    expect(await bad.exited()).toBe(1)
    expectClearLine(bad.output().err)
    expect(bad.output().err).toContain('127.0.0.1:1/govshare')
    expect(bad.output().err).not.toContain('hunter2')
  })

  it('prints no token where tokens come from external issuers', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'keys.json'), '{"keys":[]}')
    writeFileSync(join(folder, 'issuers.json'), JSON.stringify([{ issuer: 'https://issuer.example', audience: 'govshare', jwks: join(folder, 'keys.json') }]))
    const bad = start(['token', 'civil-affairs'], { TRUSTED_ISSUERS: join(folder, 'issuers.json'), DATA_DIR: folder })
    expect(await bad.exited()).toBe(1)
    expect(bad.output()).toMatchObject({ out: '' })
    expect(bad.output().err).toContain('external issuers')
  })

  it('names a command that there is not, and lists those that there are', async () => {
    const bad = start(['serve'])
    expect(await bad.exited()).toBe(64)
    expect(bad.output().err).toMatch(/there is no command serve[\s\S]*start[\s\S]*token/)
  })
})

describe('an embedded hub', () => {
  it('is refused a second time in one folder, is refused a taken port, and stops cleanly', async () => {
    const folder = emptyFolder()
    const environment = { DATA_DIR: folder, PORT: '0', SEED_PERSONS: '100' }
    const first = start(['start'], environment)
    await first.printed('govshare listens on')

    const second = start(['start'], environment)
    expect(await second.exited()).toBe(1)
    expectClearLine(second.output().err)
    expect(second.output().err).toContain(`process ${first.child.pid}`)

    first.child.kill('SIGTERM')
    expect(await first.exited()).toBe(0)

    const { server, port } = await takenPort()
    const third = start(['start'], { ...environment, PORT: String(port) })
    expect(await third.exited()).toBe(1)
    expectClearLine(third.output().err)
    expect(third.output().err).toContain(`port ${port} on 127.0.0.1 is taken`)
    server.close()
  })

  it('is there again with its rows after it was killed', async () => {
    const environment = { DATA_DIR: emptyFolder(), PORT: '0', SEED_PERSONS: '100' }
    const first = start(['start'], environment)
    await first.printed('rows')
    const rows = /rows +(.*)/.exec(first.output().out)?.[1]
    first.child.kill('SIGKILL')
    await first.exited()
    const second = start(['start'], environment)
    await second.printed('rows')
    expect(/rows +(.*)/.exec(second.output().out)?.[1]).toBe(rows)
  })
})
