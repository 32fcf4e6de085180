import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

/** The credit library (公共信用信息库). */
export const credit = (services: LibraryServices) =>
  subgraph(
    { name: 'credit', contract: readContract('credit'), resolvers, shield, loaders: loaders(queries(services.db)) },
    services.clock,
  )
