import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '#platform/log'
import type { Made } from '../subgraphs/audit/index.ts'
import { type CheckpointDesk, Checkpoints } from './checkpoints.ts'

let now = 0
const clock = { now: () => now }
const open: Checkpoints[] = []

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
  vi.useRealTimers()
})

interface Told {
  readonly makings: boolean[]
  readonly logged: [string, unknown][]
}

function checkpoints(desk: Partial<CheckpointDesk> = {}): Checkpoints & { told: Told } {
  const told: Told = { makings: [], logged: [] }
  const whole: CheckpointDesk = {
    make: async (_at, everywhere) => (told.makings.push(everywhere), null), newest: async () => null, anchored: async () => new Map(), ...desk,
  }
  const made = new Checkpoints(whole, clock, { ...silentLog, hub: (message, detail) => void told.logged.push([message, detail]) })
  open.push(made)
  return Object.assign(made, { told })
}

describe('checkpoints', () => {
  it('are made each minute, the first time of all months', async () => {
    const { told, ...made } = checkpoints()
    for (const minute of [1, 2]) {
      vi.advanceTimersByTime(60_000)
      await expect.poll(() => told.makings).toHaveLength(minute)
    }
    expect(told.makings).toEqual([true, false])
    void made
  })

  it('are made until nothing is left', async () => {
    const left: (Made | null)[] = [{ number: 1, entries: 10_000 }, { number: 2, entries: 7 }, null]
    const made = checkpoints({ make: async () => left.shift() ?? null })
    await made.run(true)
    expect(left).toEqual([])
  })

  it('are left to another router that has made one just now', async () => {
    const made = checkpoints({ newest: async () => ({ at: new Date(now - 20_000) }) })
    await made.run(false)
    expect(made.told.makings).toEqual([])
    await made.run(true)
    expect(made.told.makings).toHaveLength(1)
  })

  it('are made out of turn after ten thousand entries, and once more at a stop that leaves some', async () => {
    const made = checkpoints()
    for (let seq = 1; seq < 10_000; seq += 1) made.noteRecorded(`3-${seq}`)
    expect(made.told.makings).toEqual([])
    made.noteRecorded('3-10000')
    await expect.poll(() => made.told.makings).toHaveLength(1)
    await made.stop()
    expect(made.told.makings).toHaveLength(1)
    made.noteRecorded('3-10001')
    await made.stop()
    expect(made.told.makings).toHaveLength(2)
  })

  it('that cannot be made are logged without what the error says, and tried again', async () => {
    let fails = true
    const made = checkpoints({
      make: async () => {
        if (fails) throw Object.assign(new Error('a number of somebody'), { extensions: { sqlState: '53100' } })
        return null
      },
    })
    await made.run(true)
    expect(made.told.logged).toEqual([['no checkpoint', { sqlState: '53100' }]])
    fails = false
    await made.run(true)
    expect(made.told.logged).toHaveLength(1)
  })

  it('tell how old the newest is, and how many entries of this process stand under none', async () => {
    let anchored = new Map<number, number>()
    now = 500_000
    const made = checkpoints({ anchored: async () => anchored, newest: async () => ({ at: new Date(440_000) }) })
    expect(made.ageMs()).toBe(0)
    for (const entry of ['3-1', '3-2', '3-3', '7-1']) made.noteRecorded(entry)
    expect(made.waiting()).toBe(4)
    anchored = new Map([[3, 2]])
    await made.run(true)
    expect([made.waiting(), made.ageMs()]).toEqual([2, 60_000])
    anchored = new Map([[3, 3], [7, 1]])
    await made.run(true)
    expect(made.waiting()).toBe(0)
    made.noteRecorded('7-2')
    expect(made.waiting()).toBe(1)
  })
})
