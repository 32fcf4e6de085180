import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import { describe, expect, it } from 'vitest'
import { represent } from './representation.ts'
import { rewriter } from './rewrite.ts'

const field = (name: string, selections?: RequiresSelection[]): RequiresSelection =>
  ({ kind: 'Field', name, ...(selections === undefined ? {} : { selections }) })
const on = (typeCondition: string, ...selections: RequiresSelection[]): RequiresSelection =>
  ({ kind: 'InlineFragment', typeCondition, selections })

const isA = (type: string, condition: string) => type === condition || (type === 'Cat' && condition === 'Animal')
const byKey = represent([on('Person', field('__typename'), field('key'))], isA)

describe('an entity is represented', () => {
  it('by nothing where its type or a key is unknown, since the library could not tell whom it is asked about', () => {
    expect(byKey({ __typename: 'Person' })).toBeNull()
    expect(byKey({ key: 'k' })).toBeNull()
  })

  it('by its type and keys and by no other member', () => {
    expect(byKey({ __typename: 'Person', key: 'k', name: 'n' })).toEqual({ __typename: 'Person', key: 'k' })
  })

  it('by what its own type requires, an interface of it included, and by nothing of another type', () => {
    const some = represent([on('Animal', field('key')), on('Dog', field('breed'))], isA)
    expect(some({ __typename: 'Cat', key: 'k', breed: 'b' })).toEqual({ __typename: 'Cat', key: 'k' })
  })

  it('by the nested parts that are required, through lists and null', () => {
    const nested = represent([on('Firm', field('key'), field('staff', [field('name')]))], isA)
    expect(nested({ __typename: 'Firm', key: 'k', staff: [{ name: 'a', age: 1 }, null] }))
      .toEqual({ __typename: 'Firm', key: 'k', staff: [{ name: 'a' }, null] })
  })
})

describe('a rewrite', () => {
  it('is no function where there is nothing to rewrite', () => {
    expect(rewriter(undefined)).toBeNull()
    expect(rewriter([])).toBeNull()
  })

  it('renames members of the types that it names, in lists too', () => {
    const value = { list: [{ __typename: 'A', x: 1 }, { __typename: 'B', x: 2 }, null] }
    rewriter([{ KeyRenamer: { path: [{ Key: 'list' }, { TypenameEquals: ['A'] }, { Key: 'x' }], renameKeyTo: 'y' } }])?.(value)
    expect(value).toEqual({ list: [{ __typename: 'A', y: 1 }, { __typename: 'B', x: 2 }, null] })
  })

  it('sets the type that another library knows an entity by', () => {
    const value = { __typename: 'Cat', key: 'k' }
    rewriter([{ ValueSetter: { path: [{ TypenameEquals: ['Cat'] }, { Key: '__typename' }], setValueTo: 'Animal' } }])?.(value)
    expect(value).toEqual({ __typename: 'Animal', key: 'k' })
  })
})
