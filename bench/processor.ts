import { readdirSync, readFileSync } from 'node:fs'

// The unit of times in /proc, which is 100 a second on every Linux that Node runs on.
const TICK_MS = 10

/** Processor time that a process has used so far, in ms; 0 where the system does not tell. */
export function processorMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const members = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(members[11]) + Number(members[12])) * TICK_MS
  } catch {
    return 0
  }
}

/** Processor time of the sessions that PostgreSQL on this machine has with one database. */
export function sessionsMs(database: string): number {
  return sessionsOf(database).reduce((sum, pid) => sum + processorMs(pid), 0)
}

function sessionsOf(database: string): number[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => isSessionOf(pid, database))
  } catch {
    return []
  }
}

function isSessionOf(pid: number, database: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.startsWith('postgres:') && command.includes(` ${database} `)
  } catch {
    return false
  }
}
