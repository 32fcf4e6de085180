import { describe, expect, it } from 'vitest'
import { join, type Joined, objectsAt, pathsAt } from './places.ts'

const ANSWER: Joined = {
  person: { __typename: 'Person', licences: [{ __typename: 'Licence', issuer: { name: 'a' } }, null, { __typename: 'Copy', issuer: { name: 'b' } }] },
  nobody: null,
}
const names = (path: Parameters<typeof objectsAt>[1]) => {
  const found: unknown[] = []
  objectsAt(ANSWER, path, (object) => found.push(object['name']))
  return found
}
const issuers = [{ Field: 'person' }, { Field: 'licences' }, '@', { Field: 'issuer' }] as const

describe('a path of a plan leads', () => {
  it('nowhere through what is null, missing or no object', () => {
    expect(names([{ Field: 'nobody' }, { Field: 'issuer' }])).toEqual([])
    expect(names([{ Field: 'unknown' }])).toEqual([])
    expect(names([{ Field: 'person' }, { Field: '__typename' }, { Field: 'length' }])).toEqual([])
    expect(names([{ Field: 'person' }, '@'])).toEqual([])
  })

  it('through lists to every object, in order, and past empty places', () => {
    expect(names(issuers)).toEqual(['a', 'b'])
    expect(names([{ Field: 'person' }, { Field: 'licences' }, '@', { TypeCondition: ['Copy'] }, { Field: 'issuer' }])).toEqual(['b'])
  })

  it('to the same places of the answer when errors ask where they are', () => {
    expect(pathsAt(ANSWER, issuers)).toEqual([['person', 'licences', 0, 'issuer'], ['person', 'licences', 2, 'issuer']])
    expect(pathsAt(ANSWER, [{ Field: 'person' }, { Field: 'licences' }, '@', { TypeCondition: ['Licence'] }])).toEqual([['person', 'licences', 0]])
  })
})

describe('joining', () => {
  it('never lets a value give way to null, or a name reach a prototype', () => {
    const target: Joined = { name: 'a', credit: { good: true } }
    join(target, JSON.parse('{ "name": null, "credit": null, "__proto__": { "polluted": true } }') as Joined)
    expect(target).toMatchObject({ name: 'a', credit: { good: true } })
    expect(({} as Joined)['polluted']).toBeUndefined()
  })

  it('adds members, goes into objects that both have, and pairs lists by place', () => {
    const target: Joined = { a: 1, in: { b: 2 }, list: [{ c: 3 }, null] }
    join(target, { d: 4, in: { e: 5 }, list: [{ f: 6 }, { g: 7 }, { h: 8 }] })
    expect(target).toEqual({ a: 1, d: 4, in: { b: 2, e: 5 }, list: [{ c: 3, f: 6 }, null, { h: 8 }] })
  })
})
