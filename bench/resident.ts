import { once } from 'node:events'
import type { JWK } from 'jose'
import { systemClock } from '#platform/clock'
import { runnableExamples } from '../router/examples.ts'
import { personaToken } from '../router/tokens.ts'
import { command, type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import type { Row } from './report.ts'

const QUESTIONS = 10_000
const AT_ONCE = 16
const EMBEDDED_MAX_MB = 1_200
const SERVER_MAX_MB = 300

/** Resident memory after ten thousand questions out of the examples, every one over HTTP. */
export async function memoryAfterQuestions(server: string | undefined): Promise<Row[]> {
  const { folder, key, server: onServer } = await prepareFolder()
  const rows = [await measured('embedded', { DATA_DIR: folder }, key, EMBEDDED_MAX_MB)]
  if (server === undefined) return rows
  await once(command(['seed'], onServer(server)), 'close')
  return [...rows, await measured('on a server', onServer(server), key, SERVER_MAX_MB)]
}

async function measured(mode: string, environment: Record<string, string>, key: JWK, most: number): Promise<Row> {
  const hub = await startMeasured(environment)
  const before = hub.residentMb()
  const started = systemClock.now()
  await askMany(hub, key)
  const perSecond = QUESTIONS / ((systemClock.now() - started) / 1_000)
  const after = hub.residentMb()
  await hub.stop()
  return {
    what: `resident memory ${mode}, after ${QUESTIONS} questions (${before.toFixed(0)} MB before; ${perSecond.toFixed(0)} questions/s)`,
    measured: `${after.toFixed(0)} MB`,
    wanted: `≤ ${most} MB`,
    reached: after <= most,
  }
}

async function askMany({ url }: MeasuredHub, key: JWK): Promise<void> {
  const examples = await Promise.all(
    runnableExamples().map(async ({ persona, subject, headers, query, variables }) => {
      const authorization = `Bearer ${await personaToken(key, persona, subject, systemClock)}`
      return { headers: { ...headers, authorization }, body: JSON.stringify({ query, variables }) }
    }),
  )
  let asked = 0
  const worker = async () => {
    while (asked < QUESTIONS) {
      const example = examples[asked % examples.length]
      asked += 1
      const response = await fetch(`${url}/graphql`, { method: 'POST', ...example })
      const { errors } = (await response.json()) as { errors?: unknown[] }
      if (response.status !== 200 || errors !== undefined) throw new Error('an example was not answered in full')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
