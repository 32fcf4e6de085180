import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { readConfig } from '../config.ts'
import { runnableExamples } from '../examples.ts'
import { personaToken } from '../tokens.ts'
import type { Command } from './hub.ts'
import { post } from './post.ts'
import { keyFor } from './token.ts'

/** `hub ask`: runs one example over HTTP against a hub that is running. */
export const ask: Command = {
  usage: 'ask <name>                   run one of the examples against the running hub and print the answer',
  async run(args, environment) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const example = runnableExamples().find(({ name }) => name === positionals[0])
    if (example === undefined) throw new StartFault(`there is no such example; run hub examples for the list`, 64)
    const { host, port } = readConfig(environment)
    const bearer = await personaToken(await keyFor(environment), example.persona, example.subject, systemClock)
    const answer = await post(`http://${host}:${port}/graphql`, { ...example.headers, authorization: `Bearer ${bearer}` }, { query: example.query, variables: example.variables })
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
  },
}
