import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { publicKeySet } from '../embedded-issuer.ts'
import { newRouterKey } from '../router-key.ts'
import { deriveSecrets, MASTER_MIN_BYTES } from '../secrets.ts'
import type { Command } from './hub.ts'
import { issuerKeyFiles } from './issuer-keys.ts'

const BAD_USAGE = 64

/** `hub keys`: what hosts of libraries and their router need to know each other, and what issuers of licences sign with, as files to be handed out. */
export const keysCommand: Command = {
  usage: `keys router|secrets <folder>  write a new pair of the router, or the secrets of the libraries made from MASTER_SECRET_FILE
  keys authority <folder> --name NAME      write an SM2 root that certifies issuers of licences
  keys issuer <folder> --name NAME --credit-code CODE --authority FOLDER [--seal NAME]   write a key of an issuer that the root certifies`,
  async run(args, environment) {
    const [first, ...rest] = args
    if (first === 'authority' || first === 'issuer') {
      const { folder, files } = issuerKeyFiles(first, rest, systemClock)
      mkdirSync(folder, { recursive: true })
      for (const { name, text, secret } of files) process.stdout.write(`${written(join(folder, name), text, secret ? OWN : EVERYBODY)}\n`)
      return
    }
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const [what, folder] = positionals
    if (folder === undefined || positionals.length !== 2 || (what !== 'router' && what !== 'secrets')) {
      throw new StartFault('say which keys, router, secrets, authority or issuer, and the folder to write them to', BAD_USAGE)
    }
    const files = what === 'router' ? await pair() : secretFiles(environment['MASTER_SECRET_FILE'])
    mkdirSync(folder, { recursive: true })
    for (const [name, text, mode] of files) process.stdout.write(`${written(join(folder, name), text, mode)}\n`)
  },
}

type File = readonly [name: string, text: string, mode: number]

const OWN = 0o600
const EVERYBODY = 0o644

async function pair(): Promise<File[]> {
  const key = await newRouterKey()
  return [['router-key.json', `${JSON.stringify(key)}\n`, OWN], ['router-keys.json', `${JSON.stringify(publicKeySet(key), null, 2)}\n`, EVERYBODY]]
}

function secretFiles(path: string | undefined): File[] {
  const master = Buffer.from(path === undefined ? '' : textOf(path).trim(), 'base64')
  if (master.length < MASTER_MIN_BYTES) throw new StartFault(`MASTER_SECRET_FILE must be a file with a base64 secret of ${MASTER_MIN_BYTES} bytes or more`, 78)
  const { subjects, licenceFaces, cursors } = deriveSecrets(master)
  return [['subjects.secret', subjects], ['licence-faces.secret', licenceFaces], ['cursors.secret', cursors]].map(
    ([name, secret]) => [String(name), `${(secret as Buffer).toString('base64')}\n`, OWN],
  )
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

// A key that is in use must not be lost by writing another over it.
function written(path: string, text: string, mode: number): string {
  try {
    writeFileSync(path, text, { mode, flag: 'wx' })
    return path
  } catch (error) {
    throw new StartFault(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
}
