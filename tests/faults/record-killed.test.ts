import { Agent } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#platform/db'
import { matterCode } from '../../seeds/matters.ts'
import { makeRandom } from '../../seeds/random.ts'
import { canOpenClusters, type Cluster, openCluster } from '../harness/cluster.ts'
import type { Question } from '../harness/hub.ts'
import { recorded } from '../harness/record.ts'
import { ask, Deployment, type Served } from '../harness/served.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const KILLS = 50
const CLIENTS = 16

/** Hubs that answer at a time. While one is killed and started anew the others go on, since starting takes most of the time. */
const HUBS = 3

/** Everybody asks for so long at least and at most between two kills, in milliseconds. */
const [SOONEST_MS, LATEST_MS] = [30, 300]

/** Moments are drawn from this, so that a run that fails can be run again. */
const SEED = 20_260_302

/** What a question names its person by, which it is told by being answered. */
const NAMED_BY = 'Person.citizenId'
const GRANTED = ['name', 'isAlive', 'mobile', 'residenceAddress', 'ageAtLeast(years: 80)']
const REFUSED = ['sex', 'registeredAddress']

interface Prepared {
  readonly question: Question
  readonly headers: Readonly<Record<string, string>>
  /** The items that it is told. */
  readonly items: readonly string[]
}

/** What a client was told. */
interface Told {
  readonly items: readonly string[]
  readonly values: readonly string[]
}

let cluster: Cluster
let deployment: Deployment

describe.skipIf(!canOpenClusters)('a router that is killed under load', () => {
  beforeAll(async () => {
    cluster = await openCluster()
    deployment = await Deployment.on(cluster.url)
    await deployment.seed()
  })
  afterAll(() => cluster?.close())

  it(`has recorded every answer that anybody received from it, ${KILLS} times over`, async () => {
    const told = await killedAgainAndAgain(await questionsOf(deployment))
    const db = await openDatabase({ url: cluster.url, connections: 2 })
    const entries = await recorded(db)
    await db.close()
    expect(told.size).toBeGreaterThan(KILLS * CLIENTS)
    expect([...told.keys()].filter((traceId) => !entries.has(traceId))).toEqual([])
    for (const [traceId, { items, values }] of told) {
      const released = entries.get(traceId)?.released.map((item) => item.split('=')[0] ?? '') ?? []
      expect([...values, ...items].filter((item) => !released.includes(item))).toEqual([])
      expect(released.filter((item) => item !== NAMED_BY && !items.includes(item))).toEqual([])
    }
  }, 600_000)
})

/** Asks hubs and kills one after the other meanwhile; gives what was received whole, by trace id. */
async function killedAgainAndAgain(questions: readonly Prepared[]): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>()
  const alive = new Set<Served>()
  const stop = asking(questions, alive, told)
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
  for (const { running } of alive) running.child.kill('SIGKILL')
  return told
}

/** Has many clients ask whoever is alive, until it is stopped. */
function asking(questions: readonly Prepared[], alive: ReadonlySet<Served>, told: Map<string, Told>): () => Promise<void> {
  const agent = new Agent({ keepAlive: true })
  let over = false
  const client = async (number: number) => {
    for (let turn = number; !over; turn += 1) {
      const hub = [...alive][turn % Math.max(1, alive.size)]
      const { question, headers, items } = questions[turn % questions.length] as Prepared
      const got = hub === undefined ? null : await ask(hub.url, headers, question, agent)
      if (got === null) await rest(20)
      else if (got.data !== null) told.set(got.traceId, { items, values: valuesIn(got.data) })
    }
  }
  const clients = Array.from({ length: CLIENTS }, (_each, number) => client(number))
  return async () => {
    over = true
    await Promise.all(clients)
    agent.destroy()
  }
}

/** Questions that tell other items each and are refused others. */
async function questionsOf(of: Deployment): Promise<Prepared[]> {
  const purpose = { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }
  return Promise.all(GRANTED.map(async (_each, at) => {
    const granted = GRANTED.slice(0, at + 1)
    const question: Question = { persona: 'civil-affairs', purpose, ...person('old-man', [...granted, ...REFUSED.slice(0, at % 3)].join(' ')) }
    return { question, headers: await of.headersOf(question), items: granted.map((field) => `Person.${field.split('(')[0]}`) }
  }))
}

/** The items of a person of which an answer tells a value. */
function valuesIn({ person: shown }: Record<string, unknown>): string[] {
  return Object.entries(shown ?? {}).flatMap(([name, value]) => (value === null ? [] : [`Person.${name}`]))
}
