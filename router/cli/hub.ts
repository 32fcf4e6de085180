import { setFlagsFromString } from 'node:v8'
import { StartFault } from '#platform/errors'
import { ask } from './ask.ts'
import { auditCommand } from './audit.ts'
import { catalogueCommand } from './catalogue.ts'
import { examplesCommand } from './examples.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { seedCommand } from './seed.ts'
import { router, start } from './start.ts'
import { subgraphCommand } from './subgraph.ts'
import { token } from './token.ts'

// Left alone, the heap grows to twice what is in use before it is cleaned; a hub shares its machine with a database.
setFlagsFromString('--heap-growing-percent=30')

/** One command of `npm run hub -- <command>`. */
export interface Command {
  readonly usage: string
  run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void>
}

const COMMANDS: Readonly<Record<string, Command>> = {
  start,
  router,
  subgraph: subgraphCommand,
  keys: keysCommand,
  migrate: migrateCommand,
  seed: seedCommand,
  token,
  examples: examplesCommand,
  ask,
  catalogue: catalogueCommand,
  audit: auditCommand,
}

const USAGE = `hub <command> [options]\n\n${Object.values(COMMANDS).map(({ usage }) => usage.split('\n')[0]).join('\n')}\n`

/** `EX_USAGE` of sysexits.h. */
const BAD_USAGE = 64

async function main([name = '--help', ...args]: string[]): Promise<void> {
  if (name === '--help' || name === '-h') return void process.stdout.write(USAGE)
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) throw new StartFault(`there is no command ${name}\n${USAGE}`, BAD_USAGE)
  if (args.includes('--help')) return void process.stdout.write(`${command.usage}\n`)
  await command.run(args, process.env)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof StartFault
  const usage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS_')
  process.stderr.write(`govshare: ${known || usage ? (error as Error).message : `failed (${(error as Error).name})`}\n`)
  if (!known && !usage && process.env['LOG_LEVEL'] === 'debug') process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(known ? error.exitCode : usage ? BAD_USAGE : 1)
})
