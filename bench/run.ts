import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { projectFile } from '#platform/files'
import { joinedStatements } from './joined.ts'
import { memoryAfterQuestions } from './memory.ts'
import { type Row, table } from './report.ts'
import { startTimes } from './start.ts'

const server = process.env['DATABASE_URL']

/** Runs every measurement one after the other and writes the table. */
async function run(): Promise<void> {
  const rows: Row[] = [
    ...(await startTimes(server)),
    ...(await joinedStatements()),
    ...(await memoryAfterQuestions(server)),
  ]
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const text = `# Start and size\n\n${machine}. Median of the rounds where there are several.\n\n${table(rows)}`
  writeFileSync(projectFile('bench', 'results', 'start-and-size.md'), text)
  process.stdout.write(text)
  process.exitCode = rows.every(({ reached }) => reached) ? 0 : 1
}

await run()
