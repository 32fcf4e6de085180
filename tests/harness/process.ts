import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFile } from '#platform/files'

/** A hub command in a process of its own, as an administrator runs it. Built by the test command beforehand. */
export interface Running {
  readonly child: ChildProcess
  /** Everything printed so far. */
  output(): { readonly out: string; readonly err: string }
  /** Resolves when the text has been printed; fails when the process ends before. */
  printed(text: string): Promise<void>
  exited(): Promise<number | null>
}

/** An empty folder of this test's own. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'govshare-'))
}

export function hub(args: readonly string[], environment: Record<string, string> = {}): Running {
  const { DATABASE_URL: _server, ...inherited } = process.env
  const child = spawn(process.execPath, [fileURLToPath(projectFile('dist', 'router', 'cli', 'hub.js')), ...args], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err += text))
  const exited = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    output: () => printed,
    exited: () => exited,
    async printed(text) {
      while (!printed.out.includes(text)) {
        const ended = child.exitCode ?? child.signalCode
        if (ended !== null) throw new Error(`ended with ${ended} before printing it: ${printed.err}`)
        await Promise.race([once(child.stdout, 'data'), exited])
      }
    },
  }
}
