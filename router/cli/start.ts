import { parseArgs } from 'node:util'
import { runnableExamples } from '../examples.ts'
import { readConfig } from '../config.ts'
import { type RunningHub, startHub } from '../start.ts'
import { personCount } from '../../subgraphs/population/index.ts'
import type { Command } from './hub.ts'

const PERSONA_WITHOUT_GRANTS = 'outsider'

/** `hub start`: the whole hub in this process. */
export const start: Command = {
  usage: 'start                        the whole hub in one process; settings come from the environment (see docs/operations.md)',
  async run(args, environment) {
    parseArgs({ args: [...args], options: {} })
    const config = readConfig(environment)
    const progress = (line: string) => process.stderr.write(`govshare: ${line}\n`)
    const running = await startHub(config, progress)
    process.stdout.write(await greeting(running, environment['DATA_DIR']))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void running.stop().then(() => process.exit(0)))
    }
  },
}

/** What a person reads first: where the hub is, what it holds, a question that it answers and one that it refuses. */
async function greeting({ url, db, key }: RunningHub, dataDir: string | undefined): Promise<string> {
  const lines = [
    `govshare listens on ${url}`,
    `  database  ${db.label}${db.kind === 'embedded' ? ' (for trying and testing: it survives a killed process, not a power cut)' : ''}`,
    `  rows      ${await personCount(db)} persons${db.kind === 'embedded' ? ', synthetic' : ''}, with everything around them`,
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
