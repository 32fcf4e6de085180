import cluster from 'node:cluster'

/** Stops once what runs, and then the process, when it is told to end. */
export function stopOnSignals(running: { stop(): Promise<void> }): void {
  let stopped: Promise<void> | undefined
  const stop = () => void (stopped ??= running.stop().then(() => process.exit(0)))
  // A worker is told by whoever told all processes at once, and by the primary, which also ends it if it takes too long.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process[cluster.isWorker ? 'on' : 'once'](signal, stop)
}
