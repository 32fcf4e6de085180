import { describe, expect, it } from 'vitest'
import { type Joined, objectsAt, pathsAt } from './places.ts'

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

  it.each(['constructor', '__proto__', 'toString'])('nowhere through what every object knows as %s', (name) => {
    expect(names([{ Field: name }])).toEqual([])
    expect(pathsAt(ANSWER, [{ Field: name }])).toEqual([])
  })

  it('through lists to every object, in order, and past empty places', () => {
    expect(names(issuers)).toEqual(['a', 'b'])
    expect(names([{ Field: 'person' }, { Field: 'licences' }, '@', { TypeCondition: ['Copy'] }, { Field: 'issuer' }])).toEqual(['b'])
  })

  it('through lists of lists, which have one mark, with every index in the paths', () => {
    const nested: Joined = { rows: [[{ name: 'a' }], [null, { name: 'b' }]] }
    const found: unknown[] = []
    objectsAt(nested, [{ Field: 'rows' }, '@'], ({ name }) => found.push(name))
    expect(found).toEqual(['a', 'b'])
    expect(pathsAt(nested, [{ Field: 'rows' }, '@'])).toEqual([['rows', 0, 0], ['rows', 1, 1]])
  })

  it('to the same places of the answer when errors ask where they are', () => {
    expect(pathsAt(ANSWER, issuers)).toEqual([['person', 'licences', 0, 'issuer'], ['person', 'licences', 2, 'issuer']])
    expect(pathsAt(ANSWER, [{ Field: 'person' }, { Field: 'licences' }, '@', { TypeCondition: ['Licence'] }])).toEqual([['person', 'licences', 0]])
  })
})
