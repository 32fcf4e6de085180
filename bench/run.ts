import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { projectFile } from '#platform/files'
import { hopTimes } from './hops.ts'
import { joinedStatements } from './joined.ts'
import { libraryTimes } from './libraries.ts'
import { memoryAfterQuestions } from './memory.ts'
import { type Row, table } from './report.ts'
import { seedOnServer } from './seed.ts'
import { startTimes } from './start.ts'

const server = process.env['DATABASE_URL']
const MILLION = 1_000_000

/** A set of measurements by the word that asks for it. */
const TARGETS: Readonly<Record<string, { readonly title: string; readonly file: string; readonly measure: (persons: number) => Promise<Row[]> }>> = {
  hub: {
    title: 'Start and size', file: 'start-and-size.md',
    measure: async () => [...(await startTimes(server)), ...(await joinedStatements()), ...(await memoryAfterQuestions(server))],
  },
  seed: { title: 'Seeding', file: 'seed.md', measure: (persons) => seedOnServer(serverWanted(), persons) },
  hops: { title: 'Hops to libraries on other hosts', file: 'hops.md', measure: hopTimes },
  libraries: { title: 'Libraries at size', file: 'libraries.md', measure: (persons) => libraryTimes(serverWanted(), persons) },
}

function serverWanted(): string {
  if (server === undefined) throw new Error('set DATABASE_URL to a database on a server')
  return server
}

/** Runs the measurements of a target one after the other and writes their table. */
async function run(word: string, persons: number): Promise<void> {
  const target = TARGETS[word]
  if (target === undefined) throw new Error(`there is no target ${word}; there are ${Object.keys(TARGETS).join(', ')}`)
  const rows = await target.measure(persons)
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const text = `# ${target.title}\n\n${machine}. Median of the rounds where there are several.\n\n${table(rows)}`
  writeFileSync(projectFile('bench', 'results', target.file), text)
  process.stdout.write(text)
  process.exitCode = rows.every(({ reached }) => reached) ? 0 : 1
}

await run(process.argv[2] ?? 'hub', Number(process.argv[3] ?? MILLION))
