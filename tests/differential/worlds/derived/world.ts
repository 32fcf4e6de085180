import { type Row, rowBy, rowsOf, type World } from '../../world.ts'

const number = (value: unknown) => (typeof value === 'number' ? value : 0)
const known = (value: unknown) => (typeof value === 'string' ? value : 'unknown')

/** Goods whose fees, taxes and totals are derived from what other libraries hold, in chains and in circles. */
export const derived: World = {
  name: 'derived',
  covers: [
    '@requires', '@requires nested', '@requires with arguments', '@requires with fragments', '@requires in chains', '@requires in circles', '@inaccessible',
    '@external', 'conflicting aliases',
  ],
  refusals: 0.3,
  values: { code: ['g1', 'g2', 'g3', 'none'], by: [1, 3] },
  rows() {
    const firm = { __typename: 'Firm', id: 'm1', code: '91' }
    const craftsman = { __typename: 'Craftsman', id: 'm2', guild: 'smiths' }
    return [
      firm,
      craftsman,
      {
        __typename: 'Good', code: 'g1', name: 'kettle', yuan: 80, size: { __typename: 'Size', length: 3, width: 4 }, secret: 5, origin: 'here',
        parts: [{ __typename: 'Part', id: 'p1', grams: 10 }, { __typename: 'Part', id: 'p2', grams: null }], maker: firm,
        wrapping: { __typename: 'Box', depth: 9 },
      },
      {
        __typename: 'Good', code: 'g2', name: null, yuan: null, size: null, secret: null, parts: [], maker: craftsman, origin: null,
        wrapping: { __typename: 'Bag', colour: 'grey' },
      },
      { __typename: 'Good', code: 'g3', name: 'rope', yuan: 8, size: { __typename: 'Size', length: null, width: 2 }, secret: 1, parts: null, maker: null, wrapping: null },
    ]
  },
  resolvers: {
    goods: {
      Query: {
        good: (_, { code }, store) => rowBy(store, 'Good', 'code', code),
        goods: (_, __, store) => [...rowsOf(store, 'Good'), null, rowBy(store, 'Good', 'code', 'g1')],
      },
      Good: {
        price: ({ yuan }: { yuan: number | null }, { currency }) => (yuan === null ? null : currency === 'EURO' ? yuan / 8 : yuan),
      },
    },
    shipping: {
      Query: { cheapest: (_, __, store) => rowBy(store, 'Good', 'code', 'g3') },
      Good: {
        fee: ({ price }) => number(price) + 1,
        toll: ({ price, secret }, { by }) => number(price) + number(secret) * number(by),
        volume: ({ size }: { size: Row | null }) => (size === null ? null : number(size['length']) * number(size['width'])),
        weight: ({ parts }: { parts: { grams: number | null }[] | null }) => parts?.reduce((sum, { grams }) => sum + number(grams), 0) ?? null,
        sender: ({ maker }: { maker: Record<string, unknown> | null }) => (maker === null ? null : `${known(maker['id'])} ${known(maker['code'] ?? maker['guild'])}`),
        packing: ({ wrapping }: { wrapping: Row | null }) => (wrapping === null ? null : `${wrapping.__typename} ${String(wrapping['depth'] ?? wrapping['colour'])}`),
        taxed: ({ tax }) => number(tax) * 2,
        total: ({ insurance, tax }) => number(insurance) + number(tax),
      },
    },
    customs: {
      Query: { seized: (_, __, store) => [rowBy(store, 'Good', 'code', 'g2'), null, rowBy(store, 'Good', 'code', 'g1')] },
      Good: {
        tax: ({ fee, weight }) => number(fee) * 10 + number(weight),
        insurance: ({ taxed }) => number(taxed) + 7,
      },
    },
  },
}
