import { describe, expect, it } from 'vitest'
import { joiner } from './join.ts'
import type { Joined } from './places.ts'

const parsed = (text: string) => JSON.parse(text) as Joined

const isAbstract = (type: string) => type === 'Animal'

describe('joining leaves out', () => {
  it('what nobody asked, and never lets a name reach a prototype', () => {
    const target: Joined = { name: 'a', credit: { good: true } }
    joiner(['name', 'credit', '__proto__'], isAbstract)(target, parsed('{ "other": 1, "credit": { "__proto__": { "polluted": true } }, "__proto__": { "polluted": true } }'))
    expect(JSON.stringify(target)).toBe('{"name":"a","credit":{"good":true}}')
    expect(({} as Joined)['polluted']).toBeUndefined()
    expect(target['polluted']).toBeUndefined()
  })

  it('what every object knows, where the library did not say it', () => {
    const target: Joined = {}
    joiner(['constructor', 'toString'], isAbstract)(target, {})
    expect(Object.keys(target)).toEqual([])
    joiner(['constructor'], isAbstract)(target, parsed('{ "constructor": "a" }'))
    expect(Object.entries(target)).toEqual([['constructor', 'a']])
  })

  it('a null where there is a value', () => {
    const target: Joined = { name: 'a', credit: { good: true } }
    joiner(['name', 'credit'], isAbstract)(target, { name: null, credit: null })
    expect(target).toEqual({ name: 'a', credit: { good: true } })
  })
})

describe('joining', () => {
  it('adds members, goes into objects that both have, and pairs lists by place', () => {
    const target: Joined = { a: 1, in: { b: 2 }, list: [{ c: 3 }, null] }
    joiner(['d', 'in', 'list'], isAbstract)(target, { d: 4, in: { e: 5 }, list: [{ f: 6 }, { g: 7 }, { h: 8 }] })
    expect(target).toEqual({ a: 1, d: 4, in: { b: 2, e: 5 }, list: [{ c: 3, f: 6 }, null, { h: 8 }] })
  })

  it('keeps a null that nobody knows better', () => {
    const target: Joined = {}
    joiner(['a'], isAbstract)(target, { a: null })
    expect(target).toEqual({ a: null })
  })

  it('never takes back what another library has told of a kind', () => {
    const target: Joined = { __typename: 'Animal', friends: [{ __typename: 'Cat' }] }
    joiner(['__typename'], isAbstract)(target, { __typename: 'Cat' })
    joiner(['__typename', 'friends'], isAbstract)(target, { __typename: 'Animal', friends: [{ __typename: 'Animal', name: 'a' }] })
    expect(target).toEqual({ __typename: 'Cat', friends: [{ __typename: 'Cat', name: 'a' }] })
  })
})
