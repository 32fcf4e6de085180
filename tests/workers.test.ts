import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { LIBRARY_NAMES } from '../schema/libraries.ts'
import { openTestDatabase, type TestDatabase } from './harness/database.ts'
import { hub, type Running } from './harness/process.ts'
import { serverEnvironment } from './harness/seeding.ts'
import { SERVER } from './harness/server.ts'

const running: Running[] = []
let db: TestDatabase
let settings: Record<string, string>

describe.skipIf(SERVER === undefined)('a hub of several workers', () => {
  beforeAll(async () => {
    db = await openTestDatabase(LIBRARY_NAMES, { postgis: true })
    settings = { ...serverEnvironment(db.url ?? ''), PORT: '0', DATABASE_CONNECTIONS: '2' }
  })
  afterEach(async () => {
    for (const { child, exited } of running.splice(0)) {
      child.kill('SIGKILL')
      await exited()
    }
  })
  afterAll(() => db.close())

  async function start(workers: number) {
    const process = hub(['start', '--workers', String(workers)], settings)
    running.push(process)
    await process.printed('  workers ')
    const { out } = process.output()
    const url = /listens on (\S+)/.exec(out)?.[1] ?? ''
    return { process, url, pids: (/workers +(.*)/.exec(out)?.[1] ?? '').split(', ').map(Number) }
  }

  interface Got {
    readonly status: number | undefined
    readonly text: string
  }

  const PATIENCE_MS = 60_000

  /** A request on a connection of its own. One that was being handed to a worker when it died is answered by nobody. */
  function send(url: string, path: string, body?: string): Promise<Got> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' }
      const outgoing = request(`${url}${path}`, { agent: false, method: body === undefined ? 'GET' : 'POST', headers }, (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (part: string) => (text += part))
        incoming.on('end', () => resolve({ status: incoming.statusCode, text })).on('error', reject)
      })
      outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error('lost')))
      outgoing.on('error', reject).end(body)
    })
  }

  const ask = async (url: string) => (await send(url, '/graphql', '{"query":"{ __typename }"}')).status
  const answered = async (url: string) => Number(/govshare_requests_total\{.*"200"\} (\d+)/.exec((await send(url, '/metrics')).text)?.[1] ?? 0)

  it('answers on one port, adds up its numbers, replaces whoever dies while questions go on, and stops as one', async () => {
    const { process, url, pids } = await start(2)
    expect(new Set(pids).size).toBe(2)
    for (let at = 0; at < 10; at += 1) expect(await ask(url)).toBe(200)
    // Connections go to the workers in turn, so each of them tells what neither has answered alone.
    expect([await answered(url), await answered(url)]).toEqual([10, 10])

    globalThis.process.kill(pids[0] ?? 0, 'SIGKILL')
    const statuses = []
    // Questions go on, and once the loss is known none is lost any more.
    while (!process.output().err.includes('worker lost')) statuses.push(await ask(url).catch(() => 'lost'))
    for (let at = 0; at < 10; at += 1) expect(await ask(url)).toBe(200)
    expect(statuses.filter((status) => status !== 200).length).toBeLessThanOrEqual(1)
    while ((process.output().err.match(/"msg":"started"/g) ?? []).length < 3) await ask(url)
    expect((await send(url, '/readyz')).status).toBeLessThan(600)

    process.child.kill('SIGTERM')
    expect(await process.exited()).toBe(0)
    expect((process.output().err.match(/"msg":"stopped"/g) ?? []).length).toBe(2)
    await expect(ask(url)).rejects.toThrow('ECONNREFUSED')
  })

  it('does not spin where its workers cannot start, and says why once', async () => {
    const { url } = await start(2)
    const second = hub(['start', '--workers', '2'], { ...settings, PORT: new URL(url).port })
    running.push(second)
    expect(await second.exited()).toBe(1)
    expect(second.output().err.match(/is taken/g)).toHaveLength(1)
    expect(second.output().err).not.toMatch(/^\s+at .*\.js/m)
  })

  it('leaves no worker behind where the primary is killed', async () => {
    const { process, url } = await start(2)
    process.child.kill('SIGKILL')
    // The pipe closes only when the last process that writes into it has ended.
    await process.exited()
    await expect(ask(url)).rejects.toThrow('ECONNREFUSED')
  })
})
