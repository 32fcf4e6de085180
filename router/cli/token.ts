import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { readConfig } from '../config.ts'
import { EMBEDDED_ISSUER, embeddedKey } from '../embedded-issuer.ts'
import { keyFileOf } from '../start.ts'
import { personaToken } from '../tokens.ts'
import type { Command } from './hub.ts'

/** The key of the embedded issuer; only a hub that trusts it has one. */
export async function keyFor(environment: NodeJS.ProcessEnv) {
  const config = readConfig(environment)
  if (!config.issuers.includes(EMBEDDED_ISSUER)) throw new StartFault('tokens come from the external issuers; this hub makes none')
  const file = keyFileOf(config)
  if (!existsSync(file)) throw new StartFault('no hub has been started here yet: run npm start first')
  return embeddedKey(file)
}

/** `hub token`: a development token, on standard output and nothing else. */
export const token: Command = {
  usage: 'token <persona> [--subject <example>]   a development token for a persona (embedded mode only)',
  async run(args, environment) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { subject: { type: 'string' } } })
    const [persona = ''] = positionals
    const made = await personaToken(await keyFor(environment), persona, values.subject, systemClock)
    process.stdout.write(`${made}\n`)
  },
}
