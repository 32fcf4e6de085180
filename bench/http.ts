import { agree } from './agree.ts'
import { type Child, startChild } from './child.ts'
import { CONTENDERS, installContenders } from './contenders.ts'
import type { Loaded, LoadOrder } from './loader.ts'
import { figure, grid, type Report, type Row } from './report.ts'
import { bestFederated, ratioRow } from './router.ts'
import { alternate } from './rounds.ts'
import { middle } from './statistics.ts'
import { QUESTION_NAMES, type QuestionName, QUESTIONS, TITLES } from './world/questions.ts'

const CONNECTIONS = 64
const TURN_MS = 400
/** Processor time that every question of every server gets before it is measured. */
const WARM_UP_CPU_MS = 5_000
const SERVER_CORE = 1
const LOAD_CORE = 0
const FEDERATED_WANTED = 3

/** Answers a second of wall clock and of the server's processor time, and the middle wait of each turn in milliseconds. */
interface Rates { readonly wall: readonly number[]; readonly cpu: readonly number[]; readonly p50: readonly number[] }

interface Server { readonly child: Child; readonly port: number }

/** Every contender behind its own HTTP front, in a process of its own on one core; the load comes from another. */
export async function measureHttp(rounds: number): Promise<Report> {
  installContenders()
  const entries = CONTENDERS.filter(({ shown }) => shown === undefined)
  const servers = new Map<string, Server>()
  const loader = await startChild('loader', [], { core: LOAD_CORE })
  try {
    for (const { name } of entries) {
      const child = await startChild('contender', [name], { core: SERVER_CORE })
      servers.set(name, { child, port: await child.order<number>('listen') })
    }
    const loadOf = ({ port }: Server, question: QuestionName, ms: number) =>
      loader.order<Loaded>('load', { port, connections: CONNECTIONS, ms, requests: [{ path: '/graphql', body: QUESTIONS[question] }] } satisfies LoadOrder)
    for (const question of QUESTION_NAMES) await answersAgree(question, servers)
    for (const server of servers.values()) {
      for (const question of QUESTION_NAMES) await warmed(server, () => loadOf(server, question, TURN_MS))
    }
    const rates = new Map<QuestionName, Map<string, Rates>>()
    for (const question of QUESTION_NAMES) {
      const turns = await alternate(rounds, [...servers.keys()], async (name) => {
        const server = servers.get(name) as Server
        const before = await server.child.order<number>('cpu')
        const { answers, ms, p50 } = await loadOf(server, question, TURN_MS)
        return { wall: (answers / ms) * 1_000, cpu: (answers / ((await server.child.order<number>('cpu')) - before)) * 1_000, p50 }
      })
      rates.set(question, new Map(Object.entries(turns).map(([name, each]) => [name, { wall: each.map(({ wall }) => wall), cpu: each.map(({ cpu }) => cpu), p50: each.map(({ p50 }) => p50) }])))
    }
    for (const question of QUESTION_NAMES) await answersAgree(question, servers)
    return reportOf(rates, rounds)
  } finally {
    for (const child of [loader, ...[...servers.values()].map(({ child }) => child)]) await child.stop()
  }
}

async function warmed({ child }: Server, turn: () => Promise<Loaded>): Promise<void> {
  const before = await child.order<number>('cpu')
  do await turn()
  while ((await child.order<number>('cpu')) - before < WARM_UP_CPU_MS)
}

async function answersAgree(question: QuestionName, servers: ReadonlyMap<string, Server>): Promise<void> {
  const answers = new Map<string, string>()
  for (const [name, { port }] of servers) {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body: JSON.stringify(QUESTIONS[question]) })
    answers.set(name, await response.text())
  }
  agree(TITLES[question], answers)
}

function reportOf(rates: ReadonlyMap<QuestionName, ReadonlyMap<string, Rates>>, rounds: number): Report {
  const entries = CONTENDERS.filter(({ shown }) => shown === undefined)
  const of = (question: QuestionName, name: string) => rates.get(question)?.get(name) as Rates
  const rows = QUESTION_NAMES.flatMap((question): Row[] => {
    const row = (other: string, what: string, wanted: number) => ratioRow(`${TITLES[question]}, against ${what}`, of(question, 'ours'), of(question, other), wanted)
    return [
      ...bestFederated((name) => of(question, name).wall).map(({ name, title, tuned }) => row(name, `the best federated contender${tuned ? '' : ' as it comes'} (${title})`, FEDERATED_WANTED)),
      row('mercurius', 'unfederated Mercurius', 1),
    ]
  })
  const columns = QUESTION_NAMES.flatMap((question) => [TITLES[question], `${TITLES[question]}, by processor time`, `${TITLES[question]}, p50 in ms`])
  const details = grid(['answers a second', ...columns], entries.map(({ name, title }) => [
    title, ...QUESTION_NAMES.flatMap((question) => [figure(middle(of(question, name).wall)), figure(middle(of(question, name).cpu)), figure(middle(of(question, name).p50))]),
  ]))
  return {
    rows, details,
    how: `${rounds} rounds of ${TURN_MS} ms each over ${CONNECTIONS} connections; every server a process on one core, the load from another core; all answers were found equal before and after.`,
    plot: {
      title: 'Router over HTTP, one core', unit: 'answers a second',
      groups: QUESTION_NAMES.map((question) => ({
        title: TITLES[question], bars: entries.map(({ name, title, kind }) => ({ label: title, ours: kind === 'ours', ...middle(of(question, name).wall) })),
      })),
    },
  }
}
