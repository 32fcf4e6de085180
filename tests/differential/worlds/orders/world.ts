import { type Row, rowBy, type Store, type World } from '../../world.ts'

/** A log that remembers the order of changes, and fields that say how much of it there was when they were read. */
function changed(store: Store, change: string): number {
  return store.log.push(change)
}

/** Orders and stock: changes in two libraries, in order, with entities fetched between them. */
export const orders: World = {
  name: 'orders',
  covers: ['mutations in order', 'mutations that fail', 'non-null propagation to the root'],
  values: { id: ['1', '2', 'none'], order: ['1', '2'], many: [1, 2, 50], note: ['n', null] },
  rows: () => [{ __typename: 'Order', id: '1' }, { __typename: 'Order', id: '2' }],
  resolvers: {
    desk: {
      Query: { order: (_, { id }, store) => rowBy(store, 'Order', 'id', id), log: (_, __, store) => store.log },
      Mutation: {
        place: (_, { id, note }: { id: string; note?: string | null }, store) => {
          const step = changed(store, `place ${id}`)
          const row = rowBy(store, 'Order', 'id', id)
          return row === null ? null : { ...row, note: note ?? null, step }
        },
        cancel: (_, { id }: { id: string }, store) => {
          const step = changed(store, `cancel ${id}`)
          const row = rowBy(store, 'Order', 'id', id)
          return row === null ? null : { ...row, step }
        },
        fail: (_, { why }: { why: string }, store) => {
          changed(store, 'fail')
          throw new Error(why)
        },
      },
    },
    stock: {
      Query: { left: () => 10 },
      Mutation: {
        take: (_, { order, many }: { order: string; many: number }, store) => {
          changed(store, `take ${many}`)
          return many > 10 ? new Error('not so many') : { __typename: 'Taken', left: 10 - many, order: rowBy(store, 'Order', 'id', order) }
        },
      },
      Order: { left: (row: Row) => (row['id'] === '1' ? 10 : null), logged: (_, __, store) => store.log.length },
    },
  },
}
