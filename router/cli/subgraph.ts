import { parseArgs } from 'node:util'
import { StartFault } from '#platform/errors'
import type { LibraryName } from '../../schema/libraries.ts'
import { urlSettingOf } from '../elsewhere.ts'
import { MOVABLE_LIBRARIES } from '../libraries.ts'
import { readLibraryConfig } from '../library-config.ts'
import { startLibraries } from '../serve.ts'
import type { Command } from './hub.ts'

const BAD_USAGE = 64
const LOOPBACK = '127.0.0.1'
const FIRST_PORT = '4001'

/** `hub subgraph`: libraries behind HTTP, for a router in another process. Prints the settings by which a router finds them. */
export const subgraphCommand: Command = {
  usage: 'subgraph <name>|--all [--port N] [--host H]   serve one library, or all on ports from N (default 4001, 0 for free ones)',
  async run(args, environment) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { all: { type: 'boolean' }, port: { type: 'string', default: FIRST_PORT }, host: { type: 'string', default: LOOPBACK } },
    })
    const names = namesFrom(positionals, values.all === true)
    const port = portFrom(values.port, names.length)
    const config = readLibraryConfig(environment, names)
    if (config.mode === 'embedded' && values.host !== LOOPBACK) throw new StartFault(`without DATABASE_URL the secrets are published, so --host must be ${LOOPBACK}`, BAD_USAGE)
    const running = await startLibraries(config, names, { host: values.host, port }, (line) => process.stderr.write(`govshare: ${line}\n`))
    for (const { name, url } of running.hosts) process.stdout.write(`${urlSettingOf(name as LibraryName)}=${url}\n`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void running.stop().then(() => process.exit(0)))
    }
  },
}

function namesFrom(given: readonly string[], all: boolean): readonly LibraryName[] {
  if (all && given.length === 0) return MOVABLE_LIBRARIES
  const name = MOVABLE_LIBRARIES.find((each) => each === given[0])
  if (all || name === undefined || given.length !== 1) {
    throw new StartFault(`name one library, or all of them by --all: ${MOVABLE_LIBRARIES.join(', ')}; catalogue and audit run with the router`, BAD_USAGE)
  }
  return [name]
}

function portFrom(text: string, count: number): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port + count - 1 <= 65_535) return port
  throw new StartFault('--port must be a whole number from 0, and the last port at most 65535', BAD_USAGE)
}
