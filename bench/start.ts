import { once } from 'node:events'
import { command, prepareFolder, startMeasured } from './hub.ts'
import type { Row } from './report.ts'
import { median } from './statistics.ts'

const ROUNDS = 3
const FIRST_MAX_MS = 40_000
const NEXT_MAX_MS = 6_000
const SERVER_MAX_MS = 3_000

/** How long the hub takes until it answers: on an empty folder, on the same again, and on a server. */
export async function startTimes(server: string | undefined): Promise<Row[]> {
  const first: number[] = []
  const next: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const { folder } = await prepareFolder()
    first.push(await startedAndStopped(() => startMeasured({ DATA_DIR: folder })))
    next.push(await startedAndStopped(() => startMeasured({ DATA_DIR: folder })))
  }
  const rows = [row('first start, embedded, seeded', first, FIRST_MAX_MS), row('next start, embedded', next, NEXT_MAX_MS)]
  return server === undefined ? rows : [...rows, row('start on a server', await onServer(server), SERVER_MAX_MS)]
}

async function onServer(url: string): Promise<number[]> {
  const { server } = await prepareFolder()
  await once(command(['migrate'], server(url)), 'close')
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await startedAndStopped(() => startMeasured(server(url))))
  return times
}

async function startedAndStopped(start: () => ReturnType<typeof startMeasured>): Promise<number> {
  const hub = await start()
  await hub.stop()
  return hub.readyMs
}

function row(what: string, times: readonly number[], most: number): Row {
  const middle = median(times)
  return { what, measured: `${(middle / 1_000).toFixed(1)} s`, wanted: `≤ ${most / 1_000} s`, reached: middle <= most }
}
