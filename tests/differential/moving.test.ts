import { describe } from 'vitest'
import { tell } from './rows.ts'
import { moving } from './worlds/moving/world.ts'

describe('a field that moved', () => {
  tell(moving, [
    {
      says: 'is asked of the library that has it now',
      query: '{ parcel(id: "p1") { status } stop(id: "s1") { place } }',
      data: { parcel: { status: 'lost' }, stop: { place: 'north' } },
    },
    { says: 'is not asked of its old library even where that one is asked anyway', query: '{ parcels { id status } }', data: { parcels: [{ id: 'p1', status: 'lost' }, { id: 'p2', status: null }, { id: 'p3', status: 'here' }] } },
  ])
})

describe('what a library provides on the way', () => {
  tell(moving, [
    {
      says: 'costs no hop to the library that owns it',
      query: '{ lost { sender { name } } }',
      data: { lost: [{ sender: { name: 'Ada' } }, { sender: { name: null } }, { sender: null }, null] },
      hops: ['new'],
    },
    {
      says: 'is provided nested and on one member of a union',
      query: '{ newest { route { postman { name badge { code } } holding { ... on Letter { text } } } } }',
      data: {
        newest: {
          route: [
            { postman: { name: 'Max', badge: { code: 'x1' } }, holding: { text: 'dear' } }, { postman: { name: 'Mia', badge: null }, holding: {} },
            { postman: { name: 'Max', badge: { code: 'x1' } }, holding: { text: 'dear' } }, { postman: null, holding: { text: null } },
          ],
        },
      },
      hops: ['new'],
    },
    {
      says: 'is asked of its owner on any other way, and beside what is provided',
      query: '{ stop(id: "s1") { postman { name badge { code made } } holding { ... on Letter { text stamps } } } }',
      data: { stop: { postman: { name: 'Max', badge: { code: 'x1', made: '1999' } }, holding: { text: 'dear', stamps: 2 } } },
    },
    { says: 'may be shared by libraries that each know more', query: '{ weather { wind sky degrees } }', data: { weather: { wind: 'west', sky: 'grey', degrees: 4 } }, hops: ['new'] },
    {
      says: 'works in contracts of the first federation',
      query: '{ parcel(id: "p1") { postage sender { letters { text from { nick name } } } } }',
      data: { parcel: { postage: 15, sender: { letters: [{ text: 'hi', from: { nick: 'B', name: null } }, null, { text: null, from: { nick: 'A', name: 'Ada' } }] } } },
    },
  ])
})
