import { describe } from 'vitest'
import { tell } from './rows.ts'
import { tools } from './worlds/tools/world.ts'

describe('what audits of routers try', () => {
  tell(tools, [
    {
      says: 'an entity known by a list of objects',
      query: '{ crates { label price items { id } } }',
      data: {
        crates: [{ label: 'two', price: 20, items: [{ id: 'a' }, { id: 'b' }] }, { label: null, price: 10, items: [{ id: 'a' }] }, { label: 'none', price: null, items: [] }, null],
      },
    },
    {
      says: 'an object that only names an interface, whose kind another library knows',
      query: '{ cheapest { __typename id maker twin { id } } }',
      data: { cheapest: { __typename: 'Axe', id: '2', maker: null, twin: { id: '3' } } },
    },
    {
      says: 'a value of an enum that clients do not see, which is null with an error that does not repeat it',
      query: '{ tool { ... on Saw { colour } } }',
      data: { tool: { colour: null } },
      errors: ['tool.colour | Colour cannot represent a value that its library gave. | -'],
    },
    {
      says: 'a field that moved and is derived, not asked of its old library',
      query: '{ tools { ... on Saw { wear bought } } }',
      data: { tools: [{ wear: 70, bought: 1999 }, {}, { wear: null, bought: null }] },
    },
    { says: 'a field that a library provides on an interface', query: '{ worn { maker } }', data: { worn: [{ maker: 'Bo' }, { maker: null }, { maker: 'Al' }, null] }, hops: ['wear'] },
    {
      says: 'an interface that leads to itself',
      query: '{ tool { twin { __typename twin { __typename twin { id } maker } } } }',
      data: { tool: { twin: { __typename: 'Axe', twin: { __typename: 'Saw', twin: null, maker: 'Al' } } } },
    },
  ])
})
