import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JWK } from 'jose'
import { systemClock } from '#platform/clock'
import { projectFile } from '#platform/files'
import { EMBEDDED_ISSUER, embeddedKey, publicKeySet } from '../router/embedded-issuer.ts'

/** A hub in a process of its own, measured from outside. */
export interface MeasuredHub {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** From spawning the process to the greeting. */
  readonly readyMs: number
  /** Resident memory now, in MB. */
  residentMb(): number
  stop(): Promise<void>
}

/** What a hub on a server keeps its secrets by. */
export const MASTER = Buffer.alloc(32, 'bench')

/** A folder with what a hub needs: data for embedded mode; keys, issuers and a secret for a server. */
export async function prepareFolder(): Promise<{ folder: string; key: JWK; server: (url: string) => Record<string, string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'govshare-bench-'))
  const key = await embeddedKey(join(folder, 'issuer-key.json'))
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify(publicKeySet(key)))
  writeFileSync(join(folder, 'issuers.json'), JSON.stringify([{ ...EMBEDDED_ISSUER, jwks: join(folder, 'jwks.json') }]))
  writeFileSync(join(folder, 'secret'), MASTER.toString('base64'))
  const server = (url: string) => ({ DATABASE_URL: url, PUBLIC_URL: 'https://hub.example', TRUSTED_ISSUERS: join(folder, 'issuers.json'), MASTER_SECRET_FILE: join(folder, 'secret') })
  return { folder, key, server }
}

// As `npm start` starts it: answers are short-lived, and with more room for them fewer are copied before they are dropped.
const HUB_FLAGS = ['--max-semi-space-size=32', '--min-semi-space-size=32']

export function command(args: readonly string[], environment: Record<string, string>, flags: readonly string[] = []): ChildProcess {
  const { DATABASE_URL: _server, ...inherited } = process.env
  return spawn(process.execPath, [...HUB_FLAGS, ...flags, fileURLToPath(projectFile('dist', 'router', 'cli', 'hub.js')), ...args], {
    env: { ...inherited, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** @param flags further flags of Node */
export async function startMeasured(environment: Record<string, string>, flags: readonly string[] = []): Promise<MeasuredHub> {
  const started = systemClock.now()
  const child = command(['start'], { ...environment, PORT: '0' }, flags)
  let out = ''
  child.stdout?.setEncoding('utf8')
  child.stdout?.on('data', (text: string) => (out += text))
  const exited = once(child, 'close')
  while (!out.includes('in a browser') && !out.includes('everything around them')) {
    if (child.exitCode !== null) throw new Error(`the hub ended with ${child.exitCode}`)
    await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), exited])
  }
  const url = /http:\/\/\S+/.exec(out)?.[0] ?? ''
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    readyMs: systemClock.now() - started,
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
