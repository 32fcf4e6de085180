import { type Row, rowBy, rowsOf, type World } from '../../world.ts'

/** Crates known by what is in them, and tools: what audits of routers try and the other worlds do not. */
export const tools: World = {
  name: 'tools',
  covers: [
    'keys with lists', '@override of an unknown library', '@override with @requires', '@provides on interfaces', '@interfaceObject that only names',
    'interfaces in circles', 'enum values that clients do not see', 'entities of interfaces',
  ],
  values: {},
  rows() {
    const item = (id: string, lot: number | null) => ({ __typename: 'Item', id, lot })
    const saw: Record<string, unknown> = { __typename: 'Saw', id: '1', maker: 'Bo', teeth: 30, colour: 'SECRET', bought: 1999 }
    const axe: Record<string, unknown> = { __typename: 'Axe', id: '2', maker: null, edge: 4, colour: 'RED' }
    const lost: Record<string, unknown> = { __typename: 'Saw', id: '3', maker: 'Al', teeth: null, twin: null, colour: 'BLUE', unknownTo: ['old'] }
    Object.assign(saw, { twin: axe })
    Object.assign(axe, { twin: lost })
    return [
      { __typename: 'Crate', items: [item('a', 1), item('b', 1)], label: 'two', price: 20 },
      { __typename: 'Crate', items: [item('a', 1)], label: null, price: 10 },
      { __typename: 'Crate', items: [], label: 'none', price: null },
      saw, axe, lost,
    ] as Row[]
  },
  resolvers: {
    stock: {
      Query: {
        crates: (_, __, store) => [...rowsOf(store, 'Crate'), null],
        tool: (_, __, store) => rowBy(store, 'Saw', 'id', '1'),
        tools: (_, __, store) => rowsOf(store, 'Axe', 'Saw'),
      },
    },
    prices: { Query: { cheapest: (_, __, store) => rowBy(store, 'Axe', 'id', '2') } },
    wear: {
      Query: { worn: (_, __, store) => [...rowsOf(store, 'Axe', 'Saw'), null] },
      Saw: { wear: ({ teeth }) => (typeof teeth === 'number' ? 100 - teeth : null) },
    },
    old: { Saw: { wear: () => -1 } },
  },
}
