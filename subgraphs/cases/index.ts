import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { commands } from './commands.ts'
import { loaders } from './loaders.ts'
import { handledQueries } from './queries.handling.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

/** The cases library (办件信息库). */
export const cases = (services: LibraryServices & { cursors: Cursors }) =>
  subgraph(
    {
      name: 'cases',
      contract: readContract('cases'),
      resolvers: resolvers(services.cursors),
      shield,
      loaders: loaders(queries(services), handledQueries(services), commands(services)),
    },
    services.clock,
  )
