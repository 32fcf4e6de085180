import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { readConfig } from '../config.ts'
import { openReplayer } from '../replay.ts'
import { openDatabaseOf } from '../start.ts'
import { BAD_USAGE } from './audit-files.ts'

const NOT_THERE = 66
const DIFFERS = 65

/** `hub audit replay ENTRY`: takes the decision of an entry again, by what was kept of it. */
export async function replay(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
  const [entry] = positionals
  if (entry === undefined || positionals.length !== 1) throw new StartFault('say the id of an entry', BAD_USAGE)
  await replayEntry(entry, environment)
}

async function replayEntry(entry: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const db = await openDatabaseOf(readConfig(environment))
  try {
    const replayed = await openReplayer(db, systemClock)(entry)
    if (replayed === null) throw new StartFault('there is no such entry, or it holds no decision', NOT_THERE)
    const { then, now, released, refused, grants, differences } = replayed
    const list = (name: string, items: readonly string[]) => `${name.padEnd(10)}${items.join(', ') || 'none'}`
    const lines = [list('released', released), list('refused', refused), list('grants', grants)]
    if (then !== now) lines.push(`decided by version ${then} of the hub and taken again by ${now}`)
    lines.push(...(differences.length === 0 ? ['the same decision'] : ['another decision:', ...differences.map((each) => `  ${each}`)]))
    process.stdout.write(`${lines.join('\n')}\n`)
    if (differences.length > 0) process.exitCode = DIFFERS
  } finally {
    await db.close()
  }
}
