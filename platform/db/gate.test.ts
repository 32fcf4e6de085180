import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AskerLeft } from '../errors.ts'
import { Gate } from './gate.ts'

const OPTIONS = { slots: 2, queue: 2, patienceMs: 1_000 }

/** A gate whose slots are all taken. */
async function fullGate(): Promise<Gate> {
  const gate = new Gate(OPTIONS)
  for (let held = 0; held < OPTIONS.slots; held += 1) await gate.enter()
  return gate
}

const errorOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', (error: unknown) => error)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a gate refuses', () => {
  it('whoever comes when as many wait as may, with a sentence of its own', async () => {
    const gate = await fullGate()
    const waiting = [gate.enter(), gate.enter()]
    expect(await errorOf(gate.enter())).toMatchObject({ message: 'too many statements wait for the database', extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    gate.leave()
    gate.leave()
    expect(await Promise.all(waiting)).toEqual([undefined, undefined])
  })

  it('whoever has waited as long as one may, with another, and lets in those who came later', async () => {
    const gate = await fullGate()
    const first = errorOf(gate.enter())
    await vi.advanceTimersByTimeAsync(600)
    const second = gate.enter()
    await vi.advanceTimersByTimeAsync(400)
    expect(await first).toMatchObject({ message: 'no connection to the database became free in time', extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    expect(gate.waiting).toBe(1)
    gate.leave()
    await second
  })

  it('whoever has left, before or while they wait', async () => {
    expect(await errorOf(new Gate(OPTIONS).enter(AbortSignal.abort()))).toBeInstanceOf(AskerLeft)
    const gate = await fullGate()
    const leaving = new AbortController()
    const waiting = errorOf(gate.enter(leaving.signal))
    leaving.abort()
    expect(await waiting).toBeInstanceOf(AskerLeft)
    expect(gate.waiting).toBe(0)
  })
})

describe('a slot is never lost', () => {
  it('to somebody who leaves at the moment in which they are let in', async () => {
    const gate = await fullGate()
    const leaving = new AbortController()
    const gone = errorOf(gate.enter(leaving.signal))
    const next = gate.enter()
    leaving.abort()
    gate.leave()
    expect(await gone).toBeInstanceOf(AskerLeft)
    await next
    gate.leave()
    gate.leave()
    expect(gate.free).toBe(OPTIONS.slots)
  })

  it('to somebody who was let in and leaves after that', async () => {
    const gate = await fullGate()
    const leaving = new AbortController()
    const entered = gate.enter(leaving.signal)
    gate.leave()
    leaving.abort()
    await entered
    gate.leave()
    gate.leave()
    expect(gate.free).toBe(OPTIONS.slots)
  })
})

describe('a gate', () => {
  it('lets as many in as it has slots, and then one for each that leaves, in the order of their coming', async () => {
    const gate = await fullGate()
    const told: string[] = []
    const waiting = [gate.enter().then(() => told.push('first')), gate.enter().then(() => told.push('second'))]
    gate.leave()
    await waiting[0]
    expect([told, gate.waiting]).toEqual([['first'], 1])
    gate.leave()
    await waiting[1]
    expect([told, gate.waiting, gate.free]).toEqual([['first', 'second'], 0, 0])
  })
})
