import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CatalogueWatch } from './catalogue-watch.ts'

let now: number
let stored: number | Error
let readings: { at: number; answer: () => void }[]
let slow: boolean
let hear: (version: number | null) => void
let watch: CatalogueWatch
let stopped: boolean

/** Everything that waits for nothing but the event loop is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

function open(): CatalogueWatch {
  return new CatalogueWatch(
    {
      version: () =>
        new Promise((resolve, reject) => {
          const told = stored
          const answer = () => (told instanceof Error ? reject(told) : resolve(told))
          readings.push({ at: now, answer })
          if (!slow) answer()
        }),
      hear: (heard) => {
        hear = heard
        return { reconnects: () => 3, stop: async () => void (stopped = true) }
      },
    },
    { everyMs: 3_600_000, now: () => now },
  )
}

beforeEach(async () => {
  now = 1_000
  stored = 7
  readings = []
  slow = false
  stopped = false
  watch = open()
  await settled()
})
afterEach(() => watch.stop())

describe('no decision is taken', () => {
  it('on a version that was not confirmed for a second: it is read first', async () => {
    now += 999
    expect(watch.version()).toBe(7)
    stored = 8
    now += 1
    expect(await watch.version()).toBe(8)
    expect(readings).toHaveLength(2)
  })

  it('while the version is too old and cannot be read', async () => {
    stored = new Error('connection lost')
    now += 1_000
    await expect(watch.version()).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE', library: 'catalogue' } })
    stored = 7
    expect(await watch.version()).toBe(7)
  })

  it('before the version was read at all', async () => {
    slow = true
    const other = open()
    const version = other.version()
    expect(version).toBeInstanceOf(Promise)
    await settled()
    readings.at(-1)?.answer()
    expect(await version).toBe(7)
    await other.stop()
  })

  it('on a version as fresh as the answer to a reading, where that was sent long before', async () => {
    slow = true
    now += 1_000
    const version = watch.version() as Promise<number>
    await settled()
    now += 1_000
    readings.at(-1)?.answer()
    await version
    slow = false
    stored = 8
    expect(await watch.version()).toBe(8)
  })
})

describe('the version is known', () => {
  it('without a reading for a question, as long as it is confirmed', () => {
    for (let question = 0; question < 100; question += 1) expect(watch.version()).toBe(7)
    expect(readings).toHaveLength(1)
  })

  it('at once where a change is heard, and a late one of before changes nothing', () => {
    hear(9)
    expect(watch.version()).toBe(9)
    hear(8)
    expect(watch.version()).toBe(9)
  })

  it('not by a reading that was under way when a change was heard', async () => {
    slow = true
    now += 1_000
    const version = watch.version() as Promise<number>
    await settled()
    now += 1
    hear(9)
    readings.at(-1)?.answer()
    expect(await version).toBe(9)
  })

  it('as a lower one where the catalogue was put back', async () => {
    stored = 3
    now += 1_000
    expect(await watch.version()).toBe(3)
  })

  it('by a reading as soon as the connection stands again, since changes may have been missed', async () => {
    stored = 8
    hear(null)
    await settled()
    expect([watch.version(), readings.length]).toEqual([8, 2])
  })

  it('in its age and with the connections made anew, for whoever looks after the hub', async () => {
    now += 400
    expect([watch.ageMs(), watch.reconnects()]).toEqual([400, 3])
    await watch.stop()
    expect(stopped).toBe(true)
  })
})
