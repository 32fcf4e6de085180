import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { projectFile } from '#platform/files'
import { besideBare } from './beside-bare.ts'
import { measureConsole } from './console.ts'
import { measureCopies } from './copies.ts'
import { measureCounting } from './counting.ts'
import { measureDecisions } from './decisions.ts'
import { measureGate } from './gate.ts'
import { measureGrowth } from './growth.ts'
import { hopTimes } from './hops.ts'
import { measureHttp } from './http.ts'
import { joinedStatements } from './joined.ts'
import { measureIssuing } from './licences-issuing.ts'
import { libraryTimes } from './libraries.ts'
import { machine, versions } from './machine.ts'
import { bars } from './plot.ts'
import { type Report, type Row, table } from './report.ts'
import { measureMaterials } from './materials.ts'
import { measureMemory } from './memory.ts'
import { memoryAfterQuestions } from './resident.ts'
import { revocationTimes } from './revocation.ts'
import { measureRouter } from './router.ts'
import { measureShields } from './shields.ts'
import { seedOnServer } from './seed.ts'
import { startTimes } from './start.ts'
import { measureUsage } from './usage.ts'
import { measureVerifying } from './verifying.ts'

const USAGE = 'npm run bench -- [target …] [--rounds N] [--persons N] [--questions N] [--entries N]'

/** What is told on the command line. */
interface Options {
  readonly rounds: number
  /** People whom `seed` seeds, or whom `libraries` finds. */
  readonly persons: number
  /** Questions of `memory`. */
  readonly questions: number
  /** The most entries of `usage`. */
  readonly entries: number
}

interface Target {
  readonly title: string
  readonly file: string
  /** Whether it also runs when no target is named. */
  readonly usual?: true
  readonly measure: (options: Options) => Promise<Report>
}

const server = process.env['DATABASE_URL']

const rowsOnly = async (rows: Promise<Row[]>): Promise<Report> => ({ rows: await rows })

/** A set of measurements by the word that asks for it. */
const TARGETS: Readonly<Record<string, Target>> = {
  router: { title: 'Router, in process', file: 'router', usual: true, measure: ({ rounds }) => measureRouter(rounds) },
  http: { title: 'Router, over HTTP', file: 'http', usual: true, measure: ({ rounds }) => measureHttp(rounds) },
  hub: { title: 'Hub, beside its SQL alone', file: 'hub', usual: true, measure: ({ rounds }) => besideBare(serverWanted(), rounds) },
  growth: { title: 'Growth', file: 'growth', usual: true, measure: ({ rounds }) => measureGrowth(serverWanted(), rounds) },
  memory: { title: 'Memory', file: 'memory', usual: true, measure: ({ questions }) => measureMemory(serverWanted(), questions) },
  shields: { title: 'Shields, beside rules that all allow', file: 'shields', usual: true, measure: ({ rounds }) => measureShields(serverWanted(), rounds) },
  gate: { title: 'The gate, beside no record', file: 'gate', usual: true, measure: ({ rounds }) => measureGate(serverWanted(), rounds) },
  decisions: { title: 'Decisions', file: 'decisions', usual: true, measure: ({ rounds }) => measureDecisions(rounds) },
  copies: { title: 'Copies of licences', file: 'copies', usual: true, measure: () => measureCopies() },
  revocation: { title: 'Grants taken back', file: 'revocation', usual: true, measure: () => revocationTimes(serverWanted()) },
  start: {
    title: 'Start and size', file: 'start-and-size', usual: true,
    measure: async () => ({ rows: [...(await startTimes(server)), ...(await joinedStatements()), ...(await memoryAfterQuestions(server))] }),
  },
  seed: { title: 'Seeding', file: 'seed', measure: ({ persons }) => rowsOnly(seedOnServer(serverWanted(), persons)) },
  counting: { title: 'Counting what is on record', file: 'counting', measure: ({ entries }) => measureCounting(serverWanted(), entries) },
  usage: { title: 'Counts of use, as the record grows', file: 'usage', measure: ({ rounds, entries }) => measureUsage(serverWanted(), rounds, entries) },
  materials: { title: 'Materials that are there already, beside a plain question', file: 'materials', measure: ({ rounds }) => measureMaterials(serverWanted(), rounds) },
  issuing: { title: 'Licences issued in batches', file: 'licences-issuing', measure: ({ rounds }) => measureIssuing(serverWanted(), rounds) },
  verifying: { title: 'Verifying the record', file: 'verifying', measure: ({ rounds }) => measureVerifying(serverWanted(), rounds) },
  console: { title: 'The console, over a large record and a large catalogue', file: 'console', measure: ({ rounds }) => measureConsole(serverWanted(), rounds) },
  hops: { title: 'Hops to libraries on other hosts', file: 'hops', measure: () => rowsOnly(hopTimes()) },
  libraries: { title: 'Libraries at size', file: 'libraries', measure: ({ persons }) => rowsOnly(libraryTimes(serverWanted(), persons)) },
}

function serverWanted(): string {
  if (server === undefined) throw new Error('set DATABASE_URL to a database on a server')
  return server
}

/** Runs a target, writes its table and its plot, and says whether all was reached. */
async function run(word: string, options: Options): Promise<boolean> {
  const target = TARGETS[word]
  if (target === undefined) throw new Error(`there is no target ${word}; there are ${Object.keys(TARGETS).join(', ')}`)
  const { rows, how = 'Median of the rounds where there are several.', details, plot } = await target.measure(options)
  const result = (ending: string) => projectFile('bench', 'results', `${target.file}.${ending}`)
  const drawn = plot === undefined ? [] : [`![${plot.title}](${target.file}.svg)\n`]
  const text = [`# ${target.title}\n`, `${machine()} ${how}\n`, table(rows), ...drawn, ...(details === undefined ? [] : [details, `${versions()}\n`])].join('\n')
  writeFileSync(result('md'), text)
  if (plot !== undefined) writeFileSync(result('svg'), bars(plot.title, plot.unit, plot.groups))
  process.stdout.write(`${text}\n`)
  return rows.every(({ reached }) => reached)
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '15' }, persons: { type: 'string', default: '1000000' }, questions: { type: 'string', default: '20000' },
      entries: { type: 'string', default: '20000000' },
    },
  })
  const options = { rounds: Number(values.rounds), persons: Number(values.persons), questions: Number(values.questions), entries: Number(values.entries) }
  if (!Object.values(options).every((value) => Number.isInteger(value) && value > 0)) throw new RangeError(USAGE)
  const words = positionals.length > 0 ? positionals : Object.keys(TARGETS).filter((word) => TARGETS[word]?.usual)
  let reached = true
  for (const word of words) reached = (await run(word, options)) && reached
  process.exitCode = reached ? 0 : 1
}

await main()
