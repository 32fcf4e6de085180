import { parseArgs } from 'node:util'
import { StartFault } from '#platform/errors'
import { type HubConfig, readConfig } from '../config.ts'
import { urlSettingOf } from '../elsewhere.ts'
import { runnableExamples } from '../examples.ts'
import { MOVABLE_LIBRARIES } from '../libraries.ts'
import { type RunningHub, startHub } from '../start.ts'
import { personCount } from '../../subgraphs/population/index.ts'
import type { Command } from './hub.ts'

const PERSONA_WITHOUT_GRANTS = 'outsider'

/** `hub start`: the whole hub in this process. */
export const start: Command = {
  usage: 'start                        the whole hub in one process; settings come from the environment (see docs/operations.md)',
  async run(args, environment) {
    parseArgs({ args: [...args], options: {} })
    await run(readConfig(environment), environment['DATA_DIR'])
  },
}

/** `hub router`: the same without any library of an agency, all of which must run elsewhere. */
export const router: Command = {
  usage: 'router                       the router with catalogue and record alone; every other library by its SUBGRAPH_URL_<NAME>',
  async run(args, environment) {
    parseArgs({ args: [...args], options: {} })
    const config = readConfig(environment)
    const missing = MOVABLE_LIBRARIES.filter((name) => !config.elsewhere.urls.has(name)).map(urlSettingOf)
    if (missing.length > 0) throw new StartFault(`a router by itself needs the address of every library; missing: ${missing.join(', ')}`, 78)
    await run(config, environment['DATA_DIR'])
  },
}

async function run(config: HubConfig, dataDir: string | undefined): Promise<void> {
  const running = await startHub(config, (line) => process.stderr.write(`govshare: ${line}\n`))
  process.stdout.write(await greeting(running, dataDir))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.stop().then(() => process.exit(0)))
  }
}

/** What a person reads first: where the hub is, what it holds, a question that it answers and one that it refuses. */
async function greeting({ url, db, key, elsewhere }: RunningHub, dataDir: string | undefined): Promise<string> {
  const lines = [
    `govshare listens on ${url}`,
    `  database  ${db.label}${db.kind === 'embedded' ? ' (for trying and testing: it survives a killed process, not a power cut)' : ''}`,
    elsewhere.includes('population')
      ? `  libraries ${elsewhere.length} elsewhere: ${elsewhere.join(', ')}`
      : `  rows      ${await personCount(db)} persons${db.kind === 'embedded' ? ', synthetic' : ''}, with everything around them`,
  ]
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
