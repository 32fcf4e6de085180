import { type Row, rowsOf, type World } from '../../world.ts'

/** Users, posts and likes that lead back to each other without end. */
export const circle: World = {
  name: 'circle',
  covers: ['entities in circles', 'one entity in many places', '@skip and @include', 'fragments', '__typename', 'lists with null'],
  values: { id: ['u1', 'u2', 'none'], first: [0, 1, 5] },
  rows() {
    const users: Record<string, unknown>[] = [
      { __typename: 'User', id: 'u1', name: 'Uma', boss: null },
      { __typename: 'User', id: 'u2', name: null },
      { __typename: 'User', id: 'u3', name: 'Ugo', fan: null, liked: null, pinned: null, posts: null, manages: null },
    ]
    const posts: Record<string, unknown>[] = [
      { __typename: 'Post', id: 'p1', text: 'one', author: users[0], likes: 3 },
      { __typename: 'Post', id: 'p2', text: null, author: users[1], likes: 0, answers: [], likedBy: [] },
      { __typename: 'Post', id: 'p3', text: 'three', author: null, likes: 1, answers: null, likedBy: null, meta: null },
    ]
    const [uma, uli, ugo] = users
    const [one, two, three] = posts
    Object.assign(one ?? {}, { answers: [two, null, three, two], likedBy: [uli, null, uma], meta: { __typename: 'Meta', views: 7, last: uli, more: { __typename: 'Meta', views: null, last: uma, more: null } } })
    Object.assign(two ?? {}, { meta: { __typename: 'Meta', views: 1, last: null, more: null } })
    Object.assign(uma ?? {}, { manages: [uli, ugo], posts: [one, two, null], pinned: two, liked: [one, three], fan: uli })
    Object.assign(uli ?? {}, { boss: uma, manages: [], posts: [two], pinned: null, liked: [], fan: uma })
    Object.assign(ugo ?? {}, { boss: uli })
    return [...users, ...posts] as Row[]
  },
  resolvers: {
    users: {
      Query: {
        me: (_, __, store) => rowsOf(store, 'User')[0],
        users: (_, { first }: { first: number | null }, store) => rowsOf(store, 'User').slice(0, Math.max(first ?? 9, 0)),
        node: (_, { id }, store) => rowsOf(store, 'User').find((row) => row['id'] === id) ?? null,
      },
    },
    posts: {
      Query: { posts: (_, __, store) => [...rowsOf(store, 'Post'), null] },
      User: {
        posts: (user: Row, { first }: { first: number | null }) => {
          const all = user['posts'] as Row[] | null
          return all === null ? null : all.slice(0, Math.max(first ?? 9, 0))
        },
      },
    },
  },
}
