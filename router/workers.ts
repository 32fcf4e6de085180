import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { StartFault } from '#platform/errors'
import type { Log } from '#platform/log'
import { DRAIN_MS } from './drain.ts'
import { tellNumbersOfAll } from './worker-metrics.ts'

/** Processes that share one port. */
export interface Workers {
  readonly port: number
  readonly pids: readonly number[]
  /** Has each answer what is under way, and resolves when all have ended. */
  stop(): Promise<void>
}

const MINUTE_MS = 60_000
const FIRST_REST_MS = 100
const LONGEST_REST_MS = 30_000

/** A worker closes its database after it has drained. */
const PATIENCE_MS = DRAIN_MS + 10_000

/** How long nobody takes the place of a worker that died, in milliseconds: what dies again and again must not keep a core busy. */
export function restAfter(deathsInAMinute: number): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (deathsInAMinute - 1))
}

/**
 * Runs the command that this process runs in so many workers more. One that dies is replaced.
 *
 * @throws StartFault where one of the first does not come to listen; it has said why itself
 */
export async function startWorkers(count: number, log: Log): Promise<Workers> {
  tellNumbersOfAll()
  try {
    // What keeps one from starting keeps all, and is told once.
    const port = await listening(cluster.fork())
    await Promise.all(Array.from({ length: count - 1 }, () => listening(cluster.fork())))
    const replacing = replaceLost(log)
    return { port, pids: living().map(({ process }) => process.pid ?? 0), stop: () => (replacing.end(), ended()) }
  } catch (error) {
    await ended()
    throw error
  }
}

function living(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
}

async function listening(worker: Worker): Promise<number> {
  const exited = new AbortController()
  const listens = once(worker, 'listening', { signal: exited.signal }).then(([address]) => (address as { port: number }).port)
  const exits = once(worker, 'exit').then(([code]): never => {
    exited.abort()
    throw new StartFault('a worker did not start', (code as number | null) ?? 1)
  })
  exits.catch(() => {})
  return await Promise.race([exits, listens.catch(() => exits)])
}

function replaceLost(log: Log): { end: () => void } {
  let deaths: number[] = []
  const timers = new Set<NodeJS.Timeout>()
  const replace = (worker: Worker, code: number | null, signal: string | null) => {
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < MINUTE_MS), now]
    const restMs = restAfter(deaths.length)
    log.hub('worker lost', { pid: worker.process.pid ?? 0, by: signal ?? code ?? 0, restMs })
    const timer = setTimeout(() => (timers.delete(timer), cluster.fork()), restMs)
    timers.add(timer)
  }
  cluster.on('exit', replace)
  return {
    end() {
      cluster.off('exit', replace)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

async function ended(): Promise<void> {
  const workers = living()
  const late = setTimeout(() => workers.forEach(({ process }) => process.kill('SIGKILL')), PATIENCE_MS)
  const ends = workers.map((worker) => once(worker, 'exit'))
  for (const { process } of workers) process.kill('SIGTERM')
  await Promise.all(ends)
  clearTimeout(late)
}
