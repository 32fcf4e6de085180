import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

/** The supervision library (监管信息库). */
export const supervision = (services: LibraryServices) =>
  subgraph(
    {
      name: 'supervision',
      contract: readContract('supervision'),
      resolvers,
      shield,
      loaders: loaders(queries(services.db)),
    },
    services.clock,
  )
