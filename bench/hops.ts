import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { HOP_BOUNDS } from '../router/remote.ts'
import { openPool } from '../router/remote/pool.ts'
import type { Row } from './report.ts'
import { median } from './statistics.ts'

const ROUNDS = 21
const HOPS = 300
const ANSWER_MAX_BYTES = 16_000_000

/** As long as a signed hop about one person, and as what a library answers to it. */
const BODY = JSON.stringify({ query: 'x'.repeat(1_900) })
const ANSWER = JSON.stringify({ data: { _entities: [{ name: 'x'.repeat(1_000) }] }, extensions: { read: [] } })

type Post = (body: string) => Promise<unknown>

/** How hops were sent before there was a pool: by the process' own `fetch`. */
function fetching(url: string): Post {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'accept-encoding': 'identity' }
  return async (body) => {
    const signal = AbortSignal.timeout(HOP_BOUNDS.timeoutMs)
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
    const chunks: Uint8Array[] = []
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk)
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  }
}

interface Measured {
  /** Milliseconds of the clock and of this process' processor for each hop. */
  readonly clock: number
  readonly processor: number
}

async function measured(post: Post, atOnce: number): Promise<Measured> {
  let left = HOPS
  const worker = async () => {
    while (left-- > 0) await post(BODY)
  }
  const [began, before] = [performance.now(), process.cpuUsage()]
  await Promise.all(Array.from({ length: atOnce }, worker))
  const { user, system } = process.cpuUsage(before)
  return { clock: (performance.now() - began) / HOPS, processor: (user + system) / 1_000 / HOPS }
}

/** Hops to a library in another process, by `fetch` and by the pool in turns: one after the other, and many at once. */
export async function hopTimes(): Promise<Row[]> {
  const library = fork(fileURLToPath(import.meta.url), ['library'])
  const [url] = (await once(library, 'message')) as [string]
  const pool = openPool({ url, connections: HOP_BOUNDS.connections, timeoutMs: HOP_BOUNDS.timeoutMs, answerMaxBytes: ANSWER_MAX_BYTES })
  const pooled: Post = (body) => pool.post(body, new AbortController().signal)
  const rows: Row[] = []
  for (const atOnce of [1, HOP_BOUNDS.connections]) {
    await measured(fetching(url), atOnce)
    await measured(pooled, atOnce)
    const rounds: { before: Measured; after: Measured }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const after = round % 2 === 0 ? null : await measured(pooled, atOnce)
      const before = await measured(fetching(url), atOnce)
      rounds.push({ before, after: after ?? (await measured(pooled, atOnce)) })
    }
    rows.push(...(['clock', 'processor'] as const).map((by) => row(rounds, by, atOnce)))
  }
  await pool.stop()
  library.kill()
  return rows
}

function row(rounds: readonly { readonly before: Measured; readonly after: Measured }[], by: keyof Measured, atOnce: number): Row {
  const ratio = median(rounds.map(({ before, after }) => before[by] / after[by]))
  const [before, after] = [median(rounds.map(({ before }) => before[by])), median(rounds.map(({ after }) => after[by]))]
  const rate = by === 'clock' ? ` (${Math.round(1_000 / before)} and ${Math.round(1_000 / after)} hops/s)` : ''
  return {
    what: `a hop of ${atOnce} at once, ms of the ${by}: fetch, pool, ratio`,
    measured: `${before.toFixed(3)}, ${after.toFixed(3)}, ${ratio.toFixed(2)}×${rate}`,
    wanted: '> 1×',
    reached: ratio > 1,
  }
}

if (process.argv[2] === 'library') {
  const server = createServer((request, response) => void request.resume().on('end', () => response.end(ANSWER)))
  server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`))
}
