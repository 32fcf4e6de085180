import { describe } from 'vitest'
import { tell } from './rows.ts'
import { orders } from './worlds/orders/world.ts'

describe('mutations', () => {
  tell(orders, [
    {
      says: 'are done in the order in which they are written, over libraries',
      query: 'mutation { a: place(id: 1) { step } b: take(order: 2) { left order { logged } } c: cancel(id: 2) { step } d: take(order: 1, many: 2) { order { logged } } }',
      data: { a: { step: 1 }, b: { left: 9, order: { logged: 2 } }, c: { step: 3 }, d: { order: { logged: 4 } } },
    },
    {
      says: 'read what belongs to one before the next is done',
      query: 'mutation { a: place(id: 1) { step logged } b: place(id: 2) { step logged } }',
      data: { a: { step: 1, logged: 1 }, b: { step: 2, logged: 2 } },
    },
    {
      says: 'that fail do not stop the next',
      query: 'mutation { fail(why: "no") { id } take(order: 1, many: 50) { left } place(id: 1) { step } }',
      data: { fail: null, take: null, place: { step: 3 } },
      errors: ['fail | no | -', 'take | not so many | -'],
    },
    {
      says: 'that fail where null may not stand leave no data, though the others were done',
      query: 'mutation { place(id: 1) { step } cancel(id: "none") { id } }',
      data: null,
      errors: ['cancel | Cannot return null for non-nullable field *.cancel. | -'],
    },
    {
      says: 'merge one response name into one change',
      query: 'mutation { place(id: 1) { step } place(id: 1) { logged } ...M } fragment M on Mutation { place(id: 1) { id } }',
      data: { place: { step: 1, logged: 1, id: '1' } },
    },
  ])
})
