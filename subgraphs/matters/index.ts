import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

/** The matters library (政务服务事项库). */
export const matters = (services: LibraryServices) =>
  subgraph(
    {
      name: 'matters',
      contract: readContract('matters'),
      resolvers,
      shield,
      loaders: loaders(queries(services.db)),
    },
    services.clock,
  )
