import { rowsOf, textOfGiven, type World } from '../../world.ts'

/** Arguments of every shape, echoed; enums and inputs of which each library knows a part. */
export const inputs: World = {
  name: 'inputs',
  covers: [
    'enums that differ between libraries', 'inputs that differ between libraries', 'arguments with defaults', 'variables', 'absent variables', 'custom scalars',
    'input lists', 'input objects that nest',
  ],
  values: { text: ['', 'a "quoted"\n#{text}', '\u{1f600} 漢', null], n: [0, -1, 2147483647], id: ['1', 7], on: ['2020-01-01', { any: [1, null] }], day: ['today', 5] },
  rows: () => [
    { __typename: 'Hit', id: '1', kind: 'GOOD', state: 'OPEN', day: '2020-01-01', state2: 'SHUT', mood: 'UGLY' },
    { __typename: 'Hit', id: '2', kind: 'BAD', state: null, day: { y: 2020 }, state2: null, mood: 'GOOD' },
    { __typename: 'Hit', id: '3', kind: null, state: 'SHUT', day: null, state2: 'OPEN', mood: null, unknownTo: ['facts'] },
  ],
  resolvers: {
    search: {
      Query: {
        search: (_, args, store) => (args.limit < 0 ? new Error(textOfGiven(args)) : [...rowsOf(store, 'Hit'), null].slice(0, Math.min(args.limit, 4))),
        echo: (_, args) => textOfGiven(args),
      },
    },
    facts: {
      Query: { facts: (_, args) => [textOfGiven(args), null] },
      Hit: { told: ({ id }, args) => `${String(id)} ${textOfGiven(args)}`, mood: ({ mood }, args) => (args.in === 'SHUT' ? null : mood) },
    },
  },
}
