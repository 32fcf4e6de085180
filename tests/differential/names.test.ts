import { describe, expect, it } from 'vitest'
import { tell } from './rows.ts'
import { names } from './worlds/names/world.ts'

// An object literal with `__proto__` as a name would set a prototype.
const own = (text: string): unknown => JSON.parse(text)

describe('a hostile name', () => {
  tell(names, [
    {
      says: 'of a field is a name like any other',
      query: '{ constructor { constructor toJSON length hasOwnProperty toString prototype { key } representations { key } then { key } } }',
      data: {
        constructor: {
          constructor: 'c', toJSON: 'j', length: 0, hasOwnProperty: true, toString: 't', prototype: { key: '__proto__' },
          representations: [{ key: '1' }, null, { key: '2' }], then: [{ key: '__proto__' }, { key: '1' }, null],
        },
      },
    },
    {
      says: 'of the caller reaches no prototype',
      query: '{ __proto__: constructor { __proto__: prototype { __proto__: key } } }',
      data: own('{ "__proto__": { "__proto__": { "__proto__": "__proto__" } } }'),
    },
    {
      says: 'of the caller may be one that the router needs itself',
      query: '{ _entities: _entity { representations: key key: toString __typename_: __typename _service: prototype { key } } data: __typename errors: __typename }',
      data: { _entities: { representations: '__proto__', key: '', __typename_: 'Entity', _service: null }, data: 'Query', errors: 'Query' },
    },
    {
      says: 'of the caller may swap the names of two fields',
      query: '{ _entity { key: constructor constructor: key prototype: toString toString: prototype { key } } }',
      data: { _entity: { key: 'p', constructor: '__proto__', prototype: '', toString: null } },
    },
    {
      says: 'of a variable is a name like any other',
      query: 'query ($constructor: ID!, $representations: [String], $toString: Int) { key(key: $constructor, representations: $representations, toString: $toString) { toString valueOf(constructor: "x") } }',
      variables: { constructor: '1', representations: ['r'], toString: 4 },
      data: { key: { toString: 't', valueOf: '1 {"constructor":"x"}' } },
    },
    { says: 'as a key finds the entity', query: '{ key(key: "__proto__") { key hasOwnProperty valueOf } }', data: { key: { key: '__proto__', hasOwnProperty: false, valueOf: '__proto__ {}' } } },
    { says: 'as a key finds nobody where there is nobody', query: '{ key(key: "constructor") { toString } }', data: { key: null } },
  ])

  it('leaves every other object as it was', () => {
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>)['key']).toBeUndefined()
  })
})
