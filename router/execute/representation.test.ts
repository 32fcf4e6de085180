import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import { describe, expect, it } from 'vitest'
import { represent } from './representation.ts'
import { rewriter } from './rewrite.ts'

const field = (name: string, selections?: RequiresSelection[]): RequiresSelection =>
  ({ kind: 'Field', name, ...(selections === undefined ? {} : { selections }) })
const on = (typeCondition: string, ...selections: RequiresSelection[]): RequiresSelection =>
  ({ kind: 'InlineFragment', typeCondition, selections })

const tools = {
  isA: (type: string, condition: string) => type === condition || (type === 'Cat' && condition === 'Animal'),
  isKey: (_type: string, name: string) => name === 'key',
}
const byKey = represent([on('Person', field('__typename'), field('key'))], tools)

describe('an entity is represented', () => {
  it('by nothing where its type or a key is unknown, since the library could not tell whom it is asked about', () => {
    expect(byKey({ __typename: 'Person' })).toBeNull()
    expect(byKey({ key: 'k' })).toBeNull()
    expect(byKey({ __typename: 'Person', key: null })).toBeNull()
  })

  it('by its type and keys and by no other member', () => {
    expect(byKey({ __typename: 'Person', key: 'k', name: 'n' })).toEqual({ __typename: 'Person', key: 'k' })
  })

  it('by what its own type requires, an interface of it included, and by nothing of another type', () => {
    const some = represent([on('Animal', field('key')), on('Dog', field('breed'))], tools)
    expect(some({ __typename: 'Cat', key: 'k', breed: 'b' })).toEqual({ __typename: 'Cat', key: 'k' })
  })

  it('by nothing where nothing is asked about its type, though the plan leads to it', () => {
    expect(byKey({ __typename: 'Ghost', key: 'k' })).toBeNull()
  })

  it('by what stands under another name, where the caller uses the name of what is required', () => {
    const renamed: RequiresSelection = { kind: 'Field', name: '_price_in_euro', alias: 'price' }
    const some = represent([on('Good', field('key'), renamed)], tools)
    expect(some({ __typename: 'Good', key: 'k', price: 80, _price_in_euro: 10 })).toEqual({ __typename: 'Good', key: 'k', price: 10 })
    const inner = represent([on('Shop', field('key'), field('best', [renamed]))], tools)
    expect(inner({ __typename: 'Shop', key: 'k', best: { price: 80, _price_in_euro: 10 } })).toEqual({ __typename: 'Shop', key: 'k', best: { price: 10 } })
  })

  it('by nothing where a key is null that the library has of an interface', () => {
    const animals = represent([on('Animal', field('number'))], { ...tools, isKey: (type, name) => type === 'Animal' && name === 'number' })
    expect(animals({ __typename: 'Cat', number: null })).toBeNull()
  })

  it('by a null that another library told, where it is no key', () => {
    const some = represent([on('Dog', field('key'), field('breed'))], tools)
    expect(some({ __typename: 'Dog', key: 'k', breed: null })).toEqual({ __typename: 'Dog', key: 'k', breed: null })
    expect(some({ __typename: 'Dog', key: 'k' })).toBeNull()
  })

  it('by nothing where no requirement is of its type', () => {
    expect(byKey({ __typename: 'Firm', key: 'k' })).toBeNull()
  })

  it('by what was asked under another name, under its own', () => {
    const some = represent([on('Good', field('key'), { kind: 'Field', name: 'qp_0', alias: 'price' })], tools)
    expect(some({ __typename: 'Good', key: 'k', qp_0: 120, price: 20 })).toEqual({ __typename: 'Good', key: 'k', price: 120 })
  })

  it('by the nested parts that are required, through lists and null', () => {
    const nested = represent([on('Firm', field('key'), field('staff', [field('name')]))], tools)
    expect(nested({ __typename: 'Firm', key: 'k', staff: [{ name: 'a', age: 1 }, null] }))
      .toEqual({ __typename: 'Firm', key: 'k', staff: [{ name: 'a' }, null] })
  })
})

const objectTypes = (name: string) => (name === 'Animal' ? ['Animal', 'Cat'] : [name])

describe('a rewrite', () => {
  it('is no function where there is nothing to rewrite', () => {
    expect(rewriter(undefined, objectTypes)).toBeNull()
    expect(rewriter([], objectTypes)).toBeNull()
  })

  it('renames members of the types that it names, in lists too', () => {
    const value = { list: [{ __typename: 'A', x: 1 }, { __typename: 'B', x: 2 }, null] }
    rewriter([{ KeyRenamer: { path: [{ Key: 'list' }, { TypenameEquals: ['A'] }, { Key: 'x' }], renameKeyTo: 'y' } }], objectTypes)?.(value)
    expect(value).toEqual({ list: [{ __typename: 'A', y: 1 }, { __typename: 'B', x: 2 }, null] })
  })

  it('sets the type that another library knows an entity by', () => {
    const value = { __typename: 'Cat', key: 'k' }
    rewriter([{ ValueSetter: { path: [{ TypenameEquals: ['Animal'] }, { Key: '__typename' }], setValueTo: 'Animal' } }], objectTypes)?.(value)
    expect(value).toEqual({ __typename: 'Animal', key: 'k' })
  })
})
