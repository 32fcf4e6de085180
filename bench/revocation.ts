import { once } from 'node:events'
import { systemClock } from '#platform/clock'
import { runnableExamples } from '../router/examples.ts'
import { personaToken } from '../router/tokens.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { command, type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import { digits, grid, type Report } from './report.ts'
import { quantile } from './statistics.ts'

const DATABASE = 'bench_revocation'
const TRIALS = 200
const MOST_MS = 1_000
/** The grant of the first example's name, and who may take it back. */
const GRANT = 'G1-01-civil-affairs-public-security'
const APPROVER = 'approver-public-security'

/**
 * How long a router in another process answers under a grant that was taken back: from before the change is sent to the one until
 * the other refuses. It is suspended and resumed, since only so it can be taken back two hundred times; revoking goes the same way.
 */
export async function revocationTimes(server: string): Promise<Report> {
  const { copyDatabase, dropDatabase } = await databaseTools()
  const { key, server: onServer } = await prepareFolder()
  await copyDatabase(server, 'template0', DATABASE)
  const environment = onServer(databaseOn(server, DATABASE))
  const hubs: MeasuredHub[] = []
  try {
    await once(command(['seed'], environment), 'close')
    hubs.push(await startMeasured(environment), await startMeasured(environment))
    const [one, other] = hubs as [MeasuredHub, MeasuredHub]
    const authorization = `Bearer ${await personaToken(key, APPROVER, undefined, systemClock)}`
    const [first] = runnableExamples()
    if (first === undefined) throw new Error('there is no example')
    const asking = { ...first.headers, authorization: `Bearer ${await personaToken(key, first.persona, first.subject, systemClock)}` }
    const question = JSON.stringify({ query: first.query, variables: first.variables })
    // Of the grants left the question is told the one that came furthest, so the reason says nothing here.
    const refused = async () => (await post(other, asking, question)).includes('"coordinate":"Person.name"')
    const act = async (name: 'suspendGrant' | 'resumeGrant') => {
      const query = `mutation { ${name}(input: { id: "${GRANT}", reason: "bench" }) { id state { code } } }`
      const answer = await post(one, { authorization }, JSON.stringify({ query }))
      if (!answer.includes(name === 'suspendGrant' ? 'SUSPENDED' : 'ACTIVE')) throw new Error(`${name} was not done`)
    }
    const times: number[] = []
    for (let trial = 0; trial < TRIALS; trial += 1) {
      while (await refused()) continue
      // At any moment between two readings of the version.
      await new Promise((resolve) => setTimeout(resolve, (trial * 37) % 250))
      const began = performance.now()
      await act('suspendGrant')
      while (!(await refused())) continue
      times.push(performance.now() - began)
      await act('resumeGrant')
    }
    return reportOf(times)
  } finally {
    await Promise.all(hubs.map((hub) => hub.stop()))
    await dropDatabase(server, DATABASE)
  }
}

async function post({ url }: MeasuredHub, headers: Record<string, string>, body: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  return response.text()
}

function reportOf(times: readonly number[]): Report {
  const p99 = quantile(times, 0.99)
  const shares = [['median', 0.5], ['p90', 0.9], ['p99', 0.99], ['slowest', 1]] as const
  return {
    rows: [{ what: `a grant taken back is refused by a router in another process, p99 of ${TRIALS}`, measured: `${digits(p99)} ms`, wanted: `≤ ${MOST_MS} ms`, reached: p99 <= MOST_MS }],
    how: 'From before the change is sent to one process until the other, asked without a pause, refuses.',
    details: grid(shares.map(([name]) => name), [shares.map(([, share]) => `${digits(quantile(times, share))} ms`)]),
  }
}
