import type { Cursors } from '#platform/connection'
import { type ContractItem, readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { commands } from './commands.ts'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

export { type CataloguedItem, type CatalogueFacts, catalogueFacts, type ConsumerFacts, type GrantRow } from './queries.ts'

/** The catalogue (政务信息资源目录). `items` tells the items of every library's contract, which it does not import. */
export const catalogue = (services: LibraryServices & { cursors: Cursors; items: () => readonly ContractItem[] }) =>
  subgraph(
    {
      name: 'catalogue',
      contract: readContract('catalogue'),
      resolvers,
      shield,
      loaders: loaders(queries(services), commands(services)),
    },
    services.clock,
  )
