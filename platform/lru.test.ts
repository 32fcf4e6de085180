import { describe, expect, it } from 'vitest'
import { RecentlyUsed } from './lru.ts'

describe('a map of what was used last', () => {
  it('never holds more than it may', () => {
    const recent = new RecentlyUsed<number>(2)
    for (let at = 0; at < 10; at += 1) recent.set(`k${at}`, at)
    expect(recent.size).toBe(2)
    expect(recent.get('k0')).toBeUndefined()
  })

  it('forgets first what was used longest ago, not what came first', () => {
    const recent = new RecentlyUsed<number>(2)
    recent.set('a', 1)
    recent.set('b', 2)
    expect(recent.get('a')).toBe(1)
    recent.set('c', 3)
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3])
  })
})
