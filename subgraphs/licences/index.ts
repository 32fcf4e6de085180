import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import type { Certificate } from '#platform/x509/certificate'
import { changing } from './commands.changing.ts'
import { checking } from './commands.checking.ts'
import { issuing } from './commands.issuing.ts'
import { loaders } from './loaders.ts'
import { eventQueries } from './queries.events.ts'
import { issuingQueries } from './queries.issuing.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'
import { type IssuerKeys, noKeys } from './signing/issuer-keys.ts'
import { trustIn } from './signing/trust.ts'

export { registerIssuerCertificates } from './commands.keys.ts'
export { type FileIssuerKeys, openFileKeys } from './signing/file-keys.ts'
export { keysThatCount } from './queries.keys.ts'
export type { IssuerKeys } from './signing/issuer-keys.ts'

/** What the library is given besides; nobody issues where there are no keys of issuers. */
interface LicencesServices extends LibraryServices {
  readonly cursors: Cursors
  /** 32 bytes; it is the library's own: no other can open a face. */
  readonly faceKey: Buffer
  /** Root certificates that issuers' certificates must lead to. */
  readonly roots: readonly Certificate[]
  readonly issuerKeys?: IssuerKeys | undefined
}

/** The licences library (电子证照库). */
export const licences = ({ issuerKeys = noKeys, ...services }: LicencesServices) => {
  const acts = { ...services, issuerKeys, queries: issuingQueries(services.db) }
  return subgraph(
    {
      name: 'licences',
      contract: readContract('licences'),
      resolvers,
      shield,
      loaders: loaders(queries(services.db, services.faceKey, trustIn(services.roots)), { ...issuing(acts), ...changing(acts), ...checking(services), ...eventQueries(services.db), cursors: services.cursors }),
    },
    services.clock,
  )
}
