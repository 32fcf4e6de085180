import cluster from 'node:cluster'
import { parseArgs } from 'node:util'
import { migrate } from '#platform/db'
import { StartFault } from '#platform/errors'
import { openLog } from '#platform/log'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { type HubConfig, readConfig } from '../config.ts'
import { urlSettingOf } from '../elsewhere.ts'
import { runnableExamples } from '../examples.ts'
import { MOVABLE_LIBRARIES } from '../libraries.ts'
import { openDatabaseOf, type RunningHub, startHub } from '../start.ts'
import { startWorkers } from '../workers.ts'
import { personCount } from '../../subgraphs/population/index.ts'
import type { Command } from './hub.ts'
import { PLAIN_OPTIONS, runPlain } from './plain.ts'
import { stopOnSignals } from './signals.ts'

const PERSONA_WITHOUT_GRANTS = 'outsider'

/** `hub start`: the whole hub in this process, or in several behind one port. */
export const start: Command = {
  usage: 'start [--workers N]          the whole hub in one process, or in N behind one port; settings come from the environment (see docs/operations.md)',
  async run(args, environment) {
    const workers = workersIn(args)
    await run(readConfig(environment), workers, environment['DATA_DIR'])
  },
}

/** `hub router`: the same without any library of an agency, all of which must run elsewhere; or a router of any supergraph. */
export const router: Command = {
  usage: `router [--workers N]         the router with catalogue and record alone; every other library by its SUBGRAPH_URL_<NAME>
router --supergraph FILE --no-access [--port N]   any supergraph on 127.0.0.1, without tokens, decisions or records, to be compared with others`,
  async run(args, environment) {
    if (args.some((each) => PLAIN_OPTIONS.includes(each.split('=', 1)[0] ?? ''))) return runPlain(args, environment)
    const workers = workersIn(args)
    const config = readConfig(environment)
    const missing = MOVABLE_LIBRARIES.filter((name) => !config.elsewhere.urls.has(name)).map(urlSettingOf)
    if (missing.length > 0) throw new StartFault(`a router by itself needs the address of every library; missing: ${missing.join(', ')}`, 78)
    await run(config, workers, environment['DATA_DIR'])
  },
}

const BAD_USAGE = 64
const WORKERS_MAX = 64

function workersIn(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { workers: { type: 'string', default: '1' } } })
  const workers = /^\d{1,2}$/.test(values.workers) ? Number(values.workers) : 0
  if (workers < 1 || workers > WORKERS_MAX) throw new StartFault(`--workers must be a number from 1 to ${WORKERS_MAX}`, BAD_USAGE)
  return workers
}

async function run(config: HubConfig, workers: number, dataDir: string | undefined): Promise<void> {
  if (workers > 1 && config.mode === 'embedded') {
    throw new StartFault('--workers needs a database server, since one process alone can hold an embedded database; set DATABASE_URL', 78)
  }
  if (workers > 1 && cluster.isPrimary) return runWorkers(config, workers)
  const running = await startHub(config, (line) => process.stderr.write(`govshare: ${line}\n`))
  stopOnSignals(running)
  if (cluster.isPrimary) process.stdout.write(await greeting(running, dataDir))
}

/** Migrates once and says what there is; the workers do the rest. */
async function runWorkers(config: HubConfig, count: number): Promise<void> {
  const log = openLog({ level: config.logLevel })
  const elsewhere = [...config.elsewhere.urls.keys()]
  const db = await openDatabaseOf(config)
  const found = await migrate(db, LIBRARY_NAMES.filter((name) => !elsewhere.includes(name)))
    .then(() => whatThereIs({ db, elsewhere }))
    .finally(() => db.close())
  const workers = await startWorkers(count, log)
  stopOnSignals(workers)
  process.stdout.write(`govshare listens on http://${config.host}:${workers.port}\n${found.join('\n')}\n  workers   ${workers.pids.join(', ')}\n`)
}

async function whatThereIs({ db, elsewhere }: Pick<RunningHub, 'db' | 'elsewhere'>): Promise<string[]> {
  return [
    `  database  ${db.label}${db.kind === 'embedded' ? ' (for trying and testing: it survives a killed process, not a power cut)' : ''}`,
    elsewhere.includes('population')
      ? `  libraries ${elsewhere.length} elsewhere: ${elsewhere.join(', ')}`
      : `  rows      ${await personCount(db)} persons${db.kind === 'embedded' ? ', synthetic' : ''}, with everything around them`,
  ]
}

/** What a person reads first: where the hub is, what it holds, a question that it answers and one that it refuses. */
async function greeting({ url, db, key, elsewhere }: RunningHub, dataDir: string | undefined): Promise<string> {
  const lines = [`govshare listens on ${url}`, ...(await whatThereIs({ db, elsewhere }))]
  const first = runnableExamples()[0]
  if (key === null || first === undefined) return `${lines.join('\n')}\n`
  const body = JSON.stringify({ query: first.query.replace(/\s+/g, ' ').trim(), variables: first.variables })
  const hub = dataDir === undefined ? 'npm run -s hub' : `DATA_DIR=${dataDir} npm run -s hub`
  const question = (persona: string) =>
    `  curl -s ${url}/graphql -H "authorization: Bearer $(${hub} -- token ${persona})" \\\n` +
    `    -H 'content-type: application/json' -H 'sharing-purpose: ${first.headers['sharing-purpose']}' \\\n    -d '${body}'`
  lines.push('', 'Ask it something (answered):', question(first.persona), '', 'The same, by a system without a grant (refused, and told why):', question(PERSONA_WITHOUT_GRANTS))
  return `${lines.join('\n')}\n\nOr open ${url}/ in a browser.\n`
}
