import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { JWK } from 'jose'
import { projectFile } from '#platform/files'
import { documentOf } from '../seeds/documents.ts'
import { type Child, startChild } from './child.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { command, type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import type { AskedRequest, Loaded } from './loader.ts'
import { digits, figure, grid, ratio, type Report, type Row } from './report.ts'
import { alternate } from './rounds.ts'
import { askInFull, scenarios } from './scenarios.ts'
import { type Middle, middle, paired } from './statistics.ts'

const DATABASE = 'bench_gate'
const CLIENTS = 64
const TURN_MS = 2_000
const WARM_UP_MS = 6_000
const SHARE_LEAST = 0.9
const [P50_MOST_MS, P99_MOST_MS] = [5, 15]

/** Questions about one person whose entries are weighed, and what each may weigh with its indexes, in bytes. */
const WEIGHED = 20_000
const BYTES_MOST = 1.2 * 1_024

type Turn = Pick<Loaded, 'p50' | 'p99'> & { readonly rate: number }
type Turns = Readonly<Record<'on' | 'off', readonly Turn[]>>

/** The hub beside the same build that records nothing: what it costs to answer only what is recorded. And what an entry weighs. */
export async function measureGate(server: string, rounds: number): Promise<Report> {
  const { copyDatabase, dropDatabase, settingOf } = await databaseTools()
  const { key, server: onServer } = await prepareFolder()
  await copyDatabase(server, 'template0', DATABASE)
  const url = databaseOn(server, DATABASE)
  try {
    const [synchronous, flushed] = [await settingOf(url, 'synchronous_commit'), await settingOf(url, 'fsync')]
    if (synchronous !== 'on' || flushed !== 'on') throw new Error('the server must have synchronous_commit and fsync on, or nothing is durable')
    await once(command(['migrate'], onServer(url)), 'close')
    await once(command(['seed'], onServer(url)), 'close')
    return await measured(url, key, onServer(url), rounds)
  } finally {
    await dropDatabase(server, DATABASE)
  }
}

async function measured(url: string, key: JWK, environment: Record<string, string>, rounds: number): Promise<Report> {
  // Claims of one operator that are compared at the same time count as wrong until it is known, and many would be refused.
  const asked = (await scenarios(key)).filter(({ example }) => !example.query.includes('verify'))
  const started: (MeasuredHub | Child)[] = []
  try {
    const hubs = {
      on: await startMeasured(environment),
      off: await startMeasured(environment, [`--import=${fileURLToPath(projectFile('dist', 'bench', 'gate-hook.js'))}`]),
    }
    started.push(hubs.on, hubs.off)
    const loader = await startChild('loader', [])
    started.push(loader)
    for (const { port } of Object.values(hubs)) for (const scenario of asked) await askInFull(port, scenario)
    await assertOpen(url, hubs, asked[0] as AskedRequest)
    const requests = asked.map(({ path, headers, body }) => ({ path, headers, body }))
    const turn = async (name: string, ms: number): Promise<Turn> => {
      const { port } = hubs[name as keyof typeof hubs]
      const { answers, ms: took, p50, p99 } = await loader.order<Loaded>('load', { port, connections: CLIENTS, ms, requests })
      return { rate: answers / (took / 1e3), p50, p99 }
    }
    for (const name of Object.keys(hubs)) await turn(name, WARM_UP_MS)
    const turns = (await alternate(rounds, Object.keys(hubs), (name) => turn(name, TURN_MS))) as unknown as Turns
    const bytes = await weighed(url, hubs.on, loader, asked[0] as AskedRequest)
    return reportOf(turns, bytes, rounds)
  } finally {
    for (const each of started.reverse()) await each.stop()
  }
}

/** A hook that took no hold would measure the hub beside itself. */
async function assertOpen(url: string, { on, off }: Readonly<Record<'on' | 'off', MeasuredHub>>, request: AskedRequest): Promise<void> {
  const { recordSize } = await databaseTools()
  const before = (await recordSize(url)).entries
  await askInFull(off.port, request)
  const between = (await recordSize(url)).entries
  await askInFull(on.port, request)
  if (between !== before || (await recordSize(url)).entries !== before + 1) throw new Error('one hub must record every question, and the other none')
}

/** Bytes that an entry of a question about one person takes, with its indexes and its share of what entries have in common. */
async function weighed(url: string, { port }: MeasuredHub, loader: Child, { path, headers }: AskedRequest): Promise<number> {
  const { recordSize } = await databaseTools()
  const body = { query: 'query ($n: CitizenId!) { person(citizenId: $n) { name isAlive mobile } }', variables: { n: documentOf('old-man').number } }
  await askInFull(port, { path, headers: headers ?? {}, body })
  const before = await recordSize(url)
  await loader.order<Loaded>('load', { port, connections: CLIENTS, answers: WEIGHED, requests: [{ path, headers, body }] })
  const after = await recordSize(url)
  return (after.bytes - before.bytes) / (after.entries - before.entries)
}

function reportOf({ on, off }: Turns, bytes: number, rounds: number): Report {
  const share = paired(on.map(({ rate }) => rate), off.map(({ rate }) => rate))
  const added = (of: 'p50' | 'p99') => middle(on.map((turn, round) => turn[of] - (off[round]?.[of] ?? Number.NaN)))
  const waiting = (what: string, { value, low, high }: Middle, most: number): Row =>
    ({ what: `added wait, ${what}`, measured: `${milliseconds(value)} (${milliseconds(low)}–${milliseconds(high)}) ms`, wanted: `< ${most} ms`, reached: value < most })
  return {
    how: `Questions of the scenarios in turn from ${CLIENTS} clients, ${rounds} rounds of ${TURN_MS / 1e3} s for each; what is added is the median of the differences within rounds. An entry is weighed over ${digits(WEIGHED)} questions about one person.`,
    rows: [
      { what: 'answers a second, beside the same build that records nothing', measured: ratio(share), wanted: `≥ ${SHARE_LEAST}×`, reached: share.value >= SHARE_LEAST },
      waiting('median', added('p50'), P50_MOST_MS),
      waiting('p99', added('p99'), P99_MOST_MS),
      { what: 'an entry with its indexes, one subject', measured: `${digits(bytes)} bytes`, wanted: `≤ ${digits(BYTES_MOST)} bytes`, reached: bytes <= BYTES_MOST },
    ],
    details: grid(['', 'recorded', 'not recorded'], [
      ['answers/s', figure(middle(on.map(({ rate }) => rate))), figure(middle(off.map(({ rate }) => rate)))],
      ['median wait, ms', figure(middle(on.map(({ p50 }) => p50))), figure(middle(off.map(({ p50 }) => p50)))],
      ['p99 wait, ms', figure(middle(on.map(({ p99 }) => p99))), figure(middle(off.map(({ p99 }) => p99)))],
    ]),
  }
}

const milliseconds = (value: number) => value.toFixed(1)
