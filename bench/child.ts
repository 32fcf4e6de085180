import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { projectFile } from '#platform/files'

/** A process that does what it is ordered, one order at a time. */
export interface Child {
  readonly pid: number
  order<T>(order: string, details?: object): Promise<T>
  stop(): Promise<void>
}

interface Placing {
  /** The core that the process stays on, counted from 0; any where the system cannot tell or the machine has one. */
  readonly core?: number
}

/**
 * Starts a module of the bench as a process of its own, as in production.
 *
 * @throws where it ends before it is ready
 */
export async function startChild(module: string, args: readonly string[], { core }: Placing = {}): Promise<Child> {
  const node = ['--expose-gc', fileURLToPath(projectFile('dist', 'bench', `${module}.js`)), ...args]
  const [program, given] = core === undefined || !canPin() ? [process.execPath, node] : ['taskset', ['-c', String(core), process.execPath, ...node]]
  const child = spawn(program, given, { env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await reply(child, [module, ...args].join(' '))
  return {
    pid: child.pid ?? 0,
    async order<T>(order: string, details = {}) {
      child.send({ order, ...details })
      return (await reply(child, order)) as T
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function reply(child: ChildProcess, what: string): Promise<unknown> {
  const controller = new AbortController()
  const exited = once(child, 'exit', controller).then(() => Promise.reject(new Error(`${what}: the process ended`)))
  try {
    const [message] = (await Promise.race([once(child, 'message', controller), exited])) as [{ value?: unknown; error?: string }]
    if (message.error !== undefined) throw new Error(`${what}: ${message.error}`)
    return message.value
  } finally {
    exited.catch(() => {})
    controller.abort()
  }
}

let pinning: boolean | undefined

/** Whether processes can be kept on one core here. */
function canPin(): boolean {
  try {
    if (pinning === undefined) execFileSync('taskset', ['-c', '1', 'true'], { stdio: 'ignore' })
    pinning ??= true
  } catch {
    pinning = false
  }
  return pinning
}
