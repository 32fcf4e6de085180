import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { changing } from './commands.changing.ts'
import { issuing } from './commands.issuing.ts'
import { loaders } from './loaders.ts'
import { eventQueries } from './queries.events.ts'
import { issuingQueries } from './queries.issuing.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'
import { type IssuerKeys, noKeys } from './signing/issuer-keys.ts'

export type { IssuerKeys } from './signing/issuer-keys.ts'

/** What the library is given besides; nobody issues where there are no keys of issuers. */
interface LicencesServices extends LibraryServices {
  readonly cursors: Cursors
  readonly faceKey: Buffer
  readonly issuerKeys?: IssuerKeys | undefined
}

/** The licences library (电子证照库). `faceKey`, 32 bytes, is its own: no other library can open a face. */
export const licences = ({ issuerKeys = noKeys, ...services }: LicencesServices) => {
  const acts = { ...services, issuerKeys, queries: issuingQueries(services.db) }
  return subgraph(
    {
      name: 'licences',
      contract: readContract('licences'),
      resolvers: resolvers(services.cursors),
      shield,
      loaders: loaders(queries(services.db, services.faceKey), { ...issuing(acts), ...changing(acts), ...eventQueries(services.db) }),
    },
    services.clock,
  )
}
