import { systemClock } from '#platform/clock'
import { formatPurpose } from '../router/purpose.ts'
import { personaToken } from '../router/tokens.ts'
import { databaseOn, databaseTools, type MaterialCases } from './databases.ts'
import { type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import { load, post } from './load.ts'
import type { AskedRequest } from './loader.ts'
import { processorMs, sessionsMs } from './processor.ts'
import { figure, grid, type Report } from './report.ts'
import { alternate } from './rounds.ts'
import { askInFull } from './scenarios.ts'
import { median, middle, quantile } from './statistics.ts'

const FROM = 'bench1m'
const DATABASE = 'bench_materials'
const CASES = 400
const PER_ROUND = 200
const WARM_UP_ROUNDS = 5
const P50_MOST_MS = 6

const HELD = 10

const MATERIALS = `query ($matter: ID!) { materialsFor(matter: $matter) { code name required verdict alternatives { title verdict evidences {
  licenceType { code } items verdict answers { role { code } verdict licence state { code name } validTo trustGrade items } } } } }`
const PLAIN = 'query ($code: CreditCode!) { legalPerson(creditCode: $code) { name status { code name } establishedOn } }'

/**
 * `materialsFor` of a matter with ten materials, of a person and an organisation who hold twelve licences, among a million people, beside
 * a plain question under the same cases: one connection, another case each time.
 */
export async function measureMaterials(server: string, rounds: number): Promise<Report> {
  const tools = await databaseTools()
  if (!(await tools.isSeeded(databaseOn(server, FROM)))) throw new Error(`the database ${FROM} is not there; see bench/README.md`)
  try {
    await tools.copyDatabase(server, FROM, DATABASE)
    const url = databaseOn(server, DATABASE)
    const made = await tools.prepareMaterials(url, CASES)
    for (const table of ['licences.licence', 'licences.licence_holder', 'cases.case_party', 'cases.case']) await tools.analyse(url, table)
    const prepared = await prepareFolder()
    const hub = await startMeasured(prepared.server(url))
    try {
      return await measured(hub, await requestsOf(prepared.key, made), rounds)
    } finally {
      await hub.stop()
    }
  } finally {
    await tools.dropDatabase(server, DATABASE)
  }
}

const TITLES = { materials: '`materialsFor`: 10 materials, 12 licences', plain: 'a plain question: one organisation under the same case' } as const
type Name = keyof typeof TITLES
type Requests = Readonly<Record<Name, readonly AskedRequest[]>>

async function requestsOf(key: Parameters<typeof personaToken>[0], { matter, cases }: MaterialCases): Promise<Requests> {
  const authorization = `Bearer ${await personaToken(key, 'civil-affairs', undefined, systemClock)}`
  const requests = (body: (organisation: string) => AskedRequest['body']) => cases.map(({ caseNo, organisation }) => ({
    path: '/graphql', headers: { authorization, 'sharing-purpose': formatPurpose({ matter, caseNo, reason: 'bench' }) }, body: body(organisation),
  }))
  return {
    materials: requests(() => ({ query: MATERIALS, variables: { matter } })),
    plain: requests((code) => ({ query: PLAIN, variables: { code } })),
  }
}

/** What one round came to: waits, and processor time of an answer in the hub and in PostgreSQL, all in ms. */
interface Waits { readonly p50: number; readonly p99: number; readonly hub: number; readonly database: number }

async function measured(hub: MeasuredHub, requests: Requests, rounds: number): Promise<Report> {
  await everythingIsHeld(hub, requests)
  const names = Object.keys(TITLES) as Name[]
  const turns = (await alternate(rounds + WARM_UP_ROUNDS, names, (name, round) => waitsOf(hub, requests[name as Name], round))) as Record<Name, Waits[]>
  const of = (name: Name, member: keyof Waits) => turns[name].slice(WARM_UP_ROUNDS).map((each) => each[member])
  const p50 = median(of('materials', 'p50'))
  return {
    rows: [{ what: `p50 of ${TITLES.materials}, 1,000,000 people, over HTTP`, measured: `${p50.toFixed(2)} ms`, wanted: `< ${P50_MOST_MS} ms`, reached: p50 < P50_MOST_MS }],
    how: `${rounds} rounds of ${PER_ROUND} questions each, one connection, another case each time; every answer is on record before it is sent.`,
    details: grid(
      ['', 'p50 in ms', 'p99 in ms', 'processor time of an answer: hub, ms', 'PostgreSQL, ms'],
      names.map((name) => [TITLES[name], ...(['p50', 'p99', 'hub', 'database'] as const).map((member) => figure(middle(of(name, member))))]),
    ),
  }
}

/** What is not answered as it should be would be measured at something else. */
async function everythingIsHeld({ port }: MeasuredHub, { materials, plain }: Requests): Promise<void> {
  await askInFull(port, plain[0] as AskedRequest)
  const { data } = JSON.parse(await askInFull(port, materials[0] as AskedRequest)) as { data: { materialsFor: { verdict: string; alternatives: { verdict: string }[] }[] } }
  const held = data.materialsFor.filter(({ verdict }) => verdict === 'HELD').length
  const ways = data.materialsFor.flatMap(({ alternatives }) => alternatives.map(({ verdict }) => verdict)).filter((verdict) => verdict === 'SUBMIT').length
  if (held !== HELD || ways > 0) throw new Error(`${held} materials are held and ${ways} ways are open, instead of ${HELD} and none`)
}

async function waitsOf(hub: MeasuredHub, requests: readonly AskedRequest[], round: number): Promise<Waits> {
  const ready = Array.from({ length: PER_ROUND }, (_each, at) => requests[(round * PER_ROUND + at) % requests.length] as AskedRequest)
    .map(({ path, headers, body }) => post(path, headers ?? {}, body))
  const [server, database] = [processorMs(hub.pid), sessionsMs(DATABASE)]
  const { latencies } = await load({ port: hub.port, connections: 1, request: (number) => ready[number] as Buffer, more: (number) => number < ready.length })
  return {
    p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99),
    hub: (processorMs(hub.pid) - server) / PER_ROUND, database: (sessionsMs(DATABASE) - database) / PER_ROUND,
  }
}
