import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Semaphore } from './semaphore.ts'

const never = () => new AbortController().signal
const work = () => {
  let end = () => {}
  const promise = new Promise<string>((resolve) => { end = () => resolve('done') })
  return { promise, end: () => end() }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a hop is not sent', () => {
  it('where as many wait already as may', async () => {
    const semaphore = new Semaphore({ places: 1, waiting: 1, waitMs: 100 })
    const first = work()
    const running = [semaphore.within(never(), () => first.promise), semaphore.within(never(), async () => 'second')]
    await expect(semaphore.within(never(), async () => 'third')).rejects.toMatchObject({ failure: 'busy', end: 'cancelled' })
    first.end()
    expect(await Promise.all(running)).toEqual(['done', 'second'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('where it has waited as long as it may, or whoever asked has left, before or meanwhile', async () => {
    const semaphore = new Semaphore({ places: 1, waiting: 9, waitMs: 100 })
    const first = work()
    const running = semaphore.within(never(), () => first.promise)
    const sent: string[] = []
    const leaving = new AbortController()
    const late = expect(semaphore.within(never(), async () => sent.push('late'))).rejects.toMatchObject({ failure: 'busy' })
    const left = expect(semaphore.within(leaving.signal, async () => sent.push('left'))).rejects.toMatchObject({ failure: 'busy' })
    leaving.abort()
    await left
    await expect(semaphore.within(leaving.signal, async () => sent.push('left before'))).rejects.toMatchObject({ failure: 'busy' })
    await vi.advanceTimersByTimeAsync(100)
    await late
    first.end()
    await running
    expect(sent).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('hops', () => {
  it('run so many at a time, the others in the order in which they came, and a failure frees its place', async () => {
    const semaphore = new Semaphore({ places: 2, waiting: 9, waitMs: 100 })
    let running = 0
    let most = 0
    const order: number[] = []
    const all = [0, 1, 2, 3, 4, 5].map((index) => semaphore.within(never(), async () => {
      most = Math.max(most, (running += 1))
      order.push(index)
      await Promise.resolve()
      running -= 1
      if (index % 2 === 0) throw new Error('failed')
    }))
    const ended = await Promise.allSettled(all)
    expect(order).toEqual([0, 1, 2, 3, 4, 5])
    expect(await semaphore.within(never(), () => semaphore.within(never(), async () => 'free again'))).toBe('free again')
    expect({ most, running, failed: ended.filter(({ status }) => status === 'rejected').length }).toEqual({ most: 2, running: 0, failed: 3 })
  })
})
