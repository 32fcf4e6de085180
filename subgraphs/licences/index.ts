import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

/** The licences library (电子证照库). `faceKey`, 32 bytes, is its own: no other library can open a face. */
export const licences = (services: LibraryServices & { faceKey: Buffer }) =>
  subgraph(
    {
      name: 'licences',
      contract: readContract('licences'),
      resolvers,
      shield,
      loaders: loaders(queries(services.db, services.faceKey)),
    },
    services.clock,
  )
