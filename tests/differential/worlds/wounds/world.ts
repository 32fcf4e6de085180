import { GraphQLError } from 'graphql'
import { type Row, rowBy, rowsOf, type World } from '../../world.ts'

const coded = (message: string, code: string) => new GraphQLError(message, { extensions: { code } })

/** A hospital where much is missing that may not be missing, and where libraries fail. */
export const wounds: World = {
  name: 'wounds',
  covers: [
    'errors in nested entities', 'non-null propagation', 'non-null propagation to the root', 'errors in lists', 'codes of errors', 'unknown entities',
    'lists of lists', 'one entity in many places',
  ],
  values: { id: ['w1', 'w2', 'w3', 'n1', 'n2', 'n3', 'none'] },
  rows() {
    const patients: Record<string, unknown>[] = [
      { __typename: 'Patient', no: '1', age: 40 },
      { __typename: 'Patient', no: '2', age: null },
      { __typename: 'Patient', no: '3', age: coded('age is sealed', 'FORBIDDEN') },
    ]
    const [well, ageless, sealed] = patients
    const beds: Record<string, unknown>[] = [
      { __typename: 'Bed', id: 'b1', width: 90, patient: well, reserve: ageless, history: [well] },
      { __typename: 'Bed', id: 'b2', width: new Error('no tape'), patient: sealed, reserve: null, history: [well, sealed] },
      { __typename: 'Bed', id: 'b3', width: null, unknownTo: ['patients'] },
      { __typename: 'Bed', id: 'b4', width: 80, failsIn: { patients: 'the ledger is wet' } },
    ]
    const [one, two, gone, wet] = beds
    Object.assign(well ?? {}, { bed: one })
    const nurses: Record<string, unknown>[] = [
      { __typename: 'Nurse', id: 'n1', name: 'Nan', phone: null, cares: [well] },
      { __typename: 'Nurse', id: 'n2', name: null, phone: '7', cares: [well, ageless] },
      { __typename: 'Nurse', id: 'n3', name: 'Non', phone: coded('no phones', 'NOT_FOUND'), unknownTo: ['patients'] },
      { __typename: 'Nurse', id: 'n4', unknownTo: ['staff'], cares: [] },
    ]
    const [nan, nameless, phoneless, stranger] = nurses
    const wards: Record<string, unknown>[] = [
      { __typename: 'Ward', id: 'w1', name: 'East', beds: [one, two, one], head: nan, deputy: nameless, notes: ['a', 'b'], codes: ['a', coded('worn', 'WORN'), null], rooms: [[one], [gone]], motto: 'go' },
      { __typename: 'Ward', id: 'w2', name: 'West', beds: [gone, wet], head: nameless, deputy: phoneless, notes: ['a', null], codes: null, rooms: [[one, two], []], failsIn: { staff: 'staff is away' } },
      { __typename: 'Ward', id: 'w3', name: null, beds: [], head: nan, deputy: null, notes: null, codes: [], rooms: null, motto: null },
      { __typename: 'Ward', id: 'w4', name: 'North', beds: [one], head: stranger, deputy: stranger, notes: [new Error('torn')], codes: [], rooms: [null], unknownTo: ['staff'] },
    ]
    Object.assign(wards[0] ?? {}, { nurses: [nan, phoneless] })
    Object.assign(wards[2] ?? {}, { nurses: [nan, null] })
    Object.assign(nan ?? {}, { ward: wards[0], shift: { __typename: 'Shift', start: 6, end: null, with: phoneless } })
    Object.assign(nameless ?? {}, { ward: wards[2], shift: null })
    Object.assign(phoneless ?? {}, { ward: null, shift: { __typename: 'Shift', start: null, end: new Error('never'), with: nan } })
    return [...wards, ...nurses, ...beds, ...patients] as Row[]
  },
  resolvers: {
    wards: {
      Query: {
        ward: (_, { id }, store) => rowBy(store, 'Ward', 'id', id),
        wards: (_, __, store) => rowsOf(store, 'Ward'),
        strict: (_, __, store) => rowBy(store, 'Ward', 'id', 'w1'),
        mixed: (_, __, store) => {
          const [a, b, c, d] = rowsOf(store, 'Ward')
          return [[a, b], [], [c], [d, a]]
        },
      },
    },
    staff: { Query: { nurse: (_, { id }, store) => ['n1', 'n2', 'n3'].includes(id) ? rowBy(store, 'Nurse', 'id', id) : null } },
  },
}
