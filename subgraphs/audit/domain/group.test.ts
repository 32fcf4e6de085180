import { describe, expect, it } from 'vitest'
import { Group } from './group.ts'

/** A group whose writes end when a test says so; what each was given stands in `written`. */
function grouping({ together = 10, waiting = 10, refuses = (_entry: string): boolean => false, isOfOne = (): boolean => true } = {}) {
  const written: (readonly string[])[] = []
  const ends: (() => void)[] = []
  const group = new Group<string, string>({
    together, waiting, isOfOne, gather: async () => {},
    write: (entries) => {
      written.push(entries)
      return new Promise<readonly string[]>((done, failed) => ends.push(() => (entries.some(refuses) ? failed(new Error('refused')) : done(entries.map((entry) => `${entry} written`)))))
    },
  })
  const end = async () => {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { group, written, end }
}

const outcome = (work: Promise<string>) => work.then(() => 'written', () => 'refused')

describe('a record is refused', () => {
  it('at once where too many wait', async () => {
    const { group, end } = grouping({ waiting: 1 })
    const outcomes = ['a', 'b', 'c'].map((entry) => outcome(group.add(entry)))
    expect(await outcomes[2]).toBe('refused')
    await end()
    await end()
    expect(await Promise.all(outcomes)).toEqual(['written', 'written', 'refused'])
  })

  it('alone where the database takes it and not those that came with it', async () => {
    const { group, written, end } = grouping({ refuses: (entry) => entry === 'bad' })
    const outcomes = ['first', 'good', 'bad', 'last'].map((entry) => outcome(group.add(entry)))
    for (let each = 0; each < 5; each += 1) await end()
    expect(await Promise.all(outcomes)).toEqual(['written', 'written', 'refused', 'written'])
    expect(written).toEqual([['first'], ['good', 'bad', 'last'], ['good'], ['bad'], ['last']])
  })

  it('with all that came with it where the fault is of none of them, and none is tried again', async () => {
    const { group, written, end } = grouping({ refuses: (entry) => entry !== 'first', isOfOne: () => false })
    const outcomes = ['first', 'a', 'b'].map((entry) => outcome(group.add(entry)))
    await end()
    await end()
    expect(await Promise.all(outcomes)).toEqual(['written', 'refused', 'refused'])
    expect(written).toEqual([['first'], ['a', 'b']])
  })

  it('and the next is written all the same', async () => {
    const { group, end } = grouping({ refuses: (entry) => entry === 'bad' })
    const bad = outcome(group.add('bad'))
    await end()
    const good = outcome(group.add('good'))
    await end()
    expect([await bad, await good]).toEqual(['refused', 'written'])
  })
})

describe('records are written', () => {
  it('at once where none is being written, and together with all that come meanwhile', async () => {
    const { group, written, end } = grouping()
    const outcomes = ['a', 'b', 'c'].map((entry) => outcome(group.add(entry)))
    expect(written).toEqual([['a']])
    await end()
    expect(written).toEqual([['a'], ['b', 'c']])
    expect(await outcomes[0]).toBe('written')
    await end()
    expect(await Promise.all(outcomes)).toEqual(['written', 'written', 'written'])
  })

  it('so many at once and no more', async () => {
    const { group, written, end } = grouping({ together: 2 })
    const outcomes = ['a', 'b', 'c', 'd'].map((entry) => outcome(group.add(entry)))
    for (let each = 0; each < 3; each += 1) await end()
    expect(written).toEqual([['a'], ['b', 'c'], ['d']])
    expect(await Promise.all(outcomes)).toEqual(['written', 'written', 'written', 'written'])
  })
})
