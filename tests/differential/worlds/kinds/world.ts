import { type Row, rowBy, rowsOf, type World } from '../../world.ts'

const title = (row: Row, { upper }: { upper: boolean | null }) => {
  const said = row['name']
  return typeof said === 'string' && upper === true ? said.toUpperCase() : said
}
const MEDIA = ['Book', 'Paper', 'Film']

/** Media of interfaces and unions whose members differ from library to library. */
export const kinds: World = {
  name: 'kinds',
  covers: [
    'interfaces', 'interfaces of interfaces', 'unions', 'unions that differ between libraries', 'conflicting aliases', 'types that differ between libraries',
    'fragments', '__typename', 'entities of interfaces',
  ],
  values: { ids: [['1', '2', '3'], ['3', 'none', '3']], text: ['a', 'b', null] },
  rows() {
    const authors: Record<string, unknown>[] = [{ __typename: 'Author', id: 'a1', name: 'Ann' }, { __typename: 'Author', id: 'a2', name: null, reviews: [], owns: null, wrote: null }]
    const open = { __typename: 'Open', until: null, text: 'for all' }
    const closed = { __typename: 'Closed', until: '2030', fee: 5, holder: authors[0] }
    const book = { __typename: 'Book', id: '1', name: 'Alpha', author: authors[0], pages: 9, isbn: null, weight: 3, stars: 5, licence: open }
    const film = { __typename: 'Film', id: '2', name: 'Beta', author: authors[1], minutes: 90, weight: null, stars: null, licence: closed, rank: 4 }
    const paper = { __typename: 'Paper', id: '3', name: null, author: null, pages: null, edition: 7, licence: null, rank: null }
    const lost = { __typename: 'Film', id: '4', name: 'Gone', author: authors[0], minutes: null, unknownTo: ['reviews', 'rights'] }
    const shop = { __typename: 'Shop', id: 's', stars: 1, owner: authors[1], reviews: null }
    const shelf = { __typename: 'Shelf', id: 'f', holds: [book, null, film, book, lost], rank: 2 }
    const reviews = [
      { __typename: 'Review', text: 'good', about: book, by: authors[0] },
      { __typename: 'Review', text: null, about: film, by: authors[1] },
      { __typename: 'Review', text: 'closed', about: shop, by: null },
    ]
    Object.assign(shelf, { holds: [book, null, film, shelf, book, lost] })
    Object.assign(book, { reviews: [reviews[0], reviews[1], reviews[0]] })
    Object.assign(film, { reviews: [] })
    Object.assign(authors[0] ?? {}, { reviews: [reviews[2], reviews[0]], wrote: [book, film, null, lost, paper], owns: [film, null, book] })
    return [book, film, paper, lost, shop, shelf, ...authors] as Row[]
  },
  resolvers: {
    press: {
      Query: {
        media: (_, { ids }: { ids?: string[] | null }, store) => {
          const all = rowsOf(store, ...MEDIA)
          return ids === undefined || ids === null ? all : ids.map((id) => all.find((row) => row['id'] === id) ?? null)
        },
        things: (_, __, store) => [rowBy(store, 'Shelf', 'id', 'f'), ...rowsOf(store, 'Film', 'Book')],
        top: (_, __, store) => rowBy(store, 'Film', 'id', '2'),
        find: (_, { text }, store) => (text === 'a' ? rowBy(store, 'Author', 'id', 'a1') : text === 'b' ? rowBy(store, 'Paper', 'id', '3') : rowBy(store, 'Book', 'id', '1')),
      },
      Book: { title }, Paper: { title }, Film: { title },
    },
    reviews: {
      Query: {
        reviewed: (_, __, store) => [...rowsOf(store, 'Shop', 'Book'), null, rowBy(store, 'Film', 'id', '2')],
        best: (_, __, store) => rowBy(store, 'Film', 'id', '2'),
      },
    },
    rights: { Query: { free: (_, __, store) => rowsOf(store, 'Book', 'Paper') } },
  },
}
