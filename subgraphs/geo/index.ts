import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

/** The geo library (自然资源和空间地理基础信息库). */
export const geo = (services: LibraryServices & { cursors: Cursors }) =>
  subgraph(
    {
      name: 'geo',
      contract: readContract('geo'),
      resolvers: resolvers(services.cursors),
      shield,
      loaders: loaders(queries(services.db)),
    },
    services.clock,
  )
