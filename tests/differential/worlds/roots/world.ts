import type { World } from '../../world.ts'

const shop = () => ({
  __typename: 'Shop', name: 'Wheels', cars: [{ __typename: 'Car', plate: 'A1' }], bikes: [{ __typename: 'Bike', gears: 3 }, { __typename: 'Bike', gears: null }],
  scooters: ['red', null], guide: { __typename: 'Guide', title: 'How to', pages: 12, printed: 'here' },
})
const help = () => ({ __typename: 'Help', text: null })

/** One root that several libraries fill, of types without keys. */
export const roots: World = {
  name: 'roots',
  covers: ['shared roots', 'values of several libraries', '@shareable'],
  values: {},
  rows: () => [],
  resolvers: { cars: { Query: { shop, help } }, bikes: { Query: { shop, help } }, scooters: { Query: { shop } } },
}
