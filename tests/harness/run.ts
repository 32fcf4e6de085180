import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const SETTING = 'GOVSHARE_TEST_RUN'
const FOLDERS = 'govshare-run-'

/** How the names of all databases of tests begin that lie on a server. */
export const RUNS = 'govshare_run_'

/**
 * What tells this run of the tests from others on this machine and on the same server, the same in all its processes. What is
 * made once for a run bears it and goes with it, so that nothing older than the code is ever used.
 *
 * @throws where the tests were not started by tests/setup.ts
 */
function runName(): string {
  const name = process.env[SETTING]
  if (name === undefined) throw new Error(`${SETTING} is not set: tests/setup.ts did not run`)
  return name
}

/** Whether this process has begun a run: each project of the tests would begin one. */
export const hasBegun = (): boolean => process.env[SETTING]?.startsWith(`${process.pid}-`) === true

/**
 * Begins a run, after those that ended before they could take their folders away.
 *
 * @returns ends it
 */
export function beginRun(): () => void {
  const system = tmpdir()
  for (const name of readdirSync(system)) if (isLeft(name)) removeFolder(join(system, name))
  const folder = mkdtempSync(join(system, `${FOLDERS}${process.pid}-`))
  // A database server of a test's own runs as another user.
  chmodSync(folder, 0o755)
  process.env[SETTING] = basename(folder).slice(FOLDERS.length)
  // Whatever any process of the run puts aside for a while goes with it.
  process.env['TMPDIR'] = folder
  return () => {
    process.env['TMPDIR'] = system
    removeFolder(folder)
  }
}

/** How the names of this run's databases begin. */
export const databasesOfRun = (): string => `${RUNS}${runName()}_`

function isLeft(name: string): boolean {
  const [, pid] = new RegExp(`^${FOLDERS}(\\d+)-`).exec(name) ?? []
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // What is still mounted or another's stays.
  }
}
