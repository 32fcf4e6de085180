import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SETTING = 'GOVSHARE_TEST_RUN'

/**
 * What tells this run of the tests from others that use the same server: eight digits and letters, the same in all its
 * processes. What is made once for a run bears it and goes with it, so that nothing older than the code is ever used.
 *
 * @throws where the tests were not started by tests/setup.ts
 */
export function runName(): string {
  const name = process.env[SETTING]
  if (name === undefined) throw new Error(`${SETTING} is not set: tests/setup.ts did not run`)
  return name
}

/** Begins a run; every process that is started from then on knows it. */
export function beginRun(name: string): void {
  process.env[SETTING] = name
}

/** A folder of this run; nobody has made it yet. */
export const runFolder = (name = runName()): string => join(tmpdir(), `govshare-run-${name}`)

export const removeRunFolder = (name: string): void => rmSync(runFolder(name), { recursive: true, force: true })

/** How the names of this run's databases begin that others are copied from. */
export const templatesOf = (name: string): string => `govshare_template_${name}_`
