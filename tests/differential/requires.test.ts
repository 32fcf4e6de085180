import { describe } from 'vitest'
import { tell } from './rows.ts'
import { derived } from './worlds/derived/world.ts'

describe('a derived field', () => {
  tell(derived, [
    {
      says: 'is derived from nested fields, lists and objects',
      query: '{ good(code: "g1") { volume weight } other: good(code: "g3") { volume weight } }',
      data: { good: { volume: 12, weight: 10 }, other: { volume: 0, weight: null } },
    },
    {
      says: 'is derived from a field with an argument, whatever the caller asks of that field',
      query: '{ good(code: "g1") { price fee euro: price(currency: EURO) toll yuan: price(currency: YUAN) } }',
      data: { good: { price: 80, fee: 11, euro: 10, toll: 90, yuan: 80 } },
    },
    {
      says: 'is derived from a field with an argument when the caller uses its name for another',
      query: '{ seized { price tax } }',
      data: { seized: [{ price: null, tax: 10 }, null, { price: 80, tax: 120 }] },
    },
    {
      says: 'is derived from one field with different arguments under two roots, each planned by itself',
      query: '{ goods { fee toll } good(code: "g1") { toll fee } }',
      data: { goods: [{ fee: 11, toll: 90 }, { fee: 1, toll: 0 }, { fee: 2, toll: 10 }, null, { fee: 11, toll: 90 }], good: { toll: 90, fee: 11 } },
    },
    {
      says: 'is derived when the caller gives a required name to another field',
      query: '{ good(code: "g1") { price: code size: name code: origin volume fee } }',
      data: { good: { price: 'g1', size: 'kettle', code: 'here', volume: 12, fee: 11 } },
    },
    {
      says: 'is derived from what clients never see',
      query: '{ cheapest { toll(by: 3) } }',
      data: { cheapest: { toll: 11 } },
    },
    {
      says: 'is derived from members of interfaces and unions',
      query: '{ goods { sender packing } }',
      data: {
        goods: [
          { sender: 'm1 91', packing: 'Box 9' }, { sender: 'm2 smiths', packing: 'Bag grey' }, { sender: null, packing: null }, null, { sender: 'm1 91', packing: 'Box 9' },
        ],
      },
    },
    {
      says: 'is derived along a chain that goes to and fro between two libraries',
      query: '{ good(code: "g1") { tax taxed insurance total } }',
      data: { good: { tax: 120, taxed: 240, insurance: 247, total: 367 } },
    },
    {
      says: 'is derived along the chain when nothing else of it is asked',
      query: '{ good(code: "g1") { total } cheapest { total name } }',
      data: { good: { total: 367 }, cheapest: { total: 67, name: 'rope' } },
    },
  ])
})
