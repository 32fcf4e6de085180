import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { StartFault } from '#platform/errors'
import {
  checkpointNumbered, counterSigned, counterSignaturesOf, exportedText, keepCounterSignature, keyIdOf, newestCheckpoint, type ReadHead, signerOf,
} from '../../subgraphs/audit/index.ts'
import { readConfig } from '../config.ts'
import { recordKeys, signingKey } from '../signing-key.ts'
import { openDatabaseOf } from '../start.ts'
import { BAD_USAGE, headIn, NOT_AS_WRITTEN, textOf } from './audit-files.ts'

/** `hub audit key` */
export async function printKey(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  parseArgs({ args: [...args], options: {} })
  process.stdout.write(signingKey(readConfig(environment)).publicKey)
}

/** `hub audit export-head FILE` */
export async function exportHead(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const file = fileIn(args)
  const config = readConfig(environment)
  const keys = recordKeys(config)
  await within(() => openDatabaseOf(config), async (db) => {
    const newest = await newestCheckpoint(db)
    if (newest === null) throw new StartFault('there is no checkpoint yet; a hub makes one each minute in which it has recorded something')
    const publicKey = keys.get(newest.key)
    if (publicKey === undefined) throw new StartFault(`checkpoint ${newest.number} was signed with another key, ${newest.key}`, NOT_AS_WRITTEN)
    const counterSignatures = await counterSignaturesOf(db, newest.number)
    writeFileSync(file, exportedText({ head: newest.head, signature: newest.signature, publicKey, counterSignatures }))
    process.stdout.write(`checkpoint ${newest.number} of ${newest.at.toISOString()} written to ${file}\n`)
  })
}

/** `hub audit countersign FILE --key FILE --signer NAME`: for whoever signs besides; no database is opened. */
export async function counterSign(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { key: { type: 'string' }, signer: { type: 'string' } } })
  const [file] = positionals
  if (file === undefined || positionals.length !== 1 || values.key === undefined || values.signer === undefined) throw new StartFault('say the file, --key and --signer', BAD_USAGE)
  const exported = headIn(file)
  const key = signerFrom(values.key)
  const counter = counterSigned(exported, exported.read, values.signer, key, new Date(systemClock.now()))
  writeFileSync(file, exportedText({ ...withoutRead(exported), counterSignatures: [...exported.counterSignatures.filter(({ signer }) => signer !== values.signer), counter] }))
  process.stdout.write(`checkpoint ${exported.read.number} of ${exported.read.at}, signed by the hub with ${keyIdOf(exported.publicKey)}, is signed by ${values.signer} too\n`)
}

/** `hub audit add-countersignature FILE` */
export async function addCounterSignature(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const exported = headIn(fileIn(args))
  const { number } = exported.read
  if (exported.counterSignatures.length === 0) throw new StartFault('nobody has signed the head in this file besides the hub')
  await within(() => openDatabaseOf(readConfig(environment)), async (db) => {
    const stored = await checkpointNumbered(db, number)
    if (stored?.head !== exported.head) throw new StartFault(`checkpoint ${number} is ${stored === null ? 'not there' : 'another than the one that was signed'}`, NOT_AS_WRITTEN)
    for (const counter of exported.counterSignatures) await keepCounterSignature(db, number, counter)
    process.stdout.write(`checkpoint ${number}: ${exported.counterSignatures.map(({ signer }) => signer).join(', ')}\n`)
  })
}

function fileIn(args: readonly string[]): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
  const [file] = positionals
  if (file === undefined || positionals.length !== 1) throw new StartFault('say the file', BAD_USAGE)
  return file
}

function signerFrom(file: string) {
  try {
    return signerOf(textOf(file))
  } catch (error) {
    if (error instanceof StartFault) throw error
    throw new StartFault(`${file} holds no private key of the SM2 curve, PEM`, 65)
  }
}

const withoutRead = ({ head, signature, publicKey, counterSignatures }: ReadHead) => ({ head, signature, publicKey, counterSignatures })

/** Opens a database for a while. */
export async function within(open: () => Promise<Database>, task: (db: Database) => Promise<void>): Promise<void> {
  const db = await open()
  try {
    await task(db)
  } finally {
    await db.close()
  }
}
