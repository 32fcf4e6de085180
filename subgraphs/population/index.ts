import { readContract } from '#platform/contract'
import type { KeyOf } from '#platform/keys'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

export { personCount } from './queries.ts'

/** The population library (人口基础信息库). Beside the router, it alone can turn a number into a key. */
export const population = (services: LibraryServices & { keyOf: KeyOf }) =>
  subgraph(
    {
      name: 'population',
      contract: readContract('population'),
      resolvers: resolvers(services.keyOf),
      shield,
      loaders: loaders(queries(services.db)),
    },
    services.clock,
  )
