import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { subgraph } from '#platform/subgraph'
import { copying } from './commands.copying.ts'
import type { CopyServices } from './commands.making.ts'
import { loaders } from './loaders.ts'
import { copyQueries } from './queries.copies.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

export { readCopyNumber } from './domain/copy-number.ts'
export { type CopyState, copyStates } from './domain/copy-state.ts'
export type { Printer } from './printing/printer.ts'

/** The licences library (电子证照库). `faceKey`, 32 bytes, is its own: no other library can open a face. */
export const licences = (services: CopyServices & { readonly cursors: Cursors }) => {
  const copies = copyQueries(services)
  return subgraph(
    {
      name: 'licences',
      contract: readContract('licences'),
      resolvers,
      shield,
      loaders: loaders(queries(services.db, services.faceKey), { ...copies, ...copying(services, copies) }),
    },
    services.clock,
  )
}
