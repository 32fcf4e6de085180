import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { systemClock } from '#platform/clock'
import { command, prepareFolder } from './hub.ts'
import type { Row } from './report.ts'

const MILLION = 1_000_000
const MINUTES_MAX = 20
const PEAK_MAX_MB = 500

/**
 * How long `hub seed` takes on an empty server database, and how much memory. Less time is wanted of fewer people, the same
 * memory of any number.
 */
export async function seedOnServer(url: string, persons: number): Promise<Row[]> {
  const { server } = await prepareFolder()
  const started = systemClock.now()
  const child = command(['seed', '--persons', String(persons)], server(url))
  const closed = once(child, 'close')
  let peak = 0
  while (child.exitCode === null && child.signalCode === null) {
    peak = Math.max(peak, peakOf(child.pid))
    await Promise.race([after(100), closed])
  }
  if (child.exitCode !== 0) throw new Error('the database was not seeded; it must be empty')
  const seconds = (systemClock.now() - started) / 1_000
  const most = (MINUTES_MAX * 60 * persons) / MILLION
  const people = persons.toLocaleString('en')
  return [
    {
      what: `seeding ${people} people with everything around them (${Math.round(persons / seconds).toLocaleString('en')} people/s)`,
      measured: `${(seconds / 60).toFixed(1)} min`, wanted: `≤ ${(most / 60).toFixed(1)} min`, reached: seconds <= most,
    },
    { what: `most memory while seeding ${people} people`, measured: `${peak.toFixed(0)} MB`, wanted: `≤ ${PEAK_MAX_MB} MB`, reached: peak <= PEAK_MAX_MB },
  ]
}

/** The most memory that a process has held so far, in MB. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
  } catch {
    return 0
  }
}
