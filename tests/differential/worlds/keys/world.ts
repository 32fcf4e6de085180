import { type Row, rowBy, rowsOf, type World } from '../../world.ts'

/** Members, their desks, badges and doors: entities with several, compound, nested, null and unknown keys. */
export const keys: World = {
  name: 'keys',
  covers: [
    'several keys', 'compound keys', 'nested keys', 'null keys', 'unknown entities', 'keys that only name', 'lists of lists', 'lists with null',
    'one entity in many places', 'errors in nested entities', 'arguments with defaults',
  ],
  values: { id: ['1', '2', '3', '4', '5', 'd1', 'd3', 'none'], ids: [['1', '2'], ['4', 'none', '1', '5', '1'], []], code: ['b1', 'b3', 'none'], word: ['hi', null] },
  rows() {
    const buildings = [{ __typename: 'Building', id: 'h1', street: 'Elm' }, { __typename: 'Building', id: 'h2', street: null }]
    const doors: Row[] = [
      { __typename: 'Door', building: buildings[0], number: 1, steps: 12 },
      { __typename: 'Door', building: buildings[1], number: 1, steps: new Error('nobody counted the steps') },
      { __typename: 'Door', building: buildings[0], number: 2, steps: null, unknownTo: ['alarms'] },
    ]
    const alarm = doors.map((door, index) => ({ __typename: 'Alarm', code: `c${index}`, door }))
    const desks: Row[] = [
      { __typename: 'Desk', id: 'd1', floor: 1, number: 7, label: 'window', cleaned: 'today' },
      { __typename: 'Desk', id: 'd2', floor: null, number: 7, label: null, cleaned: null, guests: null, unknownTo: ['badges'] },
      { __typename: 'Desk', id: 'd3', floor: 2, number: 7, label: new Error('no label'), cleaned: 'never', failsIn: { badges: 'the cleaner left' } },
    ]
    const members: Record<string, unknown>[] = [
      { __typename: 'Member', id: '1', email: 'a@x', name: 'Ada', desk: desks[0] },
      { __typename: 'Member', id: '2', email: null, name: 'Bob', desk: desks[1], unknownTo: ['badges'] },
      { __typename: 'Member', id: '3', email: 'c@x', name: 'Cyd', desk: desks[2], unknownTo: ['badges'] },
      { __typename: 'Member', id: '4', email: 'd@x', name: 'Dee', desk: null, failsIn: { badges: 'no badges today' } },
      { __typename: 'Member', id: '5', email: 'e@x', name: 'Eve', desk: desks[0] },
    ]
    const badges: Record<string, unknown>[] = [
      { __typename: 'Badge', code: 'b1', holder: members[0], colour: 'red', opens: [doors[0], null, doors[1], doors[0]] },
      { __typename: 'Badge', code: 'b2', holder: null, colour: null, opens: null, unknownTo: ['doors'] },
      { __typename: 'Badge', code: 'b3', holder: members[4], colour: 'blue', opens: [doors[2]] },
    ]
    Object.assign(members[0] ?? {}, { badge: badges[0], deputies: [members[1], null, members[3], members[4], members[0]] })
    Object.assign(members[4] ?? {}, { badge: badges[2], deputies: [] })
    Object.assign(desks[0] ?? {}, { guests: [members[0], null, members[0]] })
    doors.forEach((door, index) => Object.assign(door, { alarm: alarm[index] }))
    return [...doors, ...desks, ...members, ...badges] as Row[]
  },
  resolvers: {
    people: {
      Query: {
        member: (_, { id }, store) => rowBy(store, 'Member', 'id', id),
        members: (_, { ids }: { ids?: string[] }, store) => (ids ?? ['1', '2', '3', '4', '5']).map((id) => rowBy(store, 'Member', 'id', id)),
        teams: (_, __, store) => {
          const [a, b, c, d] = rowsOf(store, 'Member')
          return [[a, null, d], [], [c, a, b]]
        },
        desk: (_, { id }, store) => rowBy(store, 'Desk', 'id', id),
        desks: (_, __, store) => rowsOf(store, 'Desk'),
      },
    },
    badges: {
      Query: {
        badge: (_, { code }, store) => rowBy(store, 'Badge', 'code', code),
        badges: (_, __, store) => [...rowsOf(store, 'Badge').filter((row) => row['code'] !== 'b3'), null],
      },
      Member: { greeting: (member: Row, { word }: { word: string | null }) => `${word ?? 'no word'}, ${String(member['email'])}` },
    },
    alarms: { Query: { alarmed: (_, __, store) => rowsOf(store, 'Door').filter((row) => row.unknownTo === undefined) } },
  },
}
