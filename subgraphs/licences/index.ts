import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import type { Certificate } from '#platform/x509/certificate'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'
import type { IssuerKeys } from './signing/issuer-keys.ts'
import { trustIn } from './signing/trust.ts'

export { registerIssuerCertificates } from './commands.keys.ts'
export { type FileIssuerKeys, openFileKeys } from './signing/file-keys.ts'
export { keysThatCount } from './queries.keys.ts'
export type { IssuerKeys } from './signing/issuer-keys.ts'

/**
 * The licences library (电子证照库). `faceKey`, 32 bytes, is its own: no other library can open a face. `roots` are the root certificates
 * that issuers' certificates must lead to; `issuerKeys` sign what is issued here.
 */
export const licences = (services: LibraryServices & { faceKey: Buffer; roots: readonly Certificate[]; issuerKeys?: IssuerKeys | undefined }) =>
  subgraph(
    {
      name: 'licences',
      contract: readContract('licences'),
      resolvers,
      shield,
      loaders: loaders(queries(services.db, services.faceKey, trustIn(services.roots))),
    },
    services.clock,
  )
