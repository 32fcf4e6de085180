import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { subgraph } from '#platform/subgraph'
import type { Certificate } from '#platform/x509/certificate'
import { changing } from './commands.changing.ts'
import { checking } from './commands.checking.ts'
import { copying } from './commands.copying.ts'
import { issuing } from './commands.issuing.ts'
import type { CopyServices } from './commands.making.ts'
import { revoking } from './commands.revoking.ts'
import { uploading } from './commands.uploading.ts'
import { loaders } from './loaders.ts'
import { copyQueries } from './queries.copies.ts'
import { eventQueries } from './queries.events.ts'
import { issuingQueries } from './queries.issuing.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'
import { type IssuerKeys, noKeys } from './signing/issuer-keys.ts'
import { trustIn } from './signing/trust.ts'

export { type StatusCode, STATUSES, statusOfAnswer } from './domain/statuses.ts'
export { registerIssuerCertificates } from './commands.keys.ts'
export { readCopyNumber } from './domain/copy-number.ts'
export type { CopyState } from './domain/copy-state.ts'
export { openPrinter } from './printing/pool.ts'
export type { Printer } from './printing/printer.ts'
export { type FileIssuerKeys, openFileKeys } from './signing/file-keys.ts'
export { keysThatCount } from './queries.keys.ts'
export type { IssuerKeys } from './signing/issuer-keys.ts'

/** What the library is given besides what copies need; `faceKey`, 32 bytes, is its own. Nobody issues where there are no keys of issuers. */
interface LicencesServices extends CopyServices {
  readonly cursors: Cursors
  /** Root certificates that issuers' certificates must lead to. */
  readonly roots: readonly Certificate[]
  readonly issuerKeys?: IssuerKeys | undefined
  /** So many licences may one holder upload on a day. */
  readonly uploadsPerDay: number
}

/** The licences library (电子证照库). No other library can open a face. */
export const licences = ({ issuerKeys = noKeys, ...services }: LicencesServices) => {
  const issued = { ...services, issuerKeys, queries: issuingQueries(services.db) }
  const copies = copyQueries(services)
  const acts = {
    issuing: { ...issuing(issued), ...changing(issued), ...checking(services), ...uploading(issued), ...revoking(services), ...eventQueries(services.db), cursors: services.cursors },
    copies: { ...copies, ...copying(services, copies) },
  }
  return subgraph(
    {
      name: 'licences',
      contract: readContract('licences'),
      resolvers,
      shield,
      loaders: loaders(queries(services.db, services.faceKey, trustIn(services.roots)), acts),
    },
    services.clock,
  )
}
