import { describe, expect, it } from 'vitest'
import { tell } from './rows.ts'
import { askedThrough, MODES } from './ask.ts'
import { openWorld } from './open.ts'
import { circle } from './worlds/circle/world.ts'
import { derived } from './worlds/derived/world.ts'
import { objects } from './worlds/objects/world.ts'

const REFUSED = [' | no plan leads to what the operation asks | INTERNAL_SERVER_ERROR']
const apart = 'the planner refuses it'

describe('what the planner cannot plan is one clean error', () => {
  tell(objects, [{ says: 'as a kind of what a library knows as an object', query: '{ patients { ... on Cat { lives } } }', errors: REFUSED, apart }])
  tell(derived, [
    {
      says: 'as one field required with different arguments in one chain, which would give wrong values',
      query: '{ cheapest { toll taxed } }', errors: REFUSED, apart,
    },
  ])
})

describe('what is no question is refused before anybody is asked', () => {
  tell(circle, [
    { says: 'as an unknown field', query: '{ me { nothing } }', hops: [], errors: [' | Cannot query field "nothing" on type "User". | GRAPHQL_VALIDATION_FAILED'], apart: 'no code' },
    { says: 'as fields that cannot be merged', query: '{ me { id: name id } }', hops: [], apart: 'no code', errors: [
      ' | Fields "id" conflict because "name" and "id" are different fields. Use different aliases on the fields to fetch both if this was intentional. | GRAPHQL_VALIDATION_FAILED',
    ] },
  ])

  it.each([
    ['no GraphQL', { query: '{ me { id }' }, 'GRAPHQL_PARSE_FAILED'],
    ['an operation that is not there', { query: 'query A { me { id } }', operationName: 'B' }, 'BAD_USER_INPUT'],
    ['two operations without a name to choose by', { query: 'query A { me { id } } query B { me { id } }' }, 'BAD_USER_INPUT'],
    ['an entity lookup', { query: '{ _entities(representations: []) { __typename } }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ])('as %s', async (_, question, code) => {
    const router = askedThrough(openWorld(circle), MODES[0])
    const { data, errors } = await router.ask(question)
    expect(data ?? null).toBeNull()
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code])
    expect(router.hops).toEqual([])
  })

  it('goes on with the next question after any of them', async () => {
    const router = askedThrough(openWorld(circle), MODES[0])
    await router.ask({ query: '{ me { nothing } }' })
    expect(await router.ask({ query: '{ me { name } }' })).toEqual({ data: { me: { name: 'Uma' } } })
  })
})
