import { rowBy, rowsOf, type World } from '../../world.ts'

/** Parcels whose fields moved from one library to another, or are given along the way by libraries that do not own them. */
export const moving: World = {
  name: 'moving',
  covers: ['@override', '@provides', '@provides nested', '@provides on unions', '@shareable', '@extends', 'values of several libraries', 'shared roots'],
  values: { id: ['p1', 'p2', 's1', 's2', 'none'] },
  rows() {
    const parties = [{ __typename: 'Party', id: 'a', name: 'Ada', nick: 'A' }, { __typename: 'Party', id: 'b', name: null, nick: 'B' }]
    const postmen = [
      { __typename: 'Postman', id: 'm1', name: 'Max', badge: { __typename: 'Badge', code: 'x1', made: '1999' } },
      { __typename: 'Postman', id: 'm2', name: 'Mia', badge: null },
    ]
    const things = [
      { __typename: 'Letter', id: 'l1', text: 'dear', stamps: 2 },
      { __typename: 'Packet', id: 'k1', grams: 300 },
      { __typename: 'Letter', id: 'l2', text: null, stamps: null },
    ]
    const stops = [
      { __typename: 'Stop', id: 's1', place: 'north', hill: true, postman: postmen[0], holding: things[0] },
      { __typename: 'Stop', id: 's2', place: null, hill: null, postman: postmen[1], holding: things[1] },
      { __typename: 'Stop', id: 's3', place: 'south', hill: false, postman: null, holding: things[2] },
    ]
    Object.assign(stops[0] ?? {}, { postmen: [postmen[0], null, postmen[1]] })
    Object.assign(postmen[0] ?? {}, { stops: [stops[1], stops[0]] })
    Object.assign(parties[0] ?? {}, { letters: [{ __typename: 'Note', text: 'hi', from: parties[1] }, null, { __typename: 'Note', text: null, from: parties[0] }] })
    return [
      ...parties, ...postmen, ...things, ...stops,
      { __typename: 'Parcel', id: 'p1', status: 'lost', weight: 5, sender: parties[0], route: [stops[0], stops[1], stops[0], stops[2]] },
      { __typename: 'Parcel', id: 'p2', status: null, weight: null, sender: parties[1], route: null },
      { __typename: 'Parcel', id: 'p3', status: 'here', weight: 1, sender: null, route: [] },
    ]
  },
  resolvers: {
    old: {
      Query: {
        parcel: (_, { id }, store) => rowBy(store, 'Parcel', 'id', id),
        parcels: (_, __, store) => rowsOf(store, 'Parcel'),
        weather: () => ({ __typename: 'Weather', sky: 'grey', degrees: 4, wind: 'west' }),
      },
      Parcel: { status: () => 'this moved away' },
    },
    new: {
      Query: {
        lost: (_, __, store) => [...rowsOf(store, 'Parcel'), null],
        newest: (_, __, store) => rowBy(store, 'Parcel', 'id', 'p1'),
        weather: () => ({ __typename: 'Weather', sky: 'grey', degrees: 4, wind: 'west' }),
        stop: (_, { id }, store) => rowBy(store, 'Stop', 'id', id),
      },
    },
    map: { Stop: { place: () => 'this moved away too' } },
    classic: { Parcel: { postage: ({ weight }) => (typeof weight === 'number' ? weight * 3 : null) } },
  },
}
