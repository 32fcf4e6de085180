import { describe, expect, it } from 'vitest'
import type { ObjectionTold } from '../../subgraphs/catalogue/index.ts'
import { ObjectionMemory } from './memory.ts'

const told = (id: string, subject: string): ObjectionTold => ({
  id, subject, item: 'Person.name', state: 'OPEN', raisedAt: new Date(0), dueOn: null, outcome: null, answer: null, toldUntil: null,
})

function memoryOf(version: () => number | Promise<number>, read: () => Promise<ObjectionTold[]>) {
  let reads = 0
  const memory = new ObjectionMemory({ told: () => ((reads += 1), read()) }, { version }, () => '2026-03-02')
  return { memory, reads: () => reads }
}

describe('what cannot be known', () => {
  it('is said not to be, where no version can be had', async () => {
    const { memory, reads } = memoryOf(() => Promise.reject(new Error('no database')), async () => [])
    expect([await memory.told(), reads()]).toEqual([null, 0])
  })

  it('is said not to be, where objections cannot be read, and is read again by the next who asks', async () => {
    let broken = true
    const { memory, reads } = memoryOf(() => 1, () => (broken ? Promise.reject(new Error('no database')) : Promise.resolve([told('Y1', 'a')])))
    expect(await memory.told()).toBeNull()
    broken = false
    expect([[...((await memory.told()) ?? [])].map(([subject]) => subject), reads()]).toEqual([['a'], 2])
  })

  it('is not what was known before a change that could not be read', async () => {
    let version = 1
    const { memory } = memoryOf(() => version, () => (version === 1 ? Promise.resolve([told('Y1', 'a')]) : Promise.reject(new Error('no database'))))
    expect((await memory.told())?.size).toBe(1)
    version = 2
    expect(await memory.told()).toBeNull()
  })
})

describe('objections', () => {
  it('are read once for each version, however many ask, and then are there at once', async () => {
    let version = 1
    const { memory, reads } = memoryOf(() => version, async () => [told('Y1', 'a'), told('Y2', 'b'), told('Y3', 'a')])
    const both = await Promise.all([memory.told(), memory.told()])
    expect(both[0]?.get('a')?.map(({ id }) => id)).toEqual(['Y1', 'Y3'])
    expect(memory.told()).toBe(both[0])
    expect(reads()).toBe(1)
    version = 2
    await memory.told()
    expect(reads()).toBe(2)
  })

  it('of an older version do not take the place of those of a newer one that came first', async () => {
    let version = 1
    const gates: ((rows: ObjectionTold[]) => void)[] = []
    const { memory } = memoryOf(() => version, () => new Promise((resolve) => gates.push(resolve)))
    const older = memory.told()
    version = 2
    const newer = memory.told()
    gates[1]?.([told('new', 'a')])
    await newer
    gates[0]?.([told('old', 'a')])
    await older
    expect((await memory.told())?.get('a')?.map(({ id }) => id)).toEqual(['new'])
  })
})
