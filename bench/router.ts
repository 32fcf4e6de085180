import { agree } from './agree.ts'
import { type Child, startChild } from './child.ts'
import type { Turn } from './contender.ts'
import { type ContenderEntry, CONTENDERS, installContenders } from './contenders.ts'
import { figure, grid, ratio, type Report, type Row } from './report.ts'
import { alternate } from './rounds.ts'
import { type Middle, median, middle, paired } from './statistics.ts'
import { QUESTION_NAMES, type QuestionName, TITLES } from './world/questions.ts'

/** Processor time of a turn; more where a contender is so slow that it would give few answers. */
const TURN_MS = 250
const WARM_UP_MS = 2_500
const CORE = 1

/** How many times the best federated contender, and how many times unfederated graphql-yoga. */
const WANTED: Readonly<Record<QuestionName, { readonly federated: number; readonly yoga?: number }>> = {
  one: { federated: 10 }, list50: { federated: 6, yoga: 2 }, list200: { federated: 6, yoga: 2 },
}

/** Answers a second of wall clock, and of processor time, a round each. */
interface Rates { readonly wall: readonly number[]; readonly cpu: readonly number[] }

/** The router in process, side by side with others, each in a process of its own on one core, below its HTTP front. */
export async function measureRouter(rounds: number): Promise<Report> {
  installContenders()
  const children = new Map<string, Child>()
  try {
    for (const { name } of CONTENDERS) children.set(name, await startChild('contender', [name], { core: CORE }))
    for (const question of QUESTION_NAMES) await answersAgree(question, children)
    for (const child of children.values()) {
      for (const question of QUESTION_NAMES) await child.order('turn', { question, ms: WARM_UP_MS })
    }
    const rates = new Map<QuestionName, Map<string, Rates>>()
    for (const question of QUESTION_NAMES) rates.set(question, await ratesOf(question, children, rounds))
    return reportOf(rates, rounds)
  } finally {
    for (const child of children.values()) await child.stop()
  }
}

async function answersAgree(question: QuestionName, children: ReadonlyMap<string, Child>): Promise<void> {
  const answers = new Map<string, string>()
  for (const [name, child] of children) answers.set(name, await child.order<string>('answer', { question }))
  agree(TITLES[question], answers)
}

async function ratesOf(question: QuestionName, children: ReadonlyMap<string, Child>, rounds: number): Promise<Map<string, Rates>> {
  const turns = await alternate(rounds, [...children.keys()], async (name) => (children.get(name) as Child).order<Turn>('turn', { question, ms: TURN_MS }))
  return new Map(Object.entries(turns).map(([name, each]) => [name, {
    wall: each.map(({ answers, ms }) => (answers / ms) * 1_000),
    cpu: each.map(({ answers, cpuMs }) => (answers / cpuMs) * 1_000),
  }]))
}

function reportOf(rates: ReadonlyMap<QuestionName, ReadonlyMap<string, Rates>>, rounds: number): Report {
  const of = (question: QuestionName, name: string) => rates.get(question)?.get(name) as Rates
  const rows = QUESTION_NAMES.flatMap((question): Row[] => {
    const { federated, yoga } = WANTED[question]
    const row = (other: string, what: string, wanted: number) => ratioRow(`${TITLES[question]}, against ${what}`, of(question, 'ours'), of(question, other), wanted)
    const best = bestFederated((name) => of(question, name).wall).map(({ name, title, tuned }) => row(name, `the best federated contender${tuned ? '' : ' as it comes'} (${title})`, federated))
    return [...best, ...(yoga === undefined ? [] : [row('yoga', 'unfederated graphql-yoga', yoga)])]
  })
  const details = grid(
    ['answers a second', ...QUESTION_NAMES.map((question) => TITLES[question]), ...QUESTION_NAMES.map((question) => `${TITLES[question]}, by processor time`)],
    CONTENDERS.map(({ name, title }) => [
      title, ...QUESTION_NAMES.map((question) => figure(middle(of(question, name).wall))), ...QUESTION_NAMES.map((question) => figure(middle(of(question, name).cpu))),
    ]),
  )
  return {
    rows, details, how: `${rounds} rounds, every contender a turn of ${TURN_MS} ms of processor time in each; all answers were found equal first.`,
    plot: {
      title: 'Router in process, four libraries in memory', unit: 'answers a second',
      groups: QUESTION_NAMES.map((question) => ({
        title: TITLES[question], bars: CONTENDERS.map(({ name, title, kind }) => ({ label: title, ours: kind === 'ours', ...middle(of(question, name).wall) })),
      })),
    },
  }
}

/** The fastest that joins libraries; where the bench made it so, also the fastest of those as they come. */
export function bestFederated(rates: (name: string) => readonly number[]): ContenderEntry[] {
  const federated = CONTENDERS.filter(({ kind, shown }) => kind === 'federated' && shown === undefined).sort((a, b) => median(rates(b.name)) - median(rates(a.name)))
  return [...new Set([federated[0], federated.find(({ tuned }) => tuned === undefined)])].flatMap((entry) => entry ?? [])
}

export function ratioRow(what: string, ours: Rates, theirs: Rates, wanted: number): Row {
  const wall: Middle = paired(ours.wall, theirs.wall)
  return { what, measured: `${ratio(wall)}; by processor time ${ratio(paired(ours.cpu, theirs.cpu))}`, wanted: `≥ ${wanted}×`, reached: wall.value >= wanted }
}
