import { describe, expect, it } from 'vitest'
import { Shared } from './shared.ts'

/** A reading that ends when a test says so; which keys each was for stands in `read`. */
function sharing(most?: number) {
  const read: (readonly string[])[] = []
  const ends: ((fails?: boolean) => void)[] = []
  const shared = new Shared<string>((keys) => {
    read.push(keys)
    const values = new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `${key}${read.length}`]))
    return new Promise((resolve, reject) => ends.push((fails) => (fails === true ? reject(new Error('down')) : resolve(values))))
  }, most)
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const end = async (fails?: boolean) => {
    ends.shift()?.(fails)
    await turn()
  }
  return { shared, read, end, turn }
}

describe('a shared reading', () => {
  it('never tells what was read before somebody asked', async () => {
    const { shared, read, end, turn } = sharing()
    const first = shared.of('a')
    await turn()
    const second = shared.of('a')
    await end()
    await end()
    expect([await first, await second]).toEqual(['a1', 'a2'])
    expect(read).toEqual([['a'], ['a']])
  })

  it('fails for those it was for, and the next is tried', async () => {
    const { shared, end, turn } = sharing()
    const failed = shared.of('a').catch(() => 'down')
    await turn()
    const next = shared.of('a')
    await end(true)
    await end()
    expect([await failed, await next]).toEqual(['down', 'a2'])
  })

  it('serves all who came before it, each key once, and tells nobody of a key that has no value', async () => {
    const { shared, read, end, turn } = sharing()
    const values = Promise.all(['a', 'b', 'a', 'nobody'].map((key) => shared.of(key)))
    await turn()
    expect(read).toEqual([['a', 'b', 'nobody']])
    await end()
    expect(await values).toEqual(['a1', 'b1', 'a1', undefined])
  })

  it('takes so many keys and no more', async () => {
    const { shared, read, end, turn } = sharing(2)
    const values = Promise.all(['a', 'b', 'c'].map((key) => shared.of(key)))
    await turn()
    await end()
    await end()
    await values
    expect(read).toEqual([['a', 'b'], ['c']])
  })
})
