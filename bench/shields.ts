import { fileURLToPath } from 'node:url'
import { projectFile } from '#platform/files'
import { installContenders } from './contenders.ts'
import { databaseOn, databaseTools, leavingNoRecord } from './databases.ts'
import { firmRequests } from './firms.ts'
import { type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import { load, post } from './load.ts'
import type { AskedRequest } from './loader.ts'
import { figure, grid, ratio, type Report } from './report.ts'
import { alternate } from './rounds.ts'
import { askInFull, scenarios } from './scenarios.ts'
import { middle, paired } from './statistics.ts'

const DATABASE = 'bench10k'
const RATIO_LEAST = 0.95
const WARM_UP_ROUNDS = 4
const FIRMS = 100
const PER_ROUND = 60
const CONNECTIONS = 8
/** Examples whose answers are lists within lists, all of it granted. */
const LISTS = ['food', 'subsidy', 'transfer-unit', 'company-members']

/** Lists asked of a hub, beside the same build with every rule `allow`: what the shields cost. */
export async function measureShields(server: string, rounds: number): Promise<Report> {
  installContenders()
  const url = databaseOn(server, DATABASE)
  if (!(await (await databaseTools()).isSeeded(url))) throw new Error(`the database ${DATABASE} is not there; see bench/README.md`)
  const { key, server: onServer } = await prepareFolder()
  return leavingNoRecord([url], async () => {
    const hubs: Readonly<Record<string, MeasuredHub>> = {
      shielded: await startMeasured(onServer(url)),
      allowing: await startMeasured(onServer(url), [`--import=${fileURLToPath(projectFile('dist', 'bench', 'allow-hook.js'))}`]),
    }
    try {
      const firms = await firmRequests(url, key, { rounds: rounds + WARM_UP_ROUNDS, perRound: PER_ROUND, size: FIRMS })
      const lists = (await scenarios(key)).filter(({ name }) => LISTS.includes(name))
      const asked: Readonly<Record<string, (round: number) => readonly AskedRequest[]>> = {
        [`${FIRMS} organisations with address, credit and inspections`]: (round) => firms[round] ?? [],
        'people, companies and units of the scenarios with their lists': () => Array.from({ length: PER_ROUND * 4 }, (_, at) => lists[at % lists.length] as AskedRequest),
      }
      const measured = []
      for (const [what, of] of Object.entries(asked)) measured.push({ what, ...(await ratesOf(hubs, rounds, of)) })
      return {
        how: `${rounds} rounds, ${CONNECTIONS} connections; in a round both are asked the same, one after the other.`,
        rows: measured.map(({ what, shielded, allowing }) => {
          const share = paired(shielded, allowing)
          return { what: `${what}, beside the same build with every rule \`allow\``, measured: ratio(share), wanted: `≥ ${RATIO_LEAST}×`, reached: share.value >= RATIO_LEAST }
        }),
        details: grid(['questions/s', 'shielded', 'every rule `allow`'], measured.map(({ what, shielded, allowing }) => [what, figure(middle(shielded)), figure(middle(allowing))])),
      }
    } finally {
      for (const hub of Object.values(hubs)) await hub.stop()
    }
  })
}

async function ratesOf(hubs: Readonly<Record<string, MeasuredHub>>, rounds: number, requests: (round: number) => readonly AskedRequest[]) {
  const turns = await alternate(rounds + WARM_UP_ROUNDS, Object.keys(hubs), (name, round) => rateOf(hubs[name] as MeasuredHub, requests(round)))
  const counted = (name: string) => (turns[name] ?? []).slice(WARM_UP_ROUNDS)
  return { shielded: counted('shielded'), allowing: counted('allowing') }
}

async function rateOf(hub: MeasuredHub, requests: readonly AskedRequest[]): Promise<number> {
  await askInFull(hub.port, requests[0] as AskedRequest)
  const ready = requests.map(({ path, headers, body }) => post(path, headers ?? {}, body))
  const started = process.hrtime.bigint()
  await load({ port: hub.port, connections: CONNECTIONS, request: (number) => ready[number] as Buffer, more: (number) => number < ready.length })
  return ready.length / (Number(process.hrtime.bigint() - started) / 1e9)
}
