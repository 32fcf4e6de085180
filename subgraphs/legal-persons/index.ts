import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

/** The legal-persons library (法人单位基础信息库). */
export const legalPersons = (services: LibraryServices & { cursors: Cursors }) =>
  subgraph(
    {
      name: 'legal-persons',
      contract: readContract('legal-persons'),
      resolvers: resolvers(services.cursors),
      shield,
      loaders: loaders(queries(services.db)),
    },
    services.clock,
  )
