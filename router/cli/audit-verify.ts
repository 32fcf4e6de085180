import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { StartFault } from '#platform/errors'
import { isCalendarDate } from '#platform/identifiers'
import { retireMonths, type TrustedKeys, type Verified, verifyRecord } from '../../subgraphs/audit/index.ts'
import { readConfig, readDatabaseConfig } from '../config.ts'
import { recordKeys, signingKey } from '../signing-key.ts'
import { openDatabaseOf } from '../start.ts'
import { BAD_USAGE, headIn, keysOf, NOT_AS_WRITTEN } from './audit-files.ts'
import { within } from './audit-heads.ts'

const DAY_MS = 86_400_000
const TELL_EVERY_MS = 2_000

/** `hub audit verify` */
export async function verify(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const options = { from: { type: 'string' }, to: { type: 'string' }, head: { type: 'string' }, key: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options })
  // Whoever was given the public key needs no secret of the hub.
  const [keys, config] = values.key === undefined ? ownKeys(environment) : [keysOf(values.key), readDatabaseConfig(environment)]
  const period = { from: values.from === undefined ? undefined : midnight(values.from, 0), to: values.to === undefined ? undefined : midnight(values.to, 1) }
  // Of no day at all nothing would be verified, and nothing be found.
  if (period.from !== undefined && period.to !== undefined && period.from >= period.to) throw new StartFault('--from must not be after --to', BAD_USAGE)
  const head = values.head === undefined ? undefined : headIn(values.head)
  await within(() => openDatabaseOf(config), async (db) => {
    const began = systemClock.now()
    const verified = await verifyRecord(db, { keys, ...period, head, progress: progress(began) })
    tell(verified, (systemClock.now() - began) / 1_000)
  })
}

/** `hub audit retire`: an administrator's, with the login that owns the tables. */
export async function retire(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { key: { type: 'string' } } })
  const config = readConfig(environment)
  const signer = signingKey(config)
  const keys: TrustedKeys = new Map([...(values.key === undefined ? [] : keysOf(values.key)), ...recordKeys(config)])
  await within(() => openDatabaseOf(config), async (db: Database) => {
    const { fault } = await verifyRecord(db, { keys, progress: progress(systemClock.now()) })
    if (fault !== null) throw new StartFault(`nothing was taken out, since the record is not as it was written: ${fault.message}`, NOT_AS_WRITTEN)
    const { months, entries, notAnchored } = await retireMonths(db, signer, systemClock, config.auditRetentionMonths)
    process.stdout.write(months.length === 0 ? `no month is older than ${config.auditRetentionMonths} months\n` : `${entries} entries of ${months.join(', ')} taken out\n`)
    if (notAnchored !== null) throw new StartFault(`${notAnchored} stays: entries of it stand under no checkpoint yet; let a hub run for a minute`)
  })
}

function ownKeys(environment: NodeJS.ProcessEnv) {
  const config = readConfig(environment)
  return [recordKeys(config), config] as const
}

/** Midnight in Beijing at the beginning of a day, so many days later. */
function midnight(day: string, later: number): Date {
  const at = isCalendarDate(day) ? Date.parse(`${day}T00:00:00+08:00`) : Number.NaN
  if (Number.isNaN(at)) throw new StartFault('--from and --to must be days, as 2026-03-01', BAD_USAGE)
  return new Date(at + later * DAY_MS)
}

function progress(began: number): (entries: number) => void {
  let told = began
  return (entries) => {
    const now = systemClock.now()
    if (now - told < TELL_EVERY_MS) return
    told = now
    process.stderr.write(`govshare: ${entries} entries verified, ${Math.round((entries * 1_000) / (now - began))} a second\n`)
  }
}

function tell({ entries, checkpoints, notAnchored, retired, counterSignatures, signers, fault }: Verified, seconds: number): void {
  const lines = [
    `${entries} entries verified in ${seconds.toFixed(1)} s, ${checkpoints} checkpoints, ${counterSignatures} counter-signatures`,
    `${notAnchored} entries stand under no checkpoint yet`,
    ...signers.map((signer) => `counter-signed by ${signer}`),
    ...(retired > 0 ? [`${retired} entries were taken out, their time being over`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (fault !== null) throw new StartFault(`the record is not as it was written. ${fault.message}`, NOT_AS_WRITTEN)
}
