import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRandom } from '../../seeds/random.ts'
import { canOpenClusters, type Cluster, openCluster } from '../harness/cluster.ts'
import { asking, expectRecorded, type Prepared, questionsOf, type Told } from '../harness/load.ts'
import { Deployment, type Served } from '../harness/served.ts'

const KILLS = 50
const CLIENTS = 16

/** Hubs that answer at a time. While one is killed and started anew the others go on, since starting takes most of the time. */
const HUBS = 3

/** Everybody asks for so long at least and at most between two kills, in milliseconds. */
const [SOONEST_MS, LATEST_MS] = [30, 300]

/** Moments are drawn from this, so that a run that fails can be run again. */
const SEED = 20_260_302

let cluster: Cluster
let deployment: Deployment

describe.skipIf(!canOpenClusters)('a router that is killed under load', () => {
  beforeAll(async () => {
    cluster = await openCluster()
    deployment = await Deployment.on(cluster.url)
    await deployment.seed()
  })
  afterAll(async () => {
    await deployment?.kill()
    await cluster?.close()
  })

  it(`has recorded every answer that anybody received from it, ${KILLS} times over`, async () => {
    const told = await killedAgainAndAgain(await questionsOf(deployment))
    expect(told.size).toBeGreaterThan(KILLS * CLIENTS)
    await expectRecorded(cluster.url, told)
  })
})

/** Asks hubs and kills one after the other meanwhile; gives what was received whole, by trace id. */
async function killedAgainAndAgain(questions: readonly Prepared[]): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>()
  const alive = new Set<Served>()
  const stop = asking(CLIENTS, questions, alive, told)
  const start = async () => void alive.add(await deployment.serve())
  const starting = [Promise.all(Array.from({ length: HUBS }, start))] as Promise<unknown>[]
  const chance = makeRandom(SEED)
  for (let kill = 0; kill < KILLS; kill += 1) {
    while (alive.size === 0) await rest(5)
    const before = told.size
    await rest(chance.int(SOONEST_MS, LATEST_MS))
    while (told.size < before + CLIENTS) await rest(1)
    const victim = [...alive][0] as Served
    victim.running.child.kill('SIGKILL')
    alive.delete(victim)
    starting.push(start())
  }
  await Promise.all(starting)
  await stop()
  return told
}
