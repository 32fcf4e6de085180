import { type Row, rowBy, rowsOf, type World } from '../../world.ts'

/** Animals, which two libraries know without knowing of what kind they are. */
export const objects: World = {
  name: 'objects',
  covers: ['@interfaceObject', '@interfaceObject with @requires', '__typename', 'interfaces'],
  // Beneath a library that knows an animal as an object, the planner gives one kind the requirements of another.
  withoutFragmentsOn: ['Dog', 'Cat'],
  refusals: 0.4,
  values: { id: ['1', '2', '3', 'v', 'none'], prefix: ['the ', null] },
  rows() {
    const vet: Record<string, unknown> = { __typename: 'Vet', id: 'v', name: 'Vic' }
    const home: Record<string, unknown> = { __typename: 'Home', street: 'Oak' }
    const dog: Record<string, unknown> = { __typename: 'Dog', id: '1', name: 'Rex', tricks: ['sit', 'roll'], vet, home }
    const cat: Record<string, unknown> = { __typename: 'Cat', id: '2', name: null, lives: 9, vet: null, home, friends: [] }
    const stray: Record<string, unknown> = { __typename: 'Cat', id: '3', name: 'Tom', lives: null, unknownTo: ['care', 'homes'] }
    Object.assign(dog, { friends: [cat, null, dog] })
    Object.assign(vet, { treats: [dog, cat, null, dog], home })
    Object.assign(home, { pets: [cat, dog] })
    return [dog, cat, stray, vet] as Row[]
  },
  resolvers: {
    zoo: {
      Query: {
        animals: (_, __, store) => [...rowsOf(store, 'Cat', 'Dog'), null],
        animal: (_, { id }, store) => rowsOf(store, 'Cat', 'Dog').find((row) => row['id'] === id) ?? null,
        dog: (_, __, store) => rowBy(store, 'Dog', 'id', '1'),
      },
    },
    care: {
      Query: {
        patients: (_, __, store) => [rowBy(store, 'Cat', 'id', '2'), null, rowBy(store, 'Dog', 'id', '1')],
        vet: (_, { id }, store) => rowBy(store, 'Vet', 'id', id),
      },
      Animal: { label: ({ name }, { prefix }) => `${String(prefix)}${String(name)}` },
    },
    homes: { Query: { home: (_, __, store) => rowBy(store, 'Dog', 'id', '1')?.['home'] } },
  },
}
