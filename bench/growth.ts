import { installContenders } from './contenders.ts'
import { type BenchDatabase, databaseOn, databaseTools, leavingNoRecord, SIZES } from './databases.ts'
import { type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import { load, post } from './load.ts'
import type { AskedRequest } from './loader.ts'
import { digits, figure, grid, ratio, type Report, type Row } from './report.ts'
import { alternate } from './rounds.ts'
import { firmRequests } from './firms.ts'
import { askInFull, scenarios } from './scenarios.ts'
import { median, middle, paired, quantile } from './statistics.ts'

const P50_MOST = 1.3
/** What counts as flat, since no two runs are alike to the last per cent. */
const FLAT_MOST = 1.1
const SUBJECTS = [1, 10, 100] as const
const GRANTS_MANY = 10_000
const WARM_UP_ROUNDS = 4

type Prepared = Awaited<ReturnType<typeof prepareFolder>>

/** How the middle wait grows with people, with subjects of a question and with grants; one connection, so that nothing waits in a queue. */
export async function measureGrowth(server: string, rounds: number): Promise<Report> {
  installContenders()
  const tools = await databaseTools()
  const prepared = await prepareFolder()
  const sizes: BenchDatabase[] = []
  for (const name of Object.keys(SIZES) as BenchDatabase[]) if (await tools.isSeeded(databaseOn(server, name))) sizes.push(name)
  if (sizes.length < 2) throw new Error('at least two databases of the bench must be seeded; see bench/README.md')
  const urls = sizes.map((name) => databaseOn(server, name))
  // A database is copied while nobody is connected to it, so this comes first.
  const grants = await grantRows(server, prepared, rounds)
  return leavingNoRecord(urls, async () => {
    const people = await peopleRows(sizes, urls, prepared, rounds)
    const subjects = await subjectRows(urls.at(-1) ?? '', sizes.at(-1) as BenchDatabase, prepared, rounds)
    return {
      rows: [...people.rows, ...subjects.rows, ...grants.rows],
      how: `${rounds} rounds, one connection; a round asks everyone the same, one after the other.`,
      details: [people.details, subjects.details, grants.details].join('\n'),
    }
  })
}

interface Part { readonly rows: Row[]; readonly details: string }

async function peopleRows(sizes: readonly BenchDatabase[], urls: readonly string[], prepared: Prepared, rounds: number): Promise<Part> {
  return withHubs(urls, prepared, async (hubs) => {
    const asked = await scenarios(prepared.key)
    const firms = await Promise.all(urls.map((url) => firmRequests(url, prepared.key, { rounds: rounds + WARM_UP_ROUNDS, perRound: 30, size: 1 })))
    const requests: Readonly<Record<string, (database: number, round: number) => readonly AskedRequest[]>> = {
      'the questions of the scenarios': () => asked,
      'organisations from all over the table, another one each time': (database, round) => firms[database]?.[round] ?? [],
    }
    const measured: { what: string; waits: number[][] }[] = []
    for (const [what, of] of Object.entries(requests)) measured.push({ what, waits: await waitsOf(hubs, rounds, of) })
    const last = sizes.length - 1
    return {
      rows: measured.map(({ what, waits }) => row(`p50, ${SIZES[sizes[0] as BenchDatabase]} → ${SIZES[sizes[last] as BenchDatabase]} people: ${what}`, waits[last] ?? [], waits[0] ?? [], P50_MOST)),
      details: grid(['p50 in ms', ...sizes.map((name) => `${SIZES[name]} people`)], measured.map(({ what, waits }) => [what, ...waits.map((each) => figure(middle(each)))])),
    }
  })
}

async function subjectRows(url: string, name: BenchDatabase, prepared: Prepared, rounds: number): Promise<Part> {
  return withHubs([url], prepared, async ([hub]) => {
    const bySize = await Promise.all(SUBJECTS.map((size) => firmRequests(url, prepared.key, { rounds: rounds + WARM_UP_ROUNDS, perRound: 8, size })))
    const turns = await alternate(rounds + WARM_UP_ROUNDS, SUBJECTS.map(String), async (size, round) => waitOf(hub as MeasuredHub, bySize[SUBJECTS.indexOf(Number(size) as 1)]?.[round] ?? []))
    const waits = SUBJECTS.map((size) => (turns[String(size)] ?? []).slice(WARM_UP_ROUNDS))
    const each = waits.map((of, index) => of.map((ms) => ms / (SUBJECTS[index] ?? 1)))
    const falling = each.map(median).every((value, index, all) => index === 0 || value < (all[index - 1] ?? 0))
    return {
      rows: [{
        what: `p50 for each organisation of a question, ${SUBJECTS.join(' → ')} organisations (${SIZES[name]} people)`,
        measured: `${each.map((of) => `${digits(median(of))} ms`).join(' → ')}; ${ratio(paired(each.at(-1) ?? [], each[0] ?? []))}`, wanted: 'falls', reached: falling,
      }],
      details: grid(['organisations of a question', ...SUBJECTS.map(String)], [['p50 in ms', ...waits.map((of) => figure(middle(of)))]]),
    }
  })
}

/** The catalogue as the seeds leave it, beside one whose every grant was copied until there were ten thousand. */
async function grantRows(server: string, prepared: Prepared, rounds: number): Promise<Part> {
  const tools = await databaseTools()
  const names = ['bench_grants_few', 'bench_grants_many'] as const
  const urls = names.map((name) => databaseOn(server, name))
  try {
    for (const name of names) await tools.copyDatabase(server, 'bench10k', name)
    await tools.multiplyGrants(urls[1] ?? '', GRANTS_MANY)
    const counts = (await Promise.all(urls.map(tools.countGrants))).map((count) => count.toLocaleString('en'))
    return await withHubs(urls, prepared, async (hubs) => {
      const asked = await scenarios(prepared.key)
      const waits = await waitsOf(hubs, rounds, () => asked)
      return {
        rows: [row(`p50, ${counts.join(' → ')} grants, the asking agencies' among them`, waits[1] ?? [], waits[0] ?? [], FLAT_MOST)],
        details: grid(['p50 in ms', ...counts.map((count) => `${count} grants`)], [['the questions of the scenarios', ...waits.map((of) => figure(middle(of)))]]),
      }
    })
  } finally {
    for (const name of names) await tools.dropDatabase(server, name)
  }
}

const row = (what: string, more: readonly number[], fewer: readonly number[], most: number): Row => {
  const grown = paired(more, fewer)
  return { what, measured: ratio(grown), wanted: `≤ ${most}×`, reached: grown.value <= most }
}

async function withHubs<T>(urls: readonly string[], prepared: Prepared, use: (hubs: readonly MeasuredHub[]) => Promise<T>): Promise<T> {
  const hubs: MeasuredHub[] = []
  try {
    for (const url of urls) hubs.push(await startMeasured(prepared.server(url)))
    return await use(hubs)
  } finally {
    for (const hub of hubs) await hub.stop()
  }
}

/** The middle wait of every round by hub; the rounds that warm up are left out. */
async function waitsOf(hubs: readonly MeasuredHub[], rounds: number, requests: (hub: number, round: number) => readonly AskedRequest[]): Promise<number[][]> {
  const turns = await alternate(rounds + WARM_UP_ROUNDS, hubs.map((_hub, index) => String(index)), (index, round) => waitOf(hubs[Number(index)] as MeasuredHub, requests(Number(index), round)))
  return hubs.map((_hub, index) => (turns[String(index)] ?? []).slice(WARM_UP_ROUNDS))
}

async function waitOf(hub: MeasuredHub, requests: readonly AskedRequest[]): Promise<number> {
  await askInFull(hub.port, requests[0] as AskedRequest)
  const ready = requests.map(({ path, headers, body }) => post(path, headers ?? {}, body))
  const { latencies } = await load({ port: hub.port, connections: 1, request: (number) => ready[number] as Buffer, more: (number) => number < ready.length })
  return quantile(latencies, 0.5)
}

