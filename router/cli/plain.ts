import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { servePlain } from '../plain-server.ts'
import { stopOnSignals } from './signals.ts'

const BAD_USAGE = 64
const LOOPBACK = '127.0.0.1'
const PORT = '4000'

/** Options by which `hub router` is asked to serve any supergraph. */
export const PLAIN_OPTIONS: readonly string[] = ['--supergraph', '--no-access', '--host']

/**
 * `hub router --supergraph FILE --no-access`: whoever reaches it may ask everything, so it is only there where both are said,
 * and only for this machine.
 */
export async function runPlain(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { supergraph: { type: 'string' }, 'no-access': { type: 'boolean' }, host: { type: 'string' }, port: { type: 'string', default: environment['PORT'] ?? PORT } },
  })
  const { supergraph: file } = values
  if (file === undefined) throw new StartFault('--no-access is for another supergraph, by --supergraph FILE; the hub itself is never served without access decisions', BAD_USAGE)
  if (values['no-access'] !== true) throw new StartFault('--supergraph serves without access decisions, so --no-access must be said with it', BAD_USAGE)
  const host = values.host ?? environment['HOST'] ?? LOOPBACK
  if (host !== LOOPBACK) throw new StartFault(`without access decisions the router listens on ${LOOPBACK} alone, not on another --host or HOST`, BAD_USAGE)
  const running = await servePlain(textOf(file), portFrom(values.port), systemClock)
  stopOnSignals(running)
  process.stdout.write(`govshare listens on ${running.url}\n`)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new StartFault(`the supergraph ${file} cannot be read`)
  }
}

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new StartFault('--port must be a whole number from 0 to 65535', BAD_USAGE)
}
