import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#platform/db'
import { roleOf } from '#platform/db/roles'
import { makeRandom } from '../../seeds/random.ts'
import { canOpenClusters, type Cluster, openCluster } from '../harness/cluster.ts'
import { type Disk, mountDisk } from '../harness/disk.ts'
import { asking, expectRecorded, type Prepared, questionsOf, type Told, valuesIn } from '../harness/load.ts'
import { withRecordLocked } from '../harness/record.ts'
import { ask, Deployment, type Got, readiness } from '../harness/served.ts'
import { until } from '../harness/until.ts'
import { openWire, type Wire } from '../harness/wire.ts'

const CLIENTS = 16
const DISK_MEGABYTES = 256
const CRASHES = 10

let cluster: Cluster
let disk: Disk | null
let url: string
let wire: Wire
let deployment: Deployment
let questions: readonly Prepared[]
/** The one hub of all these faults, which is never started anew. */
let hub: string

/** All that anybody was told. */
const told = new Map<string, Told>()

describe.skipIf(!canOpenClusters)('a hub whose record cannot be written', () => {
  beforeAll(async () => {
    cluster = await openCluster()
    const place = cluster.folder('small')
    disk = mountDisk(place, DISK_MEGABYTES)
    if (disk === null) process.stdout.write('NOT TESTED: no file system may be mounted here, so a full disk cannot be tried\n')
    await onDatabase(cluster.url, [`create tablespace small location '${place}'`, 'create database hub tablespace small'])
    url = cluster.url.replace(/postgres$/, 'hub')
    deployment = await Deployment.on(url)
    await deployment.seed()
    // The record is written over a way of its own, so that it alone can be out of reach.
    await onDatabase(url, [`create role recorder login in role ${roleOf('audit')}`])
    wire = await openWire(url.replace('postgres@', 'recorder@'))
    questions = await questionsOf(deployment)
    hub = (await deployment.serve({ AUDIT_DATABASE_URL: wire.url })).url
  })
  afterAll(async () => {
    await deployment?.kill()
    await wire?.close()
    await cluster?.stop('immediate').catch(() => {})
    disk?.close()
    await cluster?.close()
  })

  it('is not the hub that these tests begin with', async () => {
    expect(await readiness(hub)).toBe(200)
    expect((await askAll()).map(shapeOf)).toEqual(everybody('200 told'))
  })

  it('answers nothing while the disk is full, and is not ready; both again once there is room', async ({ skip }) => {
    if (disk === null) return skip()
    disk.fill()
    // What room is left in pages is used up by answers that are recorded like any other.
    await until(async () => (await askAll()).every((got) => got?.status === 503))
    await expectNothing()
    disk.free()
    await expectEverything()
  })

  it('answers nothing while somebody holds its tables for longer than the deadline; again once they are free', async () => {
    const db = await openDatabase({ url, connections: 2 })
    await withRecordLocked(db, () => expectNothing()).finally(() => db.close())
    await expectEverything()
  })

  it('answers nothing while its server refuses every connection; again once it takes them', async () => {
    wire.cut()
    await expectNothing()
    wire.mend()
    await expectEverything()
  })

  it('answers nothing while nothing comes back from its server; again once it does', async () => {
    wire.hold()
    await expectNothing()
    wire.mend()
    await expectEverything()
  })

  it('answers nothing while the server of everything is gone; again once it is there', async () => {
    await cluster.stop('immediate')
    await expectNothing()
    await cluster.start()
    await expectEverything()
  })

  it(`has recorded every answer that anybody received while its server crashed under load, ${CRASHES} times over`, async () => {
    const stop = asking(CLIENTS, questions, new Set([{ url: hub }]), told)
    const chance = makeRandom(1)
    const answering = async () => {
      const before = told.size
      await until(async () => told.size > before + CLIENTS)
    }
    for (let crash = 0; crash < CRASHES; crash += 1) {
      await answering()
      await rest(chance.int(0, 300))
      await cluster.stop('immediate')
      await cluster.start()
    }
    await answering()
    await stop()
    await expectEverything()
  })
})

/** That nobody is told anything and whoever looks after the hub is told so. Who is kept waiting without a bound has no answer at all. */
async function expectNothing(): Promise<void> {
  expect((await askAll()).map(shapeOf)).toEqual(everybody('503 null AUDIT_UNAVAILABLE'))
  expect(await readiness(hub)).toBe(503)
}

/** That the hub comes to answer everybody by itself, and whatever anybody was told until now is recorded. */
async function expectEverything(): Promise<void> {
  await until(async () => (await readiness(hub)) === 200)
  // A connection that reads may come back a moment after one that writes.
  await until(async () => (await askAll()).every((got) => shapeOf(got) === '200 told'))
  await expectRecorded(url, told)
}

/** Asks as many at once as there are clients. */
function askAll(): Promise<(Got | null)[]> {
  return Promise.all(Array.from({ length: CLIENTS }, async (_each, at) => {
    const { question, headers, items } = questions[at % questions.length] as Prepared
    const got = await ask(hub, headers, question)
    if (got !== null && got.data !== null) told.set(got.traceId, { items, values: valuesIn(got.data) })
    return got
  }))
}

const everybody = (shape: string) => Array.from({ length: CLIENTS }, () => shape)

function shapeOf(got: Got | null): string {
  if (got === null) return 'no answer'
  const told = (got.data?.['person'] as { name?: unknown } | undefined)?.name
  return typeof told === 'string' ? `${got.status} told` : `${got.status} ${JSON.stringify(got.data)} ${got.codes.join(' ')}`
}

async function onDatabase(address: string, statements: readonly string[]): Promise<void> {
  const db = await openDatabase({ url: address, connections: 1 })
  for (const statement of statements) await db.orm.execute(statement)
  await db.close()
}
