import type { Cursors } from '#platform/connection'
import { type ContractItem, readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { commands } from './commands.ts'
import type { Limits } from './domain/sla.ts'
import { loaders } from './loaders.ts'
import { applicationQueries } from './queries.applications.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

export { catalogueNews } from './commands.changing.ts'
export { compileCatalogue, forgetCompiled } from './commands.compile.ts'
export { type CataloguedItem, type CatalogueFacts, catalogueFacts, type ConsumerFacts } from './queries.ts'
export type { GrantRow } from './queries.grants.ts'
export { type ItemUse, noteItemUse } from './commands.use.ts'
export { type Limits, parseLimits } from './domain/sla.ts'

/** The catalogue (政务信息资源目录). `items` tells the items of every library's contract, which it does not import; `limits` how long answers may take. */
export const catalogue = (services: LibraryServices & { cursors: Cursors; items: () => readonly ContractItem[]; limits: Limits }) =>
  subgraph(
    {
      name: 'catalogue',
      contract: readContract('catalogue'),
      resolvers,
      shield,
      loaders: loaders({ ...queries(services), ...applicationQueries(services) }, commands(services)),
    },
    services.clock,
  )
