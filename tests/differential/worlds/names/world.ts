import { type Row, rowBy, rowsOf, type Store, textOfGiven, type World } from '../../world.ts'

/** Fields and arguments named like what JavaScript objects and federation bring along. */
export const names: World = {
  name: 'names',
  covers: ['hostile names', 'hostile aliases'],
  values: { key: ['1', '2', '__proto__', 'constructor', 'none'] },
  rows() {
    const rows: Record<string, unknown>[] = [
      { __typename: 'Entity', key: '1', constructor: 'c', toJSON: 'j', length: 0, hasOwnProperty: true, toString: 't', data: { __typename: 'Data', errors: 'e', data: 'd' } },
      { __typename: 'Entity', key: '2', constructor: null, toJSON: null, length: 2, hasOwnProperty: null, toString: null, data: null, prototype: null, representations: null, then: null },
      { __typename: 'Entity', key: '__proto__', constructor: 'p', toJSON: '', length: null, hasOwnProperty: false, toString: '', data: null, prototype: null, representations: [], then: [] },
    ]
    Object.assign(rows[0] ?? {}, { prototype: rows[2], representations: [rows[0], null, rows[1]], then: [rows[2], rows[0], null] })
    return rows as Row[]
  },
  resolvers: {
    a: {
      Query: {
        constructor: (_: unknown, __: unknown, store: Store) => rowsOf(store, 'Entity')[0],
        key: (_, { key }, store) => rowBy(store, 'Entity', 'key', key),
        _entity: (_, __, store) => rowsOf(store, 'Entity')[2],
      },
    },
    b: { Entity: { valueOf: (row: Row, args: Record<string, unknown>) => `${String(row['key'])} ${textOfGiven(args)}` } },
  },
}
