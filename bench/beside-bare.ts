import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import { installContenders } from './contenders.ts'
import { databaseOn, databaseTools, leavingNoRecord } from './databases.ts'
import { type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import type { AskedRequest, Loaded } from './loader.ts'
import { processorMs, sessionsMs } from './processor.ts'
import { digits, figure, grid, ratio, type Report, type Row } from './report.ts'
import { alternate } from './rounds.ts'
import { askInFull, type Scenario, scenarios } from './scenarios.ts'
import { median, middle, paired } from './statistics.ts'
import { openWire, type Statement, type Wire } from './wire.ts'

const DATABASE = 'bench1m'
const CONNECTIONS = 64
/** Connections to PostgreSQL, as many for everyone as the hub has by itself. */
const SESSIONS = 8
const TURN_MS = 2_000
const WARM_UP_MS = 6_000
const SHARE_WANTED = 0.5
const RECORD = /\binsert into "audit"/i

const TITLES = {
  hub: 'govshare hub: decision, shields, record',
  read: 'bare: the same reads and purpose look-up, no record',
  record: 'bare: the same with the record',
} as const
type Name = keyof typeof TITLES

/** One turn: answers a second, the middle wait, and processor time of an answer in the server and in PostgreSQL, all in ms but the first. */
interface Turn { readonly rate: number; readonly p50: number; readonly serverMs: number; readonly databaseMs: number }

interface Side { readonly port: number; readonly pid: number; readonly requests: readonly AskedRequest[] }

/** The hub on a million people beside nothing but its SQL, on the questions of the scenarios. */
export async function besideBare(server: string, rounds: number): Promise<Report> {
  installContenders()
  const url = databaseOn(server, DATABASE)
  const { isSeeded } = await databaseTools()
  if (!(await isSeeded(url))) throw new Error(`the database ${DATABASE} is not there; see bench/README.md`)
  return leavingNoRecord([url], () => measured(url, rounds))
}

async function measured(url: string, rounds: number): Promise<Report> {
  const { folder, key, server: onServer } = await prepareFolder()
  const asked = await scenarios(key)
  const captured = await capture(onServer(url), asked)
  const file = join(folder, 'statements.json')
  writeFileSync(file, JSON.stringify(captured.map(wavesOf)))
  const hub = await startMeasured(onServer(url))
  const bare = await startChild('bare', [url, String(SESSIONS), file])
  const loader = await startChild('loader', [])
  try {
    const sides = await sidesOf(hub, bare, asked)
    await bareReadsTheSame(sides.read.port, captured)
    const turn = (name: Name, ms: number) => turnOf(sides[name], loader, ms)
    for (const name of Object.keys(TITLES) as Name[]) await turn(name, WARM_UP_MS)
    const turns = (await alternate(rounds, Object.keys(TITLES), (name) => turn(name as Name, TURN_MS))) as Record<Name, Turn[]>
    for (const scenario of asked) await askInFull(hub.port, scenario)
    return reportOf(turns, captured, rounds)
  } finally {
    for (const each of [loader, bare, hub]) await each.stop()
  }
}

/** What the hub asks PostgreSQL for each question, once its caches are warm. */
async function capture(environment: Record<string, string>, asked: readonly Scenario[]): Promise<Statement[][]> {
  const direct = new URL(environment['DATABASE_URL'] ?? '')
  const wire = await openWire(direct.hostname, Number(direct.port === '' ? 5_432 : direct.port))
  const through = new URL(direct)
  through.host = `127.0.0.1:${wire.port}`
  const hub = await startMeasured({ ...environment, DATABASE_URL: through.href })
  try {
    const all: Statement[][] = []
    for (const scenario of asked) all.push(await fewest(wire, () => askInFull(hub.port, scenario)))
    return all
  } finally {
    await hub.stop()
    await wire.close()
  }
}

// Now and then the hub refreshes what it keeps beside answering; the fewest statements are those of the question itself.
async function fewest(wire: Wire, ask: () => Promise<unknown>): Promise<Statement[]> {
  const takes: Statement[][] = []
  for (let attempt = 0; attempt < 4; attempt += 1) {
    wire.take()
    await ask()
    takes.push(wire.take())
  }
  return takes.slice(1).sort((a, b) => a.length - b.length)[0] ?? []
}

function wavesOf(statements: readonly Statement[]) {
  return { read: inWaves(statements.filter(({ text }) => !RECORD.test(text))), record: inWaves(statements) }
}

function inWaves(statements: readonly Statement[]) {
  const waves = [...new Set(statements.map(({ wave }) => wave))]
  return waves.map((wave) => statements.filter((each) => each.wave === wave).map(({ text, parameters }) => ({ text, parameters })))
}

async function sidesOf(hub: MeasuredHub, bare: Child, asked: readonly Scenario[]): Promise<Record<Name, Side>> {
  const port = await bare.order<number>('port')
  const bareSide = (kind: string) => ({ port, pid: bare.pid, requests: asked.map((each, number) => ({ ...each, path: `/${kind}/${number}` })) })
  return { hub: { port: hub.port, pid: hub.pid, requests: asked }, read: bareSide('read'), record: bareSide('record') }
}

/** A bare server that found other rows than the hub would be measured at something else. */
async function bareReadsTheSame(port: number, captured: readonly (readonly Statement[])[]): Promise<void> {
  for (const [number, statements] of captured.entries()) {
    const response = await fetch(`http://127.0.0.1:${port}/read/${number}`, { method: 'POST', headers: { accept: 'text/plain' }, body: '{}' })
    const counts = (await response.json()) as number[]
    const wanted = statements.filter(({ text }) => !RECORD.test(text)).map(({ tag }) => Number(tag.split(' ').at(-1)))
    if (counts.join() !== wanted.join()) throw new Error(`bare reads other rows than the hub for question ${number}: ${counts.join()} instead of ${wanted.join()}`)
  }
}

async function turnOf({ port, pid, requests }: Side, loader: Child, ms: number): Promise<Turn> {
  const [server, database] = [processorMs(pid), sessionsMs(DATABASE)]
  const { answers, p50, ms: took } = await loader.order<Loaded>('load', { port, connections: CONNECTIONS, ms, requests })
  return { rate: (answers / took) * 1_000, p50, serverMs: (processorMs(pid) - server) / answers, databaseMs: (sessionsMs(DATABASE) - database) / answers }
}

function reportOf(turns: Readonly<Record<Name, readonly Turn[]>>, captured: readonly (readonly Statement[])[], rounds: number): Report {
  const names = Object.keys(TITLES) as Name[]
  const rates = (name: Name) => turns[name].map(({ rate }) => rate)
  const processor = (name: Name) => turns[name].map(({ serverMs, databaseMs }) => 1 / (serverMs + databaseMs))
  const row = (name: Name): Row => {
    const share = paired(rates('hub'), rates(name))
    return {
      what: `scenario questions, answers a second, against ${TITLES[name]}`,
      measured: `${ratio(share)}; by processor time with PostgreSQL's ${ratio(paired(processor('hub'), processor(name)))}`, wanted: `≥ ${SHARE_WANTED}×`, reached: share.value >= SHARE_WANTED,
    }
  }
  const statements = captured.map(({ length }) => length)
  return {
    rows: [row('record'), row('read')],
    how: `${rounds} rounds of ${TURN_MS} ms, ${CONNECTIONS} connections, 1,000,000 people, ${captured.length} questions in turn, ${SESSIONS} connections to PostgreSQL. `
      + `A question is ${digits(median(statements))} statements in the middle (${Math.min(...statements)}–${Math.max(...statements)}), its record among them.`,
    details: grid(
      ['', 'answers a second', 'p50 in ms', 'processor time of an answer: server, ms', 'PostgreSQL, ms'],
      names.map((name) => [
        TITLES[name], figure(middle(rates(name))),
        ...(['p50', 'serverMs', 'databaseMs'] as const).map((member) => figure(middle(turns[name].map((turn) => turn[member])))),
      ]),
    ),
    plot: {
      title: 'Scenario questions on 1,000,000 people', unit: 'answers a second',
      groups: [{ title: `${CONNECTIONS} connections`, bars: names.map((name) => ({ label: TITLES[name], ours: name === 'hub', ...middle(rates(name)) })) }],
    },
  }
}
