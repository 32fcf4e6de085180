import type { Database } from '#platform/db'
import type { IssuerCertificate } from './signing/file-keys.ts'
import * as tables from './tables.ts'

/**
 * Notes the certificates of keys that sign here, so that what they sign can be verified. What is there stays as it is: a key that was
 * revoked is not made to count again by being found in a folder.
 */
export async function registerIssuerCertificates(db: Database, certificates: readonly IssuerCertificate[]): Promise<void> {
  if (certificates.length === 0) return
  await db.orm.insert(tables.issuerKey).values([...certificates]).onConflictDoNothing()
}
